import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanwire.reading.html.wholes import beside_text, judged_together
from invented import PARAGRAPHS
from invented_pages import asked_of, bodies, tree_of


def likelihoods(function, body, given):
    """Return the result of a function on likelihoods of the blocks of a body, rounded."""
    observed = asked_of(tree_of(body))
    assert len(observed.page.blocks) == len(given)
    return function(observed.page, observed.columns, np.array(given)).round(3).tolist()


ITEMS = "<li>Boats sail</li><li>Cars wait</li>"


@pytest.mark.parametrize(
    ("body", "given", "expected"),
    [
        (f"<ul>{ITEMS}</ul>", [0.1, 0.7], [0.4, 0.4]),
        (f"<ol>{ITEMS}</ol><p>Four</p>", [0.1, 0.7, 0.2], [0.4, 0.4, 0.2]),
        ("<ul><li>Boats</li><li>Two boats sail at noon today</li></ul>", [0.0, 0.8], [0.622, 0.622]),
        ("<dl><dt>Boats</dt><dd>Four</dd></dl>", [0.2, 0.4], [0.3, 0.3]),
        ("<table><tr><td>Boats<td>4<tr><td>Cars<td>9</table>", [0.2, 0.4], [0.3, 0.3]),
        (f"<ul>{ITEMS}</ul><ul>{ITEMS}</ul>", [0.1, 0.1, 0.9, 0.9], [0.1, 0.1, 0.9, 0.9]),
        ("<ul><li>Boats<ul><li>Ferries<li>Tugs</ul><li>Cars</ul>", [0.2, 0.8, 0.6, 0.4], [0.3, 0.7, 0.7, 0.3]),
        (f"<table><tr><td><article><p>{PARAGRAPHS[0]}</p><p>Share</p></article></table>", [0.9, 0.1], [0.9, 0.1]),
        (f"<table><tr><td><p>{PARAGRAPHS[0]}<td><p>Share</table>", [0.9, 0.1], [0.9, 0.1]),
        ("<p>Boats</p><p>Cars</p>", [0.9, 0.1], [0.9, 0.1]),
    ],
    ids=[
        "a list",
        "a list and a paragraph",
        "by words",
        "terms",
        "a table",
        "two lists",
        "a list in a list",
        "an article in a table",
        "a page laid out as a table",
        "paragraphs",
    ],
)
def test_the_lines_of_a_list_or_table_have_their_mean_likelihood(body, given, expected):
    assert likelihoods(judged_together, body, given) == expected


LINKS = "<li><a href='/'>Boats sail</a></li><li><a href='/'>Cars wait</a></li>"


@pytest.mark.parametrize(
    ("body", "given", "expected"),
    [
        (f"<p>It sailed:</p><ul>{ITEMS}</ul>", [0.9, 0.1, 0.1], [0.9, 0.5, 0.5]),
        (f"<ul>{ITEMS}</ul><p>It sailed.</p>", [0.1, 0.1, 0.9], [0.5, 0.5, 0.9]),
        (f"<p>It sailed:</p><ul>{ITEMS}</ul>", [0.4, 0.1, 0.1], [0.4, 0.1, 0.1]),
        (f"<p>It sailed.</p><ul>{LINKS}</ul>", [0.9, 0.1, 0.1], [0.9, 0.1, 0.1]),
        (f"<p>It sailed.</p><div><ul>{ITEMS}</ul></div>", [0.9, 0.1, 0.1], [0.9, 0.1, 0.1]),
        ("<p>Prices:</p><table><tr><td>Boats<td>4</table>", [0.9, 0.1], [0.9, 0.5]),
        ("<h2>Prices</h2><p>It costs four.</p>", [0.1, 0.9], [0.5, 0.9]),
        ("<h2>Prices</h2><h3>Cars</h3><p>It costs four.</p>", [0.1, 0.1, 0.9], [0.5, 0.5, 0.9]),
        (f"<h2>Prices</h2><ul>{ITEMS}</ul><p>So it is.</p>", [0.1, 0.1, 0.1, 0.9], [0.5, 0.5, 0.5, 0.9]),
        ("<h2>Prices</h2><p>It costs four.</p>", [0.1, 0.4], [0.1, 0.4]),
        ("<h2>Related</h2><div><p>It costs four.</p></div>", [0.1, 0.9], [0.1, 0.9]),
        ("<p>It costs four.</p><h2>Related</h2>", [0.9, 0.1], [0.9, 0.1]),
        ("<p>It costs four.</p><p>Share</p>", [0.9, 0.1], [0.9, 0.1]),
    ],
    ids=[
        "a list below",
        "a list above",
        "beside what is unlikely",
        "a menu",
        "in another container",
        "a table",
        "a heading",
        "headings over one another",
        "a heading over a list",
        "a heading over what is unlikely",
        "a heading over another container",
        "a heading below",
        "a line beside",
    ],
)
def test_lists_beside_likely_blocks_and_headings_over_them_are_likely(body, given, expected):
    assert likelihoods(beside_text, body, given) == expected


@settings(max_examples=60, deadline=None)
@given(bodies, st.randoms(use_true_random=False))
def test_likelihoods_stay_in_0_to_1_and_are_never_lowered_by_neighbours(body, chance):
    observed = asked_of(tree_of(f"{body}</script></textarea><p>Boats"))
    if observed is None:
        return
    before = np.array([chance.random() for _ in observed.page.blocks])
    together = judged_together(observed.page, observed.columns, before)
    assert together.min() >= before.min() - 1e-9
    assert together.max() <= before.max() + 1e-9
    assert (beside_text(observed.page, observed.columns, before) >= before).all()
