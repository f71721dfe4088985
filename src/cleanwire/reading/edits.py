"""Edits of a source, and the text that they make of it with the way back."""

from collections.abc import Iterable
from typing import NamedTuple

from cleanwire.document import Rendering

__all__ = ["Edit", "applied"]


class Edit(NamedTuple):
    """Some characters of a source, and what is read in their place."""

    start: int
    end: int
    shows: str
    opens: bool = False
    """Whether they belong to what stands behind them, as an opening bracket does, and go and stay with it."""


def applied(source: str, edits: Iterable[Edit]) -> tuple[str, Rendering]:
    """Return a source with its edits, and how it came to that. Of two edits that overlap the longer one is made.

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
        """Add what is read for characters from an origin on, and for those held before them."""
        self.pieces.append(piece)
        self.at.append(self._length)
        self.origins.append(origin if self._held < 0 else self._held)
        self._length += len(piece)
        self._held = -1

    def copy(self, source: str, start: int, end: int) -> None:
        """Add characters as they are. Only the first of them takes along what is held."""
        if start < end and self._held >= 0:
            self.add(source[start], start)
            start += 1
        if start < end:
            self.add(source[start:end], start)

    def hold(self, origin: int) -> None:
        """Let characters from an origin on go with what is added next."""
        if self._held < 0:
            self._held = origin
