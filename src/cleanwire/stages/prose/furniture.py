"""From scores to claims: which lines go, under which label, and why."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from itertools import groupby
from typing import NamedTuple

import numpy as np

from cleanwire.arrays import Flags, Numbers
from cleanwire.decisions import Decision, read_decisions
from cleanwire.labels import Label
from cleanwire.model import Document, Verdict
from cleanwire.stages.prose.evidence import Lines, first_evidence, lines_of, second_evidence
from cleanwire.stages.prose.screening import PLAIN, doubt
from cleanwire.stages.prose.shapes import Columns
from cleanwire.stages.trees import Trees, read_trees

__all__ = ["Judged", "claims", "judge", "unsure"]

LEAST = 0.5
"""What is less sure is not claimed: the default strictness would not remove it, and stages to come would take it for
contamination."""

LEAST_DOUBTFUL = 0.7
"""The same where it is not beyond doubt that the document is a dump: what an extractor left of a page may look like
one. There a quarter of the words that it takes with less certainty are the article's, of all others one in 100: with .5
resiliparse's text of the labelled pages loses a third more of the article's words for .004 of the contamination."""

SURE = 0.91
"""Lines of a row that are as sure as the safe strictness asks are a claim of their own."""

LIKELY = 0.5
"""A line of a page whose markup makes it the article's more likely than not is no furniture by its form and its place,
which the markup knows better. On 1,106 pages of sources that nothing was fitted to, this is worth .0033 of F1."""

NEARBY = 3
"""Lines away from which a line that a rule names gives its label to furniture beside it."""

COUNTED = 60
"""Words of a line above which it says no more about how much of a document is in doubt: with 20 lists weigh more and
articles lose a quarter more words, with 200 nothing changes."""

CHARACTERS = 40
"""So many characters of the first line are shown."""

ROW = 3
"""So many lines are a row."""

MOSTLY = 0.5
"""What holds for this share of a row is said of it."""

SAID = 0.3
"""Under this share of words that the article says elsewhere, a row is said to be without them."""

SHOWN = ("short_here", "closed", "again", "said", "region_above", "region_below")
"""The evidence that reasons speak of."""


class Judged(NamedTuple):
    """What the decisions make of a document's lines."""

    likely: Numbers
    """How likely each line is the article's."""
    evidence: Columns


def judge(lines: Lines) -> Judged:
    """Judge lines by themselves and their place, then by what their company is."""
    decisions = _decisions()
    first = first_evidence(lines)
    likely = _likely(decisions["first"].scores(first))
    evidence = first | second_evidence(lines, likely)
    scores = (decisions["second"].scores(evidence) + _scores_by_trees(evidence)) / 2
    # The more of a document is in doubt, the surer a line has to be: the scores are on the same scale.
    return Judged(_likely(scores - doubt(unsure(scores, lines.size))), evidence)


def _scores_by_trees(evidence: Columns) -> Numbers:
    """Return what trees say: they err elsewhere than the sum does, and both together less than either."""
    trees = _trees()
    return np.array(trees.scores(zip(*[evidence[name].tolist() for name in trees.names], strict=True)))


def unsure(scores: Numbers, size: Numbers) -> float:
    """Return the share of lines, by their words, of which scores do not tell what they are; a half at one in seven.

    >>> [round(unsure(np.array([score, score]), np.ones(2)), 2) for score in (0.0, 1.8, 6.0)]
    [1.0, 0.49, 0.01]
    """
    likely, words = _likely(scores), np.minimum(size, COUNTED)
    return float((words * 4 * likely * (1 - likely)).sum() / words.sum())


def _likely(scores: Numbers) -> Numbers:
    return 1 / (1 + np.exp(np.clip(scores, -30, 30)))


@cache
def _trees() -> Trees:
    return read_trees((resources.files(__package__) / "trees.json").read_text("utf-8"))


@cache
def _decisions() -> dict[str, Decision]:
    return read_decisions((resources.files(__package__) / "weights.toml").read_text("utf-8"))


def claims(document: Document, verdicts: tuple[Verdict, ...], likeness: float) -> list[Verdict]:
    """Claim furniture in a document that looks at least a little like a dump."""
    lines = lines_of(document, verdicts)
    judged = judge(lines)
    shown = {name: judged.evidence[name].tolist() for name in SHOWN}
    made: list[Verdict] = []
    for row in _rows(lines, judged, likeness, _likely_by_markup(document)):
        label, reason = _label(lines, row), _reason(document, shown, row)
        for _, part in groupby(row, key=lambda index: judged.likely[index] <= 1 - SURE):
            run = list(part)
            confidence = round(float(1 - judged.likely[run].max()), 2)
            start, end = document.blocks[run[0]].start, document.blocks[run[-1]].end
            made.append(Verdict(start, end, label, "prose", confidence, reason))
    return made


def _likely_by_markup(document: Document) -> Flags:
    """Return for each line whether the markup around it says that it is the article's: of no line of a text."""
    if not document.hints:
        return np.zeros(len(document.blocks), bool)
    return np.array([hint.likelihood >= LIKELY or hint.tag == "pre" for hint in document.hints])


def _rows(lines: Lines, judged: Judged, likeness: float, defended: Flags) -> Iterator[list[int]]:
    """Yield the rows of lines that are furniture, and that nothing claims or defends. The headline is none."""
    evidence = judged.evidence
    free = ~lines.claimed & np.array([label is None or not label.is_content for label in lines.labels])
    free &= (evidence["title"] == 0) & ~defended
    gone = (free & (judged.likely <= 1 - (LEAST if likeness >= PLAIN else LEAST_DOUBTFUL))).tolist()
    for furniture, row in groupby(range(len(gone)), key=gone.__getitem__):
        if furniture:
            yield list(row)


def _label(lines: Lines, row: Sequence[int]) -> Label:
    """Return the label of the nearest line that a rule names, or navigation: furniture is of no single kind."""
    for away in range(1, NEARBY + 1):
        for index in (row[0] - away, row[-1] + away):
            label = lines.labels[index] if 0 <= index < len(lines.labels) else None
            if label is not None and not label.is_content and label is not Label.DUPLICATE:
                return label
    return Label.NAVIGATION


def _reason(document: Document, shown: Mapping[str, Sequence[float]], row: Sequence[int]) -> str:
    """Say what counted, in words: how many lines, where, and what they lack."""
    mean = {name: sum([column[index] for index in row]) / len(row) for name, column in shown.items()}
    many = len(row) >= ROW
    short = "short " if mean["short_here"] >= MOSTLY else ""
    where = "above" if mean["region_above"] >= MOSTLY else "below" if mean["region_below"] >= MOSTLY else "within"
    found = [f"{f'{len(row)} {short}lines in a row' if many else f'a {short}line'} {where} the article"]
    if mean["closed"] < MOSTLY:
        found.append("closed like no sentence")
    if mean["again"] >= MOSTLY:
        found.append("said more than once")
    if mean["said"] < SAID:
        found.append("without the article's words")
    return f"{', '.join(found)}: {document.text(document.blocks[row[0]])[:CHARACTERS]}"
