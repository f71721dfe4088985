"""Figures about a result."""

from typing import NamedTuple

from cleanwire.report.measures import count_words
from cleanwire.report.outcome import Outcome

__all__ = ["Counts", "LabelCount", "counts_of"]


class LabelCount(NamedTuple):
    """What was removed under a label."""

    label: str
    removals: int
    words: int


class Counts(NamedTuple):
    """How much of a source was removed, by label."""

    words: int
    """Words of the source."""
    labels: tuple[LabelCount, ...]
    """The most words first."""

    @property
    def removals(self) -> int:
        """The number of removals."""
        return sum(row.removals for row in self.labels)

    @property
    def removed(self) -> int:
        """The number of removed words."""
        return sum(row.words for row in self.labels)

    @property
    def kept(self) -> int:
        """The number of kept words; a word that a removal cuts in two may count on either side."""
        return max(self.words - self.removed, 0)

    @property
    def share(self) -> float:
        """The share of removed words, in 0..1."""
        return min(self.removed / self.words, 1.0) if self.words else 0.0


def counts_of(result: Outcome) -> Counts:
    """Return the figures of a result."""
    rows: dict[str, LabelCount] = {}
    for segment in result.removed:
        label = segment.label.value
        row = rows.get(label, LabelCount(label, 0, 0))
        words = count_words(result.source[segment.start : segment.end])
        rows[label] = LabelCount(label, row.removals + 1, row.words + words)
    labels = tuple(sorted(rows.values(), key=lambda row: (-row.words, row.label)))
    return Counts(count_words(result.source), labels)
