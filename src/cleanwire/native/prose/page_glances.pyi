from typing import NamedTuple

from cleanwire.native.text.line_tables import LineTable

class Glance(NamedTuple):
    short: int
    run: int
    entries: int
    listed: int
    lower: int
    code: int
    first: int
    last: int

def glance(source: str, folded: str, lines: LineTable, /) -> Glance: ...
