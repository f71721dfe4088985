import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanwire.report.markup import markup, tag
from invented_results import HOSTILE
from pages import Seen


@given(st.text())
def test_text_is_shown_as_it_is_but_for_what_a_page_cannot_hold(text):
    page = Seen(f"<p>{markup(text)}</p>")
    assert [name for name, _ in page.elements] == ["p"]
    if text.isprintable():
        assert page.text == text


@given(st.text())
def test_text_in_an_attribute_stays_in_it(text):
    page = Seen(tag("p", title=text))
    assert [(name, [*given]) for name, given in page.elements] == [("p", ["title"])]
    if text.isprintable():
        assert page.elements[0][1]["title"] == text


@pytest.mark.parametrize("make", [markup, lambda text: tag("p", text), lambda text: tag("p", title=text)])
def test_what_comes_out_can_be_written_and_obeys_nothing(make):
    out = make(HOSTILE)
    assert out.encode("utf-8")
    assert not set("\x00\x1b\ud800\u202e\u202c\x85\r\u2066") & set(out)
    assert "<script" not in out


def test_markup_is_not_escaped_again():
    assert tag("p", tag("b", "a < b")) == "<p><b>a &lt; b</b></p>"


def test_markup_that_is_changed_is_text_again():
    assert markup(tag("b", "x") + "<i>") == "&lt;b&gt;x&lt;/b&gt;&lt;i&gt;"


@pytest.mark.parametrize(
    ("value", "shown"), [(True, "<p a></p>"), (False, "<p></p>"), (None, "<p></p>"), (0, '<p a="0"></p>')]
)
def test_an_attribute_is_given_unless_it_is_false_or_none(value, shown):
    assert tag("p", a=value) == shown


def test_an_element_that_holds_nothing_is_not_closed():
    assert tag("br") == "<br>"
