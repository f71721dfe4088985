import pickle
from array import array
from itertools import pairwise
from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanwire.native.numbers.trees import Forest, grown

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
    """The sum of trees, in groups of twenty, up to each cut."""
    score = bias
    cuts = [(end, least) for end, least in cuts if end < len(trees)]
    for (first, _), (end, least) in pairwise([(0, 0), *cuts, (len(trees), -inf)]):
        leaves = [leaf(tree, row) for tree in trees[first:end]]
        score += sum([sum(leaves[at : at + 20]) for at in range(0, len(leaves), 20)])
        if score < least:
            return -inf
    return score


def forest_of(trees, bias=0.0, cuts=(), width=WIDTH):
    return Forest(bias, grown(trees, width), cuts)


@given(FINITE, st.lists(TREES, max_size=70), CUTS, ROWS)
def test_a_forest_adds_up_its_trees_to_the_last_bit(bias, trees, cuts, rows):
    forest = forest_of(trees, bias, cuts)
    assert forest.scores(rows) == [plain(bias, trees, cuts, row) for row in rows]
    assert [forest.score(row) for row in rows] == forest.scores(rows)


def test_nan_is_above_any_threshold():
    assert forest_of([(0, 0.0, 0.0, 1.0, 2.0)]).score([nan]) == 2.0


def test_deep_trees_need_no_stack():
    tree = 0.0
    for depth in range(100_000):
        tree = (0, depth, 0.0, tree, 1.0)
    assert forest_of([tree]).score([99_999.0]) == 1.0


def test_a_row_with_too_few_numbers_is_an_error():
    forest = forest_of([(2, 0.0, 0.0, 1.0, 2.0)])
    assert forest.width == WIDTH
    with pytest.raises(IndexError):
        forest.score([1.0, 2.0])
    with pytest.raises(IndexError):
        forest.moves([1.0, 2.0], 1)
    for asked in (-1, 3):
        with pytest.raises(ValueError, match="from 0 to 2"):
            grown([(asked, 0.0, 0.0, 1.0, 2.0)], WIDTH)


def moves(trees, row):
    """The questions of trees about a row, and how far each answer moves the score."""
    for node in trees:
        while isinstance(node, tuple):
            evidence, threshold, mean, below, above = node
            node = below if row[evidence] <= threshold else above  # noqa: PLW2901, it walks down
            yield evidence, (node[2] if isinstance(node, tuple) else node) - mean


@given(st.lists(TREES, max_size=9), st.tuples(*[FINITE] * WIDTH), st.integers(0, 12))
def test_moves_are_the_questions_of_trees_with_their_effects(trees, row, count):
    assert forest_of(trees).moves(row, count) == [*moves(trees[:count], row)]


@given(FINITE, st.lists(TREES, max_size=30), CUTS, ROWS)
def test_a_forest_can_be_rebuilt_from_its_columns(bias, trees, cuts, rows):
    forest = forest_of(trees, bias, cuts)
    copied = pickle.loads(pickle.dumps(forest))  # noqa: S301
    assert copied == forest
    assert copied.columns() == forest.columns() == grown(trees, WIDTH)
    assert copied.scores(rows) == forest.scores(rows)
    assert forest != forest_of([*trees, 0.0], bias, cuts)


@given(st.lists(TREES, max_size=9), ROWS)
def test_features_may_be_at_other_positions(trees, rows):
    moved = forest_of(trees).over([3, 0, 2])
    assert moved.scores([(row[1], 0.0, row[2], row[0]) for row in rows]) == forest_of(trees).scores(rows)


COLUMN = st.lists(st.integers(-2, 6), max_size=6)


@given(COLUMN, st.lists(FINITE, max_size=6), st.lists(FINITE, max_size=6), COLUMN, COLUMN)
def test_columns_are_a_forest_or_refused(roots, numbers, means, evidence, above):
    columns = {"roots": roots, "numbers": numbers, "means": means, "evidence": evidence, "above": above}
    columns = {name: array("d" if name in ("numbers", "means") else "i", held) for name, held in columns.items()}
    try:
        forest = Forest(0.0, columns, ())
    except ValueError:
        return
    forest.score([0.5] * max(1, forest.width))


@pytest.mark.parametrize("column", ["roots", "numbers", "above"])
def test_columns_of_another_type_are_refused(column):
    with pytest.raises(ValueError, match=column):
        Forest(0.0, {**grown([1.0], 1), column: array("f", [0])}, ())
