"""Every shipped pattern on lines that are made to mislead it."""

from time import process_time

import pytest
import regex

from pumping import misleading
from shipped_packs import PACKS

pytestmark = pytest.mark.no_cover  # a tracer would be what is measured

SHORTER, LONGER = 1_000, 4_000
"""Characters of the lines: twenty times a line of boilerplate, and four times that."""

GROWTH = 10
"""Four times the line may take so many times as long: linear is 4, quadratic 16."""

FLOOR = 0.001
"""Seconds that a linear pattern may take for the longer line, whatever it took for the shorter: three in four need
under a tenth. A quadratic one of 2 nanoseconds a step takes 16 times as long."""

STALL = 0.2
"""Seconds after which a search is stopped: the slowest of shipped patterns takes a hundredth."""

RUNS = 4
"""The best of so many counts: a neighbour on the machine makes a search slower and none faster."""


def seconds(pattern, line):
    start = process_time()
    try:
        pattern.search(line, timeout=STALL)
    except TimeoutError:
        return float("inf")
    return process_time() - start


def is_linear(pattern, shorter, longer):
    """Tell whether the time for a longer line is in proportion to that for a shorter one, or short in any case."""
    taken = seconds(pattern, longer)
    for _ in range(RUNS):
        if taken <= max(FLOOR, min(STALL, GROWTH * seconds(pattern, shorter))):
            return True
        taken = min(taken, seconds(pattern, longer))
    return False


def steep(pattern):
    """Return the first lines on which a pattern's time grows faster than they do."""
    compiled = regex.compile(pattern)
    pairs = zip(misleading(pattern, length=SHORTER), misleading(pattern, length=LONGER), strict=True)
    return next((longer[:60] for shorter, longer in pairs if not is_linear(compiled, shorter, longer)), None)


@pytest.mark.parametrize("pack", PACKS)
def test_the_time_of_shipped_patterns_is_linear_in_the_line(pack):
    patterns = {rule.id: rule.pattern for rule in PACKS[pack] if rule.pattern}
    assert {rule: line for rule, pattern in patterns.items() if (line := steep(pattern)) is not None} == {}


@pytest.mark.parametrize(
    "pattern", [r"^(a|aa|a?)+$", r"^join 0[0,.]*(?:[\w'-]+ ){0,4}readers", r"^by [^.]*[.)]*$", r"(?:\w+ )+:$"]
)
def test_a_pattern_whose_time_explodes_or_is_quadratic_is_found(pattern):
    assert steep(pattern) is not None
