from pathlib import Path

import pytest

from cleanwire.errors import OptionError
from cleanwire.reading import read
from invented import ARTICLE, PARAGRAPHS

PAGE = f"<html><body><article><p>{'</p><p>'.join(PARAGRAPHS)}</p></article></body></html>"


def test_text_is_read_as_it_is():
    assert read(ARTICLE).source == ARTICLE


@pytest.mark.parametrize("source", [PAGE, PAGE.encode()])
def test_a_source_that_begins_like_a_page_is_read_as_one(source):
    assert "<p>" not in read(source).source


def test_text_is_what_the_caller_says_is_text():
    assert read(PAGE, format="text").source == PAGE


def test_html_is_what_the_caller_says_is_html():
    assert "<p>" not in read(PAGE.removeprefix("<html><body>"), format="html").source


def test_an_unknown_format_is_refused_with_the_choices():
    with pytest.raises(OptionError, match=r"'markdown' should be one of auto, text, html"):
        read(ARTICLE, format="markdown")


@pytest.mark.parametrize("format", ["auto", "text"])
def test_bytes_that_are_no_page_are_refused_with_advice(format):  # noqa: A002
    with pytest.raises(TypeError, match="text should be str, not bytes: decode it first"):
        read(b"bytes", format=format)


@pytest.mark.parametrize("source", [bytearray(b"bytes"), None, 3, ["lines"], Path("article.txt")])
@pytest.mark.parametrize("format", ["auto", "text", "html"])
def test_what_is_neither_str_nor_bytes_is_refused(source, format):  # noqa: A002
    kind = type(source).__name__
    with pytest.raises(TypeError, match=f"source should be a str, or the bytes of a page, not {kind}"):
        read(source, format=format)
