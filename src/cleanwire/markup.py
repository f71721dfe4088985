"""What the text of a page stood in: the elements above it, kept apart from the text."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, takewhile
from operator import attrgetter
from typing import NamedTuple

__all__ = ["Element", "Line", "Mark", "Markup"]


_END = attrgetter("end")


class Element(NamedTuple):
    """An element around lines of a page. Elements know each other by their place in `Markup.elements`."""

    tag: str
    parent: int
    """The element that it stands in, before it in the markup; -1 for the page itself."""
    step: str
    """What leads to it from its parent, as XPath says it: `p[3]`, or `p` for the only one."""
    detail: str
    """What else counts of it: the number of an item in an ordered list, the column of a cell (1 is the first), the
    language of code; empty where there is none."""


class Mark(NamedTuple):
    """A part of a line that stands in an element of its own, such as a link or a cell."""

    start: int
    end: int
    tag: str
    detail: str
    """The address of a link, the column of a cell; else empty."""


class Line(NamedTuple):
    """A line of the text that was found in a page; one of code may hold line breaks."""

    start: int
    end: int
    element: int
    """The innermost element on lines of its own that it stands in; -1 where that is unknown."""
    broken: bool
    """Whether a single `br` parts it from the line above."""
    marks: tuple[Mark, ...]
    """The links, cells, and words in code or stressed: they nest, and the outer ones come first."""


@dataclass(frozen=True, slots=True)
class Markup:
    """The elements that the text of a page stood in, and which of its lines stood in which. Offsets index the text."""

    elements: tuple[Element, ...]
    lines: tuple[Line, ...]
    """In their order; they do not overlap."""

    def paths(self, start: int, end: int) -> tuple[str, ...]:
        """Return the XPath of the element of each line that a span touches, in their order and each once.

        >>> elements = (Element("html", -1, "html", ""), Element("p", 0, "p[1]", ""), Element("p", 0, "p[2]", ""))
        >>> markup = Markup(elements, (Line(0, 9, 1, False, ()), Line(11, 20, 2, False, ())))
        >>> markup.paths(0, 5), markup.paths(5, 15)
        (('/html/p[1]',), ('/html/p[1]', '/html/p[2]'))

        They hold in the page as it was parsed. A line whose element is unknown has none.
        """
        first = bisect_right(self.lines, start, key=_END)
        lines = takewhile(lambda line: line.start < end, islice(self.lines, first, None))
        found = {line.element: None for line in lines}
        return tuple("".join(reversed([*self._steps_to(element)])) for element in found if element >= 0)

    def _steps_to(self, element: int) -> Iterator[str]:
        while element >= 0:
            yield f"/{self.elements[element].step}"
            element = self.elements[element].parent
