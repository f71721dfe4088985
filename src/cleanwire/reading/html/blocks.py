"""The page's own blocks: one walk over its tree, and for each block the text and what the markup says of it."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from lxml import etree

from cleanwire.reading.html.vocabulary import HINT_WORDS

__all__ = ["BREAKING", "CELLS", "EDGES", "SKIPPED", "Container", "Origin", "PageBlock", "blocks_of"]

SKIPPED = frozenset(
    """
    script style noscript template title desc text metadata iframe object embed select datalist textarea button
    input audio video canvas map math dialog progress meter rt rp
    """.split()  # noqa: SIM905, so many quoted words would be harder to read
)
"""Elements whose text is not there to be read, or says how to read what is beside it. `svg` and `head` are not among
them: left open, they swallow the rest of the page."""

BREAKING = frozenset(
    """
    address article aside blockquote body caption center dd details dir div dl dt fieldset figcaption figure footer form
    h1 h2 h3 h4 h5 h6 header hgroup html li main menu nav ol p pre section summary table tbody tfoot thead tr ul legend
    label option
    """.split()  # noqa: SIM905, so many quoted words would be harder to read
)
"""Elements that stand on lines of their own; all others run on in the line."""

CELLS = frozenset({"td", "th"})
_CELL = " | "
EDGES = "| \xad\u200b\u2060\ufeff"
"""What a line may begin and end with and shows nothing: marks of empty cells, blanks and joiners without width."""

_RULES = frozenset({"br", "hr"})

CELL_CHARACTERS = 100
"""Cells share a line until it is so long: rows of data stay together, the columns of a page laid out as a table do
not. Chosen as about a line of print."""

NAME_CHARACTERS = 400
"""So much of an element's classes is read: longer ones are generated."""

_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


class Container:
    """An element on lines of its own, as its blocks see it."""

    __slots__ = ("depth", "hidden", "index", "names", "parent", "tag")

    def __init__(self, index: int, tag: str, parent: "Container | None") -> None:
        self.index = index
        """Its place among the page's containers, in document order."""
        self.tag = tag
        self.parent = parent
        self.depth: int = parent.depth + 1 if parent else 0
        self.names: tuple[str, ...] = ()
        """The words in its classes, its id and its role."""
        self.hidden: bool = parent is not None and parent.hidden


class PageBlock(NamedTuple):
    """What a page shows on one line of its own; several lines only where the page says how they break."""

    text: str
    container: Container
    linked: int
    """How many of its visible characters stand in links."""
    names: tuple[str, ...]
    """The words in the classes of the inline elements in it."""


Piece = tuple[str, etree._Element | None]
"""Some text and the element that it stands right in; None for what stands between cells."""


class Origin(NamedTuple):
    """What a block was made of. It holds on to the page's tree, which a block does not."""

    pieces: Sequence[Piece]
    broken: bool
    """Whether a single `br` parts it from the block above."""


def blocks_of(tree: etree._Element) -> tuple[list[PageBlock], list[Container], list[Origin]]:
    """Return the blocks of a page in their order, the containers around them, and the origin of each block.

    Linear in the page, without recursion.
    """
    walk = _Walk()
    events = etree.iterwalk(tree, events=("start", "end"))
    for event, element in events:
        tag = element.tag
        if tag in SKIPPED or not isinstance(tag, str):
            if event == "start":
                events.skip_subtree()
            else:
                walk.add_after(element)
        elif event == "start":
            walk.enter(tag, element)
            walk.add(element.text, element)
        else:
            walk.leave(tag)
            walk.add_after(element)
    walk.flush()
    return walk.blocks, walk.containers, walk.origins


class _Walk:
    """What a walk over a page has gathered so far."""

    def __init__(self) -> None:
        self.blocks: list[PageBlock] = []
        self.origins: list[Origin] = []
        self.container = Container(0, "html", None)
        self.containers = [self.container]
        self._pieces: list[Piece] = []
        self._broken = False
        self._names: tuple[str, ...] = ()
        self._linked = 0
        self._links = 0
        self._known: dict[str, tuple[str, ...]] = {}

    def add(self, text: str | None, element: etree._Element | None) -> None:
        if text and (self._pieces or not text.isspace() or self.container.tag == "pre"):
            self._pieces.append((text, element))
            if self._links:
                self._linked += len("".join(text.split()))

    def add_after(self, element: etree._Element) -> None:
        if element.tail:
            self.add(element.tail, element.getparent())

    def enter(self, tag: str, element: etree._Element) -> None:
        if tag in BREAKING:
            self._break()
            self._open(tag, element)
        elif tag in CELLS:
            self._part_cells()
            self._open(tag, element)
        elif tag in _RULES:
            self._break(single=tag == "br" and bool(self._pieces))
        else:
            self._links += tag == "a"
            names = element.get("class")
            if names and len(self._names) < NAME_CHARACTERS:
                self._names += self._words(names)

    def leave(self, tag: str) -> None:
        if tag in BREAKING:
            self._break()
            self._close()
        elif tag in CELLS:
            self._part_cells()
            self._close()
        elif tag == "a":
            self._links -= 1

    def _part_cells(self) -> None:
        pieces = self._pieces
        if sum(len(text) for text, _ in pieces) > CELL_CHARACTERS:
            self.flush()
        elif pieces and not pieces[-1][0].endswith(_CELL):
            while pieces and not pieces[-1][0].strip():
                pieces.pop()
            if pieces and not pieces[-1][0].endswith(_CELL):
                pieces.append((_CELL, None))

    def _open(self, tag: str, element: etree._Element) -> None:
        container = Container(len(self.containers), tag, self.container)
        get = element.get
        names = " ".join(filter(None, (get("class"), get("id"), get("role"), get("itemprop"))))
        if names:
            container.names = self._words(names)
        container.hidden = container.hidden or _is_hidden(element)
        self.containers.append(container)
        self.container = container

    def _close(self) -> None:
        self.container = self.container.parent or self.container

    def _words(self, names: str) -> tuple[str, ...]:
        words = self._known.get(names)
        if words is None:
            found = (word.lower() for word in _WORDS.findall(names[:NAME_CHARACTERS]))
            words = self._known[names] = tuple(word for word in found if word in HINT_WORDS)
        return words

    def flush(self) -> None:
        """End the line."""
        if not self._pieces:
            return
        whole = "".join([text for text, _ in self._pieces])
        if self.container.tag == "pre":
            text = "\n".join(line.rstrip() for line in whole.splitlines()).strip("\n")
        else:
            text = " ".join(whole.split()).strip(EDGES)
        if text:
            self.blocks.append(PageBlock(text, self.container, self._linked, self._names))
            self.origins.append(Origin(self._pieces, self._broken))
        self._pieces = []
        self._names = ()
        self._linked = 0
        self._broken = False

    def _break(self, *, single: bool = False) -> None:
        """End the line; the next one is in the same paragraph only behind a single `br`."""
        self.flush()
        self._broken = single


def _is_hidden(element: etree._Element) -> bool:
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    style = element.get("style")
    return style is not None and _HIDDEN.search(style) is not None
