"""Where another story could begin: two looks at all places at once, which end most documents."""

from collections import Counter
from collections.abc import Mapping
from functools import cached_property
from math import log

import numpy as np

from cleanwire.arrays import Indexes, Numbers
from cleanwire.stages.stories.decision import decision
from cleanwire.stages.stories.echoes import bonds, echoes_of_cuts, echoes_of_runs
from cleanwire.stages.stories.evidence import WINDOW, evidence_of
from cleanwire.stages.stories.lines import NOUGHT, Lines, cosines

__all__ = ["LIKELY", "Cuts", "Insets"]

STORY_WORDS = 30
"""Words that a story after another has at least: less is a teaser, and tells little of its subject."""

STORY_SHARE = 0.4
"""Share of its words that stand in paragraphs at least: tour dates, ingredients and results below an article are no
story. Of the stories in spliced pages one in 250 has less."""

HOST_WORDS = 80
"""Words in paragraphs that a host has at least: menus above an article are none."""

HOST_SHARE = 0.3
"""Share of a text's paragraphs that are its host's at least: else what is late to get down to its subject loses it."""

CUTS = 4
"""So many of the places that pass both looks are looked at closely, those with the weakest bond. The true one is among
1, 2, 3, 4, 6 of them in .82, .91, .95, .98, .99 of spliced pages."""

LIKELY = 500
"""So many places of a text are looked at a second time at most, which takes memory for each of their words: those with
the highest scores. Of 408 development texts none has more than 79."""

ELSEWHERE = 60
"""Words from a cut from which on other cuts are compared with it."""

DEEPEST = -0.05
"""The bond of any place above is at least so much more than that of the cut: where a text falls apart more deeply
above, it was not one until there, unless a page ends there for all to see. Of the stories found one in a hundred has
less than 0, of the wrong cuts one in six, and of those in texts of many parts as well."""

DEEP = 0.1
"""A cut whose bond is no more above that of another is as deep."""

PARTS = 48
"""A text is cut into so many paragraphs at most, so that the cost of comparing them has a bound."""

INSET_LINES = 5
"""The longest story inside another."""

INSET_WORDS = range(5, 200)
"""How many words it has."""

INSETS = 5
"""So many runs of lines are looked at closely, those with the highest score. With 8 of them the same is found and lost
in 1,600 spliced pages."""

RUNS = 2
"""At most so many runs of them begin with the same line."""

NEAR = 3
"""So many lines on either side of a run are near it."""


class Cuts:
    """The places where a text could be cut in two."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.reach = lines.reaches
        prose = lines.prose
        below = self.reach[-1] - self.reach
        host = prose >= max(HOST_WORDS, HOST_SHARE * prose[-1])
        self.open = np.flatnonzero(host & (below >= STORY_WORDS) & (prose[-1] - prose >= STORY_SHARE * below))
        """The places that leave enough words on both sides, and paragraphs below."""

    @cached_property
    def columns(self) -> Mapping[str, Numbers]:
        """The evidence of the screen for the open places."""
        lines, at = self.lines, self.open
        words, total = self.reach[at], lines.reach[-1]
        opening = np.maximum(self.reach[:-1].searchsorted(words + WINDOW), at + 1)
        ending = np.maximum(at, lines.above(len(lines), WINDOW))
        middle = (at + len(lines) + 1) // 2
        beside = np.maximum(np.minimum(self.reach.searchsorted(2 * words - total, "right"), at) - 1, 0)
        host, *others = lines.sums.take(np.array([at, opening, ending, middle, beside]), 0)
        opened, ended, halved, rest = others
        whole = lines.sums[-1]
        likeness = cosines(
            np.array([host, opened - host, whole - ended, halved - host, rest]),
            np.array([whole - host, host, host, whole - halved, host - rest]),
        )
        return {
            "similarity": likeness[0],
            "similarity_over_mean": likeness[0] - likeness[0].sum() / len(at),
            "opening": likeness[1],
            "ending": likeness[2],
            "coherence": likeness[3],
            "beside_over_similarity": likeness[4] - likeness[0],
            "headline": lines.marks[0, at],
            "residue": lines.marks[1, at],
            "after_label": lines.marks[2, at],
            "words": np.log(1 + total - words),
            "host_words": np.log(1 + words),
        }

    @cached_property
    def bond(self) -> Numbers:
        """(lines + 1) The weight of the words on both sides of each line, over that of shuffled words."""
        return bonds(self.lines)

    @cached_property
    def passed(self) -> Indexes:
        """Which of the open places pass the screen."""
        return _passed("appended-screen", self.columns)

    @cached_property
    def echoes(self) -> Mapping[str, Numbers]:
        """The evidence of the second look, for the places that pass the screen."""
        at = self.open[self.passed]
        known = {name: column[self.passed] for name, column in self.columns.items()}
        return {**known, "bond": self.bond[at], **echoes_of_cuts(self.lines, at)}

    def proposed(self) -> list[int]:
        """Return the places to look at closely; none where no place passes both looks."""
        if not len(self.open) or not len(self.passed):
            return []
        likely = self.open[self.passed[_passed("appended-echo", self.echoes)]]
        if len(likely) > CUTS:
            likely = np.sort(likely[self.bond[likely].argsort(kind="stable")[:CUTS]])
        places: list[int] = likely.tolist()
        return [at for at in places if self.lines.residue[at] or self._over(self.bond[self.open], at)[0] >= DEEPEST]

    def _over(self, values: Numbers, at: int) -> tuple[float, float]:
        """Return how much the least value of the open places above a place is over its own, and of those below."""
        reach, here = self.reach[self.open], values[self.open.searchsorted(at)]
        above = values[reach < self.reach[at] - ELSEWHERE].min(initial=1.0)
        return float(above - here), float(values[reach > self.reach[at] + ELSEWHERE].min(initial=1.0) - here)

    def evidence(self, at: int) -> dict[str, float]:
        """Return what speaks for a cut; also how far the text falls apart elsewhere, as digests do everywhere."""
        bond, reach = self.bond[self.open], self.reach[self.open]
        similarity_above, similarity_below = self._over(self.columns["similarity"], at)
        bond_above, bond_below = self._over(bond, at)
        deep = (reach < self.reach[at] - ELSEWHERE) & (bond < self.bond[at] + DEEP)
        return {
            **evidence_of(self.lines, at, len(self.lines)),
            "similarity_above": similarity_above,
            "similarity_below": similarity_below,
            "bond_above": bond_above,
            "bond_below": bond_below,
            "cuts_as_deep": log(1 + int(deep.sum())),
        }


class Insets:
    """The runs of a few lines that could be a story inside another, above it, or a teaser below it."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        begins = np.flatnonzero(lines.marks.any(0))
        end = (begins[:, None] + np.arange(1, INSET_LINES + 1)).ravel()
        start = begins.repeat(INSET_LINES)
        start, end = start[end <= len(lines)], end[end <= len(lines)]
        words = lines.reaches[end] - lines.reaches[start]
        fit = (words >= INSET_WORDS.start) & (words < INSET_WORDS.stop) & (end - start < len(lines))
        # What has most of the paragraphs is the host, though a page's teasers may stand all around it.
        fit &= 2 * (lines.prose[end] - lines.prose[start]) <= lines.prose[-1]
        self.start, self.end = start[fit], end[fit]
        """Where the runs begin: with a headline, or with what stands under a label; and where they end."""

    @cached_property
    def columns(self) -> Mapping[str, Numbers]:
        """The evidence of the screen for each run."""
        lines, start, end = self.lines, self.start, self.end
        sums = lines.sums
        low, high = np.maximum(start - NEAR, 0), np.minimum(end + NEAR, len(lines))
        first, behind, above, below = sums.take(np.array([start, end, low, high]), 0)
        run = behind - first
        similarity = _apart(run, sums[-1:])
        headed = np.append(lines.marks[0], True)
        return {
            "similarity": similarity,
            "neighbours": _apart(run, below - above),
            "low_over_similarity": _low(lines) - similarity,
            "residue": lines.marks[1, start],
            "headline": headed[start],
            "headline_below": headed[end],
            "after_label": lines.marks[2, start],
            "prose": lines.prose[end] > lines.prose[end - 1],
            "lines": end - start,
            "words": np.log(1 + lines.reaches[end] - lines.reaches[start]),
        }

    @cached_property
    def passed(self) -> Indexes:
        """Which of the runs pass the screen."""
        return _passed("inset-screen", self.columns)

    @cached_property
    def echoes(self) -> Mapping[str, Numbers]:
        """The evidence of the second look, for the runs that pass the screen."""
        known = {name: column[self.passed] for name, column in self.columns.items()}
        return {**known, **echoes_of_runs(self.lines, self.start[self.passed], self.end[self.passed])}

    def proposed(self) -> list[tuple[int, int]]:
        """Return the runs, as start and end, that pass both looks."""
        if not len(self.start) or not len(self.passed):
            return []
        scores = decision("inset-echo").scores(self.echoes)
        found: list[tuple[int, int]] = []
        taken: Counter[int] = Counter()
        for at in (-scores).argsort(kind="stable").tolist():
            if scores[at] <= 0 or len(found) == INSETS:
                break
            start, end = int(self.start[self.passed[at]]), int(self.end[self.passed[at]])
            taken[start] += 1
            if taken[start] <= RUNS:
                found.append((start, end))
        return found


def _passed(name: str, columns: Mapping[str, Numbers]) -> Indexes:
    """Return the indexes of the places that a decision lets through, in their order; the best of very many."""
    scores = decision(name).scores(columns)
    passed = np.flatnonzero(scores > 0)
    if len(passed) > LIKELY:
        passed = np.sort(passed[(-scores[passed]).argsort(kind="stable")[:LIKELY]])
    return passed


def _low(lines: Lines) -> float:
    """Return how much like the rest a text's stranger paragraphs are: one in five is less so."""
    words = max(WINDOW, lines.reach[-1] // PARTS)
    likeness = sorted(_apart(lines.cut(0, len(lines), words), lines.sums[-1:]).tolist())
    return float(likeness[len(likeness) // 5])


def _apart(parts: Numbers, wholes: Numbers) -> Numbers:
    """Return (parts) how much each part is about the same as the rest of its whole; `wholes` may be one for all."""
    squares, products, whole_squares = (
        np.einsum("ij,ij->i", *pair) for pair in ((parts, parts), (parts, wholes), (wholes, wholes))
    )
    rests = np.maximum(whole_squares - 2 * products + squares, 0)
    likeness: Numbers = (products - squares) / np.sqrt(squares * rests + NOUGHT)
    return likeness
