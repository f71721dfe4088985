"""Spans of a source: the claims of stages, and the segments that are kept or removed."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from cleanwire.labels import Label

__all__ = ["Segment", "Verdict", "without"]


@dataclass(frozen=True, slots=True)
class Segment:
    """A span of the source that is kept or removed. The segments of a result cover the source without gaps.

    Spans are half-open, and offsets count code points.
    """

    start: int
    end: int
    label: Label
    """What the span is; `body` if it is kept and no stage claimed it."""
    removed: bool
    rule: str = ""
    """The rule or stage that decided; empty if no stage claimed the span."""
    confidence: float = 1.0
    """The confidence of the claim that decided, from 0 to 1."""
    evidence: str = ""
    """The text that matched, or what was found, for a person to read."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A stage's claim about what a span is, and why.

    A claim with a content label (`headline`, `body`) protects the span: it can outweigh claims that would remove it.
    """

    start: int
    end: int
    label: Label
    rule: str
    """The rule or stage that makes the claim, such as `en/comments/leave-a-reply` or `repeats`."""
    confidence: float
    """From 0 to 1."""
    evidence: str
    """The text that matched, or what was found, for a person to read."""


def without(text: str, spans: Iterable[Any]) -> str:
    """Return a text without some spans, which are sorted and do not overlap.

    >>> without("The bridge opened. Advertisement", [Segment(18, 32, Label.AD_MARKER, removed=True)])
    'The bridge opened.'
    """
    kept, at = [], 0
    for span in spans:
        kept.append(text[at : span.start])
        at = span.end
    return "".join([*kept, text[at:]])
