import pytest
from hypothesis import given

from cleanwire.native.text.line_tables import LineTable
from lines_of_any_kind import LINES, Lines


@given(LINES)
def test_a_table_has_as_many_lines_as_are_given(lines: Lines) -> None:
    assert lines.table.count == len(lines.keys)


@pytest.mark.parametrize(
    "line",
    [
        (0, 0, 5, 0, 6, "x", 1, False),
        (0, 0, 5, 3, 2, "x", 1, False),
        (0, 2, 5, 1, 4, "x", 1, False),
        (0, -1, 5, 0, 4, "x", 1, False),
        (0, 0, 5, 0, 4, None, 1, False),
        (0, 0, 5, 0, 4, "x", 1),
        (0, 0, 5, 0, 4, "x", 1, False, 1),
    ],
)
def test_impossible_lines_are_refused(line: tuple[int, int, int, int, int, str, int, bool]) -> None:
    with pytest.raises(ValueError, match="line"):
        LineTable([line])
