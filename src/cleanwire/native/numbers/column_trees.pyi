from array import array
from collections.abc import Sequence

class ColumnForest:
    width: int
    def __init__(self, bias: float, trees: Sequence[object], /) -> None: ...
    def scores(self, columns: array[float], count: int, /) -> array[float]: ...
