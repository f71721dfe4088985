"""Sums over the containers of a page: how much stands in each, and which is the article's."""

from collections.abc import Mapping, Sequence

import numpy as np

from cleanwire.native.pages.containers import Container, ends_of, family_of, sum_up
from cleanwire.scoring.columns import Indexes, Numbers

__all__ = ["Containers"]


class Containers:
    """The containers of a page with the sums of what stands in them, at any depth."""

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
        """Return the smallest container that holds a share of the page's sum; the page itself where there is no sum.

        More than half of a sum stands in one child at most, so the containers that hold it are a chain, and the last
        of them in document order is the smallest.
        """
        sums = self._sums[name]
        return int(np.flatnonzero(sums >= share * sums[0])[-1]) if sums[0] else 0

    def within(self, container: int) -> Numbers:
        """Return 1 for each block that stands in a container, else 0."""
        return ((self._own >= container) & (self._own <= self._ends[container])).astype(float)

    def depth_below(self, container: int) -> Numbers:
        """Return for each block how much deeper it stands than a container."""
        depths: Numbers = self._depths[self._own] - self._depths[container]
        return depths

    def share(self, name: str, container: int) -> float:
        """Return what share of the words of a container a part is."""
        return float(self._sums[name][container] / max(1.0, self._sums["words"][container]))

    def around(self, name: str, level: int) -> Numbers:
        """Return for each block the sum of the container so many levels above its own."""
        at = self._own
        for _ in range(level):
            at = self._parents[at]
        return self._sums[name][at]
