"""Gold: what is known about an invented text because it was put there."""

from collections.abc import Iterable
from dataclasses import dataclass

from cleanwire.labels import Label

__all__ = ["Span", "without"]


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open span of a text, and its label."""

    start: int
    end: int
    label: Label
    form: str = ""
    """Its kind within the label, such as `varying` for a template line that differs from page to page."""


def without(text: str, spans: Iterable[Span]) -> str:
    """Return a text without some spans, which are sorted and do not overlap.

    >>> without("The bridge opened. Advertisement", [Span(18, 32, Label.AD_MARKER)])
    'The bridge opened.'
    """
    kept, at = [], 0
    for span in spans:
        kept.append(text[at : span.start])
        at = span.end
    return "".join([*kept, text[at:]])
