"""Write a line as Markdown: its links, emphasis and code, and a backslash before what would be read as markup."""

import re
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import quote

from cleanwire.loading.patterns import lazy_pattern
from cleanwire.markdown.spans import ASTERISKS, Span, told_apart

__all__ = ["inline", "opening"]

_MARKUP = lazy_pattern(
    r"[\\`*]"
    r"|(?<![^\W_])_|_(?![^\W_])"  # not markup within a word
    r"|(?<=\S)~"  # only after a word can a tilde end struck-out text
    r"|<(?=[A-Za-z/!?])"
    r"|&(?=#?[0-9A-Za-z]{1,32};)"
    r"|\](?=\()"
)
"""What a parser may read as markup anywhere in a line (CommonMark 0.31; tildes strike out on GitHub)."""

_OPENING = lazy_pattern(
    r"(?=\#{1,6}(?:\s|$)|>|[-+](?:\s|$)|[-=:|][-=:|\s]*$|\[(?:[ xX]\]\s|.*\]:))|[0-9]{1,9}(?=[.)](?:\s|$))"
)
"""The same at the beginning of a line: headings, quotations, items, rules, tables, boxes, definitions. The match ends
before the character to escape."""

_BRACKETS = lazy_pattern(r"[\[\]]")
_UNSAFE = lazy_pattern(r"[\s<>()\\`|\x00-\x1f\x7f]")
"""What would end the address of a link, or the cell or code that it is in."""
_ENTITY = lazy_pattern(r"&(?=#?[0-9A-Za-z]{1,32};)")


def opening(text: str) -> list[int]:
    """Return where a line needs an escape so that it does not begin a block of its own: at most one position.

    >>> opening("1986. A year"), opening("# 1"), opening("-1")
    ([4], [0], [])
    """
    found = _OPENING.match(text)
    return [found.end()] if found else []


def inline(text: str, spans: Sequence[Span], *, escaped: Iterable[int] = ()) -> str:
    r"""Return a line of text as Markdown, with additional backslashes before the characters at given positions.

    >>> inline("The [new] *ferry*", [Span(4, 9, "strong"), Span(10, 17, "link", "https://a.example/it (2)")])
    'The **[new]** [\\*ferry\\*](https://a.example/it%20%282%29)'

    Spans whose marks would be ambiguous are written without marks. Costs n log n for n spans.
    """
    kept = told_apart(text, spans)
    pieces: list[str] = []
    at = 0
    for place, _, written in sorted([*_marks(text, kept), *_escapes(text, kept, escaped)]):
        pieces += text[at:place], written
        at = place
    return "".join([*pieces, text[at:]])


_Insertion = tuple[int, tuple[int, int], str]
"""The position in the text, the rank among insertions there, and what is inserted."""


def _marks(text: str, spans: Sequence[Span]) -> Iterator[_Insertion]:
    """Yield the marks of nested spans: ends before beginnings, inner ends before outer ones."""
    for number, span in enumerate(spans):
        before, behind = _around(text, span)
        yield span.start, (1, number), before
        yield span.end, (0, -number), behind


def _around(text: str, span: Span) -> tuple[str, str]:
    if span.kind == "link":
        return "[", f"]({_written_address(span.address)})"
    if span.kind == "code":
        code = text[span.start : span.end]
        fence = "`" * (1 + max(map(len, re.findall("`+", code)), default=0))
        pad = " " if code.startswith("`") or code.endswith("`") else ""
        return fence + pad, pad + fence
    return ASTERISKS[span.kind], ASTERISKS[span.kind]


def _written_address(address: str) -> str:
    return _ENTITY.sub("&amp;", _UNSAFE.sub(lambda found: quote(found[0]), address))


def _escapes(text: str, spans: Sequence[Span], escaped: Iterable[int]) -> Iterator[_Insertion]:
    """Yield a backslash before each character that is not markup but might be read as such."""
    places = {*escaped, *[found.start() for found in _MARKUP.finditer(text)]}
    for span in spans:
        edges = {span.start - 1, span.start, span.end - 1, span.end}
        places |= {at for at in edges if text[at : at + 1] == "_"}
        if span.kind == "link":
            places |= {found.start() for found in _BRACKETS.finditer(text, span.start, span.end)}
            if text[span.start - 1 : span.start] == "!":  # "!" before a link would make it an image
                places.add(span.start - 1)
    for span in spans:
        if span.kind == "code":
            places -= set(range(span.start, span.end))
    return ((at, (2, 0), "\\") for at in places)
