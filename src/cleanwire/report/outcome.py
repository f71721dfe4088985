"""What a report needs to know of a result."""

from typing import Protocol

from cleanwire.spans import Segment

__all__ = ["Outcome"]


class Outcome(Protocol):
    """A source and its segments, such as a `Result`.

    Reports are written against this and not against `Result`, which has methods that call them: so they stand
    below it, and nothing imports in a circle.
    """

    @property
    def source(self) -> str:
        """The text that the segments index."""

    @property
    def segments(self) -> tuple[Segment, ...]:
        """They tile the source, in order."""

    @property
    def text(self) -> str:
        """The source without its removed segments."""

    @property
    def removed(self) -> tuple[Segment, ...]:
        """The removed segments."""

    @property
    def guarded(self) -> bool:
        """Whether removals were taken back because next to nothing would have stayed."""

    @property
    def reason(self) -> str:
        """Why the source is empty, where a page holds no article; else empty."""

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the source by their codes."""

    @property
    def note(self) -> str:
        """What a reader should know of how little could be found; else empty."""

    @property
    def version(self) -> str:
        """Which cleanwire and which rules made this."""

    def paths(self, span: Segment, /) -> tuple[str, ...]:
        """Return where a segment stands in the page that the source came from; nothing for text."""
