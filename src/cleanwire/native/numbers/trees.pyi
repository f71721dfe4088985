from collections.abc import Iterable, Sequence

class Forest:
    width: int
    def __init__(
        self,
        bias: float,
        trees: Sequence[object],
        cuts: Iterable[tuple[int, float]],
        columns: Sequence[int] | None = None,
        /,
    ) -> None: ...
    def score(self, row: Sequence[float], /) -> float: ...
    def scores(self, rows: Iterable[Sequence[float]], /) -> list[float]: ...
