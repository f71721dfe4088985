"""Parse a page to its tree, and repair it where elements left open bury or hide its text."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, fromstring

from cleanwire.reading.html.blocks import BREAKING, SKIPPED

__all__ = ["parsed"]

DEEPEST = 100
"""No element of a tree is deeper. The parser drops what is deeper than 256, which pages that close nothing can reach.
None of 1,687 development pages has 100."""

PARAGRAPHS = 3
"""An element whose text would be skipped, but with this many paragraphs in it, was left open or holds the text for
readers without scripts. 8 development pages have such a button and 3 such a `noscript`: each contains the article."""

PARAGRAPH_WORDS = 5
"""A paragraph of fewer words is the label of a button or a field."""

MOST = 0.5
"""Templates and dialogues normally contain paragraphs. They are only read if they contain this share of the page's
paragraphs. Four development pages have templates with five or six, such as cookie banners."""

_FOR_SCRIPTS = frozenset({"template", "dialog"})

_ENDED_BY: Mapping[str, frozenset[str]] = {
    "p": frozenset(
        """
        address article aside blockquote center details dir div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5
        h6 header hr main menu nav ol p pre section table ul
        """.split()  # noqa: SIM905, so many quoted words would be harder to read
    ),
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "td": frozenset({"td", "th", "tr"}),
    "th": frozenset({"td", "th", "tr"}),
    "tr": frozenset({"tr"}),
    "a": BREAKING | {"a"},
}
"""Elements that need no end tag, and the tags that end them (HTML Standard, section 13.1.2.4). Also links, whose end
tags the parser misses after elements left open in them."""

_ENDS = {
    tag: frozenset(ended for ended, by in _ENDED_BY.items() if tag in by)
    for tag in frozenset[str]().union(*_ENDED_BY.values())
}

_BARRIERS = frozenset("ul ol dl table td th caption button object template body".split())  # noqa: SIM905
"""A tag inside one of these does not end an element around it."""

_NEEDED = BREAKING | SKIPPED
"""Elements without which other text would be joined with theirs."""

_EMPTY = frozenset({"br", "hr"})

_NAME = re.compile(r"[a-z_][\w-]*", re.IGNORECASE | re.ASCII)

_PARSER = HTMLParser(collect_ids=False, default_doctype=False, encoding="utf-8", remove_comments=True, remove_pis=True)
_CONTROLS = bytes(code for code in range(0x20) if code not in b"\t\n\r")
_NO_CHARACTERS = ("\ufffe".encode(), "\uffff".encode())
_SLASHED = re.compile(rb"\A< ?! ?doctype[^>\n]*/[^<>\n]*>", re.IGNORECASE)
_CLOSED = re.compile(rb"(<html[^\n]*?)\s*/>", re.IGNORECASE)

BEGINNING = 50
"""A page says within this many characters that it is HTML."""

HEAD = 4096
HEAD_LINES = 4
"""This many characters and lines are searched for an `html` that is closed at once."""

_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no name and no text of a tree may contain."""


def parsed(page: str) -> HtmlElement | None:
    """Return the tree of a page, or None if it is empty. Linear in the page."""
    tree = _loaded(page)
    if tree is None:  # a fragment
        page = f"<html><body>{page}</body></html>"
        tree = _loaded(page)
    if tree is not None and _depth_at_end(tree) >= DEEPEST:
        tree = _shallow(page)
    if tree is not None:
        _uncover(tree)
    return tree


def _loaded(page: str) -> HtmlElement | None:
    """Return the tree of a page, or None if it is a fragment or empty.

    It is parsed from bytes, which lxml reads in half the time. As in trafilatura, a fragment is a source that does not
    say that it is HTML and has no head beside its body.
    """
    source = page.encode("utf-8", "replace").translate(None, _CONTROLS)
    for mark in _NO_CHARACTERS:
        source = source.replace(mark, b"")
    try:
        tree = fromstring(_mended(source), parser=_PARSER)
    except etree.LxmlError:  # such as for a page without an element
        return None
    return tree if "html" in page[:BEGINNING].lower() or len(tree) > 1 else None


def _mended(source: bytes) -> bytes:
    """Remove what makes libxml2 drop the rest of a page: a slash in its doctype, and an `html` closed at once."""
    head = source[:HEAD]
    if b"doctype" in head[:BEGINNING].lower():
        head = _SLASHED.sub(b"", head, count=1)
    if any(b"<html" in line and line.endswith(b"/>") for line in head.splitlines()[:HEAD_LINES]):
        head = _CLOSED.sub(rb"\1>", head, count=1)
    return head + source[HEAD:]


def _depth_at_end(tree: HtmlElement) -> int:
    """Return how deep the last element of a page is: inside all elements that were left open."""
    depth, element = 0, tree
    while len(element):
        element, depth = element[-1], depth + 1
    return depth


def _uncover(tree: HtmlElement) -> None:
    """Turn each element that contains paragraphs and would be skipped into a `div`."""
    skipped = [element for element in tree.iter(*SKIPPED) if len(element)]
    every = sum(1 for _ in _paragraphs(tree)) if any(element.tag in _FOR_SCRIPTS for element in skipped) else 0
    for element in skipped:
        least = max(PARAGRAPHS, MOST * every) if element.tag in _FOR_SCRIPTS else PARAGRAPHS
        if sum(1 for _ in islice(_paragraphs(element), int(least) + 1)) >= least:
            element.tag = "div"


def _paragraphs(element: HtmlElement) -> Iterator[HtmlElement]:
    return (one for one in element.iter("p") if len("".join(one.itertext()).split()) >= PARAGRAPH_WORDS)


def _shallow(page: str) -> HtmlElement | None:
    """Return the tree of a page in which elements end where their tags say and none is deeper than DEEPEST."""
    parser = HTMLParser(target=_Shallow(), encoding="utf-8", remove_comments=True, remove_pis=True)
    parser.feed(page.encode("utf-8", "replace"))
    tree: HtmlElement | None = parser.close()
    return tree


class _Shallow:
    """Builds a tree from the parser's events, which are complete at any depth.

    At the greatest depth, an element on a line of its own replaces the innermost open one of its kind, or else the
    innermost of all. An inline element is left out.
    """

    def __init__(self) -> None:
        self._builder = etree.TreeBuilder(element_factory=HTMLParser().makeelement)
        self._open: list[tuple[int, str]] = []
        """The number and the tag of each element that is open in the tree."""
        self._events: list[int] = []
        """The number of each element that is open for the parser."""
        self._count = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        tag = tag if _NAME.fullmatch(tag) else "span"
        self._end_from(self._first_ended_by(tag))
        self._count += 1
        self._events.append(self._count)
        if len(self._open) < DEEPEST:
            held = {name: _UNFIT.sub(" ", value) for name, value in attributes.items() if _NAME.fullmatch(name)}
            self._builder.start(tag, held)
            self._open.append((self._count, tag))
        elif tag in _EMPTY:  # the contents of all others are joined with the text around them
            self._builder.start(tag, {})
            self._builder.end(tag)

    def end(self, tag: str) -> None:
        del tag
        number = self._events.pop()
        self._end_from(bisect_left(self._open, (number, "")))

    def data(self, text: str) -> None:
        self._builder.data(_UNFIT.sub(" ", text))

    def close(self) -> HtmlElement:
        self._end_from(0)
        tree: HtmlElement = self._builder.close()
        return tree

    def _first_ended_by(self, tag: str) -> int:
        """Return the index of the outermost open element that a tag ends, or the number of open elements."""
        ended = _ENDS.get(tag, frozenset())
        first = len(self._open)
        for place in range(len(self._open) - 1, -1, -1):
            own = self._open[place][1]
            if own in ended:
                first = place
            elif own in _BARRIERS:
                break
        if first == DEEPEST and tag in _NEEDED:
            alike = [place for place, (_, own) in enumerate(self._open) if own == tag]
            first = alike[-1] if alike else DEEPEST - 1
        return first

    def _end_from(self, place: int) -> None:
        while len(self._open) > place:
            self._builder.end(self._open.pop()[1])
