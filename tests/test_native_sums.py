import math
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanwire.native.numbers.sums import likelihoods, weighted_sums

NUMBERS = st.floats(-1e6, 1e6)


@given(st.lists(NUMBERS, min_size=1, max_size=5), st.integers(0, 6), NUMBERS, st.data())
def test_each_line_has_a_weighted_sum(weights: list[float], count: int, bias: float, data) -> None:
    columns = [data.draw(st.lists(NUMBERS, min_size=count, max_size=count)) for _ in weights]
    found = weighted_sums(array("d", [number for column in columns for number in column]), weights, bias)
    assert found.tolist() == pytest.approx(
        [
            sum(weight * number for weight, number in zip(weights, row, strict=True)) + bias
            for row in zip(*columns, strict=True)
        ],
        abs=1e-3,
    )


@pytest.mark.parametrize(("numbers", "weights"), [(array("d", [1, 2, 3]), [1, 2]), (array("f", [1]), [1])])
def test_numbers_that_are_not_columns_are_refused(numbers: array, weights: list[float]) -> None:
    with pytest.raises(ValueError, match="columns"):
        weighted_sums(numbers, weights, 0.0)


@given(st.lists(st.floats(allow_nan=False)))
def test_likelihoods_are_logistic_and_never_zero(scores: list[float]) -> None:
    found = likelihoods(scores)
    assert found.tolist() == [1 / (1 + math.exp(min(max(score, -30), 30))) for score in scores]
