"""Keys of words, lines and names: equal texts have equal keys, in any process and on any machine."""

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

__all__ = ["Keys", "Words", "is_sentence", "number_of_name", "words_of"]

Keys = NDArray[np.uint64]

HEADLINE_WORDS = 4
"""A headline that other lines mention has at least this many words: shorter ones are names of sections."""

HEAD_BLOCKS = 25
HEADLINES = 8
"""The headline is among the first HEAD_BLOCKS blocks, and among the HEADLINES longest of them."""

AROUND_WORDS = 2
"""A line that mentions a headline has at least this many other words: with fewer it is the headline itself."""

_HEADLINE = "\x1a"
"""Stands for a headline; no folded word is equal to it."""

_CLOSING = ".!?।۔"
"""What ends a sentence in folded text, including the full stops of Hindi and Urdu."""


class Words(NamedTuple):
    """The words of a document's lines, with each number replaced by 0 and the headline by one word.

    This is the form of a line. What it says includes its figures, too.
    """

    hashes: WordHashes
    """Hashes of the words of each line that contains words. Their keys are those of the forms."""
    blocks: Sequence[int]
    """The blocks of these lines, ascending. All other blocks contain only punctuation."""
    titles: Sequence[bool]
    """For each of these, whether it is a template line that mentions the headline: "Comments on …"."""
    told: Mapping[int, int]
    """For lines with figures or words of the headline, by their index among these, a key of what they say."""

    def keys(self) -> "array[int]":
        """Return a key for each line that contains words, made from what it says: different figures, different key."""
        keys = self.hashes.keys()
        for row, key in self.told.items():
            keys[row] = key
        return keys


def words_of(document: Document) -> Words:
    """Return the folded words of each line, without case and punctuation.

    A word's hash has 32 bits. Keys mix them with positions, so that a line's key has 64.
    """
    heads = _heads(document)
    said = [(block.index, *_said(document, block, heads)) for block in document.blocks]
    blocks, forms, titles, facts = [*zip(*[one for one in said if one[1]], strict=True)] or [()] * 4
    told = {row: number_of_name(*fact) for row, fact in enumerate(facts) if fact}
    return Words(WordHashes(forms), blocks, titles, told)


def is_sentence(document: Document, block: Block) -> bool:
    """Whether a block ends like a sentence, or is a paragraph."""
    return block.prose or document.folded[block.right - 1] in _CLOSING


def _said(document: Document, block: Block, heads: list[Block]) -> tuple[str, bool, tuple[str, ...]]:
    """Return the form of a block, whether it is a template line that mentions the headline, and what else it says.

    The last are its words and figures, or nothing if the form says all.
    What a sentence says about the headline ("… died at home in …") is a fact; a line that mentions it is template.
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
    """Whether a block that contains the words of a line says more than these."""
    return block.size > head.key.count(" ") + AROUND_WORDS and block.key != head.key


def _heads(document: Document) -> list[Block]:
    """Return the lines that may be the headline, longest first."""
    above = [block for block in document.blocks[:HEAD_BLOCKS] if not block.prose and block.size >= HEADLINE_WORDS]
    first = {block.key: block for block in reversed(above) if block.key}
    return sorted(first.values(), key=lambda block: (-len(block.key), block.key))[:HEADLINES]


def number_of_name(*parts: str) -> int:
    """Return a key for the name of a site, or for a document's address and text.

    >>> number_of_name("a", "b") == number_of_name("ab")
    False
    """
    raw = [part.encode("utf-8", "surrogatepass") for part in parts]
    sized = b"".join([len(one).to_bytes(8, "little") + one for one in raw])
    return int.from_bytes(blake2b(sized, digest_size=8).digest(), "little")
