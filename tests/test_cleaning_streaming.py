import os
from concurrent.futures.process import BrokenProcessPool
from itertools import count, islice
from multiprocessing import active_children

import pytest

from cleanwire.cleaning.streaming import AHEAD, CHUNK, CHUNK_ITEMS, in_order
from cleanwire.errors import ReadingError

WORKERS = 2


class Shout:
    """Work that counts how often it was pickled, as far as its own process knows."""

    def __init__(self, pickled=0):
        self.pickled = pickled

    def __reduce__(self):
        return Shout, (self.pickled + 1,)

    def __call__(self, item):
        return item.upper(), os.getpid(), self.pickled


def refuse(item):
    """Fail where an item asks for it."""
    if item == "refuse":
        raise ReadingError("refused")
    if item == "die":
        os._exit(1)
    return item


@pytest.mark.parametrize("number", [0, 1, CHUNK_ITEMS, 3 * CHUNK_ITEMS + 1])
def test_results_come_in_the_order_of_the_items(number):
    items = [f"line {at}" for at in range(number)]
    assert [said for said, _, _ in in_order(Shout(), items, workers=WORKERS)] == [item.upper() for item in items]


def test_the_work_is_done_by_other_processes():
    assert os.getpid() not in {process for _, process, _ in in_order(Shout(), ["a", "b"], workers=WORKERS)}


def test_the_work_is_not_pickled_with_each_item():
    items = ["x" * CHUNK] * 8
    assert max(pickled for _, _, pickled in in_order(Shout(), items, workers=WORKERS)) <= 1


def test_an_endless_source_is_read_only_a_few_chunks_ahead():
    read = []
    results = in_order(Shout(), (read.append(at) or "x" * CHUNK for at in count()), workers=WORKERS)
    list(islice(results, 5))
    results.close()
    assert len(read) <= AHEAD * WORKERS + 5


def test_closing_leaves_no_process_behind():
    results = in_order(Shout(), ("x" for _ in count()), workers=WORKERS)
    next(results)
    results.close()
    assert active_children() == []


def test_the_end_leaves_no_process_behind():
    list(in_order(Shout(), ["a"] * 1000, workers=WORKERS))
    assert active_children() == []


def test_an_error_comes_behind_the_results_before_it():
    results = in_order(refuse, ["one", "two", "refuse", "four"], workers=WORKERS)
    assert [next(results), next(results)] == ["one", "two"]
    with pytest.raises(ReadingError, match="refused"):
        next(results)


def test_an_error_leaves_no_process_behind():
    with pytest.raises(ReadingError):
        list(in_order(refuse, ["refuse"] * 1000, workers=WORKERS))
    assert active_children() == []


def test_an_error_of_the_source_is_passed_on():
    with pytest.raises(ZeroDivisionError):
        list(in_order(Shout(), (str(1 // at) for at in (1, 0)), workers=WORKERS))
    assert active_children() == []


def test_a_process_that_dies_is_an_error_and_no_wait():
    with pytest.raises(BrokenProcessPool):
        list(in_order(refuse, ["one", "die"], workers=WORKERS))
