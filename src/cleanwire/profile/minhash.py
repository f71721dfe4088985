"""MinHash of lines: variants of one line share some of the keys of its bands.

A signature holds for each of many permutations the smallest hash among the line's pairs of words, so two lines agree
in a number with the probability of their Jaccard similarity (Broder 1997). Bands of a few numbers each become keys
(Leskovec, Rajaraman, Ullman: Mining of Massive Datasets, chapter 3): to count on how many documents of a site a band's
key stands counts the documents with a variant of the line, with no clusters to keep and in any order.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from cleanwire.profile.hashing import Keys, Words, mixed

__all__ = ["BANDS", "NEAR_WORDS", "bands_of", "signatures"]

NEAR_WORDS = range(4, 61)
"""Lines of so many words have variants. With fewer, a changed one leaves nothing to tell a line by; longer ones with
variants were not seen, and would cost most of the time."""

BANDS = 16
ROWS = 3
"""Of lines that share .6 of their pairs of words, as when two words of ten change, a given one has .98 of the others in
at least one of 16 bands of 3 (1 - (1 - .6^3)^16); of unrelated paragraphs, which share .03, fewer than one in 2,000."""

SEED = 20
"""Any seed does; profiles that are to be merged need the same."""


def bands_of(words: Words) -> tuple[NDArray[np.intp], Keys]:
    """Return which lines may have variants, and for each of them the keys of its bands, as an array (lines, BANDS).

    Lines are numbered as in the words' own columns.
    """
    near = np.flatnonzero((words.sizes >= NEAR_WORDS.start) & (words.sizes < NEAR_WORDS.stop))
    if not len(near):
        return near, np.empty((0, BANDS), np.uint64)
    sizes = words.sizes[near]
    ends = np.cumsum(sizes)
    starts = ends - sizes
    row = np.repeat(words.starts[near] - starts, sizes) + np.arange(ends[-1])
    signed = signatures(_pairs(words.hashes[row], starts), starts).astype(np.uint64)
    banded = signed.reshape(len(near), BANDS, ROWS)
    keys = np.zeros((len(near), BANDS), np.uint64)
    for number in range(ROWS):  # the band's own number keeps equal rows of different bands apart
        keys = mixed(keys * np.uint64(3) + banded[:, :, number] + np.arange(BANDS, dtype=np.uint64)[None, :])
    return near, keys


def _pairs(hashes: NDArray[np.uint32], starts: NDArray[np.intp]) -> NDArray[np.uint32]:
    """Return a hash for each word with the one before it; the first of a line has none."""
    before = np.empty_like(hashes)
    before[1:] = hashes[:-1]
    before[starts] = 0
    return before * np.uint32(0x9E3779B1) ^ hashes


def signatures(hashes: NDArray[np.uint32], starts: NDArray[np.intp]) -> NDArray[np.uint32]:
    """Return the signatures of sets of hashes that stand in one row, each from its start on.

    They are those that datasketch's `MinHash.update_batch` gives for the same hashes, all in one pass.
    """
    factors, terms = _permutations()
    spread = _spread(hashes)[:, None] * factors + terms
    return np.minimum.reduceat(spread, starts, axis=0)


@cache
def _permutations() -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    from datasketch import MinHash  # noqa: PLC0415, it takes half a second to import

    factors, terms = MinHash(num_perm=BANDS * ROWS, seed=SEED, scheme="affine32").permutations
    return factors, terms


def _spread(hashes: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Mix 32-bit hashes as datasketch does before it permutes them (the finalizer of MurmurHash3)."""
    hashes = hashes ^ (hashes >> np.uint32(16))
    hashes = hashes * np.uint32(0x85EBCA6B)
    hashes = hashes ^ (hashes >> np.uint32(13))
    hashes = hashes * np.uint32(0xC2B2AE35)
    return hashes ^ (hashes >> np.uint32(16))
