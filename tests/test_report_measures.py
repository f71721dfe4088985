import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanwire.report.measures import HOST, clipped, count_words, site_of


@given(st.text(alphabet="ab \n\t\r\x0b\x0c\x1c-é中"))
def test_words_are_counted_as_split_counts_them(text):
    assert count_words(text) == len(text.split())


@given(st.text(st.characters()))
def test_the_words_of_any_text_can_be_counted(text):
    assert count_words(text) >= 0


@given(st.text(), st.integers(1, 20))
def test_a_clipped_text_is_never_longer_than_asked(text, size):
    assert len(clipped(text, size)) <= size


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("  one\n two ", "one two"),
        ("one two three", "one two…"),
        ("one twentyfour", "one twen…"),
        ("unbroken letters", "unbroken…"),
        ("", ""),
        (" " * 50 + "x", "…"),
    ],
)
def test_a_clipped_text_has_single_spaces_and_shows_that_more_follows(text, short):
    assert clipped(text, 9) == short


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://www.Oxley.example/a", "oxley.example"),
        ("//oxley.example", "oxley.example"),
        ("oxley.example:80/a//b", "oxley.example"),
        ("http://me:word@oxley.example/x@y", "oxley.example"),
        ("http://[::1]:80/", "[::1]"),
        ("http://oxley.example?at=http://other.example", "oxley.example"),
        ("/a/b", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_the_site_of_an_address_is_its_host(url, site):
    assert site_of(url) == site


@given(st.text())
def test_any_text_can_be_an_address(url):
    assert len(site_of(url)) <= HOST
