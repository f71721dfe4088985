import pytest
from hypothesis import given

from cleanwire.native.text.line_tables import LineTable
from lines_of_any_kind import LINES, Lines


@given(LINES)
def test_a_table_has_as_many_lines_as_are_given(lines: Lines) -> None:
    assert lines.table.count == len(lines.keys)


@pytest.mark.parametrize(
    ("starts", "ends", "lefts", "rights", "keys"),
    [
        ([0], [5], [0], [6], ["x"]),
        ([0], [5], [3], [2], ["x"]),
        ([2], [5], [1], [4], ["x"]),
        ([-1], [5], [0], [4], ["x"]),
        ([0], [5], [0], [4], [None]),
        ([0], [5], [0], [4], ["x", "y"]),
    ],
)
def test_lines_that_no_text_has_are_refused(
    starts: list[int], ends: list[int], lefts: list[int], rights: list[int], keys: list[str]
) -> None:
    with pytest.raises(ValueError, match=r"line|something"):
        LineTable(starts, ends, lefts, rights, keys, [1], [False])
