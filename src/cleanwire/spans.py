"""Half-open spans of a source, in Python code points."""

from typing import Protocol

__all__ = ["Span"]


class Span(Protocol):
    """Anything with a half-open extent `[start, end)` in a source."""

    @property
    def start(self) -> int:
        """Index of the first character."""

    @property
    def end(self) -> int:
        """Index just behind the last character."""
