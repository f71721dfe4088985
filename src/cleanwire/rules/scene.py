"""A document as conditions see it: its blocks, and the claims about them so far."""

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
"""From this confidence on, a claim is company for words that an author may also use. Rules that recognise a line only
by its position, half a phrase or a name have less; otherwise anything next to them would become boilerplate."""

SPOKEN_WORDS, SPOKEN_LINES = 6, 4
"""The subject of a document is decided by lines of at least this many words, also wrapped ones, of which at least this
many name it: three may be the small print below a short article."""

SAMPLED = 50
"""About the number of sentences that decide the subject of a long document."""

STRAY, STRAY_WORDS = 3, 3
"""Boilerplate is next to a line if it is at most this many lines away, and the lines between have at most this many
words."""

WRAPPED = 40
"""The narrowest column at which text is wrapped, in characters. A shorter line above is a heading or boilerplate."""

DATE_WORDS = 8
"""The greatest number of words in a date: day of the week, day, month, year and time of day."""

SENTENCE_WORDS = 4
"""The smallest number of words in a sentence that explains the line above, such as “Opens the next page.”"""


def any_contamination(verdicts: Iterable[Verdict]) -> bool:
    """Whether any verdict claims boilerplate. If none does, nothing needs protection."""
    return any(not verdict.label.is_content for verdict in verdicts)


def _is_firm(verdict: Verdict) -> bool:
    """Whether a verdict claims boilerplate with high confidence."""
    return verdict.confidence >= FIRM and not verdict.label.is_content


class Scene:
    """The state of one document during one stage. It does not outlive the stage.

    `claim` updates it, so that a rule sees the claims of the rules before it.
    """

    def __init__(self, document: Document, verdicts: Iterable[Verdict] = ()) -> None:
        verdicts = [*verdicts]
        claims = first_covering(document.line_table(), [(verdict.start, verdict.end) for verdict in verdicts])
        self.document: Document = document
        self.blocks: tuple[Block, ...] = document.blocks
        # A line without a claim has the number -1, which selects the last element.
        self.labels: list[Label | None] = [*map([*[verdict.label for verdict in verdicts], None].__getitem__, claims)]
        """The label of each block's first claim; None if it is unclaimed."""
        self._firm: list[bool] = [*map([*[_is_firm(verdict) for verdict in verdicts], False].__getitem__, claims)]
        self.sure: int = sum(self._firm)
        """The number of blocks that are claimed as boilerplate with high confidence."""
        self.is_unclaimed: bool = not verdicts
        """Whether nothing is claimed yet."""
        self.overrun: set[str] = set()
        """Ids of rules whose pattern exceeded its time limit in this document. They are not tried again in it."""
        self._prose_above: list[int] = []
        self._counts: Counter[str] = Counter()
        self._runs: dict[str, list[int]] = {}
        self._shares: dict[PhraseSet, float] = {}
        self._first_open = 0
        self._last_open = len(document.blocks) - 1
        self._starts: list[int] = []
        self._next: list[int] = []

    def claim(self, verdict: Verdict) -> Sequence[int]:
        """Record a verdict for each block that it covers completely and that is unclaimed. First claims are kept.

        Returns the indexes of the blocks that were unclaimed.
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
        """Return the first unclaimed block from an index on. Each run of claimed blocks is one step."""
        first = index
        while self._next[first] != first:
            first = self._next[first]
        while self._next[index] != first:
            self._next[index], index = first, self._next[index]
        return first

    def contaminated(self, index: int) -> bool:
        """Whether the block at an index is claimed as boilerplate; False beyond either end."""
        label = self.labels[index] if 0 <= index < len(self.labels) else None
        return label is not None and not label.is_content

    def free(self, first: int, most: int) -> int:
        """Return how many blocks from an index on are not claimed as boilerplate, at most `most`."""
        free = 0
        while free < most and first + free < len(self.blocks) and not self.contaminated(first + free):
            free += 1
        return free

    def defend(self, index: int) -> None:
        """Record that a claimed block belongs to the article after all."""
        self.labels[index] = Label.BODY
        self.sure -= self._firm[index]
        self._firm[index] = False
        if self.blocks[index].prose:
            self._first_open = min(self._first_open, index)
            self._last_open = max(self._last_open, index)

    def firm(self, index: int) -> bool:
        """Whether the block at an index is claimed as boilerplate with high confidence; False beyond either end."""
        return 0 <= index < len(self._firm) and self._firm[index]

    def firm_beside(self, index: int, step: int) -> int:
        """Return how many lines of boilerplate are above (-1) or below (1) a block in a row: 0, 1 or 2.

        Between them and the block may be a few short lines that are not sentences, such as buttons that no rule knows.
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
        """Whether a block ends like a sentence, apart from quotation marks and brackets."""
        return closes(self.document.folded, block.left, block.right)

    def explains(self, index: int) -> bool:
        """Whether the block at an index is an unclaimed sentence, such as the explanation below a term."""
        if index >= len(self.blocks) or self.labels[index] is not None:
            return False
        block = self.blocks[index]
        return block.size >= SENTENCE_WORDS and self.closes(block)

    def continues(self, block: Block) -> bool:
        """Whether a block continues the sentence of the line above, as wrapped text does."""
        if block.index == 0 or not self.document.source[block.left].islower():
            return False
        above = self.blocks[block.index - 1]
        if above.right - above.left < WRAPPED or self.ends(above) in ".!?:;*|>":
            return False
        return self.document.source.count("\n", above.right, block.left) == 1

    def share(self, words: PhraseSet) -> float:
        """Return the share of the document's sentences that contain one of some words; in a long one, of a sample."""
        if words not in self._shares:
            sentences = self._sentences
            spoken = words.passages(self.document.bare, sentences)
            self._shares[words] = spoken / len(sentences) if spoken >= SPOKEN_LINES else 0.0
        return self._shares[words]

    @cached_property
    def _sentences(self) -> list[tuple[int, int]]:
        """The spans of the document's sentences; in a long one, of an evenly spaced sample."""
        sentences = [block for block in self.blocks if block.size >= SPOKEN_WORDS]
        every = 1 + len(sentences) // SAMPLED
        return [(block.left, block.right) for block in sentences[::every]]

    def prose_above(self, block: Block) -> int:
        """Return the number of prose blocks above a block, claimed or not."""
        if not self._prose_above:
            self._prose_above = list(accumulate((b.prose for b in self.blocks), initial=0))
        return self._prose_above[block.index]

    def prose_below(self, block: Block) -> int:
        """Return the number of prose blocks below a block, claimed or not."""
        above = self.prose_above(block)
        return self._prose_above[-1] - above - block.prose

    def count(self, block: Block) -> int:
        """Return the number of blocks with the same key as a block."""
        if not self._counts:
            self._counts = Counter(other.key for other in self.blocks)
        return self._counts[block.key]

    @cached_property
    def dates(self) -> int:
        """The number of blocks that are nothing but dates."""
        return sum(is_date(block.key) for block in self.blocks if 0 < block.size <= DATE_WORDS)

    def run_of(self, kind: str, test: Callable[["Scene", Block], bool], first: int) -> int:
        """Return the end of the run of blocks that pass a test, from an index on: the index after the last of them.

        The test runs once for each block, however often this is called for its `kind`.
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
        """The index of the first prose block not claimed as boilerplate; the number of blocks if there is none."""
        while self._first_open < len(self.blocks) and not self._is_open_prose(self._first_open):
            self._first_open += 1
        return self._first_open

    @property
    def last_prose(self) -> int:
        """The index of the last prose block not claimed as boilerplate; -1 if there is none."""
        while self._last_open >= 0 and not self._is_open_prose(self._last_open):
            self._last_open -= 1
        return self._last_open

    def _is_open_prose(self, index: int) -> bool:
        return self.blocks[index].prose and not self.contaminated(index)
