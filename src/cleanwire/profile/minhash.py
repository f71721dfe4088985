"""MinHash of lines: variants of one line share some of the keys of its bands.

A signature holds for each of many permutations the smallest hash among the line's pairs of words, so two lines agree
in a number with the probability of their Jaccard similarity (Broder 1997). Bands of a few numbers each become keys
(Leskovec, Rajaraman, Ullman: Mining of Massive Datasets, chapter 3): to count on how many documents of a site a band's
key stands counts the documents with a variant of the line, with no clusters to keep and in any order.
"""

from array import array
from functools import cache

import numpy as np

from cleanwire.profile.hashing import Keys, Words
from cleanwire.scoring.columns import Indexes

__all__ = ["BANDS", "NEAR_WORDS", "bands_of"]

NEAR_WORDS = range(4, 61)
"""Lines of so many words have variants. With fewer, a changed one leaves nothing to tell a line by; longer ones with
variants were not seen, and would cost most of the time."""

BANDS = 16
ROWS = 3
"""Of lines that share .6 of their pairs of words, as when two words of ten change, a given one has .98 of the others in
at least one of 16 bands of 3 (1 - (1 - .6^3)^16); of unrelated paragraphs, which share .03, fewer than one in 2,000."""

SEED = 20
"""Any seed does; profiles that are to be merged need the same."""


def bands_of(words: Words) -> tuple[Indexes, Keys]:
    """Return which lines may have variants, and for each of them the keys of its bands, as an array (lines, BANDS).

    Lines are numbered as in the words' own columns.
    """
    near, bands = words.hashes.bands(NEAR_WORDS.start, NEAR_WORDS.stop - 1, *_permutations())
    return np.frombuffer(near, np.intp), np.frombuffer(bands, np.uint64).reshape(-1, BANDS)


@cache
def _permutations() -> "tuple[array[int], array[int]]":
    from datasketch import MinHash  # noqa: PLC0415, it takes half a second to import

    factors, terms = MinHash(num_perm=BANDS * ROWS, seed=SEED, scheme="affine32").permutations
    return array("I", factors.tolist()), array("I", terms.tolist())
