"""Sums over the containers of a page: how much stands in each, and which is the article's."""

from collections.abc import Mapping, Sequence

import numpy as np

from cleanwire.arrays import Indexes, Numbers
from cleanwire.reading.html.blocks import Container

__all__ = ["Containers"]


class Containers:
    """The containers of a page with the sums of what stands in them, at any depth."""

    def __init__(self, containers: Sequence[Container], own: Indexes, parts: Mapping[str, Numbers]) -> None:
        self._own = own
        """The container of each block."""
        parents = [container.parent.index if container.parent else 0 for container in containers]
        self._parents = np.array(parents)
        self._depths = np.array([container.depth for container in containers], dtype=np.float64)
        self._sums = {
            name: _summed(np.bincount(own, part, len(parents)).tolist(), parents) for name, part in parts.items()
        }
        self._ends = _ends(parents)

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


def _summed(sums: list[float], parents: list[int]) -> Numbers:
    for index in range(len(sums) - 1, 0, -1):
        sums[parents[index]] += sums[index]
    return np.array(sums)


def _ends(parents: list[int]) -> list[int]:
    """Return the last container inside each container: they are numbered in document order."""
    ends = [*range(len(parents))]
    for index in range(len(parents) - 1, 0, -1):
        ends[parents[index]] = max(ends[parents[index]], ends[index])
    return ends
