from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanwire.report.smallest import RANKS, Smallest, rank


class Tally:
    def __init__(self):
        self.times = 0


def counted(keys, *, limit=3, into=None):
    smallest = Smallest(limit, Tally) if into is None else into
    for key in keys:
        item = smallest.of(key)
        if item:
            item.times += 1
    return smallest


def held(smallest):
    return {key: item.times for key, item in smallest.items()}


KEYS = st.lists(st.sampled_from("abcdefghijklmnop"), max_size=60)


@given(KEYS)
def test_those_with_the_smallest_ranks_stay_and_are_counted_exactly(keys):
    wanted = sorted(set(keys), key=lambda key: (rank(key), key))[:3]
    assert held(counted(keys)) == {key: Counter(keys)[key] for key in wanted}


@given(KEYS, st.randoms())
def test_order_does_not_matter(keys, random):
    shuffled = random.sample(keys, len(keys))
    assert held(counted(keys)) == held(counted(shuffled))


@given(KEYS, KEYS)
def test_parts_can_be_counted_apart(left, right):
    merged = counted(left)
    for key, times in held(counted(right)).items():
        item = merged.of(key)
        if item:
            item.times += times
    assert held(merged) == held(counted(left + right))


def test_looking_at_what_stays_changes_nothing():
    smallest = counted("abcdefgh")
    assert held(smallest) == held(smallest)


@pytest.mark.parametrize("key", ["", "x", "\ud800", "\x00" * 1000])
def test_any_text_has_a_rank(key):
    assert 0 <= rank(key) < RANKS
