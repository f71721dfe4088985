"""Trees that decide: sums over small decision trees of named evidence, with the trees in a file."""

import json
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf
from typing import Any

__all__ = ["Tree", "Trees", "read_trees"]


Sum = Callable[[Sequence[float]], float]

Tree = tuple[int, float, float, "Tree", "Tree"] | float
"""A question, or what a line scores: the number of a piece of evidence, a threshold, the mean score of the lines that
come here, and what comes next where the evidence is at most the threshold, and where it is above."""

TOGETHER = 20
"""So many trees are one expression."""

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
    _steps: tuple[tuple[float, Sum], ...] = field(init=False, repr=False, compare=False)
    """The sums of some trees, each with the least score that is weighed further."""

    def __post_init__(self) -> None:
        cuts = [(until, least) for until, least in self.cuts if until < len(self.trees)]
        steps, first = [], 0
        for until, least in (*cuts, (len(self.trees), -inf)):
            steps.append((least, _sum_of(self.trees[first:until])))
            first = until
        object.__setattr__(self, "_steps", tuple(steps))

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.names, self.bias, self.trees, self.bars, self.cuts)

    def score(self, row: Sequence[float]) -> float:
        """Return the log-odds of a line being contamination; minus infinity where it is plain soon that it is not."""
        score = self.bias
        for least, sum_of_some in self._steps:
            score += sum_of_some(row)
            if score < least:
                return -inf
        return score

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


def _sum_of(trees: Sequence[Tree]) -> Sum:
    """Return the function that sums what some trees say of a line.

    It is compiled, since every line passes dozens of trees: to walk through them takes twice the time.
    """
    texts = ["+".join(map(_written, trees[at : at + TOGETHER])) for at in range(0, len(trees), TOGETHER)]
    sums = [eval(f"lambda row: {text}") for text in texts]  # noqa: S307, it holds nothing but numbers
    return sums[0] if len(sums) == 1 else lambda row: sum([one(row) for one in sums])


def _written(tree: Tree) -> str:
    """Return a tree as an expression of Python."""
    if not isinstance(tree, tuple):
        return repr(float(tree))
    evidence, threshold, _, below, above = tree
    return f"({_written(below)} if row[{int(evidence)}] <= {float(threshold)!r} else {_written(above)})"


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
