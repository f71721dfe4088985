"""A document as conditions see it: its blocks, and what has been claimed of them so far."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import accumulate

from cleanwire.labels import Label
from cleanwire.model import Block, Document, Verdict

__all__ = ["Scene", "any_contamination"]


DATE_LINES = 3
"""A contribution to a thread has at most so many short lines above it: a name, a date, a rating."""


def any_contamination(verdicts: Iterable[Verdict]) -> bool:
    """Whether any verdict claims contamination: where none does, there is nothing to weigh."""
    return any(not verdict.label.is_content for verdict in verdicts)


class Scene:
    """A working view of one document during one stage; it never outlives the stage.

    It is brought up to date by `claim`, so that a rule sees what rules before it have claimed.
    """

    def __init__(self, document: Document, verdicts: Iterable[Verdict] = ()) -> None:
        self.document = document
        self.blocks = document.blocks
        self.labels: list[Label | None] = [None] * len(document.blocks)
        """For each block what it was claimed as; None where nothing spoke."""
        self.overrun: set[str] = set()
        """Ids of rules whose pattern overran in this document, and is not tried again in it."""
        self._prose_above: list[int] = []
        self._dated_above: list[int] = []
        self._counts: Counter[str] = Counter()
        self._runs: dict[str, list[int]] = {}
        self._first_open = 0
        self._last_open = len(document.blocks) - 1
        self._starts: list[int] = []
        self._next: list[int] = []
        for verdict in verdicts:
            self.claim(verdict)

    def claim(self, verdict: Verdict) -> None:
        """Note a verdict on every block that it covers from end to end; the first claim stays."""
        blocks, following = self.blocks, self._next
        if not following:
            following += range(len(blocks) + 1)
            self._starts = [block.start for block in blocks]
        index = bisect_left(self._starts, verdict.start)
        if following[index] != index:
            index = self._unclaimed(index)
        while index < len(blocks) and blocks[index].right <= verdict.end:
            self.labels[index] = verdict.label
            following[index] = index + 1
            index = self._unclaimed(index)

    def _unclaimed(self, index: int) -> int:
        """Return the first unclaimed block from an index on, over runs of claimed ones in one step each."""
        first = index
        while self._next[first] != first:
            first = self._next[first]
        while self._next[index] != first:
            self._next[index], index = first, self._next[index]
        return first

    def contaminated(self, index: int) -> bool:
        """Whether the block at an index is claimed as contamination; False beyond either end."""
        label = self.labels[index] if 0 <= index < len(self.labels) else None
        return label is not None and not label.is_content

    def prose_above(self, block: Block) -> int:
        """Count the prose blocks above a block, claimed or not."""
        if not self._prose_above:
            self._prose_above = list(accumulate((b.prose for b in self.blocks), initial=0))
        return self._prose_above[block.index]

    def prose_below(self, block: Block) -> int:
        """Count the prose blocks below a block, claimed or not."""
        above = self.prose_above(block)
        return self._prose_above[-1] - above - block.prose

    def dated_below(self, block: Block) -> int:
        """Count the prose blocks below a block that stand under a short line with a figure."""
        if not self._dated_above:
            self._dated_above = list(accumulate((self._is_dated(b) for b in self.blocks), initial=0))
        return self._dated_above[-1] - self._dated_above[block.index + 1]

    def _is_dated(self, block: Block) -> bool:
        """Whether a block is prose, and one of the short lines right above it holds a figure."""
        at = block.index - 1
        while block.prose and at >= max(0, block.index - DATE_LINES) and not self.blocks[at].prose:
            if "0" in self.blocks[at].key:
                return True
            at -= 1
        return False

    def count(self, block: Block) -> int:
        """Count the blocks with the key of a block."""
        if not self._counts:
            self._counts = Counter(other.key for other in self.blocks)
        return self._counts[block.key]

    def run_of(self, kind: str, test: Callable[["Scene", Block], bool], first: int) -> int:
        """Return where the run of blocks ends that pass a test, from an index on: the index behind the last of them.

        The test is asked once of each block, whatever the number of calls for its `kind`.
        """
        if kind not in self._runs:
            count = len(self.blocks)
            ends = [count] * (count + 1)
            for index in range(count - 1, -1, -1):
                ends[index] = ends[index + 1] if test(self, self.blocks[index]) else index
            self._runs[kind] = ends
        return self._runs[kind][first]

    @property
    def first_prose(self) -> int:
        """Index of the first prose block that nothing has claimed; the number of blocks where there is none."""
        while self._first_open < len(self.blocks) and not self._is_open_prose(self._first_open):
            self._first_open += 1
        return self._first_open

    @property
    def last_prose(self) -> int:
        """Index of the last prose block that nothing has claimed; -1 where there is none."""
        while self._last_open >= 0 and not self._is_open_prose(self._last_open):
            self._last_open -= 1
        return self._last_open

    def _is_open_prose(self, index: int) -> bool:
        return self.blocks[index].prose and not self.contaminated(index)
