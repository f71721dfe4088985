"""Whether the words on one side of a place come back on the other, for many places at once."""

from collections.abc import Mapping

import numpy as np

from cleanwire.arrays import Indexes, Numbers
from cleanwire.stages.stories.evidence import RECURRING, RUN
from cleanwire.stages.stories.lines import NOUGHT, Lines

__all__ = ["bonds", "echoes_of_cuts", "echoes_of_runs"]


def bonds(lines: Lines) -> Numbers:
    """Return (lines + 1) the weight of the words on both sides of each line, over that of shuffled words."""
    terms = lines.terms
    both = _above(lines, terms.first, terms.weights) - _above(lines, terms.last, terms.weights)
    expected = lines.shuffled(lines.reaches / (lines.reach[-1] or 1))
    return np.where(expected > NOUGHT, both / (expected + NOUGHT), 1.0)


def echoes_of_cuts(lines: Lines, at: Indexes) -> Mapping[str, Numbers]:
    """Return what comes back behind cuts: of the words that recur above, and of those that open what is below."""
    terms = lines.terms
    often = np.flatnonzero(terms.counts >= RECURRING)
    order = terms.said.argsort(kind="stable")
    themes = terms.at[order[(terms.counts.cumsum() - terms.counts + RECURRING - 1)[often]]]
    themes_above = _above(lines, themes, terms.weights[often])[at]
    ended = _above(lines, terms.last[often], terms.weights[often])[at]
    begin = np.array(terms.begins)[at]
    opening = np.minimum(begin + RUN, len(terms.said))
    return {
        "themes_kept": (themes_above - ended) / (themes_above + NOUGHT),
        "shared_opening": _shared(lines, (begin, opening), (at, np.full_like(at, len(lines)))),
    }


def echoes_of_runs(lines: Lines, start: Indexes, end: Indexes) -> Mapping[str, Numbers]:
    """Return what the rest of the text holds of the words of runs of lines."""
    begins = np.array(lines.terms.begins)
    return {"shared": _shared(lines, (begins[start], begins[end]), (start, end))}


def _shared(lines: Lines, words: tuple[Indexes, Indexes], runs: tuple[Indexes, Indexes]) -> Numbers:
    """Return (runs) the share of words, by weight, that lines outside a run hold too; words first..last of each."""
    terms, (low, high), (start, end) = lines.terms, words, runs
    sizes = high - low
    run = np.arange(len(sizes)).repeat(sizes)
    said = terms.said[np.arange(len(run)) + (low - sizes.cumsum() + sizes)[run]]
    weights = terms.weights[said]
    marks = weights * ((terms.first[said] < start[run]) | (terms.last[said] >= end[run]))
    share: Numbers = np.bincount(run, marks, len(sizes)) / (np.bincount(run, weights, len(sizes)) + NOUGHT)
    return share


def _above(lines: Lines, at: Indexes, weights: Numbers) -> Numbers:
    """Return (lines + 1) the sum of the weights of what stands at lines above each line."""
    sums: Numbers = np.bincount(at + 1, weights, len(lines) + 1).cumsum()
    return sums
