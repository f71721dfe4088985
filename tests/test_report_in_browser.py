"""Pages as a browser shows them. Skipped if there is no Chromium on the path."""

import re
from pathlib import Path

import pytest

from browser import PROGRAM, Tab, browsing
from cleanwire.labels import Label
from cleanwire.report.corpus_page import render_corpus_page
from cleanwire.report.index_page import entry_of, render_index
from cleanwire.report.page import render_page
from cleanwire.report.summary import Collector
from cleanwire.result import Result
from invented import ARTICLE, HEADLINE, PARAGRAPHS
from invented_results import HOSTILE, result_of

pytestmark = [pytest.mark.slow, pytest.mark.skipif(PROGRAM is None, reason="needs Chromium on the path")]

PHONE = 360
"""The width of a small phone, in pixels."""

LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 3

SCRAPED = f"{HEADLINE}\nAccept cookies\n{PARAGRAPHS[0]} Read more.\n\n{HOSTILE}\n{LONG_WORD}\nGone {LONG_WORD}\n"
RESULT = result_of(
    SCRAPED, "Accept cookies\n", " Read more.", f"{HOSTILE}\n", f"Gone {LONG_WORD}\n", evidence=f"cookies {LONG_WORD}"
)


def corpus_page() -> str:
    collector = Collector()
    for label in Label:
        result = result_of(f"{ARTICLE * 2}{LONG_WORD}", LONG_WORD, label=label)
        collector.add(result, url=f"https://{LONG_WORD}.example/{label}/{LONG_WORD}")
    collector.reject(LONG_WORD)
    return render_corpus_page(collector.summary(), title=LONG_WORD)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the files of one page of each kind."""
    folder = tmp_path_factory.mktemp("pages")
    entry = entry_of(RESULT, file="article.html", name=f"raw/{LONG_WORD}.txt")
    texts = {
        "article": render_page(RESULT, index="index.html"),
        "index": render_index([entry]),
        "corpus": corpus_page(),
        "empty": render_page(Result("", (), ())),
    }
    for name, text in texts.items():
        (folder / f"{name}.html").write_text(text, "utf-8")
    return {name: folder / f"{name}.html" for name in texts}


@pytest.fixture(scope="module")
def _tab():
    with browsing() as tab:
        yield tab


@pytest.fixture
def tab(_tab: Tab, pages: dict[str, Path]) -> Tab:
    """Return a tab that shows the article."""
    _tab.open(pages["article"])
    return _tab


def visible(tab: Tab, selector: str) -> list[bool]:
    """Return the elements that take up space on the screen."""
    return tab.ask(f"[...document.querySelectorAll({selector!r})].map(e => e.getClientRects().length > 0)")


def style(tab: Tab, selector: str, name: str) -> str:
    return tab.ask(f"getComputedStyle(document.querySelector({selector!r})).getPropertyValue({name!r})")


def test_at_first_all_of_the_text_is_there_and_what_goes_is_marked(tab):
    assert all(visible(tab, "main .k, main del"))
    assert style(tab, "#r1", "background-color") != style(tab, "body", "background-color")
    assert not any(visible(tab, ".reason, .gap"))


def test_clean_shows_what_stays_alone(tab):
    tab.click("#v-clean")
    assert all(visible(tab, "main .k"))
    assert not any(visible(tab, "main del, .legend"))


def test_removed_only_shows_what_goes_and_how_much_is_between(tab):
    tab.click("#v-removed")
    assert not any(visible(tab, "main .k"))
    assert all(visible(tab, "main del, .gap"))


def test_the_view_can_be_switched_with_the_keyboard(tab):
    tab.press("Tab")  # the link to the index
    tab.press("Tab")
    assert tab.ask("document.activeElement.id") == "v-marked"
    tab.press("ArrowRight")
    assert not any(visible(tab, "main .k"))
    tab.press("ArrowLeft")
    assert all(visible(tab, "main .k"))


def test_the_keyboard_reaches_each_removal_and_shows_its_reason(tab):
    reached = []
    for _ in range(2 + len(RESULT.removed)):
        tab.press("Tab")
        reached.append(tab.ask("document.activeElement.id"))
        if reached[-1].startswith("r"):
            assert visible(tab, ".reason") == [f"t{reached[-1][1:]}" == f"t{at}" for at in range(1, 5)]
            assert style(tab, ":focus", "outline-style") == "solid"
    assert reached == ["", "v-marked", "r1", "r2", "r3", "r4"]


@pytest.mark.parametrize("removal", [1, 2])
def test_the_mouse_shows_the_reason_too(tab, removal):
    tab.hover(f"#r{removal}")
    assert visible(tab, f"#t{removal}") == [True]


def test_the_mouse_may_move_from_one_removal_to_the_next_through_the_reason(tab):
    for number in range(1, 5):
        tab.hover(f"#r{number}")
        assert visible(tab, ".reason") == [at == number for at in range(1, 5)]


@pytest.mark.parametrize("width", [PHONE, 800, 1400])
@pytest.mark.parametrize("number", range(1, 5))
def test_a_reason_stays_on_the_screen(tab, pages, width, number):
    tab.open(pages["article"], width=width)
    tab.hover(f"#r{number}")
    left, right = tab.ask(
        f"(box => [box.left, box.right])(document.querySelector('#t{number}').getBoundingClientRect())"
    )
    assert 0 <= left < right <= width


def test_a_reason_that_the_keyboard_holds_can_be_pointed_at(tab):
    tab.ask("document.querySelector('#r1').focus()")
    tab.hover("#t1")
    assert tab.ask("document.querySelector('#t1').matches(':hover')")


def test_a_reason_is_announced_with_what_it_explains(tab):
    node = tab.send("Runtime.evaluate", expression="document.querySelector('#r1')")["result"]["objectId"]
    nodes = tab.send("Accessibility.getPartialAXTree", objectId=node, fetchRelatives=False)["nodes"]
    assert nodes[0]["description"]["value"].startswith("notice en/notice/x confidence 0.90")


def test_what_looks_like_a_script_is_shown_and_does_not_run(tab):
    assert tab.ask("document.title").startswith(HEADLINE)
    assert "<script>document.title='run'</script>" in tab.ask("document.querySelector('main').innerText")
    assert tab.ask("document.scripts.length") == 0


def test_a_script_that_got_in_would_be_refused(tab):
    tab.send("Runtime.evaluate", expression="document.body.append(Object.assign(document.createElement('script'), "
             "{textContent: 'document.title = `run`'}))")  # fmt: skip
    assert tab.ask("document.title").startswith(HEADLINE)


@pytest.mark.parametrize("name", ["article", "index", "corpus", "empty"])
@pytest.mark.parametrize("width", [PHONE, 800, 1400])
def test_no_page_is_wider_than_the_screen(tab, pages, name, width):
    tab.open(pages[name], width=width)
    assert tab.ask("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("view", ["clean", "removed"])
def test_no_view_is_wider_than_a_phone(tab, pages, view):
    tab.open(pages["article"], width=PHONE)
    tab.click(f"#v-{view}")
    assert tab.ask("document.documentElement.scrollWidth") <= PHONE


@pytest.mark.parametrize("name", ["article", "index", "corpus"])
def test_nothing_but_the_page_is_asked_for(tab, pages, name):
    tab.open(pages[name])
    tab.ask("document.querySelectorAll('details').forEach(e => { e.open = true })")
    assert [address for address in tab.requested() if not address.startswith("data:")] == [pages[name].as_uri()]


def brightness(colour: str) -> float:
    return sum(map(float, re.findall(r"[\d.]+", colour)[:3]))


@pytest.mark.parametrize("name", ["article", "index", "corpus"])
def test_a_dark_scheme_is_followed(tab, pages, name):
    shades = {}
    for dark in (False, True):
        tab.open(pages[name], dark=dark)
        shades[dark] = brightness(style(tab, "body", "background-color")), brightness(style(tab, "body", "color"))
    assert shades[False][0] > shades[False][1]
    assert shades[True][0] < shades[True][1]


def test_all_works_without_javascript(tab, pages):
    tab.send("Emulation.setScriptExecutionDisabled", value=True)
    try:
        tab.open(pages["article"])
        tab.click("#v-clean")
        assert not any(visible(tab, "main del"))
        tab.click("#v-marked")
        tab.click("#r1")
        assert visible(tab, "#t1") == [True]
    finally:
        tab.send("Emulation.setScriptExecutionDisabled", value=False)


def test_a_rule_opens_to_its_samples(tab, pages):
    tab.open(pages["corpus"])
    tab.click("summary")
    assert visible(tab, "details[open] .samples li") == [True]


def test_the_sections_of_a_corpus_are_named_regions(tab, pages):
    tab.open(pages["corpus"])
    nodes = tab.send("Accessibility.getFullAXTree")["nodes"]
    names = [node["name"]["value"] for node in nodes if node.get("role", {}).get("value") == "region"]
    assert {"By label", "By site", "Rules"} <= set(names)


def test_the_charts_have_names_and_descriptions(tab, pages):
    tab.open(pages["corpus"])
    nodes = tab.send("Accessibility.getFullAXTree")["nodes"]
    charts = [node for node in nodes if node.get("role", {}).get("value") == "image"]
    assert [node["name"]["value"] for node in charts] == ["Words removed by label", "Words removed by site"]
    assert charts[0]["description"]["value"].startswith("Most words were removed as ")
