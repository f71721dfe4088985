"""MinHash of lines: variants of a line share some of the keys of its bands.

A signature contains, for each of many permutations, the smallest hash of the line's pairs of words. Two lines agree in
a number with the probability of their Jaccard similarity (Broder 1997). Bands of a few numbers each become keys
(Leskovec, Rajaraman, Ullman: Mining of Massive Datasets, chapter 3). The number of documents with a band's key is the
number with a variant of the line; this needs no clusters, and the order of documents does not matter.
"""

from array import array
from functools import cache

import numpy as np

from cleanwire.profile.hashing import Keys, Words
from cleanwire.scoring.columns import Indexes

__all__ = ["BANDS", "NEAR_WORDS", "bands_of"]

NEAR_WORDS = range(4, 61)
"""The lengths, in words, of lines that may have variants. In shorter lines, one changed word leaves too little to
recognise. Longer ones with variants were not seen, and would take most of the time."""
BANDS = 16
ROWS = 3
"""If lines share 0.6 of their pairs of words, as when two words in ten change, a given one shares at least one of 16
bands of 3 with 0.98 of the others (1 - (1 - 0.6^3)^16). Unrelated paragraphs, which share 0.03, do in fewer than one in
2,000 cases."""

SEED = 20
"""Any seed will do, but profiles to be merged need the same."""


def bands_of(words: Words) -> tuple[Indexes, Keys]:
    """Return which lines may have variants, and the keys of their bands as an array (lines, BANDS).

    Lines are numbered as in the columns of `words`.
    """
    near, bands = words.hashes.bands(NEAR_WORDS.start, NEAR_WORDS.stop - 1, *_permutations())
    return np.frombuffer(near, np.intp), np.frombuffer(bands, np.uint64).reshape(-1, BANDS)


@cache
def _permutations() -> "tuple[array[int], array[int]]":
    from datasketch import MinHash  # noqa: PLC0415, takes half a second to import

    factors, terms = MinHash(num_perm=BANDS * ROWS, seed=SEED, scheme="affine32").permutations
    return array("I", factors.tolist()), array("I", terms.tolist())
