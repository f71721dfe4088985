"""Find the column of a table that a cell is in, counting cells that span rows and columns."""

import re
from collections.abc import Iterator
from itertools import count

from lxml import etree

from cleanwire.reading.html.blocks import CELLS

__all__ = ["MOST_COLUMNS", "column_of", "whole_number"]

MOST_COLUMNS = 100
"""No cell extends further to the right: such a wide table contains no data, and the time for a cell grows with the
columns it spans. Browsers stop at 1,000."""

_PARTS = frozenset({"thead", "tbody", "tfoot"})
_WHOLE = re.compile(r"\s*([0-9]{1,9})(?![0-9])", re.ASCII)


def whole_number(value: str | None, default: int) -> int:
    """Return the whole number that an attribute begins with, or a default.

    >>> whole_number("3", 1), whole_number(None, 1), whole_number("many", 1)
    (3, 1, 1)
    """
    found = _WHOLE.match(value or "")
    return int(found[1]) if found else default


def column_of(cell: etree._Element, known: dict[etree._Element, int]) -> int:
    """Return the column of a cell, counted from 1. `known` collects those of all cells of the table.

    Linear in the table, for all of its cells together.
    """
    table = next(cell.iterancestors("table"), None)
    if table is not None and table not in known:
        known[table] = 0
        known.update(_columns(table))
    if cell not in known:  # its row is not one of the table's own
        known.update((one, place) for place, one in enumerate(cell.getparent().iterchildren(*CELLS), 1))
    return known[cell]


def _columns(table: etree._Element) -> Iterator[tuple[etree._Element, int]]:
    """Yield each cell of a table with its column."""
    taken: dict[int, int] = {}  # for each column, how many more rows a cell from above spans
    for row in _rows(table):
        reaching = {column: rows - 1 for column, rows in taken.items() if rows > 1}
        at = 1
        for cell in row.iterchildren(*CELLS):
            at = next(column for column in count(at) if column not in taken)
            yield cell, at
            wide = max(1, whole_number(cell.get("colspan"), 1))
            tall = whole_number(cell.get("rowspan"), 1)
            end = min(at + wide, MOST_COLUMNS + 1)
            if tall > 1:
                reaching |= dict.fromkeys(range(at, end), tall - 1)
            at = max(end, at + 1)
        taken = reaching


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for part in table:
        if part.tag == "tr":
            yield part
        elif part.tag in _PARTS:
            yield from part.iterchildren("tr")
