"""Write blocks inside their block quotes and items: the marks and indents that precede each line."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from cleanwire.markdown.places import Place

__all__ = ["Block", "nested"]

LARGEST_NUMBER = 999_999_999
"""An item's number has at most nine digits (CommonMark 0.31, section 5.2)."""


class Block(NamedTuple):
    """A paragraph, heading, table or code block."""

    containers: tuple[int, ...]
    """The block quotes and items that it is in, outermost first."""
    lines: Sequence[str]


def nested(blocks: Iterable[Block], places: Sequence[Place]) -> Iterator[str]:
    """Yield the lines of blocks, each with the prefix of its containers."""
    writer = _Writer(places)
    for block in blocks:
        yield from writer.lines_of(block)


class _Writer:
    """What was written last, and the marks of the lists."""

    def __init__(self, places: Sequence[Place]) -> None:
        self._places = places
        self._above: tuple[int, ...] | None = None
        self._other: dict[int, bool] = {}
        """For each list, whether it uses the alternative marks: two adjacent lists with the same marks would be one."""

    def lines_of(self, block: Block) -> Iterator[str]:
        containers, above = block.containers, self._above
        shared = _shared(above or (), containers)
        if above and shared < min(len(above), len(containers)):
            self._part_lists(above[shared], containers[shared])
        if above is not None and not self._is_close(above, containers, shared):
            yield "".join(map(self._indent, containers[:shared])).rstrip()
        before = "".join([*map(self._indent, containers[:shared]), *map(self._mark, containers[shared:])])
        indent = "".join(map(self._indent, containers))
        for line in block.lines:
            yield f"{before}{line}" if line else before.rstrip()
            before = indent
        self._above = containers

    def _is_close(self, above: tuple[int, ...], below: tuple[int, ...], shared: int) -> bool:
        """Whether no blank line separates two blocks: a list's next item, or a list right below its item's text."""
        if shared == len(below) or not self._is_item(below[shared]) or not above or not self._is_item(above[-1]):
            return False
        item = below[shared]
        if shared < len(above):
            return self._list(above[shared]) == self._list(item) and self._is_item(above[shared])
        # Only the number 1 can interrupt a paragraph.
        return self._places[item].detail in {"", "1"}

    def _part_lists(self, above: int, below: int) -> None:
        """Give a list that directly follows another one of its kind different marks."""
        alike = bool(self._places[above].detail) == bool(self._places[below].detail)
        if alike and self._is_item(above) and self._is_item(below) and self._list(above) != self._list(below):
            self._other[self._list(below)] = not self._other.get(self._list(above), False)

    def _indent(self, container: int) -> str:
        return " " * len(self._mark(container)) if self._is_item(container) else "> "

    def _mark(self, container: int) -> str:
        if not self._is_item(container):
            return "> "
        other = self._other.get(self._list(container), False)
        number = self._places[container].detail
        if not number:
            return "* " if other else "- "
        return f"{min(int(number), LARGEST_NUMBER)}{')' if other else '.'} "

    def _is_item(self, container: int) -> bool:
        return self._places[container].tag == "li"

    def _list(self, item: int) -> int:
        return self._places[item].list


def _shared(above: tuple[int, ...], below: tuple[int, ...]) -> int:
    """Return how many containers two blocks share."""
    for count, (one, other) in enumerate(zip(above, below, strict=False)):
        if one != other:
            return count
    return min(len(above), len(below))
