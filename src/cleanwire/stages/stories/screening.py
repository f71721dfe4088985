"""Where another story could begin: a cheap look at every line, which ends most documents."""

from collections import Counter
from collections.abc import Mapping
from functools import cached_property

import numpy as np

from cleanwire.stages.stories.decision import decision
from cleanwire.stages.stories.evidence import evidence_of
from cleanwire.stages.stories.lines import NOUGHT, Indexes, Lines, Numbers, cosines

__all__ = ["Cuts", "Insets"]

STORY_WORDS = 30
"""Words that a story after another has at least: less is a teaser, and tells little of its subject."""

HOST_WORDS = 80
"""Words in paragraphs that a host has at least: menus above an article are none."""

HOST_SHARE = 0.3
"""Share of a text's paragraphs that are its host's at least: else what is late to get down to its subject loses it."""

BONDS = 3
"""So many places with the weakest bond are looked at closely, and those right beside them that could be headlines. The
true one is among 1, 2, 4, 6 of them in .77, .87, .95, .97 of spliced development pages."""

SIMILARITIES = 1
"""So many places with the lowest similarity; with three of them, and four of the others, no more was found."""

RESIDUES = 2
"""So many places right below what pages end with, those with the weakest bond."""

APART = 20
"""Words between two such places: nearer ones are the same."""

ELSEWHERE = 60
"""Words from a cut from which on other cuts are compared with it."""

INSET_LINES = 5
"""The longest story inside another."""

INSET_WORDS = range(5, 200)
"""How many words it has."""

INSETS = 8
"""So many runs of lines are looked at closely."""

RUNS = 2
"""At most so many runs of them begin with the same line."""

NEAR = 3
"""So many lines on either side of a place are near it."""


class Cuts:
    """The places where a text could be cut in two."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.similarity = _similarity(lines.sums, lines.sums[-1])
        """(lines + 1) How much what is above each line is about the same as what is below."""
        self.reach = np.array(lines.reach)
        prose = np.cumsum([0, *[block.size if block.prose else 0 for block in lines.blocks]])
        last_prose = max((at for at, block in enumerate(lines.blocks) if block.prose), default=-1)
        enough = (prose >= max(HOST_WORDS, HOST_SHARE * prose[-1])) & (self.reach <= self.reach[-1] - STORY_WORDS)
        self.open = np.flatnonzero(enough[: last_prose + 1])
        """The places that leave enough words on both sides, and a paragraph below."""

    @cached_property
    def bond(self) -> Numbers:
        """(lines + 1) The weight of the words on both sides of each line, over that of shuffled words."""
        return _bond(self.lines)

    def columns(self) -> Mapping[str, Numbers]:
        """Return the evidence of the screen for the open places."""
        at = self.open
        words = self.reach[at]
        sums = self.lines.sums
        host = sums[at]
        opening = sums[np.minimum(at + NEAR, len(self.lines))] - host
        ending = host - sums[np.maximum(at - NEAR, 0)]
        similarity = self.similarity[at]
        own = (_similarity(np.diff(sums, axis=0), sums[-1]) * np.diff(self.reach)).cumsum()
        above, below = own[at - 1] / words, (own[-1] - own[at - 1]) / (self.reach[-1] - words)
        return {
            "similarity": similarity,
            "similarity_over_mean": similarity - similarity.mean(),
            "opening": cosines(opening, host),
            "seam": cosines(opening, ending),
            "lines_above_over_below": above - below,
            "headline": np.array(self.lines.headed)[at],
            "residue": np.array(self.lines.residue)[at] > 0,
            "words": np.log(1 + self.reach[-1] - words),
            "host_words": np.log(1 + words),
        }

    def proposed(self) -> list[int]:
        """Return the places to look at closely; none where no place passes the screen."""
        if not len(self.open):
            return []
        columns = self.columns()
        if decision("appended-screen").scores(columns).max() <= 0:
            return []
        below = self.open[columns["residue"]]
        found = {
            *self._lowest(self.open, self.bond, BONDS),
            *self._lowest(self.open, self.similarity, SIMILARITIES),
            *self._lowest(below, self.bond, RESIDUES),
        }
        beside = {at + step for at in found for step in (-2, -1, 1)}
        found.update(at for at in beside.intersection(self.open.tolist()) if self.lines.headed[at])
        return sorted(found)

    def _lowest(self, places: Indexes, values: Numbers, count: int) -> list[int]:
        """Return the places with the lowest values that are not next to each other."""
        found: list[int] = []
        for at in places[values[places].argsort(kind="stable")].tolist():
            if all(abs(self.reach[at] - self.reach[other]) >= APART for other in found):
                found.append(at)
            if len(found) == count:
                break
        return found

    def evidence(self, at: int, glance: Mapping[str, float] | None = None) -> dict[str, float]:
        """Return what speaks for a cut; also how far the text falls apart elsewhere, as digests do everywhere."""
        far = self.open[abs(self.reach[self.open] - self.reach[at]) > ELSEWHERE]
        return {
            **evidence_of(self.lines, at, len(self.lines), glance),
            "similarity_elsewhere": float(self.similarity[far].min(initial=1.0) - self.similarity[at]),
            "bond_elsewhere": float(self.bond[far].min(initial=1.0) - self.bond[at]),
        }


class Insets:
    """The runs of a few lines that could be a story inside another, above it, or a teaser below it."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        residue = np.array(lines.residue) > 0
        headed = np.array(lines.headed)
        label = np.array(lines.labelled)
        starts = np.flatnonzero(residue | headed | label)
        """The lines that a story could begin with: a headline, or what stands under a label."""
        reach = np.array(lines.reach)
        start = np.repeat(starts, INSET_LINES)
        end = start + np.tile(np.arange(1, INSET_LINES + 1), len(starts))
        inside = (end <= len(lines)) & (end - start < len(lines))
        start, end = start[inside], end[inside]
        words = reach[end] - reach[start]
        fit = (words >= INSET_WORDS.start) & (words < INSET_WORDS.stop)
        self.start, self.end = start[fit], end[fit]
        low, high = np.maximum(self.start - NEAR, 0), np.minimum(self.end + NEAR, len(lines))
        run = lines.sums[self.end] - lines.sums[self.start]
        around = lines.sums[high] - lines.sums[low] - run
        self.columns: Mapping[str, Numbers] = {
            "similarity": _similarity(run, lines.sums[-1]),
            "neighbours": cosines(run, around),
            "residue": residue[self.start],
            "headline": headed[self.start],
            "after_label": label[self.start],
            "headline_below": np.append(headed, True)[self.end],
            "words": np.log(1 + words[fit]),
        }
        """The evidence of the screen for each run."""

    def proposed(self) -> list[tuple[int, int]]:
        """Return the runs, as start and end, that pass the screen."""
        scores = decision("inset-screen").scores(self.columns)
        found: list[tuple[int, int]] = []
        taken: Counter[int] = Counter()
        for at in (-scores).argsort(kind="stable").tolist():
            if scores[at] <= 0 or len(found) == INSETS:
                break
            start = int(self.start[at])
            taken[start] += 1
            if taken[start] <= RUNS:
                found.append((start, int(self.end[at])))
        return found


def _similarity(parts: Numbers, total: Numbers) -> Numbers:
    """Return (parts) how much each part is about the same as the rest of the whole."""
    squares = np.einsum("ij,ij->i", parts, parts)
    products = parts @ total
    rests = float(total @ total) - 2 * products + squares
    similarity: Numbers = (products - squares) / (np.sqrt(squares * rests.clip(min=0)) + NOUGHT)
    return similarity


def _bond(lines: Lines) -> Numbers:
    terms = lines.terms
    both = np.bincount(terms.first + 1, terms.weights, len(lines) + 1)
    both -= np.bincount(terms.last + 1, terms.weights, len(lines) + 1)
    expected = lines.shuffled(np.array(lines.reach) / (lines.reach[-1] or 1))
    return np.where(expected > NOUGHT, both.cumsum() / (expected + NOUGHT), 1.0)
