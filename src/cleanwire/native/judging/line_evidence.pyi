from array import array
from collections.abc import Iterable, Sequence

from cleanwire.native.text.line_tables import LineTable

NAMES: tuple[str, ...]
OWN: int
STAGE: int
KEEP: int
HEADLINE: int

def line_evidence(
    source: str,
    folded: str,
    lines: LineTable,
    words: Sequence[float],
    claims: Iterable[tuple[int, int, int, float, int]],
    /,
) -> array[float]: ...
