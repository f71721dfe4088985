"""Our own extractor: how likely each block of a page is the article's where no other extractor was asked.

A weighted sum of the evidence scores each block, and trees weigh it once more with what the scores of the blocks around
say. What stays is what makes the expected F1 of words largest, and how large that is says how sure the choice is.
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
"""Blocks with lower first scores are not weighed again: at most 1 in 55 of them is the article's. It spares three
blocks in five."""

HALF = 0.5
"""Trees and first scores count the same. On sources held back, trees alone do as well here, and .002 worse in F1 where
they were tried with what trafilatura keeps: the mean is the safer."""

BAR = 0.5
"""A block that is more likely than not the article's stays on any page."""


@dataclass(frozen=True, slots=True)
class Own:
    """What our own extractor has learned."""

    weights: Weights
    trees: Trees

    def likelihoods(self, page: Page, columns: Columns, around: list[Surroundings]) -> Numbers:
        """Return for each block, in 0..1, how likely it is the article's."""
        scores, known = weighed_again(page, columns, around, self.weights)
        looked = np.flatnonzero(scores > HOPELESS)
        second = scores.copy()
        rows = np.array([known[name][looked] for name in self.trees.names]).T
        second[looked] = self.trees.scores(rows.tolist())
        return likely(HALF * scores + (1 - HALF) * second)


def weighed_again(
    page: Page, columns: Columns, around: list[Surroundings], weights: Weights
) -> tuple[Numbers, Columns]:
    """Return the first score of each block, and all that trees may ask for."""
    scores, names = weights.scores(columns, around)
    return scores, columns | context_of(page, scores) | {"score": scores, "names": names}


class Stay(NamedTuple):
    """Which blocks of a page stay."""

    flags: Flags
    expected: float
    """The F1 of words that is expected of them, in 0..1."""


def staying(likelihoods: Numbers, sizes: Numbers) -> Stay:
    """Return which blocks stay, given how likely each is the article's and how many words it has.

    On a page where no block is sure, less likely ones stay as well: half of the largest F1 that can be expected is how
    likely a block has to be (Lipton, Elkan and Naryanaswamy, Optimal thresholding of classifiers to maximize F1
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
    """Return the weights and trees that are shipped."""
    return Own(shipped_weights("own"), read_trees(Path(__file__).with_name("own-trees.json").read_text("utf-8")))
