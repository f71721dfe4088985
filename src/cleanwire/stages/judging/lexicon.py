"""The judge's lexicon: n-grams with their weights as evidence of boilerplate, and the kind that they indicate."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from math import sqrt
from typing import Any

from cleanwire.document import Document
from cleanwire.labels import Label
from cleanwire.native.judging.grams import GramWeights
from cleanwire.native.text.line_tables import LineTable

__all__ = ["Lexicon", "lexicon_of", "listed_lexicon"]

NO_KIND = -1
"""In `kinds`, stands for an n-gram that indicates no kind."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Weights of n-grams of one to three words. Weights above 0 are evidence of boilerplate."""

    grams: str
    """The n-grams, one per line."""
    weights: "array[float]"
    """The weight of each."""
    kinds: "array[int]"
    """The kind of boilerplate in which each mostly occurs, as an index of `labels`, or NO_KIND."""
    labels: tuple[Label, ...]
    """The kinds of boilerplate that n-grams indicate."""
    _weigher: GramWeights = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_weigher", GramWeights(self.grams, self.weights))

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.grams, self.weights, self.kinds, self.labels)

    @classmethod
    def of(cls, weights: Mapping[str, float], kinds: Mapping[str, Label]) -> "Lexicon":
        """Return the lexicon of n-grams with their weights, and the kinds of those that indicate one."""
        return lexicon_of(_listed(weights, kinds))

    def entries(self) -> Iterator[tuple[str, float, Label | None]]:
        """Yield the n-grams, each with its weight and the kind that it indicates."""
        for gram, weight, kind in zip(self.grams.split("\n"), self.weights, self.kinds, strict=True):
            yield gram, weight, None if kind == NO_KIND else self.labels[kind]

    def weigh(self, document: Document, lines: LineTable) -> list[float]:
        """Return for each line the sum of its n-grams' weights, divided by the square root of their number."""
        return self._weigher.weigh(document.bare, lines)

    def speak(self, grams: Iterable[str]) -> Mapping[Label, float]:
        """Return for each kind the sum of its n-grams' weights over the square root of the number of known n-grams."""
        known = [number for number in self._weigher.numbers(grams) if number >= 0]
        sums: defaultdict[Label, float] = defaultdict(float)
        for number in known:
            if self.kinds[number] != NO_KIND:
                sums[self.labels[self.kinds[number]]] += self.weights[number] / sqrt(len(known))
        return sums


def listed_lexicon(text: str) -> dict[str, Any]:
    """Return the prepared form of the lexicon in a table with n-grams, weights and kinds."""
    rows = [line.split("\t") for line in text.splitlines()[1:]]
    weights = {words: float(weight) for words, weight, _ in rows}
    return _listed(weights, {words: Label(kind) for words, _, kind in rows if kind})


def lexicon_of(held: Mapping[str, Any]) -> Lexicon:
    """Return a lexicon from its prepared form."""
    return Lexicon(held["grams"].tobytes().decode(), held["weights"], held["kinds"], tuple(map(Label, held["labels"])))


def _listed(weights: Mapping[str, float], kinds: Mapping[str, Label]) -> dict[str, Any]:
    labels = sorted(set(kinds.values()))
    return {
        "grams": array("B", "\n".join(weights).encode()),
        "weights": array("d", weights.values()),
        "kinds": array("b", [labels.index(kinds[gram]) if gram in kinds else NO_KIND for gram in weights]),
        "labels": labels,
    }
