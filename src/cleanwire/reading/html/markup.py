"""The markup of the chosen blocks of a page: the elements above them, and the marks (links, emphasis) in each line."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import urljoin

from lxml import etree

from cleanwire.markup import Element, Line, Mark, Markup
from cleanwire.native.pages.blocks import Origin
from cleanwire.reading.html.blocks import BREAKING, CELLS, EDGES, Piece
from cleanwire.reading.html.columns import column_of, whole_number

__all__ = ["address_of_page", "lines_alone", "markup_of"]

_MARKING = frozenset({"b", "strong", "i", "em", "code", "kbd", "samp", "tt"})
"""Elements that emphasise a part of a line or mark it as code. Links and cells are marks, too, but have details."""

_LEADS_NOWHERE = re.compile(r"#|(?:javascript|data|vbscript|about|blob):", re.IGNORECASE)
"""Addresses within the page, or with the content in the link itself: without the page they lead nowhere."""

_CONTROLS = re.compile("[\x00-\x1f\x7f]")
"""What browsers remove from an address, mostly line breaks."""

_NAME = re.compile(r"[a-z][\w-]*", re.ASCII)
_LANGUAGE = re.compile(r"(?<!\S)lang(?:uage)?-([\w+#.-]{1,30})(?!\S)")
"""The class that names the language of code: `language-` by the HTML Standard, `lang-` by custom."""


def markup_of(origins: Iterable[tuple[Origin, int, int]], *, url: str | None) -> Markup:
    """Return the markup of blocks of one page, given for each its origin and its span in the document.

    Links are resolved against `url` if it is given. Linear in the page.
    """
    elements = _Elements(url)
    lines = tuple(_line(*origin, elements) for origin in origins)
    return Markup(tuple(elements.all), lines)


def lines_alone(text: str) -> Markup:
    """Return the markup of a text of which nothing is known except that it came from a page."""
    lines: list[Line] = []
    at = 0
    for line in text.splitlines(keepends=True):
        if visible := line.strip():
            start = at + line.index(visible[0])
            lines.append(Line(start, start + len(visible), -1, broken=False, marks=()))
        at += len(line)
    return Markup((), tuple(lines))


def address_of_page(tree: etree._Element, url: str | None) -> str | None:
    """Return the address that the page's links are relative to: its `base`, resolved, or its own, or None."""
    base = next((one.get("href") for one in tree.iter("base") if one.get("href")), None)
    return _joined(url, base) if base else url


def _joined(base: str | None, address: str) -> str:
    """Return an address resolved against another, or "" if it is invalid."""
    try:
        return urljoin(base or "", address)
    except ValueError:  # such as for the brackets in http://[
        return ""


def _line(origin: Origin, start: int, end: int, elements: "_Elements") -> Line:
    element = _innermost(
        [elements.around(owner)[0] for text, owner in origin.pieces if owner is not None and text.strip()]
    )
    marked: dict[etree._Element, list[int]] = {}
    if element.tag != "pre":  # code is marked as a whole
        for left, right, owner in _spans(origin.pieces, end - start):
            for mark in elements.around(owner)[1]:
                marked.setdefault(mark, [left, right])[1] = right
    marks = (Mark(start + left, start + right, one.tag, elements.detail(one)) for one, (left, right) in marked.items())
    return Line(start, end, elements.index(element), origin.broken, tuple(marks))


def _innermost(blocks: Sequence[etree._Element]) -> etree._Element:
    """Return the innermost element around a whole line, given those of its pieces. For several cells it is the row."""
    around = next((block for block in blocks if block.tag not in CELLS), blocks[0])
    return around if all(block is around or around.tag not in CELLS for block in blocks) else around.getparent()


def _spans(pieces: Iterable[Piece], length: int) -> Iterator[tuple[int, int, etree._Element]]:
    """Yield the span and the element of each visible piece in a text of `length` characters."""
    places: list[tuple[int, int, etree._Element | None]] = []
    parts: list[str] = []
    at, parted = 0, False
    for text, owner in pieces:
        words = " ".join(text.split())
        if not words:
            parted = True
            continue
        if at and (parted or text[0].isspace()):
            parts.append(" ")
            at += 1
        parts.append(words)
        places.append((at, at + len(words), owner))
        at += len(words)
        parted = text[-1].isspace()
    whole = "".join(parts)
    shift = len(whole) - len(whole.lstrip(EDGES))
    for left, right, owner in places:
        start, end = max(left - shift, 0), min(right - shift, length)
        if owner is not None and start < end:
            yield start, end, owner


_Around = tuple[etree._Element, tuple[etree._Element, ...]]
"""The innermost block element or cell around some text, and what marks it within the line: cell, links, emphasis and
code, outermost first."""


class _Elements:
    """The elements above the text, in the order in which they are first asked for, parents first."""

    def __init__(self, url: str | None) -> None:
        self.all: list[Element] = []
        """The elements that were asked for, and their ancestors."""
        self._url = url
        self._indexes: dict[etree._Element, int] = {}
        self._around: dict[etree._Element, _Around] = {}
        self._steps: dict[etree._Element, str] = {}
        self._numbers: dict[etree._Element, int] = {}
        self._columns: dict[etree._Element, int] = {}

    def index(self, element: etree._Element) -> int:
        """Return the index of an element, adding it and its ancestors if needed."""
        above = [element]
        while above[-1] is not None and above[-1] not in self._indexes:
            above.append(above[-1].getparent())
        at = -1 if above[-1] is None else self._indexes[above[-1]]
        for one in reversed(above[:-1]):
            self.all.append(Element(one.tag, at, self._step(one), self.detail(one)))
            at = self._indexes[one] = len(self.all) - 1
        return at

    def around(self, owner: etree._Element) -> _Around:
        """Return what is around the text directly inside an element."""
        above = [owner]
        while above[-1] not in self._around and above[-1].tag not in BREAKING and above[-1].tag not in CELLS:
            if (parent := above[-1].getparent()) is None:
                break
            above.append(parent)
        outmost = above.pop()
        if outmost not in self._around:
            self._around[outmost] = outmost, (outmost,) if self._is_mark(outmost) else ()
        block, marks = self._around[outmost]
        for one in reversed(above):
            marks = (*marks, one) if self._is_mark(one) else marks
            self._around[one] = block, marks
        return block, marks

    def _is_mark(self, element: etree._Element) -> bool:
        if element.tag == "a":
            return self._address(element) != ""
        return element.tag in _MARKING or element.tag in CELLS

    def _address(self, link: etree._Element) -> str:
        """Return the address that a link leads to, or "" if it leads nowhere without the page."""
        address = _CONTROLS.sub("", link.get("href") or "").strip()
        return "" if not address or _LEADS_NOWHERE.match(address) else _joined(self._url, address)

    def detail(self, element: etree._Element) -> str:
        """Return what matters of an element besides its name."""
        match element.tag:
            case "a":
                return self._address(element)
            case "li":
                return self._number(element)
            case "td" | "th":
                return str(column_of(element, self._columns))
            case "pre":
                return _language(element)
            case _:
                return ""

    def _number(self, item: etree._Element) -> str:
        """Return the number of an item, or "" if its list is not numbered."""
        above = item.getparent()
        if above is None or above.tag != "ol":
            return ""
        if item not in self._numbers:
            number = whole_number(above.get("start"), 1) - 1
            for one in above.iterchildren("li"):
                number = self._numbers[one] = whole_number(one.get("value"), number + 1)
        return str(self._numbers[item])

    def _step(self, element: etree._Element) -> str:
        above = element.getparent()
        if above is None:
            return str(element.tag)
        if element not in self._steps:
            children = [one for one in above if isinstance(one.tag, str)]
            counts = Counter(one.tag for one in children)
            seen: Counter[str] = Counter()
            for place, one in enumerate(children, 1):
                seen[one.tag] += 1
                step = one.tag if counts[one.tag] == 1 else f"{one.tag}[{seen[one.tag]}]"
                # A name with a colon, as on Office's pages, would be read as one in a namespace.
                self._steps[one] = step if _NAME.fullmatch(one.tag) else f"*[{place}]"
        return self._steps[element]


def _language(code: etree._Element) -> str:
    """Return the declared language of a block of code, or "" if there is none."""
    inner = next(code.iterchildren("code"), None)
    names = [one.get("class") or "" for one in (inner, code) if one is not None]
    return next((found[1] for name in names if (found := _LANGUAGE.search(name))), "")
