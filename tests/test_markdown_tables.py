import pytest

from commonmark import elements_in, shown, words_in
from invented_pages import markdown_of, marked

TABLES = {
    "a table": ("<tr><th>Boat<th>Fare<tr><td>Car<td>4", ["| Boat | Fare |", "| Car | 4 |"]),
    "a cell that is empty": ("<tr><th>a<th>b<th>c<tr><td>d<td><td>e", ["| a | b | c |", "| d |  | e |"]),
    "a column that is empty": ("<tr><th>a<th><th>c<tr><td>d<td><td>e", ["| a | c |", "| d | e |"]),
    "a cell of two columns": ("<tr><th>a<th>b<th>c<tr><td colspan=2>d<td>e", ["| a | b | c |", "| d |  | e |"]),
    "a cell of two rows": ("<tr><th rowspan=2>a<th>b<tr><td>c", ["| a | b |", "|  | c |"]),
    "bars": (r"<tr><td><code>a|\|</code><td>b|c<tr><td>\|d<td>e", [r"| `a\|\\|` | b\|c |", r"| \\\|d | e |"]),
    "a line break": ("<tr><td>a<br>b<td>c<tr><td>d<td>e", ["| a b | c |", "| d | e |"]),
    "paragraphs": ("<tr><td><p>a</p><td><p>b</p><tr><td><h4>c</h4><td>d", ["| a | b |", "| c | d |"]),
    "links": ("<tr><td><b>a</b><td><a href=/x|y>b</a> c<tr><td>d<td>e", ["| **a** | [b](/x%7Cy) c |", "| d | e |"]),
    "signs of lines": ("<tr><td># a<td>- b<tr><td>1. c<td>---", ["| # a | - b |", "| 1. c | --- |"]),
    "long cells": (f"<tr><td>a<td>{'b ' * 80}<td>c<tr><td>d<td>e<td>f", [f"| a | {'b ' * 80}| c |", "| d | e | f |"]),
}  # fmt: skip
"""Rows, and the lines that they become but for that below the heads."""


@pytest.mark.parametrize(("rows", "lines"), TABLES.values(), ids=TABLES)
def test_tables_of_data_are_tables(rows, lines):
    body = f"<table>{rows}</table>"
    markdown = markdown_of(body)
    assert [line for line in markdown.splitlines() if not line.startswith("| ---") or line in lines] == lines
    assert {"table", "th", "td"} <= set(elements_in(markdown))
    assert shown(markdown) == words_in(marked(body)[0])


def test_the_caption_stands_above_the_table():
    markdown = markdown_of("<table><caption>Fares</caption><tr><td>a<td>b<tr><td>c<td>d</table>")
    assert markdown.startswith("Fares\n\n| a | b |\n")


def test_rows_that_were_removed_are_left_out():
    body = "<table><tr><th>a<th>b<tr><td>Share<td>this<tr><td>c<td>d</table>"
    assert markdown_of(body, "Share | this\n").splitlines()[1:] == ["| --- | --- |", "| c | d |"]


LAYOUTS = {
    "one row": "<tr><td>a<td>b",
    "one column": "<tr><td>a<tr><td>b",
    "several paragraphs in a cell": "<tr><td><p>a</p><p>b</p><td>c<tr><td>d<td>e",
    "a list in a cell": "<tr><td><ul><li>a<li>b</ul><td>c<tr><td>d<td>e",
    "a quotation in a cell": "<tr><td><blockquote>a</blockquote><td>c<tr><td>d<td>e",
    "code in a cell": "<tr><td><pre>a\nb</pre><td>c<tr><td>d<td>e",
    "text in no cell": "<tr><td>a<td>b<tr>",
    "a table in a cell": "<tr><td><table><tr><td>a<td>b</table><td>c",
}


@pytest.mark.parametrize("rows", LAYOUTS.values(), ids=LAYOUTS)
def test_tables_that_lay_out_a_page_are_none(rows):
    body = f"<table>{rows}</table>"
    assert "table" not in elements_in(markdown_of(body))
    assert shown(markdown_of(body)) == words_in(marked(body)[0])
