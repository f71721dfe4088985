"""A story that a document holds twice, with small changes."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from cleanwire.model import Block, Document

__all__ = ["find_revised", "is_paragraph", "says_twice"]

SENTENCE = 40
"""Characters of a sentence that hardly comes back by chance: 755 of 877 gold texts of development pages hold no such
sentence twice, and 4,677 of 6,975 extracted ones."""

SHINGLE = 3
"""Words in a row that are compared; characters where a script separates no words."""

SPACED = 10
"""Characters of a word, with the space behind it, above which the words are clauses of a script without spaces."""

COPY_WORDS = 15
"""A paragraph this long is no verse and no line of a liturgy. From 11 words on, where prose begins, 62 of 2,067 lines
that go on development pages are the article's; from 15 words on 3 of 1,943."""

LIKENESS = 0.6
"""Share of the shingles of two paragraphs together that both have: of twenty words one may have changed. With .4 67 of
946 lines that go are the article's, with .8 1 of 1,935."""

RUN = 3
"""So many paragraphs that come back in a row are a story pasted twice: of the lines that go 3 of 1,943 are the
article's. With two in a row 220 of 2,283 are, with one 752 of 3,279."""

GAP = 2
"""Of the paragraphs in a row, and of those that they repeat, every second one may be new or dropped. If none may be, 81
lines less go; if two in three may be, 59 of 2,013 lines are the article's."""


def says_twice(document: Document) -> bool:
    """Whether a sentence, or a line without a full stop, stands twice."""
    sentences = _sentences(document.folded)
    return len(set(sentences)) < len(sentences)


def _sentences(folded: str) -> list[str]:
    pieces = folded.replace("\n", ".").split(".")
    return [piece.strip(' "*->') for piece in pieces if len(piece) >= SENTENCE]


def is_paragraph(document: Document, block: Block) -> bool:
    """Whether a block is a paragraph of sentences: no item, no row of a table, no line of code."""
    folded = document.folded
    return block.prose and folded[block.left] not in "*-|#+" and folded[block.right - 1] in ".!?\"'"


def find_revised(document: Document) -> Iterator[tuple[Block, Block]]:
    """Yield the lines of stories that stand again with small changes, each with the line that it repeats.

    They are the paragraphs in a row that are nearly the same as others in a row above, and the subheads among them.
    """
    paragraphs = [block for block in document.blocks if block.size >= COPY_WORDS and is_paragraph(document, block)]
    for run in _runs(_alike(document, paragraphs)):
        if len(run) >= RUN:
            copies = [(paragraphs[at], paragraphs[first]) for at, first in run]
            yield from copies
            for above, below in pairwise(copies):
                yield from _between(document, above, below)


def _alike(document: Document, paragraphs: Sequence[Block]) -> list[tuple[int, int]]:
    """Return the number of each paragraph that is nearly the same as one above it, with the number of that one.

    Compared are those that share a sentence, and then their neighbours. To look up the shingles of all paragraphs
    takes twice as long and finds less, and to import MinHash takes as long as to clean a thousand documents.
    """
    alike: dict[int, int] = {}
    owners: dict[str, int] = {}

    def note(at: int, candidates: Iterable[int]) -> None:
        for first in candidates:
            if at not in alike and 0 <= first < at and _is_like(document, paragraphs[first], paragraphs[at]):
                alike[at] = first

    for at, block in enumerate(paragraphs):
        sentences = _sentences(document.folded[block.left : block.right])
        shared = [owners[sentence] for sentence in sentences if sentence in owners]
        above = next((alike[near] for near in range(at - 1, at - 1 - GAP, -1) if near in alike), -1 - GAP)
        note(at, [*shared[:1], *range(above + 1, above + 1 + GAP)])
        for sentence in sentences:
            owners.setdefault(sentence, at)
    for at in reversed(range(len(paragraphs))):
        below = next((alike[near] for near in range(at + 1, at + 1 + GAP) if near in alike), 0)
        note(at, range(below - 1, below - 1 - GAP, -1))
    return sorted(alike.items())


def _is_like(document: Document, first: Block, block: Block) -> bool:
    """Whether two paragraphs share most of their shingles; those of very different length cannot."""
    shorter, longer = sorted((first.right - first.left, block.right - block.left))
    if shorter < LIKENESS / 2 * longer:
        return False
    ours, theirs = (frozenset(_shingles(document.bare[one.left : one.right])) for one in (first, block))
    return bool(ours) and len(ours & theirs) >= LIKENESS * len(ours | theirs)


def _shingles(bare: str) -> Iterator[tuple[str, ...]]:
    words: list[str] | str = bare.split()
    if len(bare) > SPACED * len(words):
        words = "".join(words)
    return zip(*(words[start:] for start in range(SHINGLE)), strict=False)


def _runs(alike: Iterable[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Cut pairs of numbers into runs in which both go up in small steps."""
    runs: list[list[tuple[int, int]]] = []
    for at, first in alike:
        if runs and 0 < at - runs[-1][-1][0] <= GAP and 0 < first - runs[-1][-1][1] <= GAP:
            runs[-1].append((at, first))
        else:
            runs.append([(at, first)])
    return runs


def _between(
    document: Document, above: tuple[Block, Block], below: tuple[Block, Block]
) -> Iterator[tuple[Block, Block]]:
    """Yield the lines between two copies that stand between what these repeat as well."""
    if below[1].index < above[0].index:
        firsts = {block.key: block for block in document.blocks[above[1].index + 1 : below[1].index]}
        for block in document.blocks[above[0].index + 1 : below[0].index]:
            if block.key and block.key in firsts:
                yield block, firsts[block.key]
