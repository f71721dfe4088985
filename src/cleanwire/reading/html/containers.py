"""Sums over the containers of a page: how much each contains, and which contains the article."""

from collections.abc import Mapping, Sequence

import numpy as np

from cleanwire.native.pages.containers import Container, ends_of, family_of, sum_up
from cleanwire.scoring.columns import Indexes, Numbers

__all__ = ["Containers"]


class Containers:
    """The containers of a page with sums over everything in them, at any depth."""

    def __init__(self, containers: Sequence[Container], own: Indexes, parts: Mapping[str, Numbers]) -> None:
        self._own = own
        """The container of each block."""
        self._parents, self._depths = map(np.asarray, family_of(containers))
        self._ends = ends_of(self._parents)
        self._sums: dict[str, Numbers] = {}
        for name, part in parts.items():
            sums: Numbers = np.bincount(own, part, len(containers)).astype(np.float64, copy=False)
            sum_up(sums, self._parents)
            self._sums[name] = sums

    def core(self, name: str, share: float) -> int:
        """Return the smallest container with at least a share of the page's sum, or the page if the sum is zero.

        At most one child contains more than half of a sum, so the containers that qualify are a chain, and the last
        of them in document order is the smallest.
        """
        sums = self._sums[name]
        return int(np.flatnonzero(sums >= share * sums[0])[-1]) if sums[0] else 0

    def within(self, container: int) -> Numbers:
        """Return 1 for each block inside a container, else 0."""
        return ((self._own >= container) & (self._own <= self._ends[container])).astype(float)

    def depth_below(self, container: int) -> Numbers:
        """Return how much deeper than a container each block is."""
        depths: Numbers = self._depths[self._own] - self._depths[container]
        return depths

    def share(self, name: str, container: int) -> float:
        """Return a sum of a container as a share of its words."""
        return float(self._sums[name][container] / max(1.0, self._sums["words"][container]))

    def around(self, name: str, level: int) -> Numbers:
        """Return for each block the sum of the container `level` levels above its own."""
        at = self._own
        for _ in range(level):
            at = self._parents[at]
        return self._sums[name][at]
