"""Lines that were run together: what the rules know is cut out of the sentences around it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from cleanwire.document import Block, Document, Hint
from cleanwire.loading.patterns import lazy_pattern
from cleanwire.reading.text import Span, blocks_of
from cleanwire.rules.matching import Matcher
from cleanwire.rules.rulebook import Rulebook
from cleanwire.rules.scene import Scene
from cleanwire.text.folding import UNSPACED

__all__ = ["parted"]

MOST_WORDS = 14
"""What stands between two sentences is so long at most: buttons, names with a date, the title of another article."""

LONE_WORDS = 2
"""Inside a sentence a phrase has at least so many words: "the Advertisement Board" is no advertisement."""

DESCRIBED_WORDS = 3
"""What only a pattern describes has at least so many: "By May" opens sentences, "By Marta Lind" hardly ever."""

_WORD = lazy_pattern(r"\S+")
_PATH = lazy_pattern(r" [>»/|] ")
_RUNS_ON = frozenset(",;:-–—(/&|>»、，；：・（／｜＞「『")
_ENDS = frozenset(".!?…\"'”’»)]。！？」』）】؟۔।॥")
_OPENS = "\"'“‘«([©「『（【"


class _Seam(NamedTuple):
    """Where a phrase may begin or end in a line."""

    at: int
    word: int
    """How many words stand before it."""
    ends: bool
    """Whether the sentence before it is over."""


def parted(document: Document, rulebook: Rulebook) -> Document:
    """Return a document whose lines were run together with the phrases that the rules know as blocks of their own.

    Linear in its length. A document with lines of its own is returned as it is.
    """
    if not document.sentences:
        return document
    scene = Scene(document)
    matcher = rulebook.matcher(document)
    spans: list[Span] = []
    hints: list[Hint] = []
    for block in document.blocks:
        start = block.start
        for cut in [*_cuts(scene, block, matcher), block.end]:
            left = max(start, block.left) if start == block.start else start
            right = left + len(document.source[left : min(cut, block.right)].rstrip())
            spans.append((start, cut, left, right))
            # What the markup says of a line it says of its parts.
            hints += document.hints[block.index : block.index + 1]
            start = cut
    return replace(document, blocks=blocks_of(spans, document.folded, document.bare), hints=tuple(hints))


def _cuts(scene: Scene, block: Block, matcher: Matcher) -> list[int]:
    """Return where a block has to be cut: before and behind each phrase in it."""
    seams = [*_seams(scene.document, block)]
    found: list[int] = []
    at = 0
    sure = True
    while at < len(seams) - 1:
        seam = seams[at]
        end = _end_of_phrase(scene, seams, at, matcher, least=1 if sure or seam.ends else LONE_WORDS)
        sure = end > at
        if sure:
            found += [seam.at, seams[end].at]
        at = end if sure else at + 1
    return sorted({cut for cut in found if block.left < cut < block.right})


def _seams(document: Document, block: Block) -> Iterator[_Seam]:
    """Yield where words stand that may open something: with a capital or a figure, and not within a clause.

    Where a script has spaces and no capitals nothing tells in mid-sentence.
    """
    source = document.source
    last = ""
    count = 0
    for word in _WORD.finditer(source, block.left, block.right):
        first = word[0].lstrip(_OPENS)[:1] or word[0][0]
        opens = not first.islower() and (first.isalnum() or first == "©")
        if not last or (opens and last[-1] not in _RUNS_ON and (last[-1] in _ENDS or not _without_case(first))):
            yield _Seam(word.start(), count, not last or last[-1] in _ENDS)
        # Where no spaces stand between words, two letters are one.
        count += max(1, len(UNSPACED.findall(word[0])) // 2)
        last = word[0]
    yield _Seam(block.right, count, ends=True)


def _without_case(letter: str) -> bool:
    """Whether a letter is of a script that has spaces between words, and no capitals."""
    return letter.isalpha() and letter.lower() == letter.upper() and not UNSPACED.match(letter)


def _end_of_phrase(scene: Scene, seams: Sequence[_Seam], at: int, matcher: Matcher, *, least: int) -> int:
    """Return the seam where a phrase ends that the rules know; the seam that it would begin at where there is none.

    A phrase that is known word for word is taken as long as it may be, and of what only a pattern describes as little
    as may be, up to where a sentence begins.
    """
    document, seam = scene.document, seams[at]
    ends = [end for end in range(at + 1, len(seams)) if least <= seams[end].word - seam.word <= MOST_WORDS]
    if not matcher.opens(document, seam.at):
        return at
    for end in reversed(ends):
        if matcher.knows(document, seam.at, seams[end].at):
            return end
    longer = [end for end in ends if seams[end].word - seam.word >= DESCRIBED_WORDS]
    described = [end for end in longer if matcher.describes(scene, seam.at, seams[end].at)]
    likely = [end for end in described if _begins_sentence(document, seams, end)]
    if described and _PATH.search(document.source, seam.at, seams[described[0]].at):
        return described[0]
    return next(iter(likely or described), at)


def _begins_sentence(document: Document, seams: Sequence[_Seam], at: int) -> bool:
    """Whether at a seam a small word with a capital stands, or a capital behind a small letter."""
    start = seams[at].at
    word = _WORD.match(document.source, start)
    before = document.source[:start].rstrip()[-12:].split()
    small = word is not None and len(word[0]) <= 3 and word[0].isalpha()
    return word is None or small or not before or before[-1][0].islower()
