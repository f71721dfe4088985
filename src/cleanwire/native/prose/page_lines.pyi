from array import array
from collections.abc import Iterable, Sequence

from cleanwire.native.text.line_tables import LineTable

HEADLINE: int

class PageLines:
    def __init__(
        self,
        source: str,
        folded: str,
        bare: str,
        lines: LineTable,
        claims: Iterable[tuple[int, int]],
        kinds: Sequence[int],
        /,
    ) -> None: ...
    @property
    def count(self) -> int: ...
    @property
    def claimed(self) -> list[bool]: ...
    @property
    def reached(self) -> list[bool]: ...
    @property
    def sizes(self) -> array[float]: ...
