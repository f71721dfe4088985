import pickle
from math import inf

import pytest

from cleanwire.native.numbers.trees import Forest, grown
from cleanwire.scoring.trees import Trees, grown_trees, read_trees, trees_of

TEXT = (
    '{"names": ["size", "claim"], "bias": -1.0, "bars": {"default": 0.8},'
    ' "trees": [[1, 0.5, 0.0, -1.0, [0, 3.0, 2.0, 3.0, 1.0]], 0.5]}'
)
TREES = read_trees(TEXT)


def leaves(bias, numbers, cuts=()):
    """Trees without questions."""
    return Trees(("size",), Forest(bias, grown(numbers, 1), cuts), {})


@pytest.mark.parametrize(("row", "score"), [((1, 0), -1.5), ((1, 1), 2.5), ((9, 1), 0.5), ((3.0, 0.5), -1.5)])
def test_trees_add_up(row, score):
    assert TREES.score(row) == pytest.approx(score)


def test_trees_say_what_moved_a_line():
    assert TREES.moves((1, 1)) == {"claim": 2.0, "size": 1.0}


def test_a_line_that_is_plainly_the_articles_is_not_weighed_further():
    assert leaves(-9.0, [0.1] * 200, ((6, -2.9),)).score((1,)) == -inf


@pytest.mark.parametrize("count", [0, 1, 20, 21, 60])
def test_any_number_of_trees_adds_up(count):
    assert leaves(1.0, [0.5] * count).score((1,)) == pytest.approx(1 + count / 2)
    assert leaves(1.0, [0.5] * count, ((7, 0.0),)).score((1,)) == pytest.approx(1 + count / 2)


def test_pickled_trees_are_the_same():
    copied = pickle.loads(pickle.dumps(TREES))  # noqa: S301
    assert copied == TREES == trees_of(grown_trees(TEXT))
    assert copied.score((1, 1)) == TREES.score((1, 1))


@pytest.mark.parametrize(
    "tree", ["[2, 0.5, 0.0, 1.0, 2.0]", "[-1, 0.5, 0.0, 1.0, 2.0]", "[0, 0.5, 1.0]", '"one"', "{}"]
)
def test_what_asks_for_nothing_that_is_known_is_no_tree(tree):
    with pytest.raises((ValueError, TypeError)):
        read_trees(TEXT.replace(", 0.5]}", f", {tree}]}}"))


def test_many_rows_score_as_each_does():
    rows = [(1, 0), (1, 1), (9, 1)]
    assert TREES.scores(iter(rows)) == [TREES.score(row) for row in rows]


def test_a_row_without_what_the_trees_ask_for_is_no_row():
    with pytest.raises(IndexError, match="trees use 2"):
        TREES.score((1,))


def test_trees_may_be_asked_for_rows_of_other_numbers():
    forest = TREES.over(["claim", "other", "size"])
    assert [forest.score((claim, 0, size)) for size in (1, 9) for claim in (0, 1)] == TREES.scores(
        [(size, claim) for size in (1, 9) for claim in (0, 1)]
    )
    with pytest.raises(ValueError, match="claim"):
        TREES.over(["size"])
