import pytest

from cleanwire.errors import ReadingError
from cleanwire.reading.html import read_html
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
