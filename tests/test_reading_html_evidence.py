import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanwire.reading.html.alignment import size_of, words_of
from cleanwire.reading.html.blocks import blocks_of
from cleanwire.reading.html.evidence import PROSE_WORDS, PROSE_WORDS_OPEN, Page, evidence_of
from invented import HEADLINE, PARAGRAPHS
from invented_pages import bodies, tree_of

LINK = "<a href='/'>A year without boats</a>"


def page_in(body, *, kept=(), titles=(), descriptions=()):
    """Return a body as a page of which an extractor kept the blocks with these numbers."""
    blocks, containers, _ = blocks_of(tree_of(body))
    words = [words_of(block.text) for block in blocks]
    sizes = np.array([size_of(one) for one in words])
    return Page(blocks, containers, words, sizes, [at in kept for at in range(len(blocks))], titles, descriptions)


def evidence(body, name, **page):
    return evidence_of(page_in(body, **page))[name].tolist()


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("The boat left.", "closed", 1),
        ("「船が出た。", "closed", 1),
        ("The boat left", "closed", 0),
        ("Boats:", "colon", 1),
        ("A, b, c", "commas", 2),
        ("A, b, c, d, e, f", "commas", 3),
        ("It left. It came. It left.", "sentences", 2),
        ("12 a", "digits", 0.5),
        ("The Boat left port", "capitals", 0.5),
        ("and so it went", "small_start", 1),
        ("© 2031", "copyright", 1),
        ("boat@velmark.example", "address", 1),
        ("See www.velmark.example", "url", 1),
        ("See it at http://velmark.example", "url", 1),
        ("Three more boats", "single", 1),
        ("There are four boats", "single", 0),
        ("There are four boats", "words", 4),
        ("船が出た。", "words", 2),
        ("เรือกลับมาแล้ว", "words", 7),
    ],
)
def test_features_of_the_text_of_a_block(text, name, value):
    assert evidence(f"<p>{text}</p>", name) == [value]


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("<p>Boats", "tag_p"),
        ("<ul><li>Boats", "tag_li"),
        ("<h2>Boats", "tag_h2"),
        ("<h6>Boats", "tag_h4"),
        ("<table><tr><th>Boats", "tag_td"),
        ("<table><caption>Boats", "tag_figcaption"),
        ("<dl><dt>Boats", "tag_dd"),
        ("<section>Boats", "tag_div"),
        ("<pre>Boats", "tag_pre"),
    ],
)
def test_a_block_has_the_tag_of_its_element_or_a_similar_one(body, name):
    columns = evidence_of(page_in(body))
    assert [tag for tag in columns if tag.startswith("tag_") and columns[tag][0] == 1] == [name]


@pytest.mark.parametrize(("tag", "heading"), [("h1", 1), ("h5", 1), ("p", 0)])
def test_headings_are_headings_of_any_rank(tag, heading):
    assert evidence(f"<{tag}>Boats</{tag}>", "heading") == [heading]


def test_a_hidden_block_is_hidden():
    assert evidence("<p>One</p><div hidden><p>Two</p></div>", "hidden") == [0, 1]


@pytest.mark.parametrize(
    ("body", "share", "whole"),
    [
        (f"<p>{LINK}</p>", 1, 1),
        ("<p>See <a href='/'>map</a></p>", 0.5, 0),
        ("<p>See <a>a b</a> d</p>", 2 / 6, 0),
        ("<p>Map</p>", 0, 0),
        (f"<p>{LINK} •</p>", 17 / 18, 1),
        (f"<p><a href='/'>{LINK}</a></p>", 1, 1),
    ],
    ids=["all", "half", "without blanks", "none", "all but a mark", "a link in a link"],
)
def test_link_is_the_share_of_the_visible_characters_in_links(body, share, whole):
    assert evidence(body, "link") == pytest.approx([share])
    assert evidence(body, "all_link") == [whole]


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("boat " * (PROSE_WORDS - 1) + "left.", 1),
        ("boat " * (PROSE_WORDS - 2) + "left.", 0),
        ("boat " * PROSE_WORDS_OPEN, 1),
        ("boat " * (PROSE_WORDS_OPEN - 1), 0),
        (f"<a href='/'>{PARAGRAPHS[0]}</a>", 0),
        ("船" * 2 * PROSE_WORDS + "。", 1),
        ("船" * 2 * (PROSE_WORDS - 1) + "。", 0),
    ],
    ids=[
        "long and closed",
        "too short",
        "long enough without an end",
        "without an end",
        "a link",
        "long without blanks",
        "too short without blanks",
    ],
)
def test_a_paragraph_is_long_ends_like_a_sentence_and_is_not_a_link(text, prose):
    page = page_in(f"<p>{text}</p>")
    assert evidence_of(page)["prose"].tolist() == [prose]


def test_the_headline_resembles_the_title_of_the_page():
    found = evidence(f"<p>Home</p><h1>{HEADLINE}</h1><p>{PARAGRAPHS[0]}</p>", "title", titles=[HEADLINE.lower()])
    assert found[1] == 1
    assert max(found[0], found[2]) < 0.3


def test_blocks_below_the_first_one_that_resembles_the_title_are_below_it():
    body = f"<p>Home</p><h1>{HEADLINE}</h1><p>Boats</p><h2>{HEADLINE}</h2>"
    assert evidence(body, "below_title", titles=[HEADLINE.lower()]) == [0, 0, 1, 1]


@pytest.mark.parametrize("titles", [[], [""], ["turnip lorry"]])
def test_without_a_headline_nothing_is_below_it(titles):
    assert evidence("<p>Harbour ferry</p><p>Boats</p>", "below_title", titles=titles) == [0, 0]


def test_a_block_may_resemble_the_description_of_the_page():
    assert evidence("<p>It sailed</p><p>Boats</p>", "description", descriptions=["it sailed"]) == [1, 0]


def test_a_copy_is_marked_and_both_occurrences_are_copied():
    body = f"<p>{PARAGRAPHS[0]}</p><p>Share</p><p>{PARAGRAPHS[0]}</p><p>Share!</p>"
    assert evidence(body, "copied") == [1, 1, 1, 1]
    assert evidence(body, "again") == [0, 0, 1, 1]
    assert evidence(body, "again_long") == [0, 0, 1, 0]


SANDWICH = f"<p>Home</p><p>{PARAGRAPHS[0]}</p><p>Share</p><p>{PARAGRAPHS[1]}</p><p>About</p>"


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("place", [0, 0.2, 0.4, 0.6, 0.8]),
        ("inside", [0, 1, 1, 1, 0]),
        ("above", [np.log(2), 0, 0, 0, 0]),
        ("below", [0, 0, 0, 0, np.log(2)]),
        ("right_above", [1, 0, 0, 0, 0]),
        ("first", [0, 1, 0, 0, 0]),
    ],
)
def test_positions_are_relative_to_the_kept_paragraphs(name, column):
    assert evidence(SANDWICH, name, kept={1, 3}) == pytest.approx(column)


@pytest.mark.parametrize("name", ["inside", "above", "below", "right_above", "first", "place_kept", "kept_outer"])
def test_without_kept_blocks_no_block_has_a_relative_position(name):
    assert evidence(SANDWICH, name) == [0] * 5


def test_without_kept_paragraphs_positions_are_relative_to_kept_blocks():
    assert evidence("<p>Home</p><p>Boats</p>", "first", kept={1}) == [0, 1]


NESTED = f"<nav><p>Home</p></nav><div><p>{PARAGRAPHS[0]}</p><section><p>{PARAGRAPHS[1]}</p></section></div>"


@pytest.mark.parametrize(
    ("name", "column"), [("kept_core", [0, 1, 1]), ("kept_core_depth", [0, 1, 2]), ("prose_core", [0, 1, 1])]
)
def test_the_core_is_where_the_paragraphs_are(name, column):
    assert evidence(NESTED, name, kept={1, 2}) == column


def test_features_around_a_block_exclude_the_block_itself():
    assert evidence("<div><p>One two</p><p>Three</p></div>", "outer_kept", kept={0}) == [0, 1]


def test_blocks_of_one_form_have_the_same_tag_and_classes():
    body = "<p class='share'>One</p><p class='share'>Two</p><p>Three</p><div class='share'>Four</div>"
    assert evidence(body, "form_alone") == [0, 0, 1, 1]
    assert evidence(body, "form_kept", kept={0}) == [0, 1, 0, 0]


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("kept_above_1", [0, 0, 1, 0]),
        ("kept_below_1", [1, 0, 0, 0]),
        ("kept_above_2", [0, 0, 0, 1]),
        ("kept_below_2", [0, 0, 0, 0]),
        ("heading_over_kept", [1, 0, 0, 0]),
        ("sibling_above", [0, 1, 1, 0]),
        ("sibling_below", [1, 1, 0, 0]),
    ],
)
def test_neighbours_are_the_blocks_above_and_below(name, column):
    assert evidence("<h2>One</h2><p>Two</p><p>Three</p><div><p>Four</p></div>", name, kept={1}) == column


@settings(max_examples=100, deadline=None)
@given(bodies, st.sets(st.integers(0, 20)), st.lists(st.sampled_from(["", HEADLINE.lower(), "boats"]), max_size=3))
def test_for_any_page_each_column_is_one_finite_number_for_each_block(body, kept, named):
    page = page_in(f"{body}</script><p>Boats", kept=kept, titles=named, descriptions=named)
    if page.blocks:
        columns = evidence_of(page)
        assert {column.shape for column in columns.values()} == {(len(page.blocks),)}
        assert all(np.isfinite(column).all() for column in columns.values())


def test_evidence_has_the_same_names_for_any_page():
    assert evidence_of(page_in("<p>One")).keys() == evidence_of(page_in(NESTED, kept={1}, titles=[HEADLINE])).keys()
