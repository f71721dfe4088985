import json
import os
import subprocess
import sys

import pytest
from hypothesis import given, settings
from lxml import etree

from cleanwire.reading.html.choosing import choose
from cleanwire.reading.html.recovering import MISSED
from invented import HEADLINE, PARAGRAPHS
from invented_pages import MENU, TEXT, asked_of, bodies, page_of, tree_of

ARTICLE = f"{MENU}<article><h1>{HEADLINE}</h1>{TEXT}</article><footer>The Velmark Courier, Quay Street</footer>"

DATA = json.dumps({"@type": "NewsArticle", "articleBody": " ".join(PARAGRAPHS)})
IN_DATA = f"<script type='application/ld+json'>{DATA}</script>"
"""The head of a page whose article is only in its data."""


def chosen(body, *, head=""):
    choice = choose(tree_of(body, head=head), url=None)
    return [choice.observed.page.blocks[index].text for index in choice.chosen]


@pytest.mark.parametrize("body", ["", " ", "<img>", "<div></div>", "<script>sail()</script>"])
def test_a_page_that_shows_nothing_has_no_choice(body):
    assert choose(tree_of(body), url=None) is None


def test_the_headline_and_the_paragraphs_are_chosen_and_the_menu_is_not():
    assert chosen(ARTICLE) == [HEADLINE, *PARAGRAPHS]


@pytest.mark.parametrize(
    "missed",
    [
        f"<aside><p>{PARAGRAPHS[2]}</p></aside>",
        f"<p class='tags'>{PARAGRAPHS[2]}</p>",
        f"<footer><p>{PARAGRAPHS[2]}</p></footer>",
        f"<div class='banner'><p>{PARAGRAPHS[2]}</p></div>",
    ],
    ids=["aside", "tags", "footer", "banner"],
)
def test_a_paragraph_that_the_extractor_left_out_is_recovered(missed):
    body = ARTICLE.replace(f"<p>{PARAGRAPHS[2]}</p>", missed)
    choice = choose(tree_of(body), url=None, extractor="trafilatura")
    index = [block.text for block in choice.observed.page.blocks].index(PARAGRAPHS[2])
    assert (choice.observed.page.kept[index], index in choice.chosen) == (False, True)


HEADED = f"<title>{HEADLINE}</title>"


@pytest.mark.parametrize(
    "missed",
    [
        f"<div class='social share'><h1>{HEADLINE}</h1></div>",
        f"<header class='banner'><h1>{HEADLINE}</h1></header>",
        f"<aside class='related'><div>{HEADLINE}</div></aside>",
    ],
    ids=["among buttons", "in a header", "no h1"],
)
def test_the_headline_is_recovered_and_likely_in_any_position(missed):
    body = f"{MENU}{missed}<article>{TEXT}</article>"
    choice = choose(tree_of(body, head=HEADED), url=None)
    index = [block.text for block in choice.observed.page.blocks].index(HEADLINE)
    assert index in choice.chosen
    assert choice.likelihoods[index] >= MISSED


def test_a_list_of_an_article_is_recovered_whole_or_not_at_all():
    items = "".join(f"<li>{paragraph[:at]}</li>" for at, paragraph in zip((99, 20, 40, 12), PARAGRAPHS, strict=True))
    body = ARTICLE.replace(
        "</article>", f"<p>What is new:</p><ul>{items}</ul><p>{PARAGRAPHS[0]} So it is.</p></article>"
    )
    found = [paragraph[:at] in chosen(body) for at, paragraph in zip((99, 20, 40, 12), PARAGRAPHS, strict=True)]
    assert len(set(found)) == 1


def test_links_alone_are_not_an_article():
    assert not choose(tree_of(MENU), url=None).found


def test_paragraphs_are_an_article():
    assert choose(tree_of(ARTICLE), url=None).found


def title(head, body="Boats"):
    return asked_of(tree_of(body, head=head)).title


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("<title>Ferry</title>", "Ferry"),
        ("<title>\n  Ferry\n  returns </title>", "Ferry returns"),
        ("<title>Courier</title><meta property='og:title' content=' Ferry '>", "Ferry"),
        ("<title>Courier</title><meta name='OG:Title' content='Ferry'>", "Ferry"),
        ("<meta property='og:title' content='Ferry'><meta property='og:title' content='Boats'>", "Ferry"),
        ("<title>Ferry</title><meta property='og:title' content=''>", "Ferry"),
        ("<title>Ferry</title><meta property='og:title'>", "Ferry"),
        ("<title>Ferry</title><meta name='twitter:title' content='Boats'>", "Ferry"),
        ("<title></title>", ""),
        ("", ""),
    ],
)
def test_the_title_is_the_open_graph_title_or_the_title_element(head, expected):
    assert title(head) == expected


def test_titles_and_descriptions_are_compared_by_words():
    head = "<title>Ferry, back!</title><meta name='twitter:title' content='It is Back'>"
    head += "<meta name='description' content='The FERRY.'><meta property='og:description' content='It sails'>"
    page = asked_of(tree_of("Boats", head=head)).page
    assert page.titles == ["ferry back", "it is back"]
    assert page.descriptions == ["the ferry", "it sails"]


def test_an_article_that_is_only_in_the_data_of_a_page_is_not_found_on_it():
    observed = asked_of(tree_of("<p>Subscribe to read</p>", head=IN_DATA))
    assert observed.unfound == (" ".join(PARAGRAPHS),)


def test_an_article_that_is_also_in_the_data_of_a_page_is_found_on_it():
    assert asked_of(tree_of(ARTICLE, head=IN_DATA)).unfound == ()


def test_choosing_does_not_change_the_tree():
    tree = tree_of(ARTICLE)
    before = etree.tostring(tree)
    choose(tree, url="https://velmark.example/ferry")
    assert etree.tostring(tree) == before


@settings(max_examples=60, deadline=None)
@given(bodies)
def test_all_kept_blocks_and_otherwise_only_likely_ones_are_chosen(body):
    choice = choose(tree_of(body), url=None, extractor="trafilatura")
    if choice is not None:
        kept = {index for index, one in enumerate(choice.observed.page.kept) if one}
        likely = {index for index, likelihood in enumerate(choice.likelihoods) if likelihood >= MISSED}
        assert kept <= set(choice.chosen) <= kept | likely
        assert [*choice.chosen] == sorted(choice.chosen)


READS = """
import sys
from cleanwire.reading.html import read_html
document = read_html(sys.stdin.read())
print(ascii((document.source, document.title, document.blocks, document.hints, document.reason)))
"""


def reading_in_a_process(page, seed):
    command = [sys.executable, "-c", READS]
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    return subprocess.run(command, input=page.encode(), capture_output=True, check=True, env=environment).stdout


def test_a_page_is_read_the_same_in_every_process():
    names = "related share comment story tags popular sidebar widget author"
    body = f"<div class='{names}'><main><section>{ARTICLE}</section></main></div><aside class='{names}'>{TEXT}</aside>"
    page = page_of(body, head="<title>Ferry</title><meta name=description content='The ferry sailed'>")
    first = reading_in_a_process(page, "1")
    assert HEADLINE in first.decode()
    assert reading_in_a_process(page, "2") == first
