"""What words say: of single words and short runs of them, how much they speak for contamination, and of which kind."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import sqrt
from typing import Any

from cleanwire.labels import Label
from cleanwire.model import Document
from cleanwire.native.judging.grams import GramWeights
from cleanwire.native.text.line_tables import LineTable

__all__ = ["Lexicon", "read_lexicon"]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Weights of words and of runs of up to three: above 0 they speak for contamination."""

    weights: Mapping[str, float]
    kinds: Mapping[str, Label] = field(default_factory=dict)
    """The kind of contamination that words stand in mostly, of those that tell the kinds apart."""
    _grams: GramWeights = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_grams", GramWeights(self.weights))

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.weights, self.kinds)

    def weigh(self, document: Document, lines: LineTable) -> list[float]:
        """Return what the words of each line say together: the sum of their weights over the root of their number."""
        return self._grams.weigh(document.bare, lines)

    def speak(self, grams: Iterable[str]) -> Mapping[Label, float]:
        """Return for each kind the sum of the weights that speak for it, over the root of the number of known words."""
        known = [gram for gram in grams if gram in self.weights]
        sums: defaultdict[Label, float] = defaultdict(float)
        for gram in known:
            if gram in self.kinds:
                sums[self.kinds[gram]] += self.weights[gram] / sqrt(len(known))
        return sums


def read_lexicon(text: str) -> Lexicon:
    """Return the lexicon that a table holds: words, their weight, and the kind that they speak for."""
    rows = [line.split("\t") for line in text.splitlines()[1:]]
    weights = {words: float(weight) for words, weight, _ in rows}
    return Lexicon(weights, {words: Label(kind) for words, _, kind in rows if kind})
