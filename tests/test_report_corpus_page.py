import pytest

from cleanwire.labels import Label
from cleanwire.report.corpus_page import ROWS, render_corpus_page
from cleanwire.report.summary import Collector, CorpusSummary
from cleanwire.result import Result
from invented import ARTICLE
from invented_results import HOSTILE, result_of
from pages import Seen

LONG = ARTICLE * 2


@pytest.fixture(scope="module")
def seen():
    collector = Collector()
    collector.add(result_of(f"{LONG}Accept cookies\n", "Accept cookies\n"), url="https://velmark.example/ferry")
    collector.add(result_of(f"{LONG}Home\nNews\n", "Home\nNews\n", label=Label.TEMPLATE), url="https://b.example/x")
    collector.add(Result("", (), (), reason="the page is empty"), url="https://b.example/y")
    return Seen(render_corpus_page(collector.summary(), title="Ferries"))


def test_its_elements_nest_and_its_references_lead_somewhere(seen):
    assert seen.problems == []


def test_it_loads_nothing_and_runs_nothing(seen):
    assert (seen.fetched(), seen.all("script")) == ([], [])


@pytest.mark.parametrize("key", ["labels", "sites", "rules", "losses", "templates", "rejected"])
def test_it_has_a_section_and_a_link_to_it_for_all_that_there_is(seen, key):
    assert seen.all("section", id=key)
    assert seen.all("a", href=f"#{key}")


def test_what_is_drawn_is_named_and_stands_in_a_table(seen):
    charts = seen.all("svg", role="img")
    assert [given["aria-labelledby"] for given in charts] == ["label-bars-title", "site-bars-title"]
    assert [given["aria-describedby"] for given in charts] == ["label-bars-desc", "site-bars-desc"]
    assert len(seen.all("table")) >= len(charts)


def test_tables_can_be_scrolled_with_the_keyboard(seen):
    assert all(given["tabindex"] == "0" and given["aria-label"] for given in seen.all("div", class_="scroll"))


@pytest.mark.parametrize(
    "told", ["Accept cookies", "https://velmark.example/ferry", "the page is empty", "velmark.example"]
)
def test_it_shows(seen, told):
    assert told in seen.text


def test_the_summary_of_nothing_is_a_page():
    page = Seen(render_corpus_page(CorpusSummary()))
    assert (page.problems, page.all("section")) == ([], [])


def test_hostile_documents_are_shown_and_not_obeyed():
    collector = Collector()
    for label in (Label.NOTICE, Label.TEMPLATE):
        source = f"{LONG}{HOSTILE}"
        collector.add(result_of(source, HOSTILE, label=label), url=f"https://x.example/{HOSTILE}")
    collector.reject(HOSTILE, url=HOSTILE)
    page = render_corpus_page(collector.summary(), title=HOSTILE)
    seen = Seen(page)
    assert page.encode("utf-8")
    assert (seen.problems, seen.all("script"), seen.all("b", onclick="x")) == ([], [], [])


def test_its_size_is_bounded():
    parts = []
    for number in range(1200):
        gone = f"Share {number} " + "x" * 300
        parts.append(
            CorpusSummary.of(result_of(f"{LONG}{gone}", gone), url=f"https://site{number}.example/{'y' * 500}")
        )
    summary = CorpusSummary().merge(*parts)
    page = Seen(render_corpus_page(summary))
    assert len(page.all("tr")) < 4 * ROWS
    assert f"(the first {ROWS} of 1,200)" in page.text
    assert len(page.all("text")) < ROWS
