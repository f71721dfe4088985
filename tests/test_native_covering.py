from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanwire.native.stories.covering import first_covering

SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=8)


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(0, 2)), max_size=8), SPANS)
def test_each_line_is_the_first_span_s_that_holds_it(lines, spans):
    starts = list(accumulate([size + blank for size, blank in lines], initial=0))[:-1]
    rights = [start + size for start, (size, _) in zip(starts, lines, strict=True)]
    covering = [
        next((number for number, (first, last) in enumerate(spans) if first <= start and right <= last), -1)
        for start, right in zip(starts, rights, strict=True)
    ]
    assert first_covering(starts, rights, spans) == covering


def test_spans_that_lie_on_each_other_cost_no_more():
    lines = range(100_000)
    spans = [(number, 200_000) for number in lines]
    assert first_covering(lines, lines, spans) == [0] * 100_000
    assert first_covering(lines, lines, spans[::-1]) == [*lines][::-1]


def test_of_each_line_both_ends_are_known():
    with pytest.raises(ValueError, match="of each line"):
        first_covering([0], [], [])
