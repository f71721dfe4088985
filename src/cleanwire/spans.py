"""Spans of a source and their fate: what cleaning ends in, and what reports begin with."""

from dataclasses import dataclass

from cleanwire.labels import Label

__all__ = ["Segment"]


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
