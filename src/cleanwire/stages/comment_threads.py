"""Where the thread of comments under a heading ends, if one shows itself there."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from cleanwire.document import Block
from cleanwire.rules.scene import Scene

__all__ = ["Entry", "Threads"]

LONGEST = 12
"""So many lines may stand between two lines of a thread's boilerplate: the longest contribution."""

NEAREST = 1
"""So many paragraphs may stand between a heading and the first boilerplate of a thread, or as many lines as between the
others: what is more may be the rest of the article, under a link to its comments."""

SHOWN = 2
"""So often has boilerplate to stand between other lines: before and behind one contribution, or at two of them."""

PROOF = 1.75
"""What a heading and the entries below it have to be sure of together. “12 Comments” (.95) is content with names and
dates (.8), “Discussion” (.8) wants buttons (.95): a dated log under “Comments” may be the article's."""

FORM = 20
"""So many lines of the form, of its rules and of what sorts comments may stand between a heading and a thread."""

STEPS = 8
"""So many gaps tell how long contributions are: a bound on the time, since headings may stand above each other."""


class Entry(NamedTuple):
    """A line that is the boilerplate of one contribution to a thread."""

    line: int
    """The index of its block."""
    rule: str
    confidence: float


class Threads:
    """The threads of one document. Their entries are looked for when a heading first asks."""

    def __init__(self, scene: Scene, find: Callable[[], Iterable[Entry]]) -> None:
        self._scene = scene
        self._find = find
        self._entries: Sequence[Entry] | None = None
        self._forms: dict[float, _Form] = {}

    def end(self, heading: Block, confidence: float) -> int:
        """Return the index behind the last line of the thread under a heading; that of the line below if there is none.

        The thread goes as far as its form does: to the last button, or to the end of what stands under the last name.
        """
        if self._entries is None:
            self._entries = sorted(self._find())
        least = round(PROOF - confidence, 2)
        if least not in self._forms:
            self._forms[least] = _Form(self._scene, [entry for entry in self._entries if entry.confidence >= least])
        return self._forms[least].end(heading)


class _Form:
    """What some entries of a document say together."""

    def __init__(self, scene: Scene, entries: Sequence[Entry]) -> None:
        self._scene = scene
        self._entries = entries
        self._indexes = [entry.line for entry in entries]
        count = len(entries)
        self._ends = list(range(1, count + 1))
        """For each entry the place behind the last entry of its thread: where the next one is too far below."""
        for place in range(count - 2, -1, -1):
            if self._gap(place) <= LONGEST:
                self._ends[place] = self._ends[place + 1]
        self._shown = list(accumulate(map(self._begins, range(count)), initial=0))
        """How many contributions begin above each place."""

    def _begins(self, place: int) -> bool:
        """Whether an entry is no boilerplate beside that of the entry above: something was said between them."""
        return place == 0 or self._gap(place - 1) > 0 or self._scene.blocks[self._indexes[place - 1]].prose

    def _gap(self, place: int) -> int:
        """Return how many lines stand between an entry and the next."""
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

        Where more stands there it may be another text, and the shortest contribution is all that is sure.
        """
        room = 0
        blocks = self._scene.blocks
        usual = max(gaps, default=0)
        while room <= usual and index + 1 + room < len(blocks) and not self._scene.contaminated(index + 1 + room):
            room += 1
        return room if room <= usual else min(gaps, default=0)
