from array import array
from collections.abc import Iterable
from typing import Any

from cleanwire.native.text.line_tables import LineTable

def mixed(keys: Any, other: int, /) -> array[int]: ...

class SiteKeys:
    count: int
    lines: array[int]
    forms: array[int]
    pairs: array[int]
    ends: array[int]
    passages: array[int]
    last: array[int]
    depths: array[int]
    prose: array[int]
    sizes: array[int]
    def __init__(self, table: LineTable, rows: Iterable[int], keys: Any, forms: Any, site: int, /) -> None: ...
