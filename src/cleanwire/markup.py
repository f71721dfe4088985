"""The elements of a page that contained its text, stored apart from the text."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, takewhile
from operator import attrgetter
from typing import NamedTuple

__all__ = ["Element", "Line", "Mark", "Markup"]


_END = attrgetter("end")


class Element(NamedTuple):
    """An element around lines of a page. Elements refer to each other by their index in `Markup.elements`."""

    tag: str
    parent: int
    """The index of the parent, which is lower than the element's own; -1 for the root."""
    step: str
    """The XPath step from the parent: `p[3]`, or `p` if it is the only one."""
    detail: str
    """The number of an item in an ordered list, the column of a cell (from 1), or the language of code; empty
    otherwise."""


class Mark(NamedTuple):
    """A part of a line in an element of its own, such as a link or a cell."""

    start: int
    end: int
    tag: str
    detail: str
    """The address of a link or the column of a cell; empty otherwise."""


class Line(NamedTuple):
    """A line of the text that was found in a page. A line of code may contain line breaks."""

    start: int
    end: int
    element: int
    """The innermost block-level element that contains the line; -1 if it is unknown."""
    broken: bool
    """Whether a single `br` separates the line from the line above."""
    marks: tuple[Mark, ...]
    """Links, cells, code and emphasis within the line. They may be nested; outer ones come first."""


@dataclass(frozen=True, slots=True)
class Markup:
    """The elements that contained the text of a page, and the lines that each contained. Offsets refer to the text."""

    elements: tuple[Element, ...]
    lines: tuple[Line, ...]
    """Sorted and not overlapping."""

    def paths(self, start: int, end: int) -> tuple[str, ...]:
        """Return the XPaths of the elements of the lines that a span touches, in order and each once.

        >>> elements = (Element("html", -1, "html", ""), Element("p", 0, "p[1]", ""), Element("p", 0, "p[2]", ""))
        >>> markup = Markup(elements, (Line(0, 9, 1, False, ()), Line(11, 20, 2, False, ())))
        >>> markup.paths(0, 5), markup.paths(5, 15)
        (('/html/p[1]',), ('/html/p[1]', '/html/p[2]'))

        They refer to the page as it was parsed. A line whose element is unknown has none.
        """
        first = bisect_right(self.lines, start, key=_END)
        lines = takewhile(lambda line: line.start < end, islice(self.lines, first, None))
        found = {line.element: None for line in lines}
        return tuple("".join(reversed([*self._steps_to(element)])) for element in found if element >= 0)

    def _steps_to(self, element: int) -> Iterator[str]:
        while element >= 0:
            yield f"/{self.elements[element].step}"
            element = self.elements[element].parent
