"""Links, emphasis and code in a line, adjusted so that a parser can distinguish adjacent marks."""

from collections.abc import Iterable, Iterator, Sequence
from string import punctuation
from typing import Literal, NamedTuple
from unicodedata import category

from cleanwire.markup import Mark

__all__ = ["ASTERISKS", "Kind", "Span", "spans_of", "told_apart"]

Kind = Literal["link", "strong", "emphasis", "code"]


class Span(NamedTuple):
    """A part of a text that is a link, emphasis or code."""

    start: int
    end: int
    kind: Kind
    address: str = ""
    """Where a link leads."""


ASTERISKS: dict[Kind, str] = {"strong": "**", "emphasis": "*"}
"""The marks around emphasised words."""

_KINDS: dict[str, Kind] = {
    "a": "link",
    "b": "strong",
    "strong": "strong",
    "i": "emphasis",
    "em": "emphasis",
    "code": "code",
    "kbd": "code",
    "samp": "code",
    "tt": "code",
}

_OUTER_FIRST: tuple[Kind, ...] = ("link", "strong", "emphasis", "code")
"""Of two spans over the same text, the earlier kind is the outer one."""


def spans_of(marks: Iterable[Mark], *, left: int = 0) -> list[Span]:
    """Return the spans of a line's marks, with offsets relative to `left`."""
    return [
        Span(mark.start - left, mark.end - left, _KINDS[mark.tag], mark.detail) for mark in marks if mark.tag in _KINDS
    ]


def told_apart(text: str, spans: Sequence[Span]) -> list[Span]:
    """Return nested spans, outermost first, whose marks are unambiguous next to those around and beside them.

    Text that asterisks cannot emphasise is emphasised in part, or not at all. Costs n log n for n spans.
    """
    edges = _edges(spans)
    kept: list[Span] = []
    around: list[Span] = []
    closed: set[tuple[int, str]] = set()
    for span in sorted(_tightened(text, _joined(spans), edges), key=_order):
        while around and around[-1].end <= span.start:
            around.pop()
        character = ASTERISKS.get(span.kind, span.kind)[0]
        if (span.start, character) not in closed and _fits(text, span, around, edges):
            around.append(span)
            kept.append(span)
            if span.kind != "link":
                closed.add((span.end, character))
    return kept


def _order(span: Span) -> tuple[int, int, int]:
    return span.start, -span.end, _OUTER_FIRST.index(span.kind)


class _Edges(NamedTuple):
    """Where links and code begin and end: there, marks of other kinds are next to asterisks."""

    starts: frozenset[int]
    ends: frozenset[int]


def _edges(spans: Sequence[Span]) -> _Edges:
    marked = [span for span in spans if span.kind not in ASTERISKS]
    return _Edges(frozenset([span.start for span in marked]), frozenset([span.end for span in marked]))


def _joined(spans: Sequence[Span]) -> list[Span]:
    """Merge spans of the same kind that touch or contain each other. Links that only touch are not merged."""
    links = {edge for span in spans if span.kind == "link" for edge in (span.start, span.end)}
    last: dict[Kind, int] = {}
    joined: list[Span] = []
    for span in sorted(spans, key=_order):
        at = last.get(span.kind, -1)
        above = joined[at] if at >= 0 else None
        if above and span.end <= above.end:
            continue
        if above and span.kind != "link" and (span.start < above.end or span.start == above.end not in links):
            joined[at] = above._replace(end=span.end)
        else:
            last[span.kind] = len(joined)
            joined.append(span)
    return joined


def _tightened(text: str, spans: Iterable[Span], edges: _Edges) -> Iterator[Span]:
    """Shrink emphasis so that it begins and ends where asterisks can: not between a letter and punctuation."""
    for span in spans:
        start, end = span.start, span.end
        if span.kind in ASTERISKS:
            while start < end and not _flanks(text[start], text[start - 1 : start], marked=start in edges.starts):
                start += 1
            while start < end and not _flanks(text[end - 1], text[end : end + 1], marked=end in edges.ends):
                end -= 1
        if start < end:
            yield span._replace(start=start, end=end)


def _flanks(inside: str, outside: str, *, marked: bool) -> bool:
    """Whether asterisks are valid between two characters, of which the outer may be missing (CommonMark 0.31, 6.2)."""
    if inside.isspace():
        return False
    if _may_be_punctuation(inside) or marked:
        return not outside or outside.isspace() or _is_punctuation(outside)
    return True


def _only_opens(inside: str, outside: str, *, marked: bool) -> bool:
    """Whether valid asterisks between two characters cannot be read as closing other ones."""
    letter = not _may_be_punctuation(inside)
    if not outside or outside.isspace():
        return letter or not marked
    return letter and not marked and _is_punctuation(outside)


def _is_punctuation(character: str) -> bool:
    return character in punctuation or category(character)[0] == "P"


def _may_be_punctuation(character: str) -> bool:
    """Whether a character is punctuation or a symbol. From CommonMark 0.31 on, symbols count as punctuation."""
    return category(character)[0] in "PS"


def _fits(text: str, span: Span, around: Sequence[Span], edges: _Edges) -> bool:
    """Whether a span fits into those around it, given innermost last."""
    if not around:
        return True
    if span.end > around[-1].end or around[-1].kind == "code":
        return False
    if span.kind == "code":  # in a link, this would begin a link definition
        return "]:" not in text[span.start : span.end]
    if span.kind == "link" or all(one.kind == "link" for one in around):
        return True
    return _only_opens(text[span.start], text[span.start - 1 : span.start], marked=span.start in edges.starts)
