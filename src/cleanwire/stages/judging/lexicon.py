"""What words say: of single words and short runs of them, how much they speak for contamination, and of which kind."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import sqrt
from typing import Any

from cleanwire.folding import key_of
from cleanwire.labels import Label
from cleanwire.model import Block, Document

__all__ = ["Lexicon", "grams_of", "read_lexicon", "words_in"]

EDGE_WORDS = 6
"""So many words at either end of a line are looked up: a notice says at its start or at its end what it is. With twice
as many the judge finds the same."""

EDGE_CHARACTERS = 60
"""They stand in so many characters of a line that is too long to be a phrase."""

RUN = 3
"""The longest run of words."""

FIRST, LAST = "^", "$"
"""Stand before the first word of a line, and behind its last one."""

GAP = ""
"""Stands for the words in the middle of a long line. No run goes over it."""

_WEIGHT = " "
"""Under this key, which is no word, a node of the tree of runs has the weight of the run that ends there."""

_Node = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Weights of words and of runs of up to three: above 0 they speak for contamination."""

    weights: Mapping[str, float]
    kinds: Mapping[str, Label] = field(default_factory=dict)
    """The kind of contamination that words stand in mostly, of those that tell the kinds apart."""
    _runs: _Node = field(init=False, repr=False, compare=False)
    """The weights by the first word of a run, then by the second, then by the third: most words begin no run."""

    def __post_init__(self) -> None:
        runs: _Node = {}
        for gram, weight in self.weights.items():
            node = runs
            for word in gram.split(" "):
                node = node.setdefault(word, {})
            node[_WEIGHT] = weight
        object.__setattr__(self, "_runs", runs)

    def speak(self, document: Document, block: Block) -> Mapping[Label, float]:
        """Return for each kind the sum of the weights that speak for it, over the root of the number of known words."""
        known = [gram for gram in grams_of(words_in(document, block)) if gram in self.weights]
        sums: defaultdict[Label, float] = defaultdict(float)
        for gram in known:
            if gram in self.kinds:
                sums[self.kinds[gram]] += self.weights[gram] / sqrt(len(known))
        return sums

    def weigh(self, document: Document) -> list[float]:
        """Return what the words of each line say."""
        return [self.weight(document, block) for block in document.blocks]

    def weight(self, document: Document, block: Block) -> float:
        """Return what the words of a line say together: the sum of their weights over the root of their number."""
        total, count = 0.0, 0
        words = words_in(document, block)
        for at in range(len(words)):
            node = self._runs
            for word in words[at : at + RUN]:
                if word not in node:
                    break
                node = node[word]
                if _WEIGHT in node:
                    total += node[_WEIGHT]
                    count += 1
        return total / sqrt(count) if count else 0.0


def words_in(document: Document, block: Block) -> list[str]:
    """Return the first and last words of a line, folded, between marks; a gap stands for what is left out."""
    if block.key:
        words = block.key.split(" ")
        if len(words) > 2 * EDGE_WORDS:
            words[EDGE_WORDS:-EDGE_WORDS] = [GAP]
        return [FIRST, *words, LAST]
    first = key_of(document.bare[block.left : min(block.right, block.left + EDGE_CHARACTERS)]).split(" ")
    last = key_of(document.bare[max(block.left, block.right - EDGE_CHARACTERS) : block.right]).split(" ")
    # Where the cut went through a word, the word says nothing.
    return [FIRST, *first[:-1][:EDGE_WORDS], GAP, *last[1:][-EDGE_WORDS:], LAST]


def grams_of(words: Sequence[str]) -> Iterator[str]:
    """Yield the words of a line and the runs of two and three, with the marks at its ends.

    >>> list(grams_of(["^", "read", "more", "$"]))
    ['^ read', '^ read more', 'read', 'read more', 'read more $', 'more', 'more $']
    """
    for at in range(len(words)):
        for end in range(at + 1, min(at + RUN, len(words)) + 1):
            if words[end - 1] == GAP:
                break
            gram = " ".join(words[at:end])
            if gram not in (FIRST, LAST):
                yield gram


def read_lexicon(text: str) -> Lexicon:
    """Return the lexicon that a table holds: words, their weight, and the kind that they speak for."""
    rows = [line.split("\t") for line in text.splitlines()[1:]]
    weights = {words: float(weight) for words, weight, _ in rows}
    return Lexicon(weights, {words: Label(kind) for words, _, kind in rows if kind})
