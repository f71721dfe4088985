import pytest

from cleanwire.report.index_page import entry_of, render_index
from cleanwire.result import Result
from invented import ARTICLE, HEADLINE
from invented_results import HOSTILE, result_of
from pages import Seen

SCRAPED = f"{ARTICLE}Accept cookies now\n"
ENTRY = entry_of(result_of(SCRAPED, "Accept cookies now\n"), file="a.html", name="raw/a")


def test_each_article_has_a_link_and_its_figures():
    page = Seen(render_index([ENTRY]))
    assert page.problems == []
    assert page.all("a", href="./a.html")
    assert HEADLINE in page.text
    assert "raw/a" in page.text
    assert "3 words" not in page.text
    assert page.fetched() == []


def test_an_article_without_text_says_why():
    entry = entry_of(Result("", (), (), reason="the page is empty"), file="b.html", name="b")
    assert "the page is empty" in Seen(render_index([entry])).text


@pytest.mark.parametrize(
    ("file", "href"),
    [("a b#c?.html", "./a%20b%23c%3F.html"), ("x:y.html", "./x%3Ay.html"), ("\udcff.html", "./%FF.html")],
)
def test_any_file_name_can_be_linked(file, href):
    assert Seen(render_index([ENTRY._replace(file=file)])).all("a", href=href)


def test_an_index_of_nothing_is_a_page():
    assert Seen(render_index([])).problems == []


def test_hostile_names_are_shown_and_not_obeyed():
    page = Seen(render_index([ENTRY._replace(name=HOSTILE, title=HOSTILE, note=HOSTILE)], title=HOSTILE))
    assert (page.problems, page.all("script")) == ([], [])
