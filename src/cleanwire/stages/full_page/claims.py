"""Scores the lines of full-page text, and turns scores into claims with labels and reasons."""

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
"""The lowest confidence of a claim. Less certain lines would not be removed by the default strictness, but later stages
would take them for boilerplate."""

LEAST_DOUBTFUL = 0.7
"""The same if it is not certain that the document is full-page text: extracted text may look like it. There, a quarter
of the words in less certain claims belong to the article, in all other claims one in 100. With 0.5, resiliparse's text
of the labelled pages loses a third more of the article's words for 0.004 of the boilerplate."""

SURE = 0.91
"""Lines of a row that are certain enough for the safe strictness are a claim of their own."""

LIKELY = 0.5
"""A line that is more likely than this to belong to the article by its markup is not claimed for its form and position.
On 1,106 pages of held-out sources, this improves F1 by 0.0033."""

NEARBY = 3
"""The greatest distance, in lines, of a line that a rule claims and whose label boilerplate gets."""

COUNTED = 60
"""The greatest number of words that a line counts for when the doubt about a document is measured. With 20, lists count
more and articles lose a quarter more words; with 200, nothing changes."""

CHARACTERS = 40
"""The number of characters of the first line that the evidence shows."""

ROW = 3
"""The smallest number of lines that the evidence calls a row."""

MOSTLY = 0.5
"""The evidence mentions what is true of this share of a row."""

SAID = 0.3
"""If a smaller share of a row's words occurs in the article, the evidence says “with few of the article's words”."""

SHOWN = ("short_here", "closed", "again", "said", "region_above", "region_below")
"""The features that the evidence mentions."""

EVIDENCE = (*FIRST, *SECOND)
_PLACES = {name: place for place, name in enumerate(EVIDENCE)}


@dataclass(frozen=True, slots=True)
class Judged:
    """The scores of a document's lines."""

    likely: "array[float]"
    """The probability that each line belongs to the article."""
    evidence: "array[float]"
    """The features: the columns of FIRST, then of SECOND."""

    def column(self, name: str) -> "array[float]":
        """Return one feature of all lines."""
        count = len(self.likely)
        first = _PLACES[name] * count
        return self.evidence[first : first + count]


def judge(lines: Lines) -> Judged:
    """Score lines by themselves and their position, then by what their neighbours are likely to be."""
    trees, decisions = _weighers()
    first = first_evidence(lines)
    likely = likelihoods(decisions["first"].scores(FIRST, first))
    evidence = first + second_evidence(lines, likely)
    sums = decisions["second"].scores(EVIDENCE, evidence)
    # Trees and the linear sum make different errors, so their mean is better than either.
    scores = [(one + other) / 2 for one, other in zip(sums, trees.scores(evidence, len(sums)), strict=True)]
    # The more of a document is in doubt, the more certain a line has to be. Both scores are on the same scale.
    least = doubt(unsure(scores, lines.page.sizes))
    return Judged(likelihoods([score - least for score in scores]), evidence)


def unsure(scores: Sequence[float], sizes: Sequence[float]) -> float:
    """Return the share of a document, by its words, that is in doubt. A line with a probability of 1 in 7 counts half.

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
        raise ValueError("the trees were fitted to other features than there are")
    return ColumnForest(trees.forest), decisions_of(learned["decisions"])


def claims(document: Document, verdicts: tuple[Verdict, ...], likeness: float) -> list[Verdict]:
    """Return the claims in a document that looks like full-page text, with at least the likeness DUMP."""
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
    """Yield the runs of boilerplate lines that are not claimed or protected, and are not the headline."""
    most = 1 - (LEAST if likeness >= PLAIN else LEAST_DOUBTFUL)
    title, claimed, labels = judged.column("title"), lines.page.claimed, lines.labels
    gone = [
        likely <= most and not claimed[index] and not title[index] and not _is_defended(lines.document, index, label)
        for index, (likely, label) in enumerate(zip(judged.likely, labels, strict=True))
    ]
    for boilerplate, row in groupby(range(len(gone)), key=gone.__getitem__):
        if boilerplate:
            yield list(row)


def _is_defended(document: Document, index: int, label: Label | None) -> bool:
    """Whether a line is claimed as part of the article, or its markup says that it is."""
    if label is not None and label.is_content:
        return True
    hint = document.hints[index] if document.hints else None
    return hint is not None and (hint.likelihood >= LIKELY or hint.tag == "pre")


def _label(lines: Lines, row: Sequence[int]) -> Label:
    """Return the label of the nearest line that a rule claims, or navigation if there is none."""
    for away in range(1, NEARBY + 1):
        for index in (row[0] - away, row[-1] + away):
            label = lines.labels[index] if 0 <= index < len(lines.labels) else None
            if label is not None and not label.is_content and label is not Label.DUPLICATE:
                return label
    return Label.NAVIGATION


def _reason(document: Document, shown: Mapping[str, Sequence[float]], row: Sequence[int]) -> str:
    """Return the evidence in words: how many lines, where, and what they lack."""
    mean = {name: sum(column[row[0] : row[-1] + 1]) / len(row) for name, column in shown.items()}
    many = len(row) >= ROW
    short = "short " if mean["short_here"] >= MOSTLY else ""
    where = "above" if mean["region_above"] >= MOSTLY else "below" if mean["region_below"] >= MOSTLY else "within"
    found = [f"{f'{len(row)} {short}lines in a row' if many else f'a {short}line'} {where} the article"]
    if mean["closed"] < MOSTLY:
        found.append("without sentence endings")
    if mean["again"] >= MOSTLY:
        found.append("repeated")
    if mean["said"] < SAID:
        found.append("with few of the article's words")
    return f"{', '.join(found)}: {document.text(document.blocks[row[0]])[:CHARACTERS]}"
