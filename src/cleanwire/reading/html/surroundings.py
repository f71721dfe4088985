"""The surroundings of each block: words in the classes near it and farther out, and the elements it is in."""

from collections.abc import Sequence
from typing import NamedTuple

from cleanwire.native.pages.blocks import PageBlock
from cleanwire.native.pages.containers import Container

__all__ = ["ELEMENTS", "Surroundings", "surroundings_of"]

ELEMENTS = frozenset(
    "article main aside footer header nav figure form table ul ol blockquote address section label".split()  # noqa: SIM905
)
"""Elements whose name says what they contain."""

NEAR = 3
"""A block's own container and this many less one around it are near."""

PAGE_DEPTH = 1
"""The classes of the page's root describe the page, not the block."""


class Surroundings(NamedTuple):
    """The surroundings of one block."""

    near: frozenset[str]
    far: frozenset[str]
    """Words that occur farther out and not near."""
    elements: frozenset[str]


def surroundings_of(blocks: Sequence[PageBlock], containers: Sequence[Container]) -> list[Surroundings]:
    """Return the surroundings of each block. Linear in the page."""
    words: list[frozenset[str]] = []
    elements: list[frozenset[str]] = []
    for container in containers:
        index = container.parent.index if container.parent else -1
        above, around = (words[index], elements[index]) if index >= 0 else (frozenset[str](), frozenset[str]())
        own = container.names if container.depth > PAGE_DEPTH else ()
        words.append(above.union(own) if own else above)
        elements.append(around | {container.tag} if container.tag in ELEMENTS else around)
    made: list[Surroundings] = []
    known: dict[tuple[int, tuple[str, ...]], Surroundings] = {}
    for block in blocks:
        index = block.container.index
        one = known.get((index, block.names))
        if one is None:
            near = _near(block)
            one = known[index, block.names] = Surroundings(near, words[index] - near, elements[index])
        made.append(one)
    return made


def _near(block: PageBlock) -> frozenset[str]:
    near = set(block.names)
    container: Container | None = block.container
    for _ in range(NEAR):
        if container is None or container.depth <= PAGE_DEPTH:
            break
        near.update(container.names)
        container = container.parent
    return frozenset(near)
