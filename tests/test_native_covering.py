from hypothesis import given
from hypothesis import strategies as st

from cleanwire.native.text.covering import first_covering
from cleanwire.native.text.line_tables import LineTable
from lines_of_any_kind import LINES, Lines

SPANS = st.lists(st.tuples(st.integers(-1, 99), st.integers(-1, 99)), max_size=8)


@given(LINES, SPANS)
def test_each_line_is_covered_by_the_first_span_that_contains_it(lines: Lines, spans: list[tuple[int, int]]) -> None:
    covering = [
        next((number for number, (first, last) in enumerate(spans) if first <= start and right <= last), -1)
        for start, right in zip(lines.starts, lines.rights, strict=True)
    ]
    assert first_covering(lines.table, spans) == covering


def test_nested_spans_cost_no_more() -> None:
    numbers = range(100_000)
    lines = LineTable((number, number, number, number, number, "", 1, False) for number in numbers)
    spans = [(number, 200_000) for number in numbers]
    assert first_covering(lines, spans) == [0] * 100_000
    assert first_covering(lines, spans[::-1]) == [*numbers][::-1]
