"""Finds stories that a scraper swallowed: after the article, inside it, or above it."""

from collections.abc import Container, Iterable, Iterator

import numpy as np

from cleanwire.model import Document, Verdict
from cleanwire.rules.scene import Scene
from cleanwire.stages.stories.claiming import Candidate, Claimed
from cleanwire.stages.stories.decision import decision
from cleanwire.stages.stories.evidence import evidence_of
from cleanwire.stages.stories.lines import Lines, cosines, lines_of
from cleanwire.stages.stories.proof import is_proven
from cleanwire.stages.stories.screening import Cuts, Insets

__all__ = ["appended", "claims", "insets"]

LOOKS = 4
"""So often is looked again in what is left: more than three stories in a row were never seen."""

DOUBT = 0.3
"""What is less sure is not claimed: no strictness removes it."""

SURE = 0.5
"""What the default strictness removes."""

CLOSE = 0.1
"""Confidences no further apart are equal: the bar itself moves by as much from one fit to the next."""


def claims(document: Document, verdicts: tuple[Verdict, ...]) -> list[Verdict]:
    """Claim stories at the end, looking again in what is left, then insets of a few lines."""
    lines = lines_of(Scene(document, verdicts))
    if lines is None:
        return []
    found: list[tuple[Lines, Candidate]] = []
    left = lines
    for _ in range(LOOKS):
        best = _best(left)
        if best is None or _resumes(left, best):
            break
        found.append((left, best))
        left = left.until(best.start)
    taken: set[int] = set()
    for inset in _likely(left, insets(left)):
        if taken.isdisjoint(run := range(inset.start, inset.end)):
            taken.update(run)
            found.append((left, inset))
    if not found:
        return []
    claimed = Claimed(document, verdicts)
    return [verdict for seen, story in found for verdict in claimed.story(seen, story)]


def _best(lines: Lines) -> Candidate | None:
    """Return the cut to make: the surest, or where two doubt each other the lowest."""
    likely = _likely(lines, appended(lines))
    best = next(likely, None)
    if best is None or best.confidence >= SURE:
        return best
    # Of two stories in a row neither is sure while the other is there.
    rivals = [other for other in likely if other.start > best.start and other.confidence > best.confidence - CLOSE]
    return max(rivals, key=lambda candidate: candidate.start, default=best)


def _likely(lines: Lines, candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """Yield the candidates to claim, the surest first: nothing shows that they are parts of the host."""
    for found in sorted(candidates, key=lambda candidate: -candidate.confidence):
        if found.confidence >= DOUBT and is_proven(lines, found):
            yield found


def appended(lines: Lines) -> Iterator[Candidate]:
    """Yield the places from which on a text may be another story, to its end."""
    cuts, judge = Cuts(lines), decision("appended")
    for at in cuts.proposed():
        evidence = cuts.evidence(at)
        yield Candidate(at, len(lines), judge.confidence(evidence), evidence, appended=True)


def insets(lines: Lines, starts: Container[int] | None = None) -> Iterator[Candidate]:
    """Yield the runs of a few lines that may be another story inside this one, or above it.

    Where `starts` are given, only those that begin with one of these lines.
    """
    judge = decision("inset")
    for start, end in Insets(lines).proposed():
        if starts is None or start in starts:
            evidence = evidence_of(lines, start, end)
            yield Candidate(start, end, judge.confidence(evidence), evidence, appended=False)


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
