"""The lines of a page that were kept, whole or in part."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from cleanwire.markup import Line, Mark, Markup
from cleanwire.spans import Segment

__all__ = ["KeptLine", "kept_lines"]

_Span = tuple[int, int]


class KeptLine(NamedTuple):
    """The kept part of a line."""

    text: str
    element: int
    broken: bool
    marks: tuple[Mark, ...]
    """Their offsets refer to the text of this line."""


def kept_lines(source: str, segments: Iterable[Segment], markup: Markup) -> Iterator[KeptLine]:
    """Yield the kept part of each line of a page, if it shows anything. Linear in the source."""
    kept = [(segment.start, segment.end) for segment in segments if not segment.removed]
    at = 0
    for line in markup.lines:
        while at < len(kept) and kept[at][1] <= line.start:
            at += 1
        slices: list[_Span] = []
        while at < len(kept) and kept[at][0] < line.end:
            slices.append((max(kept[at][0], line.start), min(kept[at][1], line.end)))
            if kept[at][1] > line.end:  # it extends into the next line
                break
            at += 1
        text = "".join([source[start:end] for start, end in slices])
        if text.strip():
            indented = line.element >= 0 and markup.elements[line.element].tag == "pre"
            yield _kept(line, text, slices, blanks="\n" if indented else None)


def _kept(line: Line, text: str, slices: Sequence[_Span], *, blanks: str | None) -> KeptLine:
    """Return a line of which some slices are kept, without the spaces around their text."""
    visible = text.strip(blanks)
    left = len(text) - len(text.lstrip(blanks))
    starts = [start for start, _ in slices]
    before = [0, *accumulate(end - start for start, end in slices)]

    def moved(offset: int) -> int:
        at = max(bisect_right(starts, offset) - 1, 0)
        inside = min(max(offset, slices[at][0]), slices[at][1]) - slices[at][0]
        return min(max(before[at] + inside - left, 0), len(visible))

    marks = (_tight(visible, mark._replace(start=moved(mark.start), end=moved(mark.end))) for mark in line.marks)
    return KeptLine(visible, line.element, line.broken, tuple(mark for mark in marks if mark.start < mark.end))


def _tight(text: str, mark: Mark) -> Mark:
    """Return a mark without the spaces at its ends."""
    marked = text[mark.start : mark.end]
    start = mark.start + len(marked) - len(marked.lstrip())
    return mark._replace(start=start, end=start + len(marked.strip()))
