"""Numbers for words, lines and names: equal texts have equal keys, in any process and on any machine."""

from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleanwire.document import Block, Document
from cleanwire.native.profiles.word_hashes import WordHashes
from cleanwire.text.folding import figures_of, key_of

__all__ = ["Keys", "Words", "is_sentence", "key_of_name", "number_of_name", "words_of"]

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


class Words(NamedTuple):
    """The words of a document's lines, with any number as one 0 and one word for the headline.

    So folded they are the form of a line; what it says has its figures, too.
    """

    hashes: WordHashes
    """Of each line that holds words."""
    blocks: Sequence[int]
    """Which blocks these are, rising; the others are punctuation alone."""
    titles: Sequence[bool]
    """For each of these whether it is a line that speaks of the headline, whatever that says: "Comments on …"."""
    told: Mapping[int, int]
    """For those that hold figures or the words of the headline, by their place among these, a key of what they say."""

    def forms(self) -> "array[int]":
        """Return a key for each line that holds words, made of its folded words and their order."""
        return self.hashes.keys()

    def keys(self) -> "array[int]":
        """Return a key for each line that holds words, made of what it says: those that differ in a figure differ."""
        keys = self.forms()
        for row, key in self.told.items():
            keys[row] = key
        return keys


def words_of(document: Document) -> Words:
    """Return the folded words of each line: without case and punctuation.

    A word has 32 bits; keys mix them with its place, so that a line has 64.
    """
    heads = _heads(document)
    said = [(block.index, *_said(document, block, heads)) for block in document.blocks]
    blocks, forms, titles, facts = [*zip(*[one for one in said if one[1]], strict=True)] or [()] * 4
    told = {row: number_of_name(*fact) for row, fact in enumerate(facts) if fact}
    return Words(WordHashes(forms), blocks, titles, told)


def is_sentence(document: Document, block: Block) -> bool:
    """Whether a block closes like a sentence, or is a paragraph."""
    return block.prose or document.folded[block.right - 1] in _CLOSING


def _said(document: Document, block: Block, heads: list[Block]) -> tuple[str, bool, tuple[str, ...]]:
    """Return the form of a block, whether it is a line that speaks of the headline, and what it says besides.

    That is its words and figures, and nothing where the form says all.
    What a sentence says of the headline ("… died at home in …") is a fact; a line that speaks of it is the site's.
    """
    key = block.key or key_of(document.bare[block.left : block.right])
    named = [head for head in heads if head.key in block.key and _speaks_of(block, head)]
    if not named:
        return key, False, (key, *figures_of(document.text(block))) if "0" in key else ()
    form = key
    for head in named:
        form = form.replace(head.key, _HEADLINE)
    if is_sentence(document, block):
        return form, False, (key, *figures_of(document.text(block)))
    figures = Counter(figures_of(document.text(block)))
    for head in named:
        figures.subtract(figures_of(document.text(head)))
    return form, True, (form, *figures.elements())


def _speaks_of(block: Block, head: Block) -> bool:
    """Whether a block that holds the words of a line says more than these."""
    return block.size > head.key.count(" ") + AROUND_WORDS and block.key != head.key


def _heads(document: Document) -> list[Block]:
    """Return the lines that may be the headline, the longest first."""
    above = [block for block in document.blocks[:HEAD_BLOCKS] if not block.prose and block.size >= HEADLINE_WORDS]
    first = {block.key: block for block in reversed(above) if block.key}
    return sorted(first.values(), key=lambda block: (-len(block.key), block.key))[:HEADLINES]


def key_of_name(*parts: str) -> np.uint64:
    """Return a key for the name of a site, or for a document's address and text.

    >>> bool(key_of_name("a", "b") == key_of_name("ab"))
    False
    """
    return np.uint64(number_of_name(*parts))


def number_of_name(*parts: str) -> int:
    """Return the same as a number of Python's, which is a little quicker."""
    raw = [part.encode("utf-8", "surrogatepass") for part in parts]
    sized = b"".join([len(one).to_bytes(8, "little") + one for one in raw])
    return int.from_bytes(blake2b(sized, digest_size=8).digest(), "little")
