from collections.abc import Iterable

from cleanwire.native.text.line_tables import LineTable

def first_covering(lines: LineTable, spans: Iterable[tuple[int, int]], /) -> list[int]: ...
