from itertools import pairwise
from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanwire.native.numbers.trees import Forest

WIDTH = 3
FINITE = st.floats(-1e6, 1e6)
TREES = st.recursive(
    FINITE, lambda trees: st.tuples(st.integers(0, WIDTH - 1), FINITE, FINITE, trees, trees), max_leaves=20
)
ROWS = st.lists(st.tuples(*[st.floats() | FINITE | st.integers(-9, 9) | st.booleans()] * WIDTH), max_size=5)
CUTS = st.lists(st.tuples(st.integers(0, 70), FINITE), max_size=4).map(sorted)


def leaf(tree, row):
    while isinstance(tree, tuple):
        evidence, threshold, _, below, above = tree
        tree = below if row[evidence] <= threshold else above
    return tree


def plain(bias, trees, cuts, row):
    """The sum of trees, by twenties, up to each cut."""
    score = bias
    cuts = [(end, least) for end, least in cuts if end < len(trees)]
    for (first, _), (end, least) in pairwise([(0, 0), *cuts, (len(trees), -inf)]):
        leaves = [leaf(tree, row) for tree in trees[first:end]]
        score += sum([sum(leaves[at : at + 20]) for at in range(0, len(leaves), 20)])
        if score < least:
            return -inf
    return score


@given(FINITE, st.lists(TREES, max_size=70), CUTS, ROWS)
def test_a_forest_adds_up_its_trees_to_the_last_bit(bias, trees, cuts, rows):
    forest = Forest(bias, trees, cuts)
    assert forest.scores(rows) == [plain(bias, trees, cuts, row) for row in rows]
    assert [forest.score(row) for row in rows] == forest.scores(rows)


def test_what_is_no_number_is_above_any_threshold():
    assert Forest(0.0, [(0, 0.0, 0.0, 1.0, 2.0)], ()).score([nan]) == 2.0


def test_deep_trees_need_no_stack():
    tree = 0.0
    for depth in range(100_000):
        tree = (0, depth, 0.0, tree, 1.0)
    assert Forest(0.0, [tree], ()).score([99_999.0]) == 1.0


def test_a_row_has_all_the_numbers_that_trees_may_ask_for():
    forest = Forest(0.0, [(2, 0.0, 0.0, 1.0, 2.0)], ())
    assert forest.width == WIDTH
    with pytest.raises(IndexError):
        forest.score([1.0, 2.0])
    with pytest.raises(ValueError, match="from 0"):
        Forest(0.0, [(-1, 0.0, 0.0, 1.0, 2.0)], ())
