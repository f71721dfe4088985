"""Edits of a source, the text that they result in, and the way back from it to the source."""

from collections.abc import Iterable
from typing import NamedTuple

from cleanwire.document import Rendering

__all__ = ["Edit", "applied"]


class Edit(NamedTuple):
    """A span of a source, and what replaces it."""

    start: int
    end: int
    shows: str
    opens: bool = False
    """Whether the span belongs to the text after it, like an opening bracket, and is kept or removed with it."""


def applied(source: str, edits: Iterable[Edit]) -> tuple[str, Rendering]:
    """Return the edited source, and its mapping back to the source. Of two overlapping edits the longer is made.

    >>> text, rendering = applied("**Bold** text", [Edit(0, 2, "", opens=True), Edit(6, 8, "")])
    >>> text, [rendering.origin(offset) for offset in (0, 1, 4)]
    ('Bold text', [0, 3, 8])
    """
    made = _Pieces()
    end = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, -edit.end)):
        if edit.start < end:
            continue
        made.copy(source, end, edit.start)
        if edit.shows:
            made.add(edit.shows, edit.start)
        elif edit.opens or not made.pieces:
            made.hold(edit.start)
        end = edit.end
    made.copy(source, end, len(source))
    return "".join(made.pieces), Rendering(source, tuple(made.at) or (0,), tuple(made.origins) or (0,))


class _Pieces:
    """The pieces of a text so far, and where they came from."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.at: list[int] = []
        self.origins: list[int] = []
        self._length = 0
        self._held = -1

    def add(self, piece: str, origin: int) -> None:
        """Add what replaces the characters from an origin on, and those held before them."""
        self.pieces.append(piece)
        self.at.append(self._length)
        self.origins.append(origin if self._held < 0 else self._held)
        self._length += len(piece)
        self._held = -1

    def copy(self, source: str, start: int, end: int) -> None:
        """Add characters unchanged. Only the first one is joined with what is held."""
        if start < end and self._held >= 0:
            self.add(source[start], start)
            start += 1
        if start < end:
            self.add(source[start:end], start)

    def hold(self, origin: int) -> None:
        """Hold characters from an origin on, so that they belong to what is added next."""
        if self._held < 0:
            self._held = origin
