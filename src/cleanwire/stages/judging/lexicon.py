"""What words say: of single words and short runs of them, how much they speak for contamination."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise
from math import sqrt

from cleanwire.folding import key_of
from cleanwire.model import Block, Document

__all__ = ["Lexicon", "grams_of", "shipped_lexicon", "words_in"]

EDGE_WORDS = 12
"""So many words at either end of a line are looked up: a notice says at its start or at its end what it is."""

EDGE_CHARACTERS = 100
"""They stand in so many characters of a line that is too long to be a phrase."""

RUN = 3
"""The longest run of words."""

FIRST, LAST = "^", "$"
"""Stand before the first words of a line, and behind its last ones."""

GAP = ""
"""Stands for the words in the middle of a long line."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Weights of words and of runs of up to three: above 0 they speak for contamination."""

    weights: Mapping[str, float]

    def weight(self, document: Document, block: Block) -> float:
        """Return what the words of a line say together: the sum of their weights over the root of their number."""
        known = self.weights
        found = [known[gram] for gram in set(grams_of(words_in(document, block))) if gram in known]
        return sum(sorted(found)) / sqrt(len(found)) if found else 0.0


def words_in(document: Document, block: Block) -> list[str]:
    """Return the first and last words of a line, folded; all of a short one; a gap stands for what is left out."""
    if block.key:
        words = block.key.split(" ")
        return words if len(words) <= 2 * EDGE_WORDS else [*words[:EDGE_WORDS], GAP, *words[-EDGE_WORDS:]]
    first = key_of(document.bare[block.left : min(block.right, block.left + EDGE_CHARACTERS)]).split(" ")
    last = key_of(document.bare[max(block.left, block.right - EDGE_CHARACTERS) : block.right]).split(" ")
    # Where the cut went through a word, the word says nothing.
    return [*first[:-1][:EDGE_WORDS], GAP, *last[1:][-EDGE_WORDS:]]


def grams_of(words: Sequence[str]) -> Iterator[str]:
    """Yield the words of a line, the runs of two and three, and what stands at its edges.

    >>> list(grams_of(["read", "more"]))
    ['read', 'more', 'read more', '^read', 'more$', '^read more', 'read more$']
    """
    yield from words
    pairs = [f"{one} {other}" for one, other in pairwise(words) if one and other]
    yield from pairs
    for one, two, three in zip(words, words[1:], words[2:], strict=False):
        if one and two and three:
            yield f"{one} {two} {three}"
    if words:
        yield f"{FIRST}{words[0]}"
        yield f"{words[-1]}{LAST}"
    if pairs:
        yield f"{FIRST}{pairs[0]}"
        yield f"{pairs[-1]}{LAST}"


@cache
def shipped_lexicon() -> Lexicon:
    """Return the lexicon that comes with cleanwire. Written by `training/judge.py`; reading it takes some 5 ms."""
    lines = (resources.files(__package__) / "lexicon.tsv").read_text("utf-8").splitlines()
    return Lexicon({words: float(weight) for words, weight in (line.split("\t") for line in lines[1:])})
