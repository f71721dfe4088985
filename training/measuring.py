"""Measure a judge on annotated texts: what is removed, what is lost, and how often its likelihoods are right."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from labelled import Case, stages_around

from cleanwire.cleaning.options import THRESHOLDS
from cleanwire.cleaning.resolving import resolve
from cleanwire.document import Document
from cleanwire.labels import Label
from cleanwire.spans import Verdict
from cleanwire.stages.judging import JUDGE, Judge

__all__ = ["BARS", "BUDGETS", "Figures", "Judged", "bars_of", "figures_of", "judged", "names_right", "reliability"]

BUDGETS = {"safe": (0.0002, 0.005), "default": (0.001, 0.0115), "thorough": (0.005, 0.06)}
"""For each strictness, the share of the articles' words that may be lost, and of documents that may lose over 1 %."""

BARS = (0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.83, 0.85, 0.88, 0.9, 0.92, 0.94, 0.96, 0.98, 1.0)
"""The thresholds to choose from."""

NEVER = 0.98
"""The threshold if none keeps the budget."""

STEPS = (0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1.01)
"""The limits of the likelihood intervals for which reliability is measured."""


@dataclass(frozen=True)
class Judged:
    """The result of the whole pipeline on a case whose source the judge was not fitted to."""

    case: Case
    gone: dict[tuple[str, float], np.ndarray]
    """(lines) Which lines are removed, by strictness and threshold of the judge."""
    claims: dict[int, Verdict]
    """The judge's claims, by number of the line."""


def judged(case: Case, judge: Judge, share: float) -> Judged:
    """Return what the pipeline removes with a judge and without a share of the rules."""
    known = case.known(share)
    made = judge(case.document, known)
    verdicts = (*known, *made)
    _, _, behind = stages_around()
    for stage in behind:
        verdicts = (*verdicts, *stage(case.document, verdicts))
    numbers = {block.start: block.index for block in case.document.blocks}
    return Judged(
        case,
        {(name, bar): _gone(case.document, verdicts, THRESHOLDS[name], bar) for name in BUDGETS for bar in BARS},
        {numbers[one.start]: one for one in made},
    )


def _gone(document: Document, verdicts: Sequence[Verdict], threshold: float, bar: float) -> np.ndarray:
    result = resolve(
        document.source,
        verdicts,
        removes=lambda verdict: not verdict.label.is_content,
        is_sure=lambda verdict: verdict.confidence >= (bar if verdict.rule == JUDGE else threshold),
    )
    gone = np.zeros(len(document.blocks), bool)
    starts = [block.left for block in document.blocks]
    for span in result.removed:
        for index in range(bisect_left(starts, span.start), len(starts)):
            if document.blocks[index].right > span.end:
                break
            gone[index] = True
    return gone


def _keeps(held: Sequence[Judged], name: str, bar: float) -> bool:
    """Whether a strictness keeps its budget with a threshold, on extracted texts."""
    held = [one for one in held if not one.case.text.calm]
    own = [one.case.words * (one.case.truth == 0) for one in held]
    lost = np.array([(words * one.gone[name, bar]).sum() for words, one in zip(own, held, strict=True)])
    whole = np.array([words.sum() for words in own])
    share, documents = BUDGETS[name]
    return bool(lost.sum() <= share * whole.sum() and (lost > 0.01 * whole).mean() <= documents)


def bars_of(held: Sequence[Judged]) -> dict[str, float]:
    """Return for each strictness the lowest threshold that keeps its budget."""
    return {name: next((bar for bar in BARS if _keeps(held, name, bar)), NEVER) for name in BUDGETS}


@dataclass(frozen=True)
class Figures:
    """What is removed from some texts, and what is lost, as shares."""

    texts: int
    removed: float
    """Of the words of boilerplate, not counting other stories, which a stage of their own finds."""
    mean: float
    """The same, as the mean over texts with boilerplate."""
    lost: float
    """Of the article's words."""
    over_1: float
    """Texts that lose over 1 % of the article's words."""
    over_10: float


def figures_of(held: Iterable[Judged], name: str, bar: float) -> Figures:
    """Return the figures at a strictness with a threshold of the judge."""
    rows = []
    for one in held:
        case, gone = one.case, one.gone[name, bar]
        foreign = (case.truth == 1) & np.array([label != Label.APPENDED_STORY for label in case.labels])
        own = case.words * (case.truth == 0)
        rows.append(((case.words * foreign * gone).sum(), (case.words * foreign).sum(), (own * gone).sum(), own.sum()))
    found, foreign, lost, own = np.array(rows, float).reshape(-1, 4).T
    some = foreign > 0
    return Figures(
        len(rows),
        found.sum() / max(1, foreign.sum()),
        (found[some] / foreign[some]).mean() if some.any() else 0.0,
        lost.sum() / max(1, own.sum()),
        (lost > 0.01 * own).mean() if rows else 0.0,
        (lost > 0.1 * own).mean() if rows else 0.0,
    )


def names_right(held: Iterable[Judged], bar: float) -> float:
    """Return the share of the boilerplate lines claimed by the judge that get the right label."""
    right = [label == claim.label for label, truth, claim in _claims(held) if truth == 1 and claim.confidence >= bar]
    return sum(right) / max(1, len(right))


def reliability(held: Iterable[Judged]) -> Iterator[tuple[float, float, int, float]]:
    """Yield for each likelihood interval its limits, the number of lines in it, and the share that is boilerplate."""
    claims = [(claim.confidence, truth) for _, truth, claim in _claims(held) if truth >= 0]
    for low, high in pairwise(STEPS):
        inside = [truth for likely, truth in claims if low <= likely < high]
        yield low, min(1.0, high), len(inside), sum(inside) / max(1, len(inside))


def _claims(held: Iterable[Judged]) -> Iterator[tuple[str, int, Verdict]]:
    for one in held:
        if not one.case.text.calm:
            for at, claim in one.claims.items():
                yield one.case.labels[at], int(one.case.truth[at]), claim
