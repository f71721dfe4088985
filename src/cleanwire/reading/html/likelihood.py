"""The likelihood that a block belongs to the article: a weighted sum of features, with weights for each extractor."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from cleanwire.reading.html.evidence import Columns
from cleanwire.reading.html.surroundings import Surroundings
from cleanwire.scoring.columns import Numbers

__all__ = ["SPREADS", "Weights", "likely", "read_weights", "shipped_weights"]

SPREADS = 8.0
"""Features are clipped at this many standard deviations from the mean: no single extreme number may decide."""


@dataclass(frozen=True, slots=True)
class Weights:
    """The weight of each feature for a block to belong to the article."""

    bias: float
    terms: Mapping[str, tuple[float, float, float]]
    """For each name: mean and standard deviation over the development pages, and the weight of one deviation."""
    near: Mapping[str, float]
    """The weight of each word in the classes near a block."""
    far: Mapping[str, float]
    """The same for words that only occur farther out."""
    elements: Mapping[str, float]
    """The weight of each element that a block is in."""

    def likelihoods(self, columns: Columns, around: Sequence[Surroundings]) -> Numbers:
        """Return for each block, in 0..1, how likely it is to belong to the article."""
        return likely(self.scores(columns, around)[0])

    def scores(self, columns: Columns, around: Sequence[Surroundings]) -> tuple[Numbers, Numbers]:
        """Return the log-odds that each block belongs to the article, and the part that names around it contribute."""
        mean, spread, weight = np.array([*self.terms.values()]).T
        evidence = np.array([columns[name] for name in self.terms])
        evidence = (evidence - mean[:, None]) / spread[:, None]
        score = self.bias + weight @ np.clip(evidence, -SPREADS, SPREADS, out=evidence)
        known = {one: self._of_names(one) for one in set(around)}
        names = np.array([known[one] for one in around])
        return score + names, names

    def _of_names(self, around: Surroundings) -> float:
        # Sorted, so that the sum is the same in every process.
        return (
            sum([self.near.get(word, 0.0) for word in sorted(around.near)])
            + sum([self.far.get(word, 0.0) for word in sorted(around.far)])
            + sum([self.elements[element] for element in sorted(around.elements)])
        )


def read_weights(text: str) -> Weights:
    """Read weights from TOML."""
    table = tomllib.loads(text)
    terms = {name: (mean, spread, weight) for name, (mean, spread, weight) in table["terms"].items()}
    return Weights(table["bias"], terms, table["near"], table["far"], table["elements"])


@cache
def shipped_weights(extractor: str) -> Weights:
    """Return the shipped weights for an extractor, `trafilatura` or `own`."""
    return read_weights(Path(__file__).with_name(f"{extractor}-weights.toml").read_text("utf-8"))


def likely(scores: Numbers) -> Numbers:
    """Convert log-odds to likelihoods in 0..1."""
    likelihoods: Numbers = 1 / (1 + np.exp(-np.clip(scores, -50.0, 50.0)))
    return likelihoods
