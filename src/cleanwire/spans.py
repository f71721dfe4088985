"""Spans of a source: the claims of stages, and the segments that are kept or removed."""

from dataclasses import dataclass

from cleanwire.labels import Label

__all__ = ["Segment", "Verdict"]


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
