"""A story that a document holds twice: to the letter, or with words put in that state no fact."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, pairwise

from cleanwire.document import Block, Document
from cleanwire.labels import Label
from cleanwire.native.text.repeats import said_again
from cleanwire.rules.scene import Scene
from cleanwire.stages.same_words import is_reworded, is_version, said_in, says_same
from cleanwire.text.folding import figures_of

__all__ = ["EDGES", "SENTENCE", "find_revised", "is_paragraph"]

SENTENCE = 40
"""Characters of a sentence that hardly comes back by chance: 755 of 877 gold texts of development pages hold no such
sentence twice, and 4,677 of 6,975 extracted ones."""

COPY_WORDS = 15
"""A paragraph this long is no verse and no line of a liturgy. From 11 words on, where prose begins, 62 of 2,067 lines
that go on development pages are the article's; from 15 words on 3 of 1,943."""

ADDED = 1.4
"""A paragraph with words put in is at most so many times longer. Of 3,800 paragraphs that come back in a row on
development pages none has any: chosen to be safe."""

RUN = 3
"""So many paragraphs that come back in a row are a story pasted twice: of the lines that go 3 of 1,943 are the
article's. With two in a row 220 of 2,283 are, with one 752 of 3,279."""

CLOSED = 0.75
"""So much of them closes like sentences. Else they are the meals of a plan, the days of a programme: one such page lost
670 words of 1,900."""

MOST, HALF = 0.9, 0.5
"""A story is so much of the paragraphs above its copy. Less is what a form has in common with itself: orders, leaflets,
two cakes from one dough. Half is enough where no paragraph stands between the story and its copy; and of the lines that
come back half are paragraphs, or the text is wrapped, or verse."""

LONG = 300
"""So many words in a row no form has in common with itself, and what has is pasted wherever it stands: no gold text of
the development pages holds as many twice."""

EDGES = ' "*->'
"""Marks at either end of a sentence that do not tell it from another."""

_ITEMS = "*-|#+"
"""Begins an item of a list, a row of a table, a heading, a line of code, in folded text."""

_Pair = tuple[Block, Block]
"""A block, and the one above that it repeats."""

_Sentences = Sequence[tuple[str, ...]]
"""Sentences of a paragraph, each with its figures."""

_Likeness = Callable[[Document, Block, Block], bool]


def is_paragraph(document: Document, block: Block) -> bool:
    """Whether a block is a paragraph of sentences: no item, no row of a table, no line of code."""
    folded = document.folded
    return block.prose and folded[block.left] not in _ITEMS and folded[block.right - 1] in ".!?\"'"


def find_revised(scene: Scene) -> list[_Pair]:
    """Return the lines of stories that stand again, each with the line that it repeats.

    They are the paragraphs in a row that are versions of others in a row above, and the lines among and beside them.
    A few words may have been replaced where boilerplate stands between a story and its copy, and nothing else: what is
    said of mooring and then of dredging goes on in the next line, or under another heading.
    """
    long = [block for block in scene.blocks if block.prose and block.size >= COPY_WORDS]
    paragraphs = [b for b in long if scene.document.folded[b.left] not in _ITEMS and not _is_other(scene, b)]
    sentences = _said_again(scene.document, paragraphs)
    if not any(sentences):
        return []
    runs = _pasted(scene.document, paragraphs, sentences, is_version)
    if runs and _is_whole(scene, paragraphs, runs):
        return [*chain.from_iterable(runs)]
    runs = _pasted(scene.document, paragraphs, sentences, is_reworded)
    between = _between(scene, runs) if runs else []
    boilerplate = bool(between) and all(_is_other(scene, block) for block in between)
    return [*chain.from_iterable(runs)] if boilerplate else []


def _pasted(
    document: Document, paragraphs: Sequence[Block], sentences: Sequence[_Sentences], is_like: _Likeness
) -> list[list[_Pair]]:
    """Return the runs of paragraphs that are like others in a row above, each with the lines among and beside them."""
    runs = []
    for numbers in _runs(_alike(document, paragraphs, sentences, is_like)):
        run = [(paragraphs[at], paragraphs[first]) for at, first in numbers]
        if len(run) >= RUN and _is_prose(document, run):
            grown = _grown(document, run)
            if sum(block.size for block, _ in run) >= HALF * sum(block.size for block, _ in grown):
                runs.append(grown)
    return runs


def _is_prose(document: Document, run: Sequence[_Pair]) -> bool:
    """Whether most of a run closes like sentences, and it is no refrain between lines of verse."""
    closed = sum(is_paragraph(document, block) for block, _ in run)
    return closed >= CLOSED * len(run) and len({said_in(document, block) for block, _ in run}) >= RUN


def _is_other(scene: Scene, block: Block) -> bool:
    """Whether a block is claimed, and not for being a copy."""
    return scene.contaminated(block.index) and scene.labels[block.index] is not Label.DUPLICATE


def _between(scene: Scene, runs: Sequence[Sequence[_Pair]]) -> tuple[Block, ...]:
    """Return what stands between a story and its copy."""
    first = min(copy.index for copy, _ in runs[0])
    last = max(original.index for _, original in runs[0])
    return scene.blocks[last + 1 : first]


def _is_whole(scene: Scene, paragraphs: Sequence[Block], runs: Sequence[Sequence[_Pair]]) -> bool:
    """Whether runs repeat the story and no passage of it: all that stands right above, or most of what stands above."""
    new = [block for block in _between(scene, runs) if not _is_other(scene, block)]
    first = min(copy.index for copy, _ in runs[0])
    above = {block.index: block.size for block in paragraphs if block.index < first}
    share = sum(above.get(original.index, 0) for run in runs for _, original in run) / sum(above.values())
    long = any(sum(block.size for block, _ in run) >= LONG for run in runs)
    return long or not new or share >= (MOST if any(block.prose for block in new) else HALF)


def _alike(
    document: Document, paragraphs: Sequence[Block], sentences: Sequence[_Sentences], is_like: _Likeness
) -> list[tuple[int, int]]:
    """Return the number of each paragraph that is like one above it, with the number of that one.

    Compared are those that share a sentence, and then their neighbours.
    """
    alike: dict[int, int] = {}
    owners: dict[tuple[str, ...], int] = {}

    def note(at: int, candidates: Iterable[int]) -> None:
        for first in candidates:
            if at not in alike and 0 <= first < at and _are_like(document, paragraphs[first], paragraphs[at], is_like):
                alike[at] = first

    for at, said in enumerate(sentences):
        shared = [owners[sentence] for sentence in said if sentence in owners]
        note(at, [alike.get(at - 1, at) + 1, *shared[:1]])
        for sentence in said:
            owners.setdefault(sentence, at)
    for at in reversed(range(len(paragraphs))):
        note(at, [alike.get(at + 1, 0) - 1])
    return sorted(alike.items())


def _said_again(document: Document, paragraphs: Sequence[Block]) -> list[_Sentences]:
    """Return the sentences of each paragraph that are long enough and stand in two places, each with its figures."""
    spans = [(block.left, block.right) for block in paragraphs]
    return [
        [_sentence(document, start, end) for start, end in said]
        for said in said_again(document.folded, spans, SENTENCE, EDGES)
    ]


def _sentence(document: Document, start: int, end: int) -> tuple[str, ...]:
    folded = document.folded[start:end]
    return (folded.strip(EDGES), *(figures_of(document.source[start:end]) if "0" in folded else ()))


def _are_like(document: Document, first: Block, block: Block, is_like: _Likeness) -> bool:
    """Whether two paragraphs are alike; those of very different length are not."""
    shorter, longer = sorted((first.right - first.left, block.right - block.left))
    return longer <= ADDED * shorter and is_like(document, first, block)


def _runs(alike: Iterable[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Cut pairs of numbers into runs in which both go up by one, or both by two: paragraphs that stand twice each."""
    runs: list[list[tuple[int, int]]] = []
    for at, first in alike:
        if runs and 0 < at - runs[-1][-1][0] == first - runs[-1][-1][1] <= 2:
            runs[-1].append((at, first))
        else:
            runs.append([(at, first)])
    return runs


def _grown(document: Document, run: Sequence[_Pair]) -> list[_Pair]:
    """Return a run with the lines among and beside it that stand again as well."""
    among = chain.from_iterable(_among(document, above, below) for above, below in pairwise(run))
    return [*run, *among, *_beside(document, run[0], -1), *_beside(document, run[-1], 1)]


def _among(document: Document, above: _Pair, below: _Pair) -> Iterator[_Pair]:
    """Yield the lines between two copies that stand between what these repeat as well."""
    if below[1].index < above[0].index:
        firsts = {said_in(document, one): one for one in document.blocks[above[1].index + 1 : below[1].index]}
        for block in document.blocks[above[0].index + 1 : below[0].index]:
            if first := firsts.get(said_in(document, block)):
                yield block, first


def _beside(document: Document, pair: _Pair, step: int) -> Iterator[_Pair]:
    """Yield the lines that go on from a copy as others go on from what it repeats."""
    blocks = document.blocks
    copy, first = (block.index + step for block in pair)
    while first >= 0 and first != pair[0].index and copy != pair[1].index and copy < len(blocks):
        if not says_same(document, blocks[first], blocks[copy]):
            return
        yield blocks[copy], blocks[first]
        copy, first = copy + step, first + step
