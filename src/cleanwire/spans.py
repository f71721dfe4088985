"""Spans of a source: what stages claim of it, and what becomes of it."""

from dataclasses import dataclass

from cleanwire.labels import Label

__all__ = ["Segment", "Verdict"]


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of the source with one fate. Segments tile the source."""

    start: int
    end: int
    label: Label
    """What it is: a content label where it was kept and nothing else is known."""
    removed: bool
    rule: str = ""
    """The rule that decided; empty where none spoke."""
    confidence: float = 1.0
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A stage's claim that a span is of a kind, and why.

    A claim with a content label defends the span: it can outweigh claims that would remove it.
    """

    start: int
    end: int
    label: Label
    rule: str
    """Which rule or stage says so, such as `en/comments/leave-a-reply` or `repeats`."""
    confidence: float
    """How sure, in 0..1."""
    evidence: str
    """The characters that triggered it, or what was found, for a person to read."""
