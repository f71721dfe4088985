"""The lines of a document that nothing has claimed: what they say, and what stands between them."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate

from cleanwire.labels import Label
from cleanwire.model import Block, Document
from cleanwire.rules.scene import Scene
from cleanwire.stages.stories.forms import lead_of
from cleanwire.stages.stories.gains import Repetition
from cleanwire.stages.stories.terms import Terms, terms_of

__all__ = ["Lines", "is_headed", "lines_of"]

LONGEST = 20_000
"""Lines of a text above which it is no article."""

PROSE = 0.4
"""Share of the words that stand in paragraphs: songs, tables and lists are about many things by right. Of 791 English
articles of the development data 19 in 20 have more than .62."""

HEADLINE_WORDS = range(2, 23)
"""How many words a headline has: of titles of the development pages 98 in 100."""

LABEL_WORDS = 6
"""The longest line that only announces what follows: "Read next"."""

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

_NAME = re.compile(r"(?<=[^\W\d_A-Z,;] )[^\W\d_a-z][\w’'-]{2,}")
"""A capital inside a sentence: a name in most languages, a noun in German."""

_SOURCE = re.compile(r"\(\d{4}[a-z]?\)|https?:|www\.|doi:")
"""What entries of a list of sources hold: a year in brackets, or an address."""

_SMALL = re.compile(r"[a-z]+\b")
"""A first word without a capital."""


def lines_of(scene: Scene) -> "Lines":
    """Return a document's unclaimed lines; none where they are too many, or hardly any stand in paragraphs."""
    blocks = [block for block, label in zip(scene.blocks, scene.labels, strict=True) if not label or label.is_content]
    words = sum([block.size for block in blocks])
    prose = sum([block.size for block in blocks if block.prose])
    if len(blocks) > LONGEST or prose < PROSE * words:
        blocks = []
    document = scene.document
    bare = [document.bare[block.left : block.right] for block in blocks]
    return Lines(document, blocks, _gaps(scene, blocks), terms_of(bare, document.languages))


def _gaps(scene: Scene, blocks: Sequence[Block]) -> list[tuple[Label, ...]]:
    """Return for each block what was claimed between it and the one above."""
    labels = scene.labels
    if len(blocks) == len(labels):
        return [()] * len(blocks)
    return [
        tuple(label for label in labels[above.index + 1 if above else 0 : below.index] if label)
        for above, below in zip([None, *blocks], blocks, strict=False)
    ]


class Lines:
    """A working view of the unclaimed lines of one document during the stage; it never outlives it."""

    def __init__(self, document: Document, blocks: Sequence[Block], gaps: Sequence[tuple[Label, ...]], terms: Terms):
        self.document = document
        self.blocks = blocks
        self.gaps = gaps
        """For each line what was claimed between it and the line above."""
        self.terms = terms
        self.words = [0, *accumulate([block.size for block in blocks])]
        """(lines + 1) How many words stand above each line, and in all, as a person counts."""
        self.telling = [[term for term in line if term >= 0] for line in terms.every]
        """The terms of each line that are no common words."""
        self.reach = [0, *accumulate(map(len, self.telling))]
        """(lines + 1) How many of them stand above each line, and in all."""

    def part(self, start: int, end: int) -> "Lines":
        """Return lines start..end."""
        whole = self.terms
        terms = Terms(whole.spelled, whole.weights, whole.priors, whole.every[start:end], whole.kind)
        part = Lines(self.document, self.blocks[start:end], self.gaps[start:end], terms)
        part.headed, part.names = self.headed[start:end], self.names[start:end]
        return part

    def __len__(self) -> int:
        return len(self.blocks)

    def text(self, at: int) -> str:
        """Return the visible text of a line."""
        return self.document.text(self.blocks[at])

    def said(self, start: int, end: int) -> list[int]:
        """Return the numbers of the terms of lines start..end, in their order."""
        return [term for line in self.telling[start:end] for term in line]

    def below(self, start: int, end: int, terms: int) -> int:
        """Return the end of the first lines from start on that hold so many terms; at most the end."""
        at = start
        while at < end and self.reach[at] - self.reach[start] < terms:
            at += 1
        return at

    @cached_property
    def repetition(self) -> Repetition:
        """How the lines repeat each other's terms."""
        return Repetition(self.telling, self.terms.priors)

    @property
    def counts(self) -> Counter[int]:
        """How often each term stands."""
        return self.repetition.counts

    @cached_property
    def gains(self) -> list[float]:
        """(lines + 1) What is gained by a cut above each line."""
        return self.repetition.gains_of_cuts()

    def gains_from(self, start: int, end: int) -> list[float]:
        """Return what is gained by taking out the line at start, the first two, and so on to those above the end."""
        return list(self.repetition.gains(start, end))

    @cached_property
    def sources(self) -> list[int]:
        """(lines + 1) How many entries of lists of sources stand above each line, and in all."""
        return [0, *accumulate([bool(_SOURCE.search(self.text(at))) for at in range(len(self))])]

    @cached_property
    def said_in_all(self) -> list[int]:
        """(lines + 1) How many words, common ones too, stand above each line, and in all."""
        return [0, *accumulate(map(len, self.terms.every))]

    def plain(self, start: int) -> float:
        """Return the share of common words in the lines from one on."""
        count = self.said_in_all[-1] - self.said_in_all[start]
        return 1 - (self.reach[-1] - self.reach[start]) / (count or 1)

    @cached_property
    def common(self) -> tuple[Counter[int], int]:
        """How often each common word stands, and the sum of the squares."""
        counts = Counter([word for line in self.terms.every for word in line if word < 0])
        return counts, sum([count * count for count in counts.values()])

    def common_in(self, start: int, end: int) -> Counter[int]:
        """Return how often each common word stands in lines start..end."""
        return Counter([word for line in self.terms.every[start:end] for word in line if word < 0])

    @cached_property
    def prose(self) -> list[int]:
        """(lines + 1) How many words stand in paragraphs above each line, and in all."""
        return [0, *accumulate([block.size if block.prose else 0 for block in self.blocks])]

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
    def capitals(self) -> list[float]:
        """For each line that could be a headline the share of its longer words that begin with a capital."""
        return [_capitals(self.text(at)) if headed else 0.0 for at, headed in enumerate(self.headed)]

    @cached_property
    def names(self) -> list[list[str]]:
        """For each line the names in it."""
        return [_NAME.findall(self.text(at)) for at in range(len(self))]


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
