"""Find out which blocks of a page an extractor kept, by aligning its lines with the blocks."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from cleanwire.native.pages.words import letters_in, words_in

__all__ = ["align", "size_of", "words_of"]

GRAM = 4
"""N-grams of this many words locate text that the extractor joined or split."""

SHARE = 0.6
"""A block is kept if at least this share of its n-grams is found: marks and links in it may be missing."""

OPENING = 12
"""A block with more words is searched for even if its first two words do not occur in the remaining text."""

_INVISIBLE = re.compile("[\xad\u200b-\u200d\u2060\ufeff]")
"""Soft hyphens and zero-width joiners, which do not separate words."""

_Words = Sequence[str]


def words_of(text: str) -> list[str]:
    """Return the words of a text in lower case, or its letters if the script puts no spaces between words.

    >>> words_of("The ferry's back.")
    ['the', 'ferry', 's', 'back']
    >>> words_of("船が出た。")
    ['船', 'が', '出', 'た']
    """
    return words_in((text if text.isascii() else _INVISIBLE.sub("", text)).lower())


def size_of(words: _Words) -> float:
    """Return the number of words of a text, given what `words_of` returned for it. Two letters count as one word.

    >>> size_of(words_of("The ferry's back.")), size_of(words_of("船が出た。"))
    (4.0, 2.0)
    """
    return len(words) - letters_in(words) / 2


def align(blocks: Sequence[_Words], lines: Sequence[_Words]) -> list[bool]:
    """Return for each block, given as its words, whether the lines contain it.

    Of text that occurs several times on the page, as many copies are kept as there are lines, preferably next to the
    blocks of the neighbouring lines. Nearly linear in the words.

    >>> align([["home"], ["ferry", "returns"], ["home"], ["it", "sailed"]], [["ferry", "returns"], ["home"]])
    [False, True, True, False]
    """
    places: dict[str, list[int]] = {}
    for index, words in enumerate(blocks):
        if words:
            places.setdefault(" ".join(words), []).append(index)
    spots = [places.get(" ".join(line), []) for line in lines]
    kept = [False] * len(blocks)
    for index in _chosen([spot for spot in spots if spot]):
        kept[index] = True
    left = [word for line, spot in zip(lines, spots, strict=True) if not spot for word in line]
    _rejoin(blocks, left, kept)
    return kept


def _chosen(spots: Sequence[Sequence[int]]) -> list[int]:
    """Return one block for each line, given the candidates for each."""
    below = [-1] * len(spots)
    after = -1
    for at in range(len(spots) - 1, -1, -1):
        below[at] = after
        if len(spots[at]) == 1:
            after = spots[at][0]
    chosen: list[int] = []
    for spot, after in zip(spots, below, strict=True):
        chosen.append(_nearest(spot, chosen[-1] if chosen else -1, after))
    return chosen


def _nearest(spot: Sequence[int], above: int, below: int) -> int:
    """Return the first copy after the line above; for the first line, the last copy before the line below."""
    if above < 0 and below >= 0:
        return spot[max(bisect_left(spot, below) - 1, 0)]
    return spot[min(bisect_left(spot, above + 1), len(spot) - 1)]


def _rejoin(blocks: Sequence[_Words], left: _Words, kept: list[bool]) -> None:
    """Mark blocks as kept whose words occur in lines that match no block: the extractor joined or split them."""
    grams = Counter(_grams(left))
    pairs = Counter(pairwise(left))
    if not pairs:
        return
    for index, words in enumerate(blocks):
        if not kept[index] and len(words) >= GRAM and (len(words) > OPENING or (words[0], words[1]) in pairs):
            own = _grams(words)
            if sum(grams[gram] > 0 for gram in own) >= SHARE * len(own):
                kept[index] = True
                grams.subtract(own)
                pairs.subtract(pairwise(words))
    for index, words in enumerate(blocks):
        if not kept[index] and 1 < len(words) < GRAM and any(kept[max(0, index - 2) : index]):
            kept[index] = all(pairs[pair] > 0 for pair in pairwise(words))
            if kept[index]:
                pairs.subtract(pairwise(words))


def _grams(words: _Words) -> list[tuple[str, ...]]:
    return [*zip(*(words[start:] for start in range(GRAM)), strict=False)]
