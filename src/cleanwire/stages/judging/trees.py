"""Trees that decide: sums over small decision trees of named evidence, with the trees in a file."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf
from typing import Any

__all__ = ["Tree", "Trees", "read_trees"]


Tree = tuple[int, float, float, "Tree", "Tree"] | float
"""A question, or what a line scores: the number of a piece of evidence, a threshold, the mean score of the lines that
come here, and what comes next where the evidence is at most the threshold, and where it is above. Plain tuples, since
every line passes a thousand: named fields take twice the time."""

GIVEN_UP = ((20, -2.5), (60, -1.8))
"""A line whose log-odds are below these after so many trees is not weighed further: two in three lines, and of 1,000
that would be claimed at the strictness that removes most 25, none at the default one."""

TELLING = 60
"""So many trees tell what moved a line: the first ones ask what counts most."""


@dataclass(frozen=True, slots=True)
class Trees:
    """A sum of decision trees, as gradient boosting fits them."""

    names: tuple[str, ...]
    """The evidence, in the order of a line's numbers."""
    bias: float
    trees: tuple[Tree, ...]
    bars: Mapping[str, float]
    """How likely contamination has to be for each strictness."""

    def score(self, row: Sequence[float]) -> float:
        """Return the log-odds of a line being contamination; minus infinity where it is plain soon that it is not."""
        score, first = self.bias, 0
        for until, least in GIVEN_UP:
            score = _passed(self.trees[first:until], row, score)
            if score < least:
                return -inf
            first = until
        return _passed(self.trees[first:], row, score)

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


def _passed(trees: Sequence[Tree], row: Sequence[float], score: float) -> float:
    for tree in trees:
        node: Tree = tree
        while isinstance(node, tuple):
            node = node[3] if row[node[0]] <= node[1] else node[4]
        score += node
    return score


def read_trees(text: str) -> Trees:
    """Return the trees that a text in JSON holds."""
    held = json.loads(text)
    trees = tuple(map(_tree, held["trees"]))
    return Trees(tuple(held["names"]), held["bias"], trees, held["bars"])


def _tree(node: Any) -> Tree:
    """Return a tree given as nested lists, as JSON has them."""
    if not isinstance(node, list):
        return float(node)
    evidence, threshold, value, below, above = node
    return evidence, threshold, value, _tree(below), _tree(above)
