"""The page's own blocks: one walk over its tree, and for each block the text and what the markup says of it."""

import re
from typing import NamedTuple

from lxml import etree

from cleanwire.reading.html.vocabulary import HINT_WORDS

__all__ = ["Container", "PageBlock", "blocks_of"]

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

_CELLS = frozenset({"td", "th"})
_CELL = " | "
_EDGES = "| \xad\u200b\u2060\ufeff"
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


def blocks_of(tree: etree._Element) -> tuple[list[PageBlock], list[Container]]:
    """Return the blocks of a page in their order, and the containers around them.

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
                walk.add(element.tail)
        elif event == "start":
            walk.enter(tag, element)
            walk.add(element.text)
        else:
            walk.leave(tag)
            walk.add(element.tail)
    walk.flush()
    return walk.blocks, walk.containers


class _Walk:
    """What a walk over a page has gathered so far."""

    def __init__(self) -> None:
        self.blocks: list[PageBlock] = []
        self.container = Container(0, "html", None)
        self.containers = [self.container]
        self._parts: list[str] = []
        self._names: tuple[str, ...] = ()
        self._linked = 0
        self._links = 0
        self._known: dict[str, tuple[str, ...]] = {}

    def add(self, text: str | None) -> None:
        if text and (self._parts or not text.isspace() or self.container.tag == "pre"):
            self._parts.append(text)
            if self._links:
                self._linked += len("".join(text.split()))

    def enter(self, tag: str, element: etree._Element) -> None:
        if tag in BREAKING:
            self.flush()
            self._open(tag, element)
        elif tag in _CELLS:
            self._part_cells()
            self._open(tag, element)
        elif tag in _RULES:
            self.flush()
        else:
            self._links += tag == "a"
            names = element.get("class")
            if names and len(self._names) < NAME_CHARACTERS:
                self._names += self._words(names)

    def leave(self, tag: str) -> None:
        if tag in BREAKING:
            self.flush()
            self._close()
        elif tag in _CELLS:
            self._part_cells()
            self._close()
        elif tag == "a":
            self._links -= 1

    def _part_cells(self) -> None:
        if sum(map(len, self._parts)) > CELL_CHARACTERS:
            self.flush()
        elif self._parts and not self._parts[-1].endswith(_CELL):
            while self._parts and not self._parts[-1].strip():
                self._parts.pop()
            if self._parts and not self._parts[-1].endswith(_CELL):
                self._parts.append(_CELL)

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
        if not self._parts:
            return
        whole = "".join(self._parts)
        if self.container.tag == "pre":
            text = "\n".join(line.rstrip() for line in whole.splitlines()).strip("\n")
        else:
            text = " ".join(whole.split()).strip(_EDGES)
        if text:
            self.blocks.append(PageBlock(text, self.container, self._linked, self._names))
        self._parts = []
        self._names = ()
        self._linked = 0


def _is_hidden(element: etree._Element) -> bool:
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    style = element.get("style")
    return style is not None and _HIDDEN.search(style) is not None
