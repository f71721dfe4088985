"""How likely each block is the article's: a weighted sum of the evidence, with weights for each extractor."""

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
"""So many standard deviations from the mean evidence counts no more: no page may decide by one extreme number."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What each piece of evidence counts for a block to be the article's."""

    bias: float
    terms: Mapping[str, tuple[float, float, float]]
    """By name: the mean and the standard deviation over the development pages, and what one deviation adds."""
    near: Mapping[str, float]
    """What a word adds that stands in the classes near a block."""
    far: Mapping[str, float]
    """The same for a word that stands farther out only."""
    elements: Mapping[str, float]
    """What an element adds that a block is in."""

    def likelihoods(self, columns: Columns, around: Sequence[Surroundings]) -> Numbers:
        """Return for each block, in 0..1, how likely it is the article's."""
        return likely(self.scores(columns, around)[0])

    def scores(self, columns: Columns, around: Sequence[Surroundings]) -> tuple[Numbers, Numbers]:
        """Return the log-odds of each block being the article's, and what the names around it add to them."""
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
    """Return the weights that a text in TOML holds."""
    table = tomllib.loads(text)
    terms = {name: (mean, spread, weight) for name, (mean, spread, weight) in table["terms"].items()}
    return Weights(table["bias"], terms, table["near"], table["far"], table["elements"])


@cache
def shipped_weights(extractor: str) -> Weights:
    """Return the weights for pages that an extractor, `trafilatura` or `own`, has seen."""
    return read_weights(Path(__file__).with_name(f"{extractor}-weights.toml").read_text("utf-8"))


def likely(scores: Numbers) -> Numbers:
    """Return log-odds as likelihoods, in 0..1."""
    likelihoods: Numbers = 1 / (1 + np.exp(-np.clip(scores, -50.0, 50.0)))
    return likelihoods
