"""Where each element is among what Markdown can nest: block quotes, items, tables, headings and code."""

from collections.abc import Sequence
from typing import NamedTuple

from cleanwire.markup import Element

__all__ = ["CELLS", "HEADINGS", "Place", "places_of"]

HEADINGS = {f"h{level}": level for level in range(1, 7)}
CELLS = frozenset({"td", "th"})

MOST_NESTED = 8
"""The greatest depth of nested block quotes and items; deeper ones are written at this depth. Parsers have limits, too:
markdown-it's is 20 levels, and an item takes two."""

_CONTAINERS = frozenset({"blockquote", "li"})
_LISTS = frozenset({"ul", "ol", "menu", "dir"})
_WHOLES = frozenset({*HEADINGS, "pre"})


class Place(NamedTuple):
    """An element and what is around it, including itself; -1 for none."""

    tag: str = ""
    detail: str = ""
    containers: tuple[int, ...] = ()
    """The block quotes and items, outermost first."""
    list: int = -1
    table: int = -1
    row: int = -1
    """The row of this table."""
    cell: int = -1
    whole: int = -1
    """The heading or code block, whose contents are lines of one block."""


def places_of(elements: Sequence[Element]) -> list[Place]:
    """Return the place of each element, and an empty place at the end, so that -1 (no element) is in nothing."""
    places: list[Place] = []
    for index, element in enumerate(elements):
        around = places[element.parent] if element.parent >= 0 else Place()
        places.append(_within(around, index, element.tag)._replace(tag=element.tag, detail=element.detail))
    return [*places, Place()]


def _within(around: Place, index: int, tag: str) -> Place:
    if tag in _CONTAINERS:
        around = around._replace(containers=(*around.containers, index)[:MOST_NESTED], whole=-1)
    elif tag in _LISTS:
        around = around._replace(list=index, whole=-1)
    elif tag == "table":
        around = around._replace(table=index, row=-1, cell=-1, whole=-1)
    elif tag == "tr":
        around = around._replace(row=index)
    elif tag in CELLS:
        around = around._replace(cell=index, whole=-1)
    elif tag in _WHOLES:
        around = around._replace(whole=index)
    return around
