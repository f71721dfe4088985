"""Finds the end of the comment thread under a heading, if entries prove that there is one."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from cleanwire.document import Block
from cleanwire.rules.scene import Scene

__all__ = ["Entry", "Threads"]

LONGEST = 12
"""The greatest number of lines between two entries of a thread: the longest comment."""

NEAREST = 1
"""The greatest number of paragraphs between a heading and the first entry of its thread, unless there are as many lines
between later entries. More may be the rest of the article, under a link to its comments."""

SHOWN = 2
"""The number of entries, with other lines between, that prove a thread: before and after one comment, or at two."""

PROOF = 1.75
"""The confidence that a heading and the entries below it need together. “12 Comments” (0.95) needs only names and dates
(0.8), “Discussion” (0.8) needs buttons (0.95): a dated log under “Comments” may belong to the article."""

FORM = 20
"""The greatest number of lines between a heading and its thread: the form, its rules, and buttons to sort comments."""

STEPS = 8
"""The number of gaps that decide how long comments are. It bounds the time, as there may be many headings."""


class Entry(NamedTuple):
    """A line that belongs to one comment of a thread, such as a name with a date or a row of reply buttons."""

    line: int
    """The index of the block."""
    rule: str
    confidence: float


class Threads:
    """The threads of one document. Entries are looked for when they are first needed."""

    def __init__(self, scene: Scene, find: Callable[[], Iterable[Entry]]) -> None:
        self._scene = scene
        self._find = find
        self._entries: Sequence[Entry] | None = None
        self._forms: dict[float, _Form] = {}

    def end(self, heading: Block, confidence: float) -> int:
        """Return the index after the last line of the thread under a heading; if there is none, after the heading.

        The thread ends at the last button, or at the end of the comment under the last name.
        """
        if self._entries is None:
            self._entries = sorted(self._find())
        least = round(PROOF - confidence, 2)
        if least not in self._forms:
            self._forms[least] = _Form(self._scene, [entry for entry in self._entries if entry.confidence >= least])
        return self._forms[least].end(heading)


class _Form:
    """The threads that are formed by some of a document's entries."""

    def __init__(self, scene: Scene, entries: Sequence[Entry]) -> None:
        self._scene = scene
        self._entries = entries
        self._indexes = [entry.line for entry in entries]
        count = len(entries)
        self._ends = list(range(1, count + 1))
        """For each entry, the position after the last entry of its thread: the next one is too far below."""
        for place in range(count - 2, -1, -1):
            if self._gap(place) <= LONGEST:
                self._ends[place] = self._ends[place + 1]
        self._shown = list(accumulate(map(self._begins, range(count)), initial=0))
        """The number of comments that begin above each position."""

    def _begins(self, place: int) -> bool:
        """Whether an entry begins a comment: there is text between it and the entry above."""
        return place == 0 or self._gap(place - 1) > 0 or self._scene.blocks[self._indexes[place - 1]].prose

    def _gap(self, place: int) -> int:
        """Return the number of lines between an entry and the next."""
        return self._indexes[place + 1] - self._indexes[place] - 1

    def end(self, heading: Block) -> int:
        first = bisect_right(self._indexes, heading.index)
        if first == len(self._indexes):
            return heading.index + 1
        end = self._ends[first]
        opening = self._entries[first]
        above = self._scene.blocks[heading.index + 1 : min(opening.line, heading.index + FORM + 2)]
        gaps = [gap for gap in map(self._gap, range(first, min(end - 1, first + STEPS))) if gap]
        prose = sum(block.prose for block in above)
        if self._shown[end] - self._shown[first + 1] < SHOWN - 1 or len(above) > FORM or prose > max([NEAREST, *gaps]):
            return heading.index + 1
        last = self._entries[end - 1]
        if prose or last.rule != opening.rule:
            return last.line + 1
        return last.line + 1 + self._body(last.line, gaps)

    def _body(self, index: int, gaps: Sequence[int]) -> int:
        """Return how many lines belong to the last name: up to other boilerplate, and no more than is usual.

        If there are more, they may be another text, and only the length of the shortest comment is certain.
        """
        usual = max(gaps, default=0)
        room = self._scene.free(index + 1, usual + 1)
        return room if room <= usual else min(gaps, default=0)
