import numpy as np
import pytest

from cleanwire.scoring.columns import moved


def test_moved_takes_what_stands_above_or_below():
    column = np.array([1.0, 2.0])
    assert moved(column, 1).tolist() == [0, 1]
    assert moved(column, -1).tolist() == [2, 0]


@pytest.mark.parametrize("lines", [2, 3, -2, -3])
def test_nothing_stands_beyond_the_ends(lines):
    assert moved(np.array([1.0, 2.0]), lines).tolist() == [0, 0]
