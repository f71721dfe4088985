"""From scores to claims: which lines go, under which label, and why."""

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from cleanwire.document import Document
from cleanwire.labels import Label
from cleanwire.loading.prepared import Prepared
from cleanwire.native.numbers.column_trees import ColumnForest
from cleanwire.native.numbers.sums import likelihoods
from cleanwire.scoring.linear import Decision, decisions_of
from cleanwire.scoring.trees import grown_trees, trees_of
from cleanwire.spans import Verdict
from cleanwire.stages.full_page.evidence import FIRST, SECOND, Lines, first_evidence, lines_of, second_evidence
from cleanwire.stages.full_page.screening import PLAIN, doubt

__all__ = ["PREPARED", "Judged", "claims", "judge", "unsure"]

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
"""A line of a page whose markup makes it the article's more likely than not is no boilerplate by its form and its
place, which the markup knows better. On 1,106 pages of sources that nothing was fitted to, this is worth .0033 of
F1."""

NEARBY = 3
"""Lines away from which a line that a rule names gives its label to boilerplate beside it."""

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

EVIDENCE = (*FIRST, *SECOND)
_PLACES = {name: place for place, name in enumerate(EVIDENCE)}


@dataclass(frozen=True, slots=True)
class Judged:
    """What the decisions make of a document's lines."""

    likely: "array[float]"
    """How likely each line is the article's."""
    evidence: "array[float]"
    """What counted: the columns of FIRST, and of SECOND."""

    def column(self, name: str) -> "array[float]":
        """Return one piece of evidence for all lines."""
        count = len(self.likely)
        first = _PLACES[name] * count
        return self.evidence[first : first + count]


def judge(lines: Lines) -> Judged:
    """Judge lines by themselves and their place, then by what their company is."""
    trees, decisions = _weighers()
    first = first_evidence(lines)
    likely = likelihoods(decisions["first"].scores(FIRST, first))
    evidence = first + second_evidence(lines, likely)
    sums = decisions["second"].scores(EVIDENCE, evidence)
    # Trees err elsewhere than the sum does, and both together less than either.
    scores = [(one + other) / 2 for one, other in zip(sums, trees.scores(evidence, len(sums)), strict=True)]
    # The more of a document is in doubt, the surer a line has to be: the scores are on the same scale.
    least = doubt(unsure(scores, lines.size))
    return Judged(likelihoods([score - least for score in scores]), evidence)


def unsure(scores: Sequence[float], sizes: Sequence[float]) -> float:
    """Return the share of lines, by their words, of which scores do not tell what they are; a half at one in seven.

    >>> [round(unsure([score, score], [1, 1]), 2) for score in (0.0, 1.8, 6.0)]
    [1.0, 0.49, 0.01]
    """
    words = [min(size, COUNTED) for size in sizes]
    open_ = [size * 4 * likely * (1 - likely) for size, likely in zip(words, likelihoods(scores), strict=True)]
    return sum(open_) / sum(words)


_HERE = Path(__file__).parent


def _learned() -> dict[str, Any]:
    import tomllib  # noqa: PLC0415, only what is not prepared needs it

    return {
        "trees": grown_trees((_HERE / "trees.json").read_text("utf-8")),
        "decisions": tomllib.loads((_HERE / "weights.toml").read_text("utf-8")),
    }


PREPARED = Prepared(
    _HERE / "claims.prepared",
    lambda: [_HERE / "trees.json", _HERE / "weights.toml"],
    ("scoring/trees.py", "native/numbers/trees.pyx"),
    _learned,
)


@cache
def _weighers() -> tuple[ColumnForest, dict[str, Decision]]:
    learned = PREPARED.load()
    trees = trees_of(learned["trees"])
    if trees.names != EVIDENCE:
        raise ValueError("the trees were fitted to other evidence than is counted")
    return ColumnForest(trees.forest), decisions_of(learned["decisions"])


def claims(document: Document, verdicts: tuple[Verdict, ...], likeness: float) -> list[Verdict]:
    """Claim boilerplate in a document that looks at least a little like a dump."""
    lines = lines_of(document, verdicts)
    judged = judge(lines)
    shown = {name: judged.column(name) for name in SHOWN}
    made: list[Verdict] = []
    for row in _rows(lines, judged, likeness):
        label, reason = _label(lines, row), _reason(document, shown, row)
        for _, part in groupby(row, key=lambda index: judged.likely[index] <= 1 - SURE):
            run = list(part)
            confidence = round(1 - max(judged.likely[run[0] : run[-1] + 1]), 2)
            start, end = document.blocks[run[0]].start, document.blocks[run[-1]].end
            made.append(Verdict(start, end, label, "prose", confidence, reason))
    return made


def _rows(lines: Lines, judged: Judged, likeness: float) -> Iterator[list[int]]:
    """Yield the rows of lines that are boilerplate, and that nothing claims or defends. The headline is none."""
    most = 1 - (LEAST if likeness >= PLAIN else LEAST_DOUBTFUL)
    title, claimed, labels = judged.column("title"), lines.claimed, lines.labels
    gone = [
        likely <= most and not claimed[index] and not title[index] and not _is_defended(lines.document, index, label)
        for index, (likely, label) in enumerate(zip(judged.likely, labels, strict=True))
    ]
    for boilerplate, row in groupby(range(len(gone)), key=gone.__getitem__):
        if boilerplate:
            yield list(row)


def _is_defended(document: Document, index: int, label: Label | None) -> bool:
    """Whether a line is claimed as the author's, or the markup around it says that it is the article's."""
    if label is not None and label.is_content:
        return True
    hint = document.hints[index] if document.hints else None
    return hint is not None and (hint.likelihood >= LIKELY or hint.tag == "pre")


def _label(lines: Lines, row: Sequence[int]) -> Label:
    """Return the label of the nearest line that a rule names, or navigation: boilerplate is of no single kind."""
    for away in range(1, NEARBY + 1):
        for index in (row[0] - away, row[-1] + away):
            label = lines.labels[index] if 0 <= index < len(lines.labels) else None
            if label is not None and not label.is_content and label is not Label.DUPLICATE:
                return label
    return Label.NAVIGATION


def _reason(document: Document, shown: Mapping[str, Sequence[float]], row: Sequence[int]) -> str:
    """Say what counted, in words: how many lines, where, and what they lack."""
    mean = {name: sum(column[row[0] : row[-1] + 1]) / len(row) for name, column in shown.items()}
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
