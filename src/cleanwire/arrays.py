"""Names for the arrays that the numeric stages pass around."""

import numpy as np
from numpy.typing import NDArray

__all__ = ["Flags", "Indexes", "Numbers"]

Numbers = NDArray[np.floating]
Indexes = NDArray[np.intp]
Flags = NDArray[np.bool_]
