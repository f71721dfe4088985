"""Names for the arrays that readers and stages pass around, and what several of them do with one."""

import numpy as np
from numpy.typing import NDArray

__all__ = ["Flags", "Indexes", "Numbers", "moved"]

Numbers = NDArray[np.floating]
Indexes = NDArray[np.intp]
Flags = NDArray[np.bool_]


def moved(column: Numbers, lines: int) -> Numbers:
    """Return for each line the number of the line so many lines above it (below, where negative); 0 beyond the ends.

    >>> moved(np.array([1.0, 2.0, 3.0]), 1).tolist(), moved(np.array([1.0, 2.0, 3.0]), -1).tolist()
    ([0.0, 1.0, 2.0], [2.0, 3.0, 0.0])
    """
    found = np.zeros(len(column))
    if abs(lines) < len(column):
        if lines > 0:
            found[lines:] = column[:-lines]
        else:
            found[:lines] = column[-lines:]
    return found
