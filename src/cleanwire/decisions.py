"""Scores that decide: weighted sums of named evidence, with the weights in a file."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import exp

import numpy as np

from cleanwire.arrays import Numbers

__all__ = ["Decision", "Term", "read_decisions"]

AT_ONCE = 8_192
"""So many places are scored at once: the table of their evidence is the largest thing in memory, a kilobyte each."""


@dataclass(frozen=True, slots=True)
class Term:
    """What one piece of evidence counts."""

    name: str
    mean: float
    """Its mean over the development data: where it neither adds nor takes away."""
    spread: float
    """Its standard deviation there."""
    weight: float
    """What one standard deviation adds to the score."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A linear score over named evidence."""

    bias: float
    terms: tuple[Term, ...]
    _slopes: Numbers = field(init=False, repr=False, compare=False)
    _offset: float = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        slopes = np.array([term.weight / term.spread for term in self.terms])
        object.__setattr__(self, "_slopes", slopes)
        object.__setattr__(self, "_offset", self.bias - float(slopes @ [term.mean for term in self.terms]))

    def score(self, evidence: Mapping[str, float]) -> float:
        """Return the score of evidence: above 0 the default strictness removes."""
        return self.bias + sum([term.weight * (evidence[term.name] - term.mean) / term.spread for term in self.terms])

    def scores(self, columns: Mapping[str, Numbers]) -> Numbers:
        """Return the scores of many places, given each piece of evidence for all of them."""
        held = [columns[term.name] for term in self.terms]
        if len(held[0]) <= AT_ONCE:
            found: Numbers = self._slopes @ np.array(held, float) + self._offset
            return found
        return np.concatenate(
            [
                self.scores({name: column[first : first + AT_ONCE] for name, column in columns.items()})
                for first in range(0, len(held[0]), AT_ONCE)
            ]
        )

    def confidence(self, evidence: Mapping[str, float]) -> float:
        """Return how sure the score is, in 0..1."""
        return 1 / (1 + exp(-max(-50.0, min(50.0, self.score(evidence)))))


def read_decisions(text: str) -> dict[str, Decision]:
    """Return the decisions that a text in TOML holds, by name."""
    return {
        name: Decision(table["bias"], tuple(Term(term, *numbers) for term, numbers in table["terms"].items()))
        for name, table in tomllib.loads(text).items()
    }
