"""How much is gained by taking a part of a text for a text of its own.

A text repeats its words: once "ferry" has come up it comes up again. Each part of a text is predicted from the words
that it has shown so far, with what is usual in its language mixed in (a Dirichlet prior). Where what follows is
predicted better afresh than from all that went before, it is about something else. The gain is the difference of the
logarithms of the likelihoods.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from math import lgamma, log

from cleanwire.stages.stories.terms import PRIOR

__all__ = ["Repetition"]


class Repetition:
    """How the lines of a text repeat each other's terms.

    `lines` are the numbers of the terms of each line, `priors` how often each term is expected among PRIOR words.
    """

    def __init__(self, lines: Sequence[Sequence[int]], priors: Sequence[float]) -> None:
        self.counts = Counter([term for line in lines for term in line])
        """How often each term stands."""
        self._priors = priors
        self._sizes = [len(line) for line in lines]
        self._total = sum(self._sizes)
        again = {term for term, count in self.counts.items() if count > 1}
        # A term that stands once is as likely in a part as in the whole, but for the length.
        self._again = [[term for term in line if term in again] for line in lines]

    def gains(self, start: int, end: int) -> Iterator[float]:
        """Yield what is gained by taking a line for a text of its own, the first two lines, and so on to the end.

        Linear in the number of terms.
        """
        counts, priors = self.counts, self._priors
        inside: dict[int, int] = {}
        size, gain, base = 0, 0.0, _mass(self._total)
        for at in range(start, end):
            for term in self._again[at]:
                here, prior = inside.get(term, 0), priors[term]
                gain += log((here + prior) / (counts[term] - here - 1 + prior))
                inside[term] = here + 1
            size += self._sizes[at]
            yield gain - _mass(size) - _mass(self._total - size) + base

    def gains_of_cuts(self) -> list[float]:
        """Return (lines + 1) what is gained by a cut above each line, and below the last."""
        return [0.0, *self.gains(0, len(self._sizes))]


def _mass(size: int) -> float:
    """Return the logarithm of what all words of a part share, by their number."""
    return lgamma(size + PRIOR) - _PRIOR_MASS


_PRIOR_MASS = lgamma(PRIOR)
