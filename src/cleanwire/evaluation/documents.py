"""Labelled documents: the output of extractors, and HTML pages."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from cleanwire.report.labelled import Labelled

__all__ = ["EITHER", "Document", "Page", "Text", "page_of", "spans_of_lines", "text_of"]

EITHER = "either"
"""Marks what an editor could keep or remove, which is not counted. In labelled text it is used as the rule."""

Span: TypeAlias = tuple[int, int]
"""Half-open."""


@dataclass(frozen=True, slots=True)
class Text:
    """The output of an extractor, and which of it is boilerplate."""

    name: str
    source: str
    boilerplate: tuple[Span, ...]
    """What should be removed. What neither this nor `either` covers is the article."""
    either: tuple[Span, ...] = ()
    """What is not counted."""
    language: str = ""
    """Two letters; empty if unknown."""
    part: str = ""
    """The part of the data that it belongs to; empty if the data has no parts."""


@dataclass(frozen=True, slots=True)
class Page:
    """An HTML page, and its article."""

    name: str
    html: str
    article: str
    either: str = ""
    """Text that is not counted, whether an extractor returns it or not, such as the headline."""
    unwanted: tuple[str, ...] = ()
    """Lines that an extractor should not return."""
    language: str = ""
    part: str = ""


Document: TypeAlias = Text | Page


def text_of(labelled: Labelled, *, name: str, language: str) -> Text:
    r"""Return the document that labelled text describes.

    >>> from cleanwire.report.labelled import parse_labelled
    >>> labelled = parse_labelled("  It opened.\n-- gold (ad_marker, 1.00)\n- Advertisement\n")
    >>> text_of(labelled, name="bridge", language="en").boilerplate
    ((11, 25),)
    """
    spans = [(removal.rule == EITHER, (removal.start, removal.end)) for removal in labelled.removed]
    return Text(
        name,
        labelled.source,
        tuple(span for either, span in spans if not either),
        tuple(span for either, span in spans if either),
        language=language,
    )


def page_of(html: str, labelled: Labelled, *, name: str, language: str) -> Page:
    """Return the page whose article is the kept part of labelled text; its removed lines are unwanted."""
    known = text_of(labelled, name=name, language=language)
    return Page(
        name,
        html,
        labelled.text,
        "".join(known.source[start:end] for start, end in known.either),
        tuple(
            line for start, end in known.boilerplate for line in known.source[start:end].splitlines() if line.strip()
        ),
        language=language,
    )


def spans_of_lines(text: str, chosen: Iterable[bool]) -> tuple[Span, ...]:
    r"""Return the spans of the chosen lines; `chosen` has a value for each line.

    >>> spans_of_lines("One\nTwo\nThree", [True, False, True])
    ((0, 4), (8, 13))
    """
    spans, at = [], 0
    for line, is_chosen in zip(text.split("\n"), chosen, strict=True):
        end = min(at + len(line) + 1, len(text))
        if is_chosen:
            spans.append((at, end))
        at = end
    return tuple(spans)
