from array import array

from cleanwire.native.numbers.trees import Forest

class ColumnForest:
    width: int
    def __init__(self, forest: Forest, /) -> None: ...
    def scores(self, columns: array[float], count: int, /) -> array[float]: ...
