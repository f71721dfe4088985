"""Numbers for words, lines and names: equal texts have equal keys, in any process and on any machine."""

from hashlib import blake2b
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from cleanwire.folding import key_of
from cleanwire.model import Block, Document

__all__ = ["Keys", "Words", "key_of_name", "mixed", "words_of"]

Keys = NDArray[np.uint64]

HEADLINE_WORDS = 4
"""A headline that another line speaks of has so many words: shorter ones are names of sections."""

HEAD_BLOCKS = 25
HEADLINES = 8
"""The headline is among so many lines at the top, and among the longest of them."""

AROUND_WORDS = 2
"""A line that speaks of a headline has at least so many words besides: with fewer it is the headline itself."""

_HEADLINE = "\x1a"
"""Stands for a headline; no folded word is like it."""

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
"""2^64 over the golden ratio: its multiples are spread evenly, whatever the multiplier."""


class Words(NamedTuple):
    """The words of a document's blocks, as hashes in one row."""

    hashes: NDArray[np.uint32]
    blocks: NDArray[np.intp]
    """Which blocks hold words, rising; the others are punctuation alone."""
    starts: NDArray[np.intp]
    """For each of these where its words begin in the row."""
    sizes: NDArray[np.intp]
    """For each of these how many words it holds."""

    def keys(self) -> Keys:
        """Return a key for each block that holds words, made of its words and their order."""
        if not len(self.blocks):
            return np.empty(0, np.uint64)
        places = np.arange(len(self.hashes)) - np.repeat(self.starts, self.sizes)
        placed = mixed(self.hashes.astype(np.uint64) + _GOLDEN * (places + 1).astype(np.uint64))
        return mixed(np.add.reduceat(placed, self.starts))


def words_of(document: Document) -> Words:
    """Return the folded words of each block: without case and punctuation, with any number as one 0.

    Where a line speaks of the headline ("Comments on …") one word stands for it.

    CRC-32 is as quick as a hash gets in Python, .1 µs a word; keys mix it with the word's place, so that a line has
    64 bits although a word has 32.
    """
    heads = _heads(document)
    keys = [_key(document, block, heads) for block in document.blocks]
    words = "\n".join(keys).encode("utf-8", "surrogatepass").split()
    counts = np.array([key.count(" ") + 1 if key else 0 for key in keys], np.intp)
    blocks = np.flatnonzero(counts)
    counts = counts[blocks]
    return Words(np.array([*map(crc32, words)], np.uint32), blocks, np.cumsum(counts) - counts, counts)


def _key(document: Document, block: Block, heads: list[str]) -> str:
    """Return the words of a block, with one word for a headline that it speaks of."""
    key = block.key or key_of(document.bare[block.left : block.right])
    for head in heads:
        if head in block.key and block.size > head.count(" ") + AROUND_WORDS:
            key = key.replace(head, _HEADLINE)
    return key


def _heads(document: Document) -> list[str]:
    """Return the lines that may be the headline, the longest first."""
    above = [block.key for block in document.blocks[:HEAD_BLOCKS] if not block.prose and block.size >= HEADLINE_WORDS]
    return sorted({key for key in above if key}, key=lambda key: (-len(key), key))[:HEADLINES]


def mixed(keys: Keys) -> Keys:
    """Return keys whose every bit depends on every bit of the given ones (the finalizer of SplitMix64).

    Steele, Lea, Flood: Fast splittable pseudorandom number generators, OOPSLA 2014.
    """
    keys = keys ^ (keys >> np.uint64(30))
    keys = keys * np.uint64(0xBF58476D1CE4E5B9)
    keys = keys ^ (keys >> np.uint64(27))
    keys = keys * np.uint64(0x94D049BB133111EB)
    return keys ^ (keys >> np.uint64(31))


def key_of_name(*parts: str) -> np.uint64:
    """Return a key for the name of a site, or for a document's address and text.

    >>> bool(key_of_name("a", "b") == key_of_name("ab"))
    False
    """
    digest = blake2b(digest_size=8)
    for part in parts:
        raw = part.encode("utf-8", "surrogatepass")
        digest.update(len(raw).to_bytes(8, "little"))
        digest.update(raw)
    return np.uint64(int.from_bytes(digest.digest(), "little"))
