"""What a report needs to know about a result."""

from typing import Protocol

from cleanwire.spans import Segment

__all__ = ["Outcome"]


class Outcome(Protocol):
    """A source and its segments, such as a `Result`.

    Reports depend on this and not on `Result`, which has methods that call them. So there is no circle of imports.
    """

    @property
    def source(self) -> str:
        """The text that the segments index."""

    @property
    def segments(self) -> tuple[Segment, ...]:
        """They cover the source without gaps, in order."""

    @property
    def text(self) -> str:
        """The source without its removed segments."""

    @property
    def removed(self) -> tuple[Segment, ...]:
        """The removed segments."""

    @property
    def guarded(self) -> bool:
        """Whether removals were undone because too little of the article would have been left."""

    @property
    def reason(self) -> str:
        """Why the source is empty, if an HTML page holds no article; else empty."""

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the source, by their codes."""

    @property
    def note(self) -> str:
        """What a reader should know if no rules know the language; else empty."""

    @property
    def version(self) -> str:
        """The versions of cleanwire and of its rules."""

    def paths(self, span: Segment, /) -> tuple[str, ...]:
        """Return the XPaths of a segment in the HTML page that the source came from; empty for text."""
