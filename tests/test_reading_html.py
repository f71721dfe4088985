from pathlib import Path
from time import process_time

import pytest

import cleanwire
from cleanwire.errors import ReadingError
from cleanwire.reading.html import read_html
from cleanwire.reading.text import read_text
from invented import HEADLINE, PARAGRAPHS

PAGE = f"""<!DOCTYPE html>
<html lang="en">
<head><title>{HEADLINE} | The Velmark Courier</title></head>
<body>
<nav><a href="/">Home</a> <a href="/news">News</a> <a href="/sport">Sport</a></nav>
<article><h1>{HEADLINE}</h1>
<p>{"</p><p>".join(PARAGRAPHS)}</p>
</article>
<footer>The Velmark Courier, Quay Street</footer>
</body></html>
"""


def test_the_document_holds_the_paragraphs_of_the_page():
    document = read_html(PAGE)
    assert [document.text(block) for block in document.blocks if block.prose] == list(PARAGRAPHS)


def test_the_document_holds_no_markup():
    assert "<" not in read_html(PAGE).source


def test_the_title_of_the_page_goes_with_the_document():
    assert HEADLINE in read_html(PAGE).title


def test_a_page_is_read_the_same_again():
    assert read_html(PAGE) == read_html(PAGE)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_bytes_of_a_page_are_decoded(encoding):
    page = PAGE.replace("ferry", "Fährschiff")
    assert "Fährschiff" in read_html(page.encode(encoding)).source


def test_bytes_in_the_encoding_that_the_page_names_are_decoded():
    page = PAGE.replace("<head>", "<head><meta charset='windows-1252'>").replace("ferry", "Fährschiff")
    assert "Fährschiff" in read_html(page.encode("windows-1252")).source


@pytest.mark.parametrize(
    "page", ["", " ", "<html></html>", "<html><body></body></html>", b"", b"<html>", "<!-- <html> -->"]
)
def test_a_page_without_main_text_is_an_empty_document(page):
    assert read_html(page).blocks == ()


def test_a_page_with_lone_surrogates_is_read():
    assert PARAGRAPHS[1] in read_html(PAGE.replace("sailed", "sailed\ud800")).source


def test_a_page_with_nul_characters_is_read():
    assert PARAGRAPHS[1] in read_html(PAGE.replace("sailed", "sail\0ed")).source


def test_a_deeply_nested_page_is_read():
    read_html("<html><body>" + "<div>" * 20_000 + PARAGRAPHS[0])


@pytest.mark.parametrize("source", [b"\0\1\2\3binary", b"%PDF-1.7\0\0<html>"])
def test_a_binary_file_is_refused_with_the_reason(source):
    with pytest.raises(ReadingError, match="NUL bytes"):
        read_html(source)


PAGES = sorted((Path(__file__).resolve().parent.parent / "fixtures" / "pages").glob("*.html"))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_cleaning_a_page_gives_the_text_beside_it(path):
    expected = path.with_suffix(".txt").read_text("utf-8")
    assert cleanwire.clean(path.read_bytes(), format="html").rstrip() == expected.rstrip()


def test_there_is_a_hint_for_each_block():
    document = read_html(PAGE)
    assert len(document.hints) == len(document.blocks)


def test_hints_say_in_which_element_a_block_stands():
    assert [hint.tag for hint in read_html(PAGE).hints] == ["h1", *["p"] * len(PARAGRAPHS)]


def test_plain_text_has_no_hints():
    assert read_text("It sailed.").hints == ()


def test_the_lines_of_code_stay_lines():
    page = PAGE.replace("</article>", "<pre><code>def sail():\n    return 'back'\n</code></pre></article>")
    assert "def sail():\n    return 'back'" in read_html(page).source


def test_a_line_break_within_a_paragraph_breaks_the_line():
    page = PAGE.replace(PARAGRAPHS[1], f"{PARAGRAPHS[1]}<br>{PARAGRAPHS[0][:40]}")
    assert f"{PARAGRAPHS[1]}\n{PARAGRAPHS[0][:40]}" in read_html(page).source


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("", "the source is empty"),
        ("<html><body><img></body></html>", "shows no text"),
        ("<html><body><nav><a href='/'>Home</a></nav><footer>© 2031</footer></body></html>", "holds no article"),
    ],
)
def test_a_page_without_an_article_says_why(page, reason):
    assert reason in cleanwire.explain(page, format="html").reason


def test_a_page_with_an_article_gives_no_reason():
    assert cleanwire.explain(PAGE).reason == ""


@pytest.mark.parametrize(
    ("page", "what"),
    [
        ("<html>" + "x" * 20_000_001, "characters"),
        ("<html>" + "<b>x</b>" * 60_000, "tags"),
        ("<html><table><tr>" + "<td>x" * 20_001, "cells"),
    ],
)
def test_a_page_too_large_for_an_article_is_refused_with_the_reason(page, what):
    with pytest.raises(ReadingError, match=f"{what}.*most that is read"):
        read_html(page)


@pytest.mark.parametrize("tag", ["div", "span", "form", "ul", "table"])
def test_any_depth_of_nesting_is_read_in_little_time(tag):
    start = process_time()
    read_html("<html><body>" + f"<{tag}>" * 90_000 + PARAGRAPHS[0])
    assert process_time() - start < 10


@pytest.mark.parametrize("end", [PAGE.index("</p>"), PAGE.index("</p>") - 30, PAGE.index("<footer>") + 3])
def test_a_page_that_is_cut_off_is_read(end):
    assert HEADLINE in read_html(PAGE[:end]).title


@pytest.mark.parametrize("charset", ["koi8-r", "no-such-charset", "utf-16", "hex"])
def test_bytes_in_another_encoding_than_the_page_names_are_read(charset):
    page = PAGE.replace("<head>", f"<head><meta charset='{charset}'>").replace("ferry", "Fährschiff")
    assert read_html(page.encode("windows-1252")).blocks


def test_bytes_cut_off_within_a_character_are_read():
    page = PAGE.replace("Quay Street", "Kai ä").encode()
    assert PARAGRAPHS[0] in read_html(page[: page.rindex("ä".encode()) + 1]).source


def test_resiliparse_reads_the_paragraphs_of_a_page():
    source = read_html(PAGE, extractor="resiliparse").source
    assert all(paragraph in " ".join(source.split()) for paragraph in PARAGRAPHS)


def test_a_fragment_of_a_page_is_read():
    assert read_html(f"<p>{PARAGRAPHS[0]}</p>").source == PARAGRAPHS[0]


def test_text_that_a_page_opens_without_a_body_is_read():
    assert (
        PARAGRAPHS[0]
        in read_html(f"<!doctype html><title>Ferry</title><article><p>{PARAGRAPHS[0]}</p></article>").source
    )
