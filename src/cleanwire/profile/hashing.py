"""Numbers for words, lines and names: equal texts have equal keys, in any process and on any machine."""

from collections import Counter
from collections.abc import Mapping
from hashlib import blake2b
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from cleanwire.folding import figures_of, key_of
from cleanwire.model import Block, Document

__all__ = ["Keys", "Words", "is_sentence", "key_of_name", "mixed", "words_of"]

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

_CLOSING = ".!?।۔"
"""What closes a sentence, in folded text: also the full stops of Hindi and Urdu."""

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
"""2^64 over the golden ratio: its multiples are spread evenly, whatever the multiplier."""


class Words(NamedTuple):
    """The words of a document's blocks as hashes in one row, with any number as one 0 and one word for the headline.

    So folded they are the form of a block; what it says has its figures, too.
    """

    hashes: NDArray[np.uint32]
    blocks: NDArray[np.intp]
    """Which blocks hold words, rising; the others are punctuation alone."""
    starts: NDArray[np.intp]
    """For each of these where its words begin in the row."""
    sizes: NDArray[np.intp]
    """For each of these how many words it holds."""
    titles: NDArray[np.bool_]
    """For each of these whether it is a line that speaks of the headline, whatever that says: "Comments on …"."""
    told: Mapping[int, np.uint64]
    """For those that hold figures or the words of the headline, by their place among these, a key of what they say."""

    def forms(self) -> Keys:
        """Return a key for each block that holds words, made of its folded words and their order."""
        if not len(self.blocks):
            return np.empty(0, np.uint64)
        places = np.arange(len(self.hashes)) - np.repeat(self.starts, self.sizes)
        placed = mixed(self.hashes.astype(np.uint64) + _GOLDEN * (places + 1).astype(np.uint64))
        return mixed(np.add.reduceat(placed, self.starts))

    def keys(self) -> Keys:
        """Return a key for each block that holds words, made of what it says: those that differ in a figure differ."""
        keys = self.forms()
        keys[[*self.told]] = [*self.told.values()]
        return keys


def words_of(document: Document) -> Words:
    """Return the folded words of each block: without case and punctuation.

    CRC-32 is as quick as a hash gets in Python, .1 µs a word; keys mix it with the word's place, so that a line has
    64 bits although a word has 32.
    """
    heads = _heads(document)
    said = [_said(document, block, heads) for block in document.blocks]
    blocks = np.array([index for index, one in enumerate(said) if one.form], np.intp)
    said = [one for one in said if one.form]
    words = "\n".join([one.form for one in said]).encode("utf-8", "surrogatepass").split()
    counts = np.array([one.form.count(" ") + 1 for one in said], np.intp)
    return Words(
        hashes=np.array([*map(crc32, words)], np.uint32),
        blocks=blocks,
        starts=np.cumsum(counts) - counts,
        sizes=counts,
        titles=np.array([one.titled for one in said], bool),
        told={row: key_of_name(*one.facts) for row, one in enumerate(said) if one.facts},
    )


def is_sentence(document: Document, block: Block) -> bool:
    """Whether a block closes like a sentence, or is a paragraph."""
    return block.prose or document.folded[block.right - 1] in _CLOSING


class _Said(NamedTuple):
    form: str
    titled: bool = False
    facts: tuple[str, ...] = ()
    """What it says besides its form: its words and figures; empty where the form says all."""


def _said(document: Document, block: Block, heads: list[Block]) -> _Said:
    """Return what a block says.

    What a sentence says of the headline ("… died at home in …") is a fact; a line that speaks of it is the site's.
    """
    key = block.key or key_of(document.bare[block.left : block.right])
    named = [head for head in heads if head.key in block.key and _speaks_of(block, head)]
    if not named:
        return _Said(key, facts=(key, *figures_of(document.text(block))) if "0" in key else ())
    form = key
    for head in named:
        form = form.replace(head.key, _HEADLINE)
    if is_sentence(document, block):
        return _Said(form, facts=(key, *figures_of(document.text(block))))
    figures = Counter(figures_of(document.text(block)))
    for head in named:
        figures.subtract(figures_of(document.text(head)))
    return _Said(form, titled=True, facts=(form, *figures.elements()))


def _speaks_of(block: Block, head: Block) -> bool:
    """Whether a block that holds the words of a line says more than these."""
    return block.size > head.key.count(" ") + AROUND_WORDS and block.key != head.key


def _heads(document: Document) -> list[Block]:
    """Return the lines that may be the headline, the longest first."""
    above = [block for block in document.blocks[:HEAD_BLOCKS] if not block.prose and block.size >= HEADLINE_WORDS]
    first = {block.key: block for block in reversed(above) if block.key}
    return sorted(first.values(), key=lambda block: (-len(block.key), block.key))[:HEADLINES]


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
