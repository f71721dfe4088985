"""Our own extractor: how likely each block of a page is to belong to the article, without another extractor.

A weighted sum of features scores each block. Trees then weigh it again, with the scores of the blocks around it. The
kept blocks are those that maximise the expected F1 of words, and that F1 says how certain the choice is.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from cleanwire.reading.html.context import context_of
from cleanwire.reading.html.evidence import Columns, Page
from cleanwire.reading.html.likelihood import Weights, likely, shipped_weights
from cleanwire.reading.html.surroundings import Surroundings
from cleanwire.scoring.columns import Flags, Numbers
from cleanwire.scoring.trees import Trees, read_trees

__all__ = ["HOPELESS", "Own", "Stay", "shipped_own", "staying", "weighed_again"]

HOPELESS = -4.0
"""Blocks with lower first scores are not weighed again: at most 1 in 55 of them belongs to the article. This saves
three blocks in five."""

HALF = 0.5
"""The weight of the first scores; trees have the rest. On held-out sources, trees alone do as well here, and 0.002
worse in F1 when tried with what trafilatura keeps, so the mean is safer."""

BAR = 0.5
"""A block that is at least this likely to belong to the article is kept on any page."""


@dataclass(frozen=True, slots=True)
class Own:
    """Weights and trees of our own extractor."""

    weights: Weights
    trees: Trees

    def likelihoods(self, page: Page, columns: Columns, around: list[Surroundings]) -> Numbers:
        """Return for each block, in 0..1, how likely it is to belong to the article."""
        scores, known = weighed_again(page, columns, around, self.weights)
        looked = np.flatnonzero(scores > HOPELESS)
        second = scores.copy()
        rows = np.array([known[name][looked] for name in self.trees.names]).T
        second[looked] = self.trees.scores(rows.tolist())
        return likely(HALF * scores + (1 - HALF) * second)


def weighed_again(
    page: Page, columns: Columns, around: list[Surroundings], weights: Weights
) -> tuple[Numbers, Columns]:
    """Return the first score of each block, and all columns that the trees may use."""
    scores, names = weights.scores(columns, around)
    return scores, columns | context_of(page, scores) | {"score": scores, "names": names}


class Stay(NamedTuple):
    """Which blocks of a page are kept."""

    flags: Flags
    expected: float
    """The expected F1 of their words, in 0..1."""


def staying(likelihoods: Numbers, sizes: Numbers) -> Stay:
    """Return which blocks are kept, given the likelihood and the number of words of each.

    If no block of a page is certain, less likely ones are kept, too: the threshold for a block is half of the largest
    F1 that can be expected (Lipton, Elkan and Naryanaswamy, Optimal thresholding of classifiers to maximize F1
    measure, 2014).
    """
    order = np.argsort(-likelihoods, kind="stable")
    right = np.cumsum((sizes * likelihoods)[order])
    expected = 2 * right / np.maximum(1.0, np.cumsum(sizes[order]) + right[-1])
    best = int(np.argmax(expected))
    bar = min(BAR, float(likelihoods[order[best]]))
    return Stay((likelihoods >= bar) & (likelihoods > 0), float(expected[best]))


@cache
def shipped_own() -> Own:
    """Return the shipped weights and trees."""
    return Own(shipped_weights("own"), read_trees(Path(__file__).with_name("own-trees.json").read_text("utf-8")))
