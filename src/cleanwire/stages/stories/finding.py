"""Finds stories that a scraper swallowed: after the article, inside it, or above it."""

from collections.abc import Container, Iterator
from typing import NamedTuple

import numpy as np

from cleanwire.labels import Label
from cleanwire.model import Document, Verdict
from cleanwire.rules.scene import Scene
from cleanwire.stages.stories.decision import decision
from cleanwire.stages.stories.evidence import evidence_of
from cleanwire.stages.stories.lines import Lines, cosines, lines_of
from cleanwire.stages.stories.screening import Cuts, Insets

__all__ = ["Candidate", "appended", "claims", "insets"]

LOOKS = 4
"""So often is looked again in what is left: more than three stories in a row were never seen."""

DOUBT = 0.3
"""What is less sure is not claimed: no strictness removes it."""

SURE = 0.5
"""What the default strictness removes."""

CLOSE = 0.1
"""Confidences no further apart are equal: the bar itself moves by as much from one fit to the next."""

SHOWN = 5
"""So many words of the host are shown that do not come back."""


class Candidate(NamedTuple):
    """A run of lines that may be another story."""

    start: int
    end: int
    confidence: float
    evidence: dict[str, float]


def claims(document: Document, verdicts: tuple[Verdict, ...]) -> list[Verdict]:
    """Claim stories at the end, looking again in what is left, then insets of a few lines."""
    lines = lines_of(Scene(document, verdicts))
    made: list[Verdict] = []
    if lines is None:
        return made
    for _ in range(LOOKS):
        likely = [candidate for candidate in appended(lines) if candidate.confidence >= DOUBT]
        if not likely:
            break
        best = max(likely, key=lambda candidate: candidate.confidence)
        rivals = [other for other in likely if other.start > best.start and other.confidence > best.confidence - CLOSE]
        if rivals and best.confidence < SURE:  # of two stories in a row neither is sure while the other is there
            best = rivals[-1]
        if _resumes(lines, best):
            break
        made.append(_verdict(lines, best, len(document.source)))
        lines = lines.until(best.start)
    taken: set[int] = set()
    for found in sorted(insets(lines), key=lambda candidate: -candidate.confidence):
        run = range(found.start, found.end)
        if found.confidence >= DOUBT and taken.isdisjoint(run):
            taken.update(run)
            made.append(_verdict(lines, found, lines.blocks[found.end - 1].end))
    return made


def appended(lines: Lines) -> Iterator[Candidate]:
    """Yield the places from which on a text may be another story, to its end."""
    cuts, judge = Cuts(lines), decision("appended")
    for at in cuts.proposed():
        evidence = cuts.evidence(at)
        yield Candidate(at, len(lines), judge.confidence(evidence), evidence)


def insets(lines: Lines, starts: Container[int] | None = None) -> Iterator[Candidate]:
    """Yield the runs of a few lines that may be another story inside this one, or above it.

    Where `starts` are given, only those that begin with one of these lines.
    """
    judge = decision("inset")
    for start, end in Insets(lines).proposed():
        if starts is None or start in starts:
            evidence = evidence_of(lines, start, end)
            yield Candidate(start, end, judge.confidence(evidence), evidence)


def _resumes(lines: Lines, cut: Candidate) -> bool:
    """Whether a cut is the beginning of an inset: the lines behind it are nearer to the host than to the inset."""
    for found in insets(lines, range(cut.start - 1, cut.start + 2)):
        if found.end < len(lines) and found.confidence >= SURE:
            behind = lines.topic(found.end, len(lines))
            parts = np.array([lines.topic(0, found.start), lines.topic(found.start, found.end)])
            host, inset = cosines(parts, behind).tolist()
            if host > inset:
                return True
    return False


def _verdict(lines: Lines, found: Candidate, end: int) -> Verdict:
    first = lines.blocks[found.start]
    return Verdict(first.start, end, Label.APPENDED_STORY, "stories", found.confidence, _reason(lines, found))


def _reason(lines: Lines, found: Candidate) -> str:
    """Say what was found: the headline or dateline, and the host's words that do not come back."""
    opening = lines.text(found.start)[:60]
    what = "a headline" if found.evidence["headline"] else "a dateline" if found.evidence["dateline"] else "a line"
    terms = lines.terms
    outside = terms.counts * terms.weights
    outside[lines.spoken(found.start, found.end)] = 0
    gone = [lines.spelled(number) for number in (-outside).argsort(kind="stable")[:SHOWN].tolist() if outside[number]]
    return f"begins with {what}: {opening} | does not speak of: {', '.join(gone)}"
