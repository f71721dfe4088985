import sys

import pytest
from lxml import etree

from cleanwire.reading.html.extracting import MOST_EMPTY, MOST_IN_PARAGRAPH, resiliparse_text, trafilatura_lines
from invented import HEADLINE, PARAGRAPHS
from invented_pages import MENU, TEXT, page_of, tree_of

BODY = f"{MENU}<article><h1>{HEADLINE}</h1>{TEXT}</article>"


@pytest.mark.parametrize("thorough", [False, True])
def test_the_lines_are_the_paragraphs_and_not_the_menu(thorough):
    lines = trafilatura_lines(tree_of(BODY), url=None, thorough=thorough)
    assert set(PARAGRAPHS) <= set(lines)
    assert "Home" not in " ".join(lines)


@pytest.mark.parametrize("thorough", [False, True])
def test_extracting_does_not_change_the_tree(thorough):
    tree = tree_of(BODY)
    before = etree.tostring(tree)
    trafilatura_lines(tree, url="https://velmark.example/ferry", thorough=thorough)
    assert etree.tostring(tree) == before


def test_a_paragraph_with_very_many_elements_is_among_the_lines():
    many = "<b>Boats</b> sail. " * (MOST_IN_PARAGRAPH + 1)
    tree = tree_of(f"<article>{TEXT}<p>{many}</p></article>")
    lines = trafilatura_lines(tree, url=None, thorough=False)
    assert {*PARAGRAPHS, " ".join(["Boats sail."] * (MOST_IN_PARAGRAPH + 1))} <= {
        " ".join(line.split()) for line in lines
    }
    assert len([*tree.iter("p")]) == len(PARAGRAPHS) + 1


@pytest.mark.parametrize("tag", ["b", "span", "div", "p"])
def test_the_text_between_very_many_empty_elements_is_kept(tag):
    tree = tree_of(f"<article>{TEXT}<div>{f'<{tag}></{tag}>Boats sail. ' * (MOST_EMPTY + 1)}</div></article>")
    lines = trafilatura_lines(tree, url=None, thorough=False)
    assert " ".join(lines).count("Boats sail.") == MOST_EMPTY + 1
    assert sum(1 for _ in tree.iter(tag)) > MOST_EMPTY


def test_a_page_without_main_text_has_no_lines():
    assert trafilatura_lines(tree_of("<img>"), url=None, thorough=True) == []


def test_comments_are_not_among_the_lines():
    comment = f"<div class='comment'><p>{'First, and I liked the boat a lot. ' * 4}</p></div>"
    comments = f"<section id='comments'>{comment}</section>"
    lines = trafilatura_lines(tree_of(BODY + comments), url=None, thorough=False)
    assert not any("First" in line for line in lines)


def test_resiliparse_returns_the_text_and_the_title():
    text, title = resiliparse_text(page_of(BODY, head=f"<title>\n {HEADLINE}\n</title>"))
    assert all(paragraph in " ".join(text.split()) for paragraph in PARAGRAPHS)
    assert title == HEADLINE


def test_a_page_without_a_title_has_none():
    assert resiliparse_text(page_of(BODY))[1] == ""


def test_without_resiliparse_its_text_is_an_import_error(monkeypatch):
    monkeypatch.setitem(sys.modules, "resiliparse.extract.html2text", None)
    with pytest.raises(ImportError):
        resiliparse_text(page_of(BODY))
