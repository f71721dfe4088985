"""What stands around each line: means over the lines above and below, runs, and how far the next of a kind is."""

import numpy as np

from cleanwire.arrays import Flags, Numbers
from cleanwire.stages.prose.shapes import Columns

__all__ = ["near", "neighbours", "runs", "steps"]

FAR = 1_000_000
"""Farther than any line is."""


def neighbours(columns: Columns, reaches: tuple[int, ...], weights: Numbers) -> Columns:
    """Return the weighted means of columns over up to so many lines above, and below, each line.

    One more line, which counts nothing, is taken with them, so that what few lines show counts less. Named
    `NAME_above3`, `NAME_below3` and so on.
    """
    table = np.array(list(columns.values())) * weights
    total = np.pad(table.cumsum(axis=1), ((0, 0), (1, 0)))
    mass = np.pad(weights.cumsum(), (1, 0))
    count = len(weights)
    here = np.arange(count)
    made: Columns = {}
    for reach in reaches:
        first, last = np.maximum(0, here - reach), np.minimum(count, here + 1 + reach)
        above = (total[:, here] - total[:, first]) / (mass[here] - mass[first] + 1)
        below = (total[:, last] - total[:, here + 1]) / (mass[last] - mass[here + 1] + 1)
        made.update(zip([f"{name}_above{reach}" for name in columns], above, strict=True))
        made.update(zip([f"{name}_below{reach}" for name in columns], below, strict=True))
    return made


def runs(flags: Flags) -> Numbers:
    """Return for each line how long the run of flagged lines is that it stands in; 0 where it is not flagged.

    >>> runs(np.array([True, True, False, True])).tolist()
    [2.0, 2.0, 0.0, 1.0]
    """
    edges = np.flatnonzero(np.diff(flags.astype(np.int8), prepend=0, append=0))
    lengths = np.zeros(len(flags))
    starts, ends = edges[::2], edges[1::2]
    lengths[flags] = np.repeat(ends - starts, ends - starts)
    return lengths


def steps(flags: Flags) -> tuple[Numbers, Numbers]:
    """Return for each line how many lines away the next flagged one is, above and below; FAR where there is none.

    >>> [distance.tolist() for distance in steps(np.array([True, False, True]))]
    [[1000000.0, 1.0, 2.0], [2.0, 1.0, 1000000.0]]
    """
    here = np.arange(len(flags), dtype=float)
    last = np.maximum.accumulate(np.where(flags, here, -FAR))
    following = np.minimum.accumulate(np.where(flags, here, 2 * FAR)[::-1])[::-1]
    above = np.minimum(FAR, here - np.concatenate([[-FAR], last[:-1]]))
    below = np.minimum(FAR, np.concatenate([following[1:], [2 * FAR]]) - here)
    return above, below


def near(distance: Numbers) -> Numbers:
    """Return nearness: 1 next door, a half two lines away, nearly 0 far off."""
    return 1 / distance
