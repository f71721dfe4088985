"""Write data tables as Markdown: one line per row, of which the first contains the column headings."""

from collections.abc import Iterator, Sequence

from cleanwire.markdown.inline import inline
from cleanwire.markdown.kept import KeptLine
from cleanwire.markdown.places import CELLS, Place
from cleanwire.markdown.spans import spans_of
from cleanwire.markup import Mark

__all__ = ["table_in", "table_of"]

_SEPARATORS = "| "
"""The separators of cells that share a line of the text."""

LEAST = 2
"""The least number of rows and columns of a table: with fewer it is a list, or layout."""


def table_in(line: KeptLine, places: Sequence[Place]) -> int:
    """Return the table that a line is a cell of, or several cells; -1 if there is none."""
    place = places[line.element]
    marked = any(mark.tag in CELLS for mark in line.marks)
    return place.table if marked or place.cell >= 0 else -1


def table_of(lines: Sequence[KeptLine], places: Sequence[Place]) -> list[str]:
    """Return the lines of a table, or none if its cells contain several lines, as in tables used for layout.

    A table has at least two rows and two columns, and no empty columns.
    """
    around = places[places[lines[0].element].table].containers
    rows: dict[int, dict[int, list[str]]] = {}
    for line in lines:
        cells = [*_cells(line, places)]
        place = places[line.element]
        if place.containers != around or places[place.whole].tag == "pre" or not cells:
            return []
        for column, written in cells:
            parts = rows.setdefault(place.row, {}).setdefault(column, [])
            if parts and not line.broken:
                return []
            parts.append(written)
    columns = sorted({column for row in rows.values() for column in row})
    if min(len(rows), len(columns)) < LEAST:
        return []
    heads, *others = (_row([" ".join(row.get(column, ())) for column in columns]) for row in rows.values())
    return [heads, _row(["---"] * len(columns)), *others]


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cells(line: KeptLine, places: Sequence[Place]) -> Iterator[tuple[int, str]]:
    """Yield the column and the text of each cell in a line, or nothing if the line has text outside of cells."""
    around = places[places[line.element].cell]
    found = [mark for mark in line.marks if mark.tag in CELLS] or [Mark(0, len(line.text), around.tag, around.detail)]
    between = [mark.end for mark in found], [*[mark.start for mark in found[1:]], len(line.text)]
    outside = line.text[: found[0].start] + "".join([line.text[end:start] for end, start in zip(*between, strict=True)])
    if outside.strip(_SEPARATORS):
        return
    for cell in found:
        inside = [mark for mark in line.marks if cell.start <= mark.start < cell.end]
        text = line.text[cell.start : cell.end]
        yield int(cell.detail), inline(text, spans_of(inside, left=cell.start)).replace("|", "\\|")
