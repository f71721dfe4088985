import re

import pytest

import cleanwire
from cleanwire.report.fragment import LINES, PARTS, render_fragment
from cleanwire.report.shell import stylesheet
from invented import ARTICLE
from invented_results import HOSTILE, result_of
from pages import Seen


def test_it_shows_what_goes_and_why():
    page = Seen(render_fragment(result_of("It opened.\nAccept cookies\n", "Accept cookies\n", evidence="cookies")))
    assert (page.problems, page.fetched()) == ([], [])
    assert page.all("del", title="cookies")
    assert "Accept cookies notice · en/notice/x · 0.90" in page.text
    assert "2 words kept · 2 removed (50%) · notice 1" in page.text


def test_its_styles_touch_nothing_else():
    selectors = re.findall(r"([^{}]+)\{", stylesheet("fragment"))
    assert all(part.strip().startswith(".cleanwire-result") for found in selectors for part in found.split(","))


@pytest.mark.parametrize(
    "source",
    [ARTICLE * 5000, "word " * 400_000, "x" * 2_000_000, "\n" * 1_000_000, "\x01" * 1_000_000],
    ids=["lines", "words in a line", "a letter", "line breaks", "control characters"],
)
def test_it_stays_small_for_a_large_document(source):
    assert len(render_fragment(result_of(source))) < 100_000


def test_it_stays_small_where_a_line_is_cut_often():
    source = "".join(f"ferry {at} Ad{at}. " for at in range(200))
    page = Seen(render_fragment(result_of(source, *[f"Ad{at}." for at in range(200)])))
    assert len(page.all("del")) <= PARTS
    assert page.text.endswith("…")


def test_it_says_that_there_is_more():
    assert "to_html() shows all" in render_fragment(result_of("It opened.\n" * (LINES + 1)))
    assert "to_html() shows all" not in render_fragment(result_of("It opened.\n" * LINES))


def test_a_hostile_document_is_shown_and_not_obeyed():
    page = Seen(render_fragment(result_of(HOSTILE, HOSTILE, evidence=HOSTILE)))
    assert (page.problems, page.all("script")) == ([], [])
    assert page.text.count("<script>") == 1


def test_it_says_why_there_is_nothing():
    assert "no article" in render_fragment(cleanwire.Result("", (), (), reason="no article"))


def test_each_line_runs_in_its_own_direction_and_the_reasons_in_theirs():
    page = Seen(render_fragment(result_of("سقط الجسر.\nإعلان\n", "إعلان\n", evidence="إعلان")))
    assert len(page.all("p", dir="auto")) == 2
    assert len(page.all("small", dir="ltr")) == 1
