"""Scores of gradient-boosted trees: sums over small decision trees of named features, with the trees in a file."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cleanwire.native.numbers.trees import Forest, grown

__all__ = ["Cuts", "Trees", "grown_trees", "read_trees", "trees_of"]

Cuts = tuple[tuple[int, float], ...]
"""Pairs of a number of trees and a score. A line that scores less after that many trees is not scored further."""

TELLING = 20
"""The number of trees that decide which features were important for a line. The first trees use the most important."""


@dataclass(frozen=True, slots=True)
class Trees:
    """A sum of decision trees, as gradient boosting fits them."""

    names: tuple[str, ...]
    """The features, in the order of a line's numbers."""
    forest: Forest
    bars: Mapping[str, float]
    """The threshold for each strictness, as a probability of boilerplate; empty if strictness does not matter."""

    def score(self, row: Sequence[float]) -> float:
        """Return the log-odds of a line being boilerplate; minus infinity if the first trees rule it out."""
        return self.forest.score(row)

    def scores(self, rows: Iterable[Sequence[float]]) -> list[float]:
        """Return the score of each row."""
        return self.forest.scores(rows)

    def over(self, columns: Sequence[str]) -> Forest:
        """Return the same sum for rows with other columns, given the names of these.

        Raises ValueError if a feature is not among them.
        """
        return self.forest.over([columns.index(name) for name in self.names])

    def moves(self, row: Sequence[float]) -> Mapping[str, float]:
        """Return how much each feature changes the score of a line."""
        moved: defaultdict[str, float] = defaultdict(float)
        for evidence, move in self.forest.moves(row, TELLING):
            moved[self.names[evidence]] += move
        return moved


def read_trees(text: str, cuts: Cuts = ()) -> Trees:
    """Return the trees in a JSON text, with thresholds for stopping early.

    Raises ValueError, LookupError or TypeError for a text that contains none.
    """
    return trees_of(grown_trees(text), cuts)


def grown_trees(text: str) -> dict[str, Any]:
    """Return the prepared form of the trees in a JSON text: the trees as columns of numbers, and the other fields.

    Raises ValueError, LookupError or TypeError for a text that contains none.
    """
    held = json.loads(text)
    names = [str(name) for name in held["names"]]
    bars = {name: float(bar) for name, bar in held["bars"].items()}
    return {"names": names, "bias": float(held["bias"]), "bars": bars, "grown": grown(held["trees"], len(names))}


def trees_of(held: Mapping[str, Any], cuts: Cuts = ()) -> Trees:
    """Return trees from their prepared form, with thresholds for stopping early."""
    return Trees(tuple(held["names"]), Forest(held["bias"], held["grown"], cuts), held["bars"])
