"""What a person decides about at once: a line, or a part of a line if only that is removed."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby, pairwise
from operator import attrgetter
from typing import NamedTuple

__all__ = ["Line", "lines_of", "lines_within", "rows_of"]


class Line(NamedTuple):
    """A line of a source that is not blank, or a part of one. A named tuple, since documents have thousands."""

    start: int
    end: int
    """The offset after its last character; the line break and blank lines that follow are not included."""
    row: int
    """The number of its line in the source, from 0."""


def lines_of(source: str, cuts: Collection[int]) -> tuple[Line, ...]:
    r"""Return the lines of a source, in order, divided at the cuts. Blank lines and parts are skipped.

    >>> lines_of("Rain. Read more.\n\nSun.\n", [5])
    (Line(start=0, end=5, row=0), Line(start=5, end=16, row=0), Line(start=18, end=22, row=2))
    """
    ordered = sorted(cuts)
    lines: list[Line] = []
    at = 0
    for row, text in enumerate(source.split("\n")):
        end = at + len(text.removesuffix("\r"))
        inside = ordered[bisect_right(ordered, at) : bisect_left(ordered, end)]
        lines += [Line(*span, row) for span in _shown(source, [at, *inside, end])]
        at += len(text) + 1
    return tuple(lines)


def _shown(source: str, cuts: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the pieces between cuts; a blank piece belongs to the one before it, or else to the one after it."""
    start = cuts[0]
    shown = [(left, right) for left, right in pairwise(cuts) if source[left:right].strip()]
    for (_, _), (following, _) in pairwise(shown):
        yield start, following
        start = following
    if shown:
        yield start, cuts[-1]


def rows_of(lines: Sequence[Line]) -> Iterator[tuple[Line, ...]]:
    """Yield the parts of each line of the source that is not blank."""
    for _, parts in groupby(lines, key=attrgetter("row")):
        yield tuple(parts)


def lines_within(lines: Sequence[Line], start: int, end: int) -> Sequence[Line]:
    """Return the lines that begin in a span, and the line in which it begins."""
    first = bisect_right(lines, start, key=attrgetter("start")) - 1
    if first < 0 or lines[first].end <= start:
        first += 1
    return lines[first : bisect_left(lines, end, first, key=attrgetter("start"))]
