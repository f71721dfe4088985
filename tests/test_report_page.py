from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanwire.labels import Label
from cleanwire.report.page import render_page, title_of
from cleanwire.result import Result
from cleanwire.spans import Segment
from invented import ARTICLE, HEADLINE, PARAGRAPHS
from invented_results import HOSTILE, result_of
from pages import Seen

SCRAPED = f"{HEADLINE}\nAccept all cookies\n{PARAGRAPHS[0]}\nTickets Read more: x\n"
RESULT = result_of(SCRAPED, "Accept all cookies\n", " Read more: x", evidence="cookies & more")


@pytest.fixture(scope="module")
def seen():
    return Seen(render_page(RESULT))


def test_its_elements_nest_and_its_references_lead_somewhere(seen):
    assert seen.problems == []


def test_it_loads_nothing_and_runs_nothing(seen):
    assert seen.fetched() == []
    assert seen.all("script") == []


def test_the_browser_is_told_to_load_and_run_nothing(seen):
    (policy,) = seen.all("meta", http_equiv="Content-Security-Policy")
    assert "default-src 'none'" in policy["content"]


def test_it_names_its_language_and_says_that_of_the_article_is_unknown(seen):
    assert seen.all("html", lang="en")
    assert seen.all("main", lang="")


def test_it_has_the_landmarks_of_a_page(seen):
    assert [len(seen.all(name)) for name in ("header", "main", "h1")] == [1, 1, 1]
    assert seen.all("aside", aria_label="Legend")


def test_each_removal_can_be_reached_and_is_described_by_its_reason(seen):
    removals = seen.all("del")
    assert [(given["tabindex"], given["aria-describedby"]) for given in removals] == [("0", "t1"), ("0", "t2")]


def test_a_reason_has_the_label_the_rule_the_confidence_and_the_evidence(seen):
    assert "noticeen/notice/xconfidence 0.90cookies & more" in seen.text


def test_each_removal_names_its_label_in_words(seen):
    assert len(seen.all("span", class_="tag")) == len(RESULT.removed) + 1  # and the legend


def test_the_legend_counts_removals_and_words(seen):
    assert "2 ×, 6 words" in seen.text


def test_the_views_are_radio_buttons_of_which_marked_is_chosen(seen):
    choices = seen.all("input", type="radio", name="view")
    assert [(given["value"], "checked" in given) for given in choices] == [
        ("clean", False),
        ("marked", True),
        ("removed", False),
    ]


def test_the_whole_text_is_in_it(seen):
    assert all(line in seen.text for line in (HEADLINE, "Accept all cookies", PARAGRAPHS[0], " Read more: x"))


def test_it_says_that_and_why_there_is_no_article():
    page = Seen(render_page(Result("", (), (), reason="the page holds no text")))
    assert "There is no text." in page.text
    assert "the page holds no text" in page.text
    assert page.problems == []


def test_it_says_that_removals_were_taken_back():
    assert "Guarded" in Seen(render_page(result_of(ARTICLE, guarded=True))).text


def test_without_removals_there_is_no_legend():
    assert Seen(render_page(result_of(ARTICLE))).all("aside") == []


@pytest.mark.parametrize(
    ("result", "title"),
    [
        (result_of(f"\n {PARAGRAPHS[0][:40]}\nMore\n"), PARAGRAPHS[0][:40]),
        (result_of("Menu\nIt opened.\n", "Menu\n"), "It opened."),
        (
            Result(
                "Kicker\nHead\n",
                (Segment(0, 7, Label.BODY, removed=False), Segment(7, 12, Label.HEADLINE, removed=False)),
                (),
            ),
            "Head",
        ),
        (Result("", (), ()), "Article"),
        (result_of(" \n\t"), "Article"),
    ],
    ids=["first line", "first that stays", "headline", "nothing", "nothing visible"],
)
def test_its_title_is_the_headline_or_how_the_text_begins(result, title):
    assert title_of(result) == title


def test_a_title_may_be_given():
    assert "<title>Ferry &lt;1&gt; · cleanwire</title>" in render_page(RESULT, title="Ferry <1>")


def test_it_leads_back_to_an_index_where_there_is_one():
    assert Seen(render_page(RESULT, index="index.html")).all("a", href="index.html")


def test_a_hostile_document_is_shown_and_not_obeyed():
    page = render_page(result_of(f"{HOSTILE}\n{HOSTILE}\n", HOSTILE, evidence=HOSTILE), title=HOSTILE)
    assert page.encode("utf-8")
    assert not set("\x00\x1b\ud800\u202e\u202c\x85\r\u2066") & set(page)
    seen = Seen(page)
    assert (seen.problems, seen.all("script"), seen.all("b", onclick="x")) == ([], [], [])
    assert seen.text.count("<script>document.title='run'</script>") >= 4


@given(st.text(alphabet=st.characters() | st.sampled_from("\n\r <&\x0b")), st.data())
def test_any_result_becomes_a_sound_page(source, data):
    cuts = sorted({0, len(source), *data.draw(st.lists(st.integers(0, len(source)), max_size=6))})
    segments = [
        Segment(start, end, Label.COMMENTS, removed=data.draw(st.booleans()), rule=source[:3], evidence=source)
        for start, end in pairwise(cuts)
    ]
    page = render_page(Result(source, tuple(segments), ()))
    assert page.encode("utf-8")
    seen = Seen(page)
    assert (seen.problems, seen.fetched(), seen.all("script")) == ([], [], [])
