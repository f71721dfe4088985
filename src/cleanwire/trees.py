"""Trees that decide: sums over small decision trees of named evidence, with the trees in a file."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cleanwire.native.numbers.trees import Forest

__all__ = ["Tree", "Trees", "read_trees"]


Tree = tuple[int, float, float, "Tree", "Tree"] | float
"""A question, or what a line scores: the number of a piece of evidence, a threshold, the mean score of the lines that
come here, and what comes next where the evidence is at most the threshold, and where it is above."""

TELLING = 20
"""So many trees tell what moved a line: the first ones ask what counts most."""


@dataclass(frozen=True, slots=True)
class Trees:
    """A sum of decision trees, as gradient boosting fits them."""

    names: tuple[str, ...]
    """The evidence, in the order of a line's numbers."""
    bias: float
    trees: tuple[Tree, ...]
    bars: Mapping[str, float]
    """How likely contamination has to be for each strictness; empty where strictness has no say."""
    cuts: tuple[tuple[int, float], ...] = ()
    """A line that scores less after so many trees is not weighed further."""
    _forest: Forest = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_forest", Forest(self.bias, self.trees, self.cuts))

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.names, self.bias, self.trees, self.bars, self.cuts)

    def score(self, row: Sequence[float]) -> float:
        """Return the log-odds of a line being contamination; minus infinity where it is plain soon that it is not."""
        return self._forest.score(row)

    def scores(self, rows: Iterable[Sequence[float]]) -> list[float]:
        """Return the score of each of some rows."""
        return self._forest.scores(rows)

    def over(self, columns: Sequence[str]) -> Forest:
        """Return the same sum for rows of other numbers, given the names of theirs.

        Raises ValueError where the trees ask for something else.
        """
        return Forest(self.bias, self.trees, self.cuts, [columns.index(name) for name in self.names])

    def moves(self, row: Sequence[float]) -> Mapping[str, float]:
        """Return how far each piece of evidence moves the score of a line."""
        moved: defaultdict[str, float] = defaultdict(float)
        for tree in self.trees[:TELLING]:
            node: Tree = tree
            while isinstance(node, tuple):
                evidence, threshold, value, below, above = node
                node = below if row[evidence] <= threshold else above
                moved[self.names[evidence]] += (node[2] if isinstance(node, tuple) else node) - value
        return moved


def read_trees(text: str, cuts: tuple[tuple[int, float], ...] = ()) -> Trees:
    """Return the trees that a text in JSON holds, with what is weighed no further.

    Raises ValueError, LookupError or TypeError for a text that holds none.
    """
    held = json.loads(text)
    names = tuple(held["names"])
    trees = tuple(_tree(tree, len(names)) for tree in held["trees"])
    bars = {name: float(bar) for name, bar in held["bars"].items()}
    return Trees(names, float(held["bias"]), trees, bars, cuts)


def _tree(node: Any, count: int) -> Tree:
    """Return a tree given as nested lists, as JSON has them, that asks for so many pieces of evidence."""
    if not isinstance(node, list):
        return float(node)
    evidence, threshold, value, below, above = node
    return range(count)[evidence], float(threshold), float(value), _tree(below, count), _tree(above, count)
