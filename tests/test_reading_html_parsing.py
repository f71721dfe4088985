import pytest
from hypothesis import given, settings
from lxml import etree

from cleanwire.reading.html import read_html
from cleanwire.reading.html.parsing import DEEPEST, parsed
from invented import HEADLINE, PARAGRAPHS
from invented_pages import MENU, TEXT, bodies, page_of

MANY = [f"{PARAGRAPHS[at % 4]} Day {at}." for at in range(400)]
"""More nested paragraphs than a parser allows."""


def depth_of(tree):
    return max(sum(1 for _ in element.iterancestors()) for element in tree.iter())


def shown(tree):
    """Return the text of a tree in one line."""
    return " ".join(" ".join(tree.itertext()).split())


@pytest.mark.parametrize(
    "opening",
    ["<p><font face=Arial>", "<div>", "<p><b><i>", "<div><p>", "<font>", "<ul><li>", "<dt><b>", "<section><div>"],
)
def test_a_page_that_closes_nothing_keeps_its_text(opening):
    tree = parsed(page_of("".join(opening + paragraph for paragraph in MANY)))
    assert all(paragraph in shown(tree) for paragraph in MANY)
    assert depth_of(tree) <= DEEPEST + 1


def test_unclosed_cells_are_side_by_side():
    tree = parsed(page_of("<table>" + "".join(f"<tr><td><font>Boat {at}<td><b>{at}" for at in range(400))))
    rows = [[shown(cell) for cell in row.iter("td")] for row in tree.iter("tr")]
    assert rows == [[f"Boat {at}", f"{at}"] for at in range(400)]


def test_unclosed_paragraphs_are_side_by_side():
    tree = parsed(page_of("".join(f"<p><font>{paragraph}" for paragraph in MANY)))
    assert [shown(paragraph) for paragraph in tree.iter("p")] == MANY


@pytest.mark.parametrize("opening", ["<p><font face=Arial>", "<div>", "<p><b>"])
def test_a_page_that_closes_nothing_is_read_whole(opening):
    source = read_html(page_of(f"<h1>{HEADLINE}</h1>" + "".join(opening + paragraph for paragraph in MANY))).source
    assert all(paragraph in source for paragraph in MANY)


def test_elements_beyond_the_greatest_depth_stay_in_order():
    body = "".join(f"<div><span>{at}</span>" for at in range(3 * DEEPEST))
    assert shown(parsed(page_of(body))).split() == [str(at) for at in range(3 * DEEPEST)]


def test_elements_beyond_the_greatest_depth_keep_lines_and_hide_scripts():
    body = "<div>" * DEEPEST + "".join(f"<p><b>{at}</b><script>sail({at})</script><br>{at}</p>" for at in range(9))
    lines = read_html(page_of(f"{body}<p>{PARAGRAPHS[0]}</p>")).source.split()
    assert not any(line.startswith("sail(") for line in lines)
    assert parsed(page_of(body)).xpath("count(//br)") == 9


def test_a_page_within_the_greatest_depth_keeps_its_tree():
    page = page_of("<div>" * 50 + TEXT + "</div>" * 50)
    assert depth_of(parsed(page)) == 50 + 2


@pytest.mark.parametrize(
    "unfit",
    ["<a:b>", "<p\0>", "<p xml:lang=en class='a\x01b'>", '<p a"b=c>', "\x01", "<b <i>", "<?php ?>", "<!-- <p> -->"],
)
def test_characters_that_no_tree_can_contain_cost_no_text(unfit):
    tree = parsed(page_of("".join(f"<div>{unfit}{paragraph}" for paragraph in MANY)))
    assert all(paragraph in shown(tree) for paragraph in MANY)


ARTICLE = f"<article><h1>{HEADLINE}</h1>{TEXT}</article>"


@pytest.mark.parametrize("tag", ["button", "textarea", "select", "noscript", "template", "dialog", "object", "audio"])
def test_an_element_left_open_around_an_article_does_not_hide_it(tag):
    source = read_html(page_of(f"{MENU}<{tag}>Menu{ARTICLE}")).source
    assert all(paragraph in source for paragraph in PARAGRAPHS)


@pytest.mark.parametrize(
    "hidden",
    [
        "<button>Share</button>",
        f"<button><p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p></button>",
        "<button><p>Share</p><p>Print</p><p>Save</p></button>",
        "<select><option>Velmark</select>",
        f"<script>{TEXT}</script>",
        f"<template>{TEXT.replace('ferry', 'cookie')}</template>",
    ],
    ids=["button", "two paragraphs", "labels", "select", "script", "a template beside the article"],
)
def test_invisible_elements_are_not_read(hidden):
    tree = parsed(page_of(f"{ARTICLE.replace('</article>', TEXT + TEXT + '</article>')}{hidden}"))
    assert tree.find(".//div") is None


def test_a_fragment_is_read_as_a_page():
    assert shown(parsed(f"<p>{PARAGRAPHS[0]}</p>")) == PARAGRAPHS[0]


@settings(max_examples=60, deadline=None)
@given(bodies)
def test_any_page_has_a_tree_of_bounded_depth_that_can_be_written(body):
    tree = parsed(page_of(f"{'<div>' * 2 * DEEPEST}{body}</script></title></style>{PARAGRAPHS[0]}"))
    assert depth_of(tree) <= 2 * DEEPEST + 60
    etree.tostring(tree)


@pytest.mark.parametrize(
    "head",
    ["<!DOCTYPE html SYSTEM 'about:legacy-compat'/>", "<!doctype html/>\n", "<html lang='en'/>\n", "\x00\x1b\ufffe"],
    ids=["slash in the doctype", "and a line break", "html that is closed at once", "no characters"],
)
def test_beginnings_that_break_the_parser_are_repaired(head):
    tree = parsed(f"{head}<html><head><title>Ferry</title></head><body><p>It sailed\x00 again.</p></body></html>")
    assert [(one.tag, one.text) for one in tree.iter("p")] == [("p", "It sailed again.")]
