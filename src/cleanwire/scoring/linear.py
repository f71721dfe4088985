"""Scores that decide: weighted sums of named evidence, with the weights in a file."""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import exp
from typing import Any

from cleanwire.native.numbers.sums import weighted_sums

__all__ = ["Decision", "Term", "decisions_of"]


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
    _slopes: Mapping[str, float] = field(init=False, repr=False, compare=False)
    _offset: float = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        slopes = {term.name: term.weight / term.spread for term in self.terms}
        object.__setattr__(self, "_slopes", slopes)
        object.__setattr__(self, "_offset", self.bias - sum([slopes[term.name] * term.mean for term in self.terms]))

    def score(self, evidence: Mapping[str, float]) -> float:
        """Return the score of evidence: above 0 the default strictness removes."""
        return self.bias + sum([term.weight * (evidence[term.name] - term.mean) / term.spread for term in self.terms])

    def scores(self, names: Sequence[str], columns: "array[float]") -> "array[float]":
        """Return the scores of many places.

        `columns` holds the evidence of these names, one after the other, each for all places.
        """
        if missing := self._slopes.keys() - set(names):
            raise KeyError(", ".join(sorted(missing)))
        return weighted_sums(columns, [self._slopes.get(name, 0.0) for name in names], self._offset)

    def confidence(self, evidence: Mapping[str, float]) -> float:
        """Return how sure the score is, in 0..1."""
        return 1 / (1 + exp(-max(-50.0, min(50.0, self.score(evidence)))))


def decisions_of(tables: Mapping[str, Any]) -> dict[str, Decision]:
    """Return the decisions that tables hold, by name, as TOML has them."""
    return {
        name: Decision(table["bias"], tuple(Term(term, *numbers) for term, numbers in table["terms"].items()))
        for name, table in tables.items()
    }
