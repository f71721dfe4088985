"""Gold: what is known about an invented text because it was put there."""

from dataclasses import dataclass

from cleanwire.labels import Label

__all__ = ["Span"]


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open span of a text, and its label."""

    start: int
    end: int
    label: Label
    form: str = ""
    """Its kind within the label, such as `varying` for a template line that differs from page to page."""
