"""Whether time is linear in the input, on machines of any speed: growth is measured, and no seconds.

Tests that use this are marked `no_cover`: a tracer would be what is measured.
"""

from collections.abc import Callable
from time import process_time
from timeit import timeit
from typing import TypeVar

__all__ = ["GROWTH", "growth"]

GROWTH = 8
"""Four times the input may take so many times as long: linear is 4, quadratic 16."""

FLOOR = 0.005
"""Seconds under which a measurement is mostly noise."""

ENOUGH = 0.15
"""Seconds of processor time after which a measurement is not repeated."""

Source = TypeVar("Source")


def growth(call: Callable[[Source], object], make: Callable[[int], Source], size: int) -> float:
    """Return how often as long four times the input takes, up to the size: the first growth that is too steep.

    `call` is warm: it has seen such an input before. What looks too steep is measured again, since a neighbour on the
    machine may have been the reason.
    """
    call(make(10))
    for part in (16, 4):
        shorter, longer = make(size // part), make(4 * size // part)
        for _ in range(3):
            steepness = _seconds(call, longer) / max(_seconds(call, shorter), FLOOR)
            if steepness < GROWTH:
                break
        else:
            break
    return steepness


def _seconds(call: Callable[[Source], object], source: Source) -> float:
    """Return the least processor time of three runs, or of fewer if they are long enough to be steady."""
    runs: list[float] = []
    while len(runs) < 3 and sum(runs) < ENOUGH:
        runs.append(timeit(lambda: call(source), number=1, timer=process_time))
    return min(runs)
