"""The features of lines that the judge uses. Each has a name, and one number for each line."""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cleanwire.document import Document
from cleanwire.labels import Label
from cleanwire.native.judging.line_evidence import HEADLINE, KEEP, NAMES, OWN, STAGE, line_evidence
from cleanwire.native.text.line_tables import LineTable
from cleanwire.spans import Verdict

__all__ = ["EVIDENCE", "Evidence", "evidence_of"]

EVIDENCE = NAMES
"""The names of all features, in the order in which weights are fitted to them."""

_PLACES = {name: place for place, name in enumerate(EVIDENCE)}
_KINDS = {label: kind for kind, label in enumerate(label for label in Label if not label.is_content)}


@dataclass(frozen=True, slots=True)
class Evidence:
    """The features of a document's lines."""

    numbers: "array[float]"
    """One feature after the other, with a number for each line."""
    count: int
    """The number of lines."""

    def __getitem__(self, name: str) -> "array[float]":
        """Return one feature of all lines."""
        first = _PLACES[name] * self.count
        return self.numbers[first : first + self.count]

    def at(self, name: str, line: int) -> float:
        """Return one feature of a line."""
        return self.numbers[_PLACES[name] * self.count + line]

    def rows(self, names: Sequence[str], lines: Iterable[int]) -> list[list[float]]:
        """Return some features, line by line."""
        rows = [self.numbers[line :: self.count].tolist() for line in lines]
        if names == EVIDENCE:
            return rows
        places = [_PLACES[name] for name in names]
        return [[row[place] for place in places] for row in rows]


def evidence_of(document: Document, lines: LineTable, verdicts: Iterable[Verdict], words: Sequence[float]) -> Evidence:
    """Return the features of a document's lines, given the verdicts on it and the weight of each line's words.

    Takes time linear in the document's length, about 0.5 µs per line.
    """
    claims = [
        (_who(one), one.start, one.end, one.confidence, -1 if one.label.is_content else _KINDS[one.label])
        for one in verdicts
    ]
    return Evidence(line_evidence(document.source, document.folded, lines, words, claims), lines.count)


def _who(verdict: Verdict) -> int:
    if verdict.label.is_content:
        return HEADLINE if verdict.label is Label.HEADLINE else KEEP
    return OWN if "/" in verdict.rule else STAGE
