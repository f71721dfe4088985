"""A result line by line, as all views for people show it."""

from collections.abc import Iterator
from typing import NamedTuple

from cleanwire.report.outcome import Outcome
from cleanwire.spans import Segment

__all__ = ["Part", "lines_of"]

_BREAKS = ("\n", "\r", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029")
"""What ends a line for `str.splitlines`, and therefore for cleanwire."""


class Part(NamedTuple):
    """The part of a line that belongs to one segment."""

    segment: Segment
    text: str
    """Without the line break if it is an ordinary one."""
    opens: bool
    """Whether the segment begins here."""


def lines_of(result: Outcome) -> Iterator[list[Part]]:
    """Yield the parts of each line of the source; together they contain all of it except ordinary line breaks."""
    line: list[Part] = []
    for segment in result.segments:
        opens = True
        for text in result.source[segment.start : segment.end].splitlines(keepends=True):
            line.append(Part(segment, text.removesuffix("\r\n").removesuffix("\n"), opens))
            opens = False
            if text.endswith(_BREAKS):
                yield line
                line = []
    if line:
        yield line
