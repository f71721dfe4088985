"""Finds other stories: after the article, inside it, or above it."""

from collections.abc import Iterator
from math import exp
from typing import NamedTuple

from cleanwire.native.stories.glances import promising_cuts, promising_runs
from cleanwire.native.stories.story_evidence import score_of_cut, score_of_inset
from cleanwire.native.stories.terms import terms_in
from cleanwire.stages.stories.decision import decision, forest_of
from cleanwire.stages.stories.evidence import sides_of
from cleanwire.stages.stories.lines import Lines
from cleanwire.stages.stories.numbering import numbering_goes_on
from cleanwire.text.folding import fold, spaced

__all__ = ["Candidate", "appended", "insets", "stories_in"]

DIGEST = 4
"""A text in which this many other stories are found is a digest, and is kept. Of labelled pages with two appended
stories, one in 200 has this many. Two in five words that articles would lose are in such texts."""

TITLE = 0.6
"""The share of words that a line has in common with the page's title if it is its headline. The title may also name the
site."""

DOUBT = 0.3
"""The lowest confidence of a claim. No strictness would remove less certain ones."""


class Candidate(NamedTuple):
    """A run of lines that may be another story."""

    start: int
    end: int
    confidence: float
    appended: bool
    """Whether it consists of all lines below a cut, and not of a run of a few lines."""


def stories_in(lines: Lines) -> list[Candidate]:
    """Return the stories at the end of a text, one by one from the end, and insets of a few lines in the rest."""
    found: list[Candidate] = []
    left = lines
    while best := max(appended(left), key=lambda candidate: candidate.confidence, default=None):
        found.append(best)
        left = left.part(0, best.start)
        if len(found) == DIGEST:
            return []
    if len(found) == 1 and _is_of(lines, found[0].start) > _is_of(lines, 0):
        # The title of the page says which of the two stories is the article.
        return [found[0]._replace(start=0, end=found[0].start, appended=False)]
    taken: set[int] = set()
    for inset in sorted(insets(left), key=lambda candidate: -candidate.confidence):
        run = range(inset.start, inset.end)
        if taken.isdisjoint(run):
            taken.update(run)
            found.append(inset)
    return found


def _is_of(lines: Lines, start: int) -> bool:
    """Whether the title of the page belongs to the story that begins with a line."""
    title = set(terms_in(spaced(fold(lines.document.title))))
    block = lines.blocks[start]
    said = set(terms_in(lines.document.bare[block.left : block.right]))
    return bool(title) and len(title & said) >= TITLE * max(len(said), len(title) / 2)


def appended(lines: Lines) -> Iterator[Candidate]:
    """Yield the candidates that extend from a line to the end of the text."""
    for at in promising_cuts(lines.rows, forest_of("appended-glance"), decision("appended-glance").bars["look"]):
        score = score_of_cut(sides_of(lines, at, len(lines)), forest_of("appended"))
        confidence = _confidence(score - decision("appended").bars[lines.terms.kind])
        if confidence >= DOUBT and not numbering_goes_on(lines, at, len(lines)):
            yield Candidate(at, len(lines), confidence, appended=True)


def insets(lines: Lines) -> Iterator[Candidate]:
    """Yield the candidates of a few lines, inside the article or above it."""
    for start, end in promising_runs(lines.rows, forest_of("inset-glance"), decision("inset-glance").bars["look"]):
        score = score_of_inset(sides_of(lines, start, end), forest_of("inset"))
        confidence = _confidence(score - decision("inset").bars[lines.terms.kind])
        if confidence >= DOUBT and not numbering_goes_on(lines, start, end):
            yield Candidate(start, end, confidence, appended=False)


def _confidence(score: float) -> float:
    """Return a score as a confidence from 0 to 1. The default strictness removes from 0.5 on."""
    return 1 / (1 + exp(-max(-50.0, min(50.0, score))))
