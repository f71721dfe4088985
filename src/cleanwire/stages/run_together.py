"""Cuts phrases that rules know out of lines in which everything was run together."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
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
"""The greatest number of words in a phrase between two sentences: buttons, a name with a date, the title of another
article."""

LONE_WORDS = 2
"""The smallest number of words in a phrase inside a sentence: "the Advertisement Board" is not an ad marker."""

DESCRIBED_WORDS = 3
"""The same for text that only a pattern matches: "By May" may begin a sentence, "By Marta Lind" hardly ever does."""

LAST_LETTERS = 12
"""How much of a word's end tells whether it is in lower case: two names such as "Lind/Instagram", which end a credit,
are taken for a long word that does."""

_WORD = lazy_pattern(r"\S+")
_PATH = lazy_pattern(r" [>»/|] ")
_RUNS_ON = frozenset(",;:-–—(/&|>»、，；：・（／｜＞「『")
_ENDS = frozenset(".!?…\"'”’»)]。！？」』）】؟۔।॥")
_OPENS = "\"'“‘«([©「『（【"


class _Seam(NamedTuple):
    """A position in a line where a phrase may begin or end."""

    at: int
    word: int
    """The number of words before it."""
    ends: bool
    """Whether a sentence ends before it."""


def parted(document: Document, rulebook: Rulebook) -> Document:
    """Return a document in which the phrases that rules know are blocks of their own.

    This only concerns documents whose lines were run together; others are returned unchanged. Takes time linear in the
    length.
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
            # What the markup says about a line is true of its parts.
            hints += document.hints[block.index : block.index + 1]
            start = cut
    return replace(document, blocks=blocks_of(spans, document.folded, document.bare), hints=tuple(hints))


def _cuts(scene: Scene, block: Block, matcher: Matcher) -> list[int]:
    """Return where a block has to be cut: before and after each phrase in it."""
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
    """Yield the positions of words that may begin a phrase: with a capital or a digit, and not within a clause.

    In scripts with spaces and without capitals, such words can only be recognised after the end of a sentence.
    """
    source = document.source
    last = ""
    count = 0
    for found in _WORD.finditer(source, block.left, block.right):
        word = found[0]
        first = word.lstrip(_OPENS)[:1] or word[0]
        if not last or (not first.islower() and _may_begin(first, last[-1])):
            yield _Seam(found.start(), count, not last or last[-1] in _ENDS)
        # In scripts without spaces, two letters count as a word.
        count += 1 if word.isascii() else max(1, len(UNSPACED.findall(word)) // 2)
        last = word
    yield _Seam(block.right, count, ends=True)


def _may_begin(first: str, before: str) -> bool:
    """Whether a word that is not in lower case may begin a phrase, given its first letter and the character before."""
    opens = first.isalnum() or first == "©"
    return opens and before not in _RUNS_ON and (before in _ENDS or not _without_case(first))


def _without_case(letter: str) -> bool:
    """Whether a letter belongs to a script with spaces between words, and without capitals."""
    return letter.isalpha() and letter.lower() == letter.upper() and not UNSPACED.match(letter)


def _end_of_phrase(scene: Scene, seams: Sequence[_Seam], at: int, matcher: Matcher, *, least: int) -> int:
    """Return the seam at the end of a phrase that rules know, or `at` if no phrase begins there.

    Of phrases that are known word for word, the longest counts. Of texts that only a pattern matches, the shortest
    after which a sentence begins.
    """
    document, seam = scene.document, seams[at]
    if not matcher.opens(document, seam.at):
        return at
    # Each seam is before another word, so this many are enough.
    near = range(at + 1, min(at + MOST_WORDS + 1, len(seams)))
    ends = [end for end in near if least <= seams[end].word - seam.word <= MOST_WORDS]
    for end in reversed(ends):
        if matcher.knows(document, seam.at, seams[end].at):
            return end
    # One after the other, because patterns take time.
    described = (
        end
        for end in ends
        if seams[end].word - seam.word >= DESCRIBED_WORDS and matcher.describes(scene, seam.at, seams[end].at)
    )
    first = next(described, at)
    if first == at or _PATH.search(document.source, seam.at, seams[first].at):
        return first
    return next((end for end in chain([first], described) if _begins_sentence(document, seams, end)), first)


def _begins_sentence(document: Document, seams: Sequence[_Seam], at: int) -> bool:
    """Whether a sentence may begin at a seam: with a short word, or after a word in lower case."""
    start = seams[at].at
    word = _WORD.match(document.source, start)
    before = document.source[seams[at - 1].at : start].split()
    small = word is not None and len(word[0]) <= 3 and word[0].isalpha()
    return word is None or small or before[-1][-LAST_LETTERS:][0].islower()
