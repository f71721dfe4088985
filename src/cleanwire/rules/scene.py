"""A document as conditions see it: its blocks, and what has been claimed of them so far."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from itertools import accumulate

from cleanwire.document import Block, Document
from cleanwire.labels import Label
from cleanwire.native.phrases.bounds import closes
from cleanwire.native.phrases.sets import PhraseSet
from cleanwire.native.text.covering import first_covering
from cleanwire.spans import Verdict
from cleanwire.text.calendars import is_date

__all__ = ["Scene", "any_contamination"]

FIRM = 0.8
"""A claim this sure is company for words that an author may use as well. Rules that know a line by its place alone, by
half a phrase or by a name are less sure, and would make boilerplate of whatever stands beside them."""

SPOKEN_WORDS, SPOKEN_LINES = 6, 4
"""What a document is about is told by lines of so many words, wrapped ones too, and by so many that say it: three are
the small print below a short article."""

SAMPLED = 50
"""So many sentences of a long document tell what it is about."""

STRAY, STRAY_WORDS = 3, 3
"""Up to so many lines on boilerplate is beside a line, if what stands between are lines of so many words at most."""

WRAPPED = 40
"""The narrowest column that text is wrapped at, in characters: a shorter line above is a heading or boilerplate."""

DATE_WORDS = 8
"""The longest date: day of the week, day, month, year and time of day."""

SENTENCE_WORDS = 4
"""So many words can be a sentence that explains the line above: “Opens the next page.”"""


def any_contamination(verdicts: Iterable[Verdict]) -> bool:
    """Whether any verdict claims contamination: where none does, there is nothing to weigh."""
    return any(not verdict.label.is_content for verdict in verdicts)


def _is_firm(verdict: Verdict) -> bool:
    """Whether a verdict claims contamination for certain."""
    return verdict.confidence >= FIRM and not verdict.label.is_content


class Scene:
    """A working view of one document during one stage; it never outlives the stage.

    It is brought up to date by `claim`, so that a rule sees what rules before it have claimed.
    """

    def __init__(self, document: Document, verdicts: Iterable[Verdict] = ()) -> None:
        verdicts = [*verdicts]
        claims = first_covering(document.line_table(), [(verdict.start, verdict.end) for verdict in verdicts])
        self.document = document
        self.blocks = document.blocks
        # That of a line without a claim, whose number is -1, stands last.
        self.labels: list[Label | None] = [*map([*[verdict.label for verdict in verdicts], None].__getitem__, claims)]
        """For each block what it was claimed as; None where nothing spoke."""
        self._firm = [*map([*[_is_firm(verdict) for verdict in verdicts], False].__getitem__, claims)]
        self.sure = sum(self._firm)
        """How many blocks are claimed as contamination for certain."""
        self.is_unclaimed = not verdicts
        """Whether nothing is claimed yet."""
        self.overrun: set[str] = set()
        """Ids of rules whose pattern overran in this document, and is not tried again in it."""
        self._prose_above: list[int] = []
        self._counts: Counter[str] = Counter()
        self._runs: dict[str, list[int]] = {}
        self._shares: dict[PhraseSet, float] = {}
        self._first_open = 0
        self._last_open = len(document.blocks) - 1
        self._starts: list[int] = []
        self._next: list[int] = []

    def claim(self, verdict: Verdict) -> Sequence[int]:
        """Note a verdict on every block that it covers from end to end; the first claim stays.

        Returns the indexes of the blocks that nothing had claimed before.
        """
        new: list[int] = []
        blocks, following = self.blocks, self._next
        if not following:
            following += [index + (label is not None) for index, label in enumerate(self.labels)]
            following.append(len(blocks))
            self._starts = [block.start for block in blocks]
        self.is_unclaimed = False
        index = bisect_left(self._starts, verdict.start)
        if following[index] != index:
            index = self._unclaimed(index)
        while index < len(blocks) and blocks[index].right <= verdict.end:
            self.labels[index] = verdict.label
            self._firm[index] = _is_firm(verdict)
            self.sure += self._firm[index]
            following[index] = index + 1
            new.append(index)
            index = self._unclaimed(index)
        return new

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

    def defend(self, index: int) -> None:
        """Note that a claimed block is the author's after all."""
        self.labels[index] = Label.BODY
        self.sure -= self._firm[index]
        self._firm[index] = False
        if self.blocks[index].prose:
            self._first_open = min(self._first_open, index)
            self._last_open = max(self._last_open, index)

    def firm(self, index: int) -> bool:
        """Whether the block at an index is claimed as contamination for certain; False beyond either end."""
        return 0 <= index < len(self._firm) and self._firm[index]

    def firm_beside(self, index: int, step: int) -> int:
        """Return how many of the next two lines of boilerplate above (-1) or below (1) a block stand in a row.

        Between them and the block a few short lines may stand, which are no sentences: buttons that no rule knows.
        """
        for between in range(STRAY):
            at = index + step * (between + 1)
            if self.firm(at):
                return 1 + self.firm(at + step)
            if not 0 <= at < len(self.blocks) or self.blocks[at].size > STRAY_WORDS or self.closes(self.blocks[at]):
                return 0
        return 0

    def ends(self, block: Block) -> str:
        """Return the last character of a block, folded."""
        return self.document.folded[block.right - 1]

    def closes(self, block: Block) -> bool:
        """Whether a block closes like a sentence, quotation marks and brackets aside."""
        return closes(self.document.folded, block.left, block.right)

    def explains(self, index: int) -> bool:
        """Whether the block at an index is a sentence that nothing has claimed, as stands below a term."""
        if index >= len(self.blocks) or self.labels[index] is not None:
            return False
        block = self.blocks[index]
        return block.size >= SENTENCE_WORDS and self.closes(block)

    def continues(self, block: Block) -> bool:
        """Whether a block goes on with the sentence of the line right above it, as wrapped text does."""
        if block.index == 0 or not self.document.source[block.left].islower():
            return False
        above = self.blocks[block.index - 1]
        if above.right - above.left < WRAPPED or self.ends(above) in ".!?:;*|>":
            return False
        return self.document.source.count("\n", above.right, block.left) == 1

    def share(self, words: PhraseSet) -> float:
        """Return the share of the document's sentences that hold one of some words; a sample's where there are many."""
        if words not in self._shares:
            sentences = self._sentences
            spoken = words.passages(self.document.bare, sentences)
            self._shares[words] = spoken / len(sentences) if spoken >= SPOKEN_LINES else 0.0
        return self._shares[words]

    @cached_property
    def _sentences(self) -> list[tuple[int, int]]:
        """Where sentences of the document stand, evenly spaced where there are many."""
        sentences = [block for block in self.blocks if block.size >= SPOKEN_WORDS]
        every = 1 + len(sentences) // SAMPLED
        return [(block.left, block.right) for block in sentences[::every]]

    def prose_above(self, block: Block) -> int:
        """Count the prose blocks above a block, claimed or not."""
        if not self._prose_above:
            self._prose_above = list(accumulate((b.prose for b in self.blocks), initial=0))
        return self._prose_above[block.index]

    def prose_below(self, block: Block) -> int:
        """Count the prose blocks below a block, claimed or not."""
        above = self.prose_above(block)
        return self._prose_above[-1] - above - block.prose

    def count(self, block: Block) -> int:
        """Count the blocks with the key of a block."""
        if not self._counts:
            self._counts = Counter(other.key for other in self.blocks)
        return self._counts[block.key]

    @cached_property
    def dates(self) -> int:
        """Count the blocks that are dates and nothing else."""
        return sum(is_date(block.key) for block in self.blocks if 0 < block.size <= DATE_WORDS)

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
