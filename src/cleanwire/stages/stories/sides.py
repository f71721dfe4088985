"""A run of lines that may be a stranger, and the rest of the text, its host."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

from cleanwire.stages.stories.lines import Lines

__all__ = ["Sides", "share"]

BESIDE = 300
"""So many terms of the host beside the stranger are compared with it at most."""

Test = Callable[[int], bool]


class Sides:
    """Lines start..end as a stranger, and the others as its host; both have at least one line."""

    def __init__(self, lines: Lines, start: int, end: int) -> None:
        self.lines, self.start, self.end = lines, start, end
        self.weights = lines.terms.weights
        self.said = lines.said(start, end)
        """The terms of the stranger, in their order."""
        self.inside = Counter(self.said)
        """How often each stands in the stranger."""
        self.beside_lines = self._beside()
        self.beside_said = lines.said(*self.beside_lines)
        """The terms of as much of the host beside the stranger: the yardstick for what parts share with the rest."""
        self.beside = Counter(self.beside_said)

    def _beside(self) -> tuple[int, int]:
        """Return the lines of the host beside the stranger: above it, or below where it comes first."""
        reach, size = self.lines.reach, min(len(self.said), BESIDE)
        first = last = self.start
        if first:
            while first > 0 and reach[last] - reach[first] < size:
                first -= 1
            return (first or (last + 1) // 2 if last > 1 else 0), last
        return self.end, self.lines.below(self.end, len(self.lines), size)

    @property
    def is_last(self) -> bool:
        """Whether nothing of the host stands below."""
        return self.end == len(self.lines)

    def in_host(self, term: int) -> bool:
        """Whether the host holds a term."""
        return self.lines.counts[term] > self.inside[term]

    def besides(self, part: Mapping[int, int]) -> Test:
        """Return whether the host holds a term elsewhere than in a part of it, given how often each stands there."""
        counts, inside = self.lines.counts, self.inside
        return lambda term: counts[term] > inside[term] + part.get(term, 0)

    @cached_property
    def shared(self) -> float:
        """The share of the stranger's terms, by weight, that the host holds."""
        return share(self.said, self.weights, self.in_host)

    @cached_property
    def host_said(self) -> list[int]:
        """The terms of the host, in their order."""
        return self.lines.said(0, self.start) + self.lines.said(self.end, len(self.lines))

    def opening(self, most: int) -> list[int]:
        """Return the terms of the first lines of the stranger, so many or a line more."""
        return self.lines.said(self.start, self.lines.below(self.start, self.end, most))


def share(terms: Sequence[int], weights: Sequence[float], holds: Test) -> float:
    """Return the share of terms, by weight, of which something holds; 0 of no terms."""
    whole = held = 0.0
    for term in terms:
        weight = weights[term]
        whole += weight
        if holds(term):
            held += weight
    return held / (whole or 1.0)
