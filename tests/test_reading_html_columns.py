import pytest

from cleanwire.reading.html.columns import MOST_COLUMNS, column_of
from invented_pages import tree_of


def columns(body):
    """Return the columns of all cells of a page."""
    known = {}
    return [column_of(cell, known) for cell in tree_of(body).iter("td", "th")]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("<tr><th>a<td>b<td>c", [1, 2, 3]),
        ("<tr><td colspan=2>a<td>b<tr><td>c<td>d", [1, 3, 1, 2]),
        ("<tr><td rowspan=2>a<td>b<tr><td>c<tr><td>d", [1, 2, 2, 1]),
        ("<tr><td>a<td rowspan=3 colspan=2>b<td>c<tr><td>d<td>e<tr><td>f", [1, 2, 4, 1, 4, 1]),
        ("<tr><td colspan=0 rowspan=x>a<td>b<tr><td>c", [1, 2, 1]),
        ("<thead><tr><td rowspan=2>a<td>b</thead><tbody><tr><td>c", [1, 2, 2]),
        ("<form><tr><td>a<td>b<tr><td>c</form>", [1, 2, 1]),
    ],
)
def test_a_cell_comes_after_those_that_span_into_its_row(rows, expected):
    assert columns(f"<table>{rows}</table>") == expected


def test_a_table_in_a_cell_has_columns_of_its_own():
    assert columns("<table><tr><td>a<td><table><tr><td>b<td>c</table></table>") == [1, 2, 1, 2]


def test_spans_are_limited():
    assert columns("<table><tr><td colspan=999999999 rowspan=9>a<td>b<tr><td>c") == [
        1,
        MOST_COLUMNS + 1,
        MOST_COLUMNS + 1,
    ]
