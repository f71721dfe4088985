"""Linear scores: weighted sums of named features, with the weights in a file."""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cleanwire.native.numbers.sums import weighted_sums

__all__ = ["Decision", "Term", "decisions_of"]


@dataclass(frozen=True, slots=True)
class Term:
    """The weight of one feature."""

    name: str
    mean: float
    """The mean over the development data. A feature with this value does not change the score."""
    spread: float
    """The standard deviation over the development data."""
    weight: float
    """How much one standard deviation adds to the score."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A linear score of named features."""

    bias: float
    terms: tuple[Term, ...]
    _slopes: Mapping[str, float] = field(init=False, repr=False, compare=False)
    _offset: float = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        slopes = {term.name: term.weight / term.spread for term in self.terms}
        object.__setattr__(self, "_slopes", slopes)
        object.__setattr__(self, "_offset", self.bias - sum([slopes[term.name] * term.mean for term in self.terms]))

    def scores(self, names: Sequence[str], columns: "array[float]") -> "array[float]":
        """Return the scores of many positions. With the default strictness, a score above 0 means removal.

        `columns` contains the features with these names, one after the other, each for all positions. Raises KeyError
        if a feature is missing.
        """
        if missing := self._slopes.keys() - set(names):
            raise KeyError(", ".join(sorted(missing)))
        return weighted_sums(columns, [self._slopes.get(name, 0.0) for name in names], self._offset)


def decisions_of(tables: Mapping[str, Any]) -> dict[str, Decision]:
    """Return the decisions in TOML tables, by name."""
    return {
        name: Decision(table["bias"], tuple(Term(term, *numbers) for term, numbers in table["terms"].items()))
        for name, table in tables.items()
    }
