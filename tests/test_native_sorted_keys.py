from array import array
from bisect import bisect_left

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanwire.native.profiles.sorted_keys import numbers_of, rows_of

NEAR = st.builds(int.__add__, st.sampled_from([0, 2**32, 2**63, 2**64 - 99]), st.integers(0, 98))
KEYS = st.integers(0, 2**64 - 1) | NEAR


@given(st.sets(KEYS, max_size=60).map(sorted), st.lists(KEYS, max_size=20))
def test_keys_are_found_where_they_are(among: list[int], others: list[int]) -> None:
    keys, wanted = array("Q", among), array("Q", [*among, *others])
    rows = [at if (at := bisect_left(among, key)) < len(among) and among[at] == key else -1 for key in wanted]
    assert rows_of(keys, wanted).tolist() == rows
    numbers = array("I", range(7, 7 + len(among)))
    assert numbers_of(keys, numbers, wanted).tolist() == [0 if row < 0 else numbers[row] for row in rows]


@pytest.mark.parametrize("base", [0, 2**63, 2**64 - 100_000])
def test_unevenly_distributed_keys_are_found(base: int) -> None:
    keys = array("Q", range(base, base + 100_000))
    assert rows_of(keys, keys).tolist() == list(range(100_000))


def test_keys_without_numbers_are_an_error() -> None:
    with pytest.raises(ValueError, match="2 keys have 1"):
        numbers_of(array("Q", [1, 2]), array("I", [1]), array("Q", [1]))
