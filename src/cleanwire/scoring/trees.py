"""Trees that decide: sums over small decision trees of named evidence, with the trees in a file."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cleanwire.native.numbers.trees import Forest, grown

__all__ = ["Cuts", "Trees", "grown_trees", "read_trees", "trees_of"]

Cuts = tuple[tuple[int, float], ...]
"""What scores less after so many trees is not weighed further."""

TELLING = 20
"""So many trees tell what moved a line: the first ones ask what counts most."""


@dataclass(frozen=True, slots=True)
class Trees:
    """A sum of decision trees, as gradient boosting fits them."""

    names: tuple[str, ...]
    """The evidence, in the order of a line's numbers."""
    forest: Forest
    bars: Mapping[str, float]
    """How likely contamination has to be for each strictness; empty where strictness has no say."""

    def score(self, row: Sequence[float]) -> float:
        """Return the log-odds of a line being contamination; minus infinity where it is plain soon that it is not."""
        return self.forest.score(row)

    def scores(self, rows: Iterable[Sequence[float]]) -> list[float]:
        """Return the score of each of some rows."""
        return self.forest.scores(rows)

    def over(self, columns: Sequence[str]) -> Forest:
        """Return the same sum for rows of other numbers, given the names of theirs.

        Raises ValueError where the trees ask for something else.
        """
        return self.forest.over([columns.index(name) for name in self.names])

    def moves(self, row: Sequence[float]) -> Mapping[str, float]:
        """Return how far each piece of evidence moves the score of a line."""
        moved: defaultdict[str, float] = defaultdict(float)
        for evidence, move in self.forest.moves(row, TELLING):
            moved[self.names[evidence]] += move
        return moved


def read_trees(text: str, cuts: Cuts = ()) -> Trees:
    """Return the trees that a text in JSON holds, with what is weighed no further.

    Raises ValueError, LookupError or TypeError for a text that holds none.
    """
    return trees_of(grown_trees(text), cuts)


def grown_trees(text: str) -> dict[str, Any]:
    """Return the same as it can be prepared: the trees as columns of numbers, and what else the text holds.

    Raises ValueError, LookupError or TypeError for a text that holds none.
    """
    held = json.loads(text)
    names = [str(name) for name in held["names"]]
    bars = {name: float(bar) for name, bar in held["bars"].items()}
    return {"names": names, "bias": float(held["bias"]), "bars": bars, "grown": grown(held["trees"], len(names))}


def trees_of(held: Mapping[str, Any], cuts: Cuts = ()) -> Trees:
    """Return the trees that were prepared, with what is weighed no further."""
    return Trees(tuple(held["names"]), Forest(held["bias"], held["grown"], cuts), held["bars"])
