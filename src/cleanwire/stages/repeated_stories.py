"""Finds stories that a document contains twice: word for word, or with added words that state no facts."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, pairwise

from cleanwire.document import Block, Document
from cleanwire.labels import Label
from cleanwire.native.text.repeats import said_again
from cleanwire.rules.scene import Scene
from cleanwire.stages.same_words import is_reworded, is_version, said_in
from cleanwire.text.folding import figures_of

__all__ = ["EDGES", "SENTENCE", "find_revised", "is_paragraph"]

SENTENCE = 40
"""The smallest number of characters in a sentence that hardly recurs by chance: 755 of 877 gold texts of development
pages contain no such sentence twice, and 4,677 of 6,975 extracted texts."""

COPY_WORDS = 15
"""The smallest number of words in a paragraph that is not verse or a line of a liturgy. From 11 words on, where prose
begins, 62 of 2,067 lines that are removed on development pages belong to the article; from 15 words on, 3 of 1,943."""

ADDED = 1.4
"""A paragraph with added words is at most this many times longer. Of 3,800 paragraphs that recur in a row on
development pages, none has any: chosen to be safe."""

RUN = 3
"""This many paragraphs that recur in a row are a story pasted twice: of the lines that are removed, 3 of 1,943 belong
to the article. With two in a row, 220 of 2,283 do, with one, 752 of 3,279."""

CLOSED = 0.75
"""The share of these paragraphs that end like sentences. Otherwise they may be the meals of a diet plan or the days of
a programme: one such page lost 670 of 1,900 words."""

MOST, HALF = 0.9, 0.5
"""The first share of the paragraphs above a copy has to be repeated in it. Less is what two parts of a form have in
common: orders, leaflets, two cakes from one dough. The second share is enough if there is no paragraph between the
story and its copy. It is also the share of recurring lines that have to be paragraphs: otherwise the text is wrapped,
or verse."""

LONG = 300
"""No two parts of a form have this many consecutive words in common. A text that recurs with this many is a copy
wherever it is: no gold text of the development pages contains as many twice."""

EDGES = ' "*->'
"""Marks at either end of a sentence that are ignored."""

_ITEMS = "*-|#+"
"""The first characters of list items, table rows, headings and lines of code, in folded text."""

_Pair = tuple[Block, Block]
"""A block, and the block above that it repeats."""

_Sentences = Sequence[tuple[str, ...]]
"""Sentences of a paragraph, each with its numbers."""

_Likeness = Callable[[Document, Block, Block], bool]


def is_paragraph(document: Document, block: Block) -> bool:
    """Whether a block is a paragraph of sentences, not a list item, a table row or a line of code."""
    folded = document.folded
    return block.prose and folded[block.left] not in _ITEMS and folded[block.right - 1] in ".!?\"'"


def find_revised(scene: Scene) -> list[_Pair]:
    """Return the lines of repeated stories, each with the line that it repeats.

    These are consecutive paragraphs that are versions of consecutive paragraphs above, and the lines between and next
    to them. A few words may have been replaced if only boilerplate is between a story and its copy. Otherwise the two
    may be parts of a form, such as rules for mooring and then for dredging, which follow at once or under a heading.
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
    """Return the runs of paragraphs that are like a run above, each with the lines between and next to them."""
    runs = []
    for numbers in _runs(_alike(document, paragraphs, sentences, is_like)):
        run = [(paragraphs[at], paragraphs[first]) for at, first in numbers]
        if len(run) >= RUN and _is_prose(document, run):
            grown = _grown(document, run)
            if sum(block.size for block, _ in run) >= HALF * sum(block.size for block, _ in grown):
                runs.append(grown)
    return runs


def _is_prose(document: Document, run: Sequence[_Pair]) -> bool:
    """Whether most paragraphs of a run end like sentences, and it is not a refrain between lines of verse."""
    closed = sum(is_paragraph(document, block) for block, _ in run)
    return closed >= CLOSED * len(run) and len({said_in(document, block) for block, _ in run}) >= RUN


def _is_other(scene: Scene, block: Block) -> bool:
    """Whether a block is claimed as boilerplate other than a duplicate."""
    return scene.contaminated(block.index) and scene.labels[block.index] is not Label.DUPLICATE


def _between(scene: Scene, runs: Sequence[Sequence[_Pair]]) -> tuple[Block, ...]:
    """Return the blocks between a story and its copy."""
    first = min(copy.index for copy, _ in runs[0])
    last = max(original.index for _, original in runs[0])
    return scene.blocks[last + 1 : first]


def _is_whole(scene: Scene, paragraphs: Sequence[Block], runs: Sequence[Sequence[_Pair]]) -> bool:
    """Whether runs repeat a story and not a passage of it: all that is right above, or most of what is above."""
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

    Paragraphs that share a sentence are compared, and then their neighbours.
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
    """Return the sentences of each paragraph that are long enough and occur twice, each with its numbers."""
    spans = [(block.left, block.right) for block in paragraphs]
    return [
        [_sentence(document, start, end) for start, end in said]
        for said in said_again(document.folded, spans, SENTENCE, EDGES)
    ]


def _sentence(document: Document, start: int, end: int) -> tuple[str, ...]:
    folded = document.folded[start:end]
    return (folded.strip(EDGES), *(figures_of(document.source[start:end]) if "0" in folded else ()))


def _are_like(document: Document, first: Block, block: Block, is_like: _Likeness) -> bool:
    """Whether two paragraphs are alike. Paragraphs of very different length are not."""
    shorter, longer = sorted((first.right - first.left, block.right - block.left))
    return longer <= ADDED * shorter and is_like(document, first, block)


def _runs(alike: Iterable[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Cut pairs of numbers into runs in which both increase by one, or both by two (each paragraph occurs twice)."""
    runs: list[list[tuple[int, int]]] = []
    for at, first in alike:
        if runs and 0 < at - runs[-1][-1][0] == first - runs[-1][-1][1] <= 2:
            runs[-1].append((at, first))
        else:
            runs.append([(at, first)])
    return runs


def _grown(document: Document, run: Sequence[_Pair]) -> list[_Pair]:
    """Return a run with the lines between and next to its paragraphs that recur as well."""
    among = chain.from_iterable(_among(document, above, below) for above, below in pairwise(run))
    return [*run, *among, *_beside(document, run[0], -1), *_beside(document, run[-1], 1)]


def _among(document: Document, above: _Pair, below: _Pair) -> Iterator[_Pair]:
    """Yield the lines between two copies that are also between the originals."""
    if below[1].index < above[0].index:
        firsts = {said_in(document, one): one for one in document.blocks[above[1].index + 1 : below[1].index]}
        for block in document.blocks[above[0].index + 1 : below[0].index]:
            if first := firsts.get(said_in(document, block)):
                yield block, first


def _beside(document: Document, pair: _Pair, step: int) -> Iterator[_Pair]:
    """Yield the lines that follow a copy (or precede it, for step -1) as they do the original."""
    blocks = document.blocks
    copy, first = (block.index + step for block in pair)
    while first >= 0 and first != pair[0].index and copy != pair[1].index and copy < len(blocks):
        if said_in(document, blocks[first]) != said_in(document, blocks[copy]):
            return
        yield blocks[copy], blocks[first]
        copy, first = copy + step, first + step
