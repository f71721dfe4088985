from array import array
from itertools import chain
from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanwire.native.numbers.column_trees import ColumnForest
from cleanwire.native.numbers.trees import Forest, grown

WIDTH = 3
NUMBERS = st.integers(-9, 9).map(float) | st.floats(-1e6, 1e6)
TREES = st.recursive(
    NUMBERS, lambda trees: st.tuples(st.integers(0, WIDTH - 1), NUMBERS, NUMBERS, trees, trees), max_leaves=40
)
ROWS = st.lists(st.lists(NUMBERS | st.floats(), min_size=WIDTH, max_size=WIDTH), max_size=60)


def columns_of(rows):
    return array("d", chain.from_iterable(zip(*rows, strict=True)))


def forest_of(bias, trees):
    return Forest(bias, grown(trees, WIDTH), ())


def chain_of(leaves, *, below):
    tree = 0.0
    for leaf in range(1, leaves):
        tree = (0, float(leaf), 0.0, tree, float(leaf)) if below else (0, -float(leaf), 0.0, float(leaf), tree)
    return tree


@given(NUMBERS, st.lists(TREES, max_size=70), ROWS)
def test_sums_equal_those_of_a_forest_to_the_last_bit(bias, trees, rows):
    sums = ColumnForest(forest_of(bias, trees)).scores(columns_of(rows), len(rows))
    assert sums.tolist() == forest_of(bias, trees).scores(rows)


@pytest.mark.parametrize("below", [True, False])
def test_a_tree_has_up_to_64_leaves(below):
    tree = chain_of(64, below=below)
    numbers = array("d", [at / 2 for at in range(-150, 150)])
    assert ColumnForest(forest_of(0.0, [tree])).scores(numbers, 300).tolist() == forest_of(0.0, [tree]).scores(
        zip(numbers)
    )
    for larger in (chain_of(65, below=below), chain_of(100_000, below=below)):
        with pytest.raises(ValueError, match="64 leaves"):
            ColumnForest(forest_of(0.0, [larger]))


@pytest.mark.parametrize("threshold", [0.0, inf])
def test_nan_is_above_any_threshold(threshold):
    forest = ColumnForest(forest_of(0.0, [(0, threshold, 0.0, 1.0, 2.0)]))
    assert forest.scores(array("d", [-1.0, nan, -1.0]), 3).tolist() == [1.0, 2.0, 1.0]


def test_a_threshold_that_is_nan_is_refused():
    with pytest.raises(ValueError, match="threshold"):
        ColumnForest(forest_of(0.0, [(0, nan, 0.0, 1.0, 2.0)]))


def test_missing_columns_are_an_error():
    forest = ColumnForest(forest_of(0.0, [(2, 0.0, 0.0, 1.0, 2.0)]))
    assert forest.width == WIDTH
    with pytest.raises(IndexError, match="2 columns"):
        forest.scores(array("d", [1.0] * 4), 2)


@pytest.mark.parametrize(("numbers", "count"), [(array("d", [1.0] * 4), 3), (array("d", [1.0]), 0), (array("f"), 0)])
def test_numbers_that_are_not_columns_are_refused(numbers, count):
    with pytest.raises(ValueError, match="columns"):
        ColumnForest(forest_of(0.0, [])).scores(numbers, count)


def test_a_negative_number_of_lines_is_refused():
    with pytest.raises(ValueError, match="columns"):
        ColumnForest(forest_of(0.0, [])).scores(array("d", [1.0]), -1)
