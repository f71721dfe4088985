"""The text of a line as Markdown: links, stress and code in it, and a backslash before what would be read as markup."""

import re
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import quote

from cleanwire.loading.patterns import lazy_pattern
from cleanwire.markdown.spans import ASTERISKS, Span, told_apart

__all__ = ["inline", "opening"]

_MARKUP = lazy_pattern(
    r"[\\`*]"
    r"|(?<![^\W_])_|_(?![^\W_])"  # within a word it is none
    r"|(?<=\S)~"  # only what ends a word can end what is struck out
    r"|<(?=[A-Za-z/!?])"
    r"|&(?=#?[0-9A-Za-z]{1,32};)"
    r"|\](?=\()"
)
"""What a parser may read as markup anywhere in a line (CommonMark 0.31; GitHub strikes out by tildes)."""

_OPENING = lazy_pattern(
    r"(?=\#{1,6}(?:\s|$)|>|[-+](?:\s|$)|[-=:|][-=:|\s]*$|\[(?:[ xX]\]\s|.*\]:))|[0-9]{1,9}(?=[.)](?:\s|$))"
)
"""The same at the beginning of a line: headings, quotes, items, rules, tables, boxes, definitions; it ends right before
the character that makes it one."""

_BRACKETS = lazy_pattern(r"[\[\]]")
_UNSAFE = lazy_pattern(r"[\s<>()\\`|\x00-\x1f\x7f]")
"""What would end the address of a link, or the cell or code that it stands in."""
_ENTITY = lazy_pattern(r"&(?=#?[0-9A-Za-z]{1,32};)")


def opening(text: str) -> list[int]:
    """Return where a line has what would make it a block of its own; one place at most.

    >>> opening("1986. A year"), opening("# 1"), opening("-1")
    ([4], [0], [])
    """
    found = _OPENING.match(text)
    return [found.end()] if found else []


def inline(text: str, spans: Sequence[Span], *, escaped: Iterable[int] = ()) -> str:
    r"""Return a text in one line as Markdown, with a backslash also before the characters at some places.

    >>> inline("The [new] *ferry*", [Span(4, 9, "strong"), Span(10, 17, "link", "https://a.example/it (2)")])
    'The **[new]** [\\*ferry\\*](https://a.example/it%20%282%29)'

    Spans whose marks could not be told from what is around them have none. Costs n log n for n spans.
    """
    kept = told_apart(text, spans)
    pieces: list[str] = []
    at = 0
    for place, _, written in sorted([*_marks(text, kept), *_escapes(text, kept, escaped)]):
        pieces += text[at:place], written
        at = place
    return "".join([*pieces, text[at:]])


_Insertion = tuple[int, tuple[int, int], str]
"""Where it stands, its place among others there, and what is written."""


def _marks(text: str, spans: Sequence[Span]) -> Iterator[_Insertion]:
    """Yield the marks of spans that nest: what ends before what begins, the inner before the outer."""
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
    """Yield a backslash before each character of a text that is no markup and might be read as such."""
    places = {*escaped, *[found.start() for found in _MARKUP.finditer(text)]}
    for span in spans:
        edges = {span.start - 1, span.start, span.end - 1, span.end}
        places |= {at for at in edges if text[at : at + 1] == "_"}
        if span.kind == "link":
            places |= {found.start() for found in _BRACKETS.finditer(text, span.start, span.end)}
            if text[span.start - 1 : span.start] == "!":  # with which it would be an image
                places.add(span.start - 1)
    for span in spans:
        if span.kind == "code":
            places -= set(range(span.start, span.end))
    return ((at, (2, 0), "\\") for at in places)
