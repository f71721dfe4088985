"""Types of the arrays that readers and stages use, and a function that several of them share."""

import numpy as np
from numpy.typing import NDArray

__all__ = ["Flags", "Indexes", "Numbers", "moved"]

Numbers = NDArray[np.floating]
Indexes = NDArray[np.intp]
Flags = NDArray[np.bool_]


def moved(column: Numbers, lines: int) -> Numbers:
    """Return for each line the number of the line this many lines above it (below if negative); 0 beyond the ends.

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
