"""The lines of a document that nothing has claimed: what they say, and what each part of them is about."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise
from typing import TypeVar

import numpy as np

from cleanwire.arrays import Flags, Indexes, Numbers
from cleanwire.fingerprints import Words
from cleanwire.labels import Label
from cleanwire.model import Block, Document
from cleanwire.rules.scene import Scene
from cleanwire.stages.stories import LINES, WORDS
from cleanwire.stages.stories.forms import lead_of
from cleanwire.vocabulary import LANGUAGES, LINE_ROW, SHARE, Vocabulary, marked, stem

__all__ = ["NOUGHT", "Lines", "Terms", "cosines", "is_headed", "lines_of"]

Share = TypeVar("Share", float, Numbers)

LONGEST = 20_000
"""Lines of a text above which it is no article."""

PROSE = 0.4
"""Share of the words that stand in paragraphs: songs, tables and lists are about many things by right. Of 791 English
articles of the development data 19 in 20 have more than .62."""

HEADLINE_WORDS = range(2, 23)
"""How many words a headline has: of titles of the development pages 98 in 100."""

SECTION_WORDS = 30
"""Words of a section that says what it is about."""

LABEL_WORDS = 6
"""The longest line that only announces what follows: "Read next"."""

NOUGHT = 1e-9
"""Keeps a part without a known word from dividing by zero: it is about nothing, and like nothing."""

RESIDUE = frozenset(Label) - {
    Label.HEADLINE,
    Label.BODY,
    Label.AD_MARKER,
    Label.BYLINE,
    Label.CAPTION,
    Label.CREDIT,
    Label.MEDIA,
    Label.PAYWALL,
    Label.TEMPLATE,
}
"""What stands where a page ends, and not in the middle of its article."""

_NAME = re.compile(r"[A-Z](?<=[a-z,;] [A-Z])(?:[a-z’'-]{2,}|[A-Z]{1,5})\b")
"""A capital inside a sentence: a name, in the languages that have a table. With its first letter in front of the look
behind it, the pattern takes less than half the time."""


def lines_of(scene: Scene) -> "Lines | None":
    """Return a document's unclaimed lines; None where they are too few or many, no prose, or in no known language."""
    blocks = [block for block, label in zip(scene.blocks, scene.labels, strict=True) if not label or label.is_content]
    words = sum([block.size for block in blocks])
    prose = sum([block.size for block in blocks if block.prose])
    if not LINES <= len(blocks) <= LONGEST or words < WORDS or prose < PROSE * words:
        return None
    bare = scene.document.bare
    spoken = Words.of(marked([bare[block.left : block.right] for block in blocks]))
    for language in LANGUAGES:
        table = Vocabulary.of(language)
        rows = table.rows.of(spoken)
        if np.count_nonzero(rows == table.rows.unknown) <= (1 - SHARE) * len(rows):
            return Lines(scene, blocks, spoken, rows, table)
    return None


@dataclass(frozen=True, slots=True)
class Terms:
    """The words of a text that say something about a subject: where each stands first and last, and how often."""

    spots: Indexes
    """(types) Where each of the different words stands first among all words, in the order in which they come up."""
    said: Indexes
    """(words) The number of each word among the types."""
    at: Indexes
    """(words) The line that each stands in."""
    begins: list[int]
    """(lines + 1) How many of the words stand above each line, and in all."""
    first: Indexes
    """(types) The first line that holds each."""
    last: Indexes
    """(types) The last line that holds each."""
    counts: Indexes
    """(types) How often each stands."""
    weights: Numbers
    """(types) How much each says, in 0..1."""


class Lines:
    """A working view of the unclaimed lines of one document during the stage; it never outlives it.

    What the screens ask of every document is here at once; the rest is worked out when it is asked for.
    """

    def __init__(self, scene: Scene, blocks: Sequence[Block], words: Words, rows: Indexes, table: Vocabulary) -> None:
        self.scene = scene
        self.document: Document = scene.document
        self.blocks = blocks
        self.table = table
        self.reach = [0, *accumulate([block.size for block in blocks])]
        """(lines + 1) How many words stand above each line, and in all, as a person counts."""
        self.reaches: Indexes = np.array(self.reach)
        """The same, to be indexed by many lines at once."""
        self._words = words
        self._rows = rows
        self._begins = np.flatnonzero(rows == LINE_ROW)
        """(lines) Where the words of each line begin, with the mark of a line."""
        self.sums: Numbers = np.zeros((len(blocks) + 1, table.vectors.shape[1]))
        """(lines + 1, dimensions) The sum of the vectors of all words above each line."""
        np.add.reduceat(table.vectors.take(rows, 0), self._begins).cumsum(0, out=self.sums[1:])

    def until(self, end: int) -> "Lines":
        """Return the lines above a line."""
        above = Lines(self.scene, self.blocks[:end], self._words, self._rows[: self._begins[end]], self.table)
        above.leads = self.leads[:end]
        return above

    def __len__(self) -> int:
        return len(self.blocks)

    def text(self, at: int) -> str:
        """Return the visible text of a line."""
        return self.document.text(self.blocks[at])

    def topic(self, start: int, end: int) -> Numbers:
        """Return what a run of lines is about."""
        topic: Numbers = self.sums[end] - self.sums[start]
        return topic

    def spoken(self, start: int, end: int) -> Indexes:
        """Return the numbers of the words of a run of lines."""
        terms = self.terms
        return terms.said[terms.begins[start] : terms.begins[end]]

    def counts(self, start: int, end: int) -> Indexes:
        """Return (types) how often each word stands in a run of lines."""
        return np.bincount(self.spoken(start, end), minlength=len(self.terms.spots))

    def size(self, start: int, end: int) -> int:
        """Return how many words stand in a run of lines."""
        return self.reach[end] - self.reach[start]

    def plain(self, start: int, end: int) -> float:
        """Return the share of a run's words that are too common to say anything: in running text that is half."""
        bare, rows = self.document.bare, self.table.rows
        words = [word for block in self.blocks[start:end] for word in bare[block.left : block.right].split()]
        words = [word for word in words if len(word) > 1 and word.isalpha()]
        return sum([rows[word] == 0 for word in words]) / max(1, len(words))

    def below(self, at: int, words: int) -> int:
        """Return where a run of so many words ends that begins with a line: a line further on at least."""
        return min(len(self), max(at + 1, bisect_left(self.reach, self.reach[at] + words)))

    def above(self, at: int, words: int) -> int:
        """Return where a run of so many words begins that ends above a line."""
        return max(0, min(at - 1, bisect_right(self.reach, self.reach[at] - words) - 1))

    def cut(self, start: int, end: int, words: int) -> Numbers:
        """Return (parts, dimensions) what the parts of a run of lines are about, cut after so many words each."""
        reach, edges, at = self.reach, [start], start
        while at < end:
            at = min(end, max(at + 1, bisect_left(reach, reach[at] + words)))
            edges.append(at)
        sums = self.sums.take(edges, 0)
        parts: Numbers = sums[1:] - sums[:-1]
        return parts

    @cached_property
    def marks(self) -> Flags:
        """(3, lines) Whether each line could be a headline, stands behind residue, and behind a label."""
        return np.array([self.headed, self.residue, self.labelled], bool)

    @cached_property
    def prose(self) -> Indexes:
        """(lines + 1) How many words stand in paragraphs above each line, and in all."""
        return np.array([0, *accumulate([block.size if block.prose else 0 for block in self.blocks])])

    @cached_property
    def terms(self) -> Terms:
        """The words that say something about a subject."""
        says = np.flatnonzero(self._rows > LINE_ROW)
        prints = self._words.stems(says).fingerprints()
        order = prints.argsort(kind="stable")
        ordered = prints[order]
        heads = np.flatnonzero(np.append(ordered[:1] == ordered[:1], ordered[1:] != ordered[:-1]))
        counts = np.append(heads[1:], len(says))[: len(heads)] - heads
        spots, tails = order[heads], order[heads + counts - 1]
        by_spot = spots.argsort()
        said = np.empty_like(order)
        said[order] = by_spot.argsort().repeat(counts)
        at = self._begins.searchsorted(says, "right") - 1
        spots, tails = spots[by_spot], tails[by_spot]
        return Terms(
            spots=says[spots],
            said=said,
            at=at,
            begins=[*says.searchsorted(self._begins).tolist(), len(says)],
            first=at[spots],
            last=at[tails],
            counts=counts[by_spot],
            weights=self.table.weights[self._rows[says[tails]]].astype(float),
        )

    def spelled(self, number: int) -> str:
        """Return a word that says something about a subject, given its number."""
        return stem(self._words.spelled(int(self.terms.spots[number])))

    @cached_property
    def recurring(self) -> list[tuple[int, float]]:
        """For each number of times that words stand how much those words say."""
        weights = np.bincount(self.terms.counts.clip(max=OFTEN), self.terms.weights).tolist()
        return [(count, weight) for count, weight in enumerate(weights) if count > 1 and weight]

    def shuffled(self, share: Share) -> Share:
        """Return the weight of the words that both parts of a text would hold if it were shuffled.

        One part is the given share of the text, or each of many shares. A word that stands k times is in both parts at
        the share f with the chance 1 - f^k - (1 - f)^k.
        """
        chances = [weight * (1 - share**count - (1 - share) ** count) for count, weight in self.recurring]
        return sum(chances, 0 * share)

    @cached_property
    def gaps(self) -> list[tuple[Label, ...]]:
        """For each line what was claimed between it and the line above."""
        labels = self.scene.labels
        if len(self) == len(labels):
            return [()] * len(self)
        return [
            tuple(label for label in labels[above.index + 1 if above else 0 : below.index] if label)
            for above, below in zip([None, *self.blocks], self.blocks, strict=False)
        ]

    @cached_property
    def residue(self) -> list[int]:
        """For each line how many lines above it are what pages end with."""
        return [sum([label in RESIDUE for label in gap]) if gap else 0 for gap in self.gaps]

    @cached_property
    def labelled(self) -> list[bool]:
        """For each line whether the line above it is short and no sentence: it may only announce what follows."""
        labels = [not block.prose and block.size <= LABEL_WORDS for block in self.blocks[:-1]]
        return [False, *labels][: len(self)]

    @cached_property
    def headed(self) -> list[bool]:
        """For each line whether it could be a headline by its form."""
        return [is_headed(self.document, block) for block in self.blocks]

    @cached_property
    def headings(self) -> list[int]:
        """The lines below the first that could be headlines and have a paragraph below them."""
        blocks = self.blocks
        return [at for at in range(1, len(self) - 1) if self.headed[at] and blocks[at + 1].prose]

    @cached_property
    def leads(self) -> list[str]:
        """For each line the kind of what it begins with, as parts of a list do."""
        return [lead_of(self.text(at)) for at in range(len(self))]

    @cached_property
    def sections(self) -> list[float]:
        """How much like the rest of the text each section below a heading is, the least first; none if there is one."""
        edges = [0, *self.headings, len(self)]
        runs = [run for run in pairwise(edges) if self.size(*run) >= SECTION_WORDS]
        if len(runs) < 2:
            return []
        topics = np.array([self.topic(*run) for run in runs])
        return sorted(cosines(topics, self.sums[-1] - topics).tolist())

    @cached_property
    def capitals(self) -> list[float]:
        """For each line that could be a headline the share of its longer words that begin with a capital."""
        return [_capitals(self.text(at)) if headed else 0.0 for at, headed in enumerate(self.headed)]

    @cached_property
    def names(self) -> list[list[str]]:
        """For each line the names in it."""
        return [_NAME.findall(self.text(at)) for at in range(len(self))]


_SMALL = re.compile(r"[a-z]+\b")
"""A first word without a capital."""

OFTEN = 12
"""Words that stand more often count as standing so often: they are on both sides of any cut."""


def cosines(ones: Numbers, others: Numbers) -> Numbers:
    """Return (parts) how much each part is about the same as its partner, in -1..1; `others` may be one for all."""
    products, squares, other_squares = (
        np.einsum("...i,...i", *pair) for pair in ((ones, others), (ones, ones), (others, others))
    )
    cosines: Numbers = products / (np.sqrt(squares * other_squares) + NOUGHT)
    return cosines


def is_headed(document: Document, block: Block) -> bool:
    """Whether a line has a headline's length, begins with a capital or a figure, and closes at most like a question.

    Ingredients of a recipe begin with a word in small letters; "iPhone" is none.
    """
    folded = document.folded
    last = folded[block.right - 1]
    if block.size not in HEADLINE_WORDS or last in ".:,;" or (block.prose and last not in "?)"):
        return False
    if _SMALL.match(document.source, block.left):
        return False
    return folded[block.left] not in "*-|(["


def _capitals(text: str) -> float:
    words = [word for word in text.split() if len(word) > 3]
    return sum(word[0].isupper() for word in words) / len(words) if words else 0.0
