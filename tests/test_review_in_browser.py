"""The page of a review as a person uses it. Skipped if Chromium or the extra is missing."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from browser import PROGRAM, Tab, browsing
from cleanwire.report.labelled import parse_labelled
from cleanwire.review.documents import checksum
from invented import PARAGRAPHS
from reviewing import PACK, SCRAPED, written

pytest.importorskip("starlette")
pytest.importorskip("uvicorn")
pytestmark = [pytest.mark.slow, pytest.mark.skipif(PROGRAM is None, reason="needs Chromium on the path")]

PHONE = 390
"""The width of a phone, in pixels."""

LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 3
HOSTILE = f"<script>document.title = 'gone'</script>\n<img src=x onerror=alert(1)>\n{LONG_WORD}\n{SCRAPED}"
FIRST, SECOND = SCRAPED, f"{SCRAPED}A second one.\n"
TEXTS = {"in/a.txt": FIRST, "in/b.txt": SECOND, "in/hostile.txt": HOSTILE}
A, B, C = map(checksum, TEXTS.values())
IS_SAVED = "document.getElementById('saved').dataset.state === 'saved'"


@contextmanager
def served(folder: Path, *options: str) -> Iterator[str]:
    """Serve a review of invented documents, and yield its address."""
    names = written(folder, TEXTS)
    command = [sys.executable, "-m", "cleanwire.cli", "review", "--no-browser", "-o", str(folder / "out"), *options]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen([*command, *names], stdout=subprocess.PIPE, env=environment, text=True) as server:
        assert server.stdout
        try:
            yield re.findall(r"http://\S+", server.stdout.readline())[0]
        finally:
            server.terminate()


@pytest.fixture(scope="module")
def browser() -> Iterator[Tab]:
    with browsing() as tab:
        yield tab


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    with served(tmp_path) as address:
        yield address


@pytest.fixture
def tab(browser: Tab, address: str) -> Tab:
    """Return a tab that shows the first document."""
    show(browser, f"{address}#{A}")
    return browser


def show(tab: Tab, address: str, *, width: int = 1300, height: int = 900, dark: bool = False) -> None:
    tab.open("about:blank")
    tab.open(address, width=width, height=height, dark=dark)
    tab.wait_for("document.querySelectorAll('.line').length > 0")


def at(text: str, part: str = "") -> str:
    """Return a selector for a line of the first document."""
    return f"#l{FIRST.index(text)} {part}".strip()


def ask(tab: Tab, selector: str, value: str) -> object:
    return tab.ask(f"document.querySelector({selector!r}).{value}")


def classes(tab: Tab, text: str) -> list[str]:
    return tab.ask(f"[...document.querySelector({at(text)!r}).classList]")


def active(tab: Tab) -> str:
    """Return the text of the active line."""
    line = tab.ask("document.getElementById('lines').getAttribute('aria-activedescendant')")
    return tab.ask(f"document.querySelector('#{line} .text').lastChild.data")


def stored(folder: Path, document: str = A) -> dict[str, str]:
    """Return what is on disk: the label of each decided line."""
    record = json.loads((folder / "out" / "decisions" / f"{document}.json").read_bytes())
    return {FIRST[one["start"] : one["end"]]: one["label"] for one in record["decisions"]}


def decide(address: str, text: str, label: str, revision: int) -> None:
    """Decide about a line of the first document, as another window would."""
    start = FIRST.index(text)
    made = [{"start": start, "end": start + len(text), "label": label}]
    body = json.dumps({"action": "decide", "revision": revision, "decisions": made}).encode()
    headers = {"Origin": "/".join(address.split("/")[:3]), "Content-Type": "application/json"}
    with urlopen(Request(f"{address}api/documents/{A}/changes", body, headers)) as answer:  # noqa: S310, our own server
        assert answer.status == 200


def go_to(tab: Tab, text: str) -> None:
    tab.click(at(text, ".text"))


class TestReading:
    def test_removals_are_marked_in_place_and_named(self, tab: Tab) -> None:
        assert "removed" in classes(tab, "Advertisement")
        assert "g-selling" in classes(tab, "Advertisement")
        assert ask(tab, at("Advertisement", ".tag"), "textContent") == "ad marker"
        assert "kept" in classes(tab, "The quay master")

    def test_the_active_line_says_why(self, tab: Tab) -> None:
        go_to(tab, "Advertisement")
        facts = ask(tab, "#facts", "textContent")
        assert "en/ad_marker/marker" in facts
        assert "0.95" in facts
        assert "Advertisement" in facts

    def test_keys_go_from_line_to_line_and_from_removal_to_removal(self, tab: Tab) -> None:
        assert active(tab) == "Home > News > Harbour"
        tab.press("n")
        assert active(tab) == "By Marta Lind, Staff Writer"
        tab.press("j")
        tab.press("ArrowDown")
        assert active(tab) == "Advertisement"
        tab.press("p")
        assert active(tab) == "By Marta Lind, Staff Writer"
        tab.press("End")
        assert active(tab) == "12 Comments"

    def test_documents_follow_each_other(self, tab: Tab) -> None:
        tab.press("]")
        tab.wait_for("document.getElementById('name').textContent.endsWith('b.txt')")
        assert tab.ask("location.hash") == f"#{B}"
        tab.press("[")
        tab.wait_for("document.getElementById('name').textContent.endsWith('a.txt')")

    def test_what_a_document_holds_is_shown_and_not_obeyed(self, browser: Tab, address: str) -> None:
        show(browser, f"{address}#{C}")
        assert browser.ask("document.querySelector('#l0 .text').lastChild.data").startswith("<script>")
        assert browser.ask("document.querySelectorAll('main script, main img').length") == 0
        assert browser.ask("document.title") != "gone"

    def test_nothing_is_asked_for_elsewhere(self, tab: Tab, address: str) -> None:
        asked = tab.requested()
        assert len(asked) > 10
        assert [one for one in asked if not one.startswith((address, "data:"))] == []


class TestDeciding:
    def test_a_click_on_its_sign_keeps_a_line_and_another_one_removes_it(self, tab: Tab, tmp_path: Path) -> None:
        tab.click(at("Advertisement", ".sign"))
        assert {"kept", "changed"} <= {*classes(tab, "Advertisement")}
        tab.wait_for(IS_SAVED)
        assert stored(tmp_path) == {"Advertisement": "body"}
        tab.click(at("Advertisement", ".sign"))
        assert "removed" in classes(tab, "Advertisement")
        tab.wait_for(IS_SAVED)
        assert stored(tmp_path) == {}

    def test_a_click_on_its_text_changes_nothing(self, tab: Tab, tmp_path: Path) -> None:
        go_to(tab, "Advertisement")
        assert active(tab) == "Advertisement"
        assert not (tmp_path / "out/decisions" / f"{A}.json").exists()

    @pytest.mark.parametrize("key", [" ", "x"])
    def test_a_key_flips_the_line(self, tab: Tab, tmp_path: Path, key: str) -> None:
        go_to(tab, "The quay master")
        tab.press(key)
        assert "removed" in classes(tab, "The quay master")
        tab.wait_for(IS_SAVED)
        assert [*stored(tmp_path)] == ["The quay master waved."]

    def test_a_click_with_shift_does_the_same_to_a_run(self, tab: Tab, tmp_path: Path) -> None:
        tab.click(at("Share on", ".sign"))
        tab.click(at("12 Comments", ".sign"), shift=True)
        tab.wait_for(IS_SAVED)
        assert stored(tmp_path) == {"Share on Facebook": "body", "12 Comments": "body"}

    def test_keys_with_shift_select_a_run(self, tab: Tab, tmp_path: Path) -> None:
        go_to(tab, "Share on")
        tab.press("ArrowDown", shift=True)
        assert ask(tab, "#panel-title", "textContent") == "2 lines selected"
        tab.press(" ")
        tab.wait_for(IS_SAVED)
        assert stored(tmp_path) == {"Share on Facebook": "body", "12 Comments": "body"}

    def test_another_label_is_two_keys(self, tab: Tab, tmp_path: Path) -> None:
        go_to(tab, "Advertisement")
        tab.press("l")
        assert ask(tab, "#labels-dialog", "open")
        tab.press("n")
        tab.wait_for(f"document.querySelector({at('Advertisement', '.tag')!r}).textContent === 'newsletter'")
        assert not ask(tab, "#labels-dialog", "open")
        tab.wait_for(IS_SAVED)
        assert stored(tmp_path) == {"Advertisement": "newsletter"}

    def test_steps_are_undone_and_redone(self, tab: Tab, tmp_path: Path) -> None:
        tab.click(at("Advertisement", ".sign"))
        tab.wait_for(IS_SAVED)
        tab.press("u")
        tab.wait_for(f"document.querySelector({at('Advertisement')!r}).classList.contains('removed')")
        tab.wait_for(IS_SAVED)
        assert stored(tmp_path) == {}
        tab.press("U", shift=True)
        tab.wait_for(f"document.querySelector({at('Advertisement')!r}).classList.contains('kept')")
        tab.wait_for(IS_SAVED)
        assert stored(tmp_path) == {"Advertisement": "body"}

    def test_a_note_is_kept(self, tab: Tab) -> None:
        go_to(tab, "Advertisement")
        tab.press("m")
        tab.write("Whose?")
        tab.press("Enter", control=True)
        tab.wait_for("document.getElementById('facts').textContent.includes('Whose?')")
        tab.wait_for(IS_SAVED)
        assert ask(tab, at("Advertisement", ".marks"), "textContent") == "note"

    def test_a_line_is_reset(self, tab: Tab, tmp_path: Path) -> None:
        tab.click(at("Advertisement", ".sign"))
        tab.press("c")
        tab.wait_for(IS_SAVED)
        assert "changed" not in classes(tab, "Advertisement")
        assert stored(tmp_path) == {}

    def test_what_was_decided_is_there_after_the_page_and_the_server_start_again(
        self, browser: Tab, tmp_path: Path
    ) -> None:
        with served(tmp_path) as address:
            show(browser, f"{address}#{A}")
            browser.click(at("Advertisement", ".sign"))
            browser.press("v")
            browser.wait_for(IS_SAVED)
            show(browser, f"{address}#{A}")
            assert "kept" in classes(browser, "Advertisement")
        with served(tmp_path) as address:
            show(browser, f"{address}#{A}")
            assert "kept" in classes(browser, "Advertisement")
            assert ask(browser, "#reviewed", "getAttribute('aria-pressed')") == "true"
            assert ask(browser, "#undo", "disabled") is False

    def test_what_is_decided_faster_than_it_is_saved_is_all_saved(self, tab: Tab, tmp_path: Path) -> None:
        for text in ("Advertisement", "Share on", "12 Comments", "Home >", "By Marta"):
            tab.ask(f"document.querySelector({at(text, '.sign')!r}).click()")
        tab.wait_for(IS_SAVED)
        assert len(stored(tmp_path)) == 5

    def test_while_the_server_is_gone_nothing_is_said_to_be_saved(self, browser: Tab, tmp_path: Path) -> None:
        with served(tmp_path) as address:
            tab = browser.another()  # one that asks before it leaves the page
            show(tab, f"{address}#{A}")
        tab.click(at("Advertisement", ".sign"))
        tab.wait_for("document.getElementById('saved').dataset.state === 'failed'")
        assert "Not saved" in ask(tab, "#saved", "textContent")
        tab.send("Page.close")

    def test_a_page_of_an_earlier_server_says_where_the_review_is_now(self, browser: Tab, tmp_path: Path) -> None:
        with served(tmp_path) as address:
            show(browser, f"{address}#{A}")
        port = address.split(":")[2].partition("/")[0]
        with served(tmp_path, "--port", port):
            browser.click(at("Advertisement", ".sign"))
            browser.wait_for("document.getElementById('saved').textContent.includes('use the whole address')")
        assert "Not saved" in ask(browser, "#saved", "textContent")

    def test_a_document_is_saved_as_a_fixture(self, tab: Tab, tmp_path: Path) -> None:
        tab.click(at("Advertisement", ".sign"))
        tab.wait_for(IS_SAVED)
        tab.press("e")
        tab.press("f")
        tab.wait_for("document.getElementById('notice').textContent.startsWith('Saved')")
        (path,) = (tmp_path / "out/fixtures").iterdir()
        assert "Advertisement" in parse_labelled(path.read_text("utf-8")).text


class TestTwoWindows:
    def test_changes_of_other_lines_are_both_kept(self, tab: Tab, address: str, tmp_path: Path) -> None:
        other = tab.another()
        show(other, f"{address}#{A}")
        other.click(at("12 Comments", ".sign"))
        other.wait_for(IS_SAVED)
        tab.ask(f"document.querySelector({at('Advertisement', '.sign')!r}).click()")
        tab.wait_for(IS_SAVED)
        assert stored(tmp_path) == {"Advertisement": "body", "12 Comments": "body"}
        assert "kept" in classes(tab, "12 Comments")
        other.send("Page.close")

    def test_of_the_same_line_the_person_is_asked(self, tab: Tab, address: str, tmp_path: Path) -> None:
        decide(address, "Advertisement", "newsletter", 0)
        tab.click(at("Advertisement", ".sign"))
        tab.wait_for("document.getElementById('clash-dialog').open")
        assert "newsletter" in ask(tab, "#clash-lines", "textContent")
        assert not tab.ask(IS_SAVED)
        assert stored(tmp_path) == {"Advertisement": "newsletter"}
        tab.click("#clash-dialog button[value=mine]")
        tab.wait_for(IS_SAVED)
        assert stored(tmp_path) == {"Advertisement": "body"}

    def test_theirs_can_be_kept(self, tab: Tab, address: str, tmp_path: Path) -> None:
        decide(address, "Advertisement", "newsletter", 0)
        tab.click(at("Advertisement", ".sign"))
        tab.wait_for("document.getElementById('clash-dialog').open")
        tab.click("#clash-dialog button[value=theirs]")
        tab.wait_for(IS_SAVED)
        assert stored(tmp_path) == {"Advertisement": "newsletter"}
        assert ask(tab, at("Advertisement", ".tag"), "textContent") == "newsletter"

    def test_what_another_window_did_is_not_undone_unseen(self, tab: Tab, address: str, tmp_path: Path) -> None:
        tab.click(at("Advertisement", ".sign"))
        tab.wait_for(IS_SAVED)
        decide(address, "12 Comments", "body", 1)
        tab.press("u")
        tab.wait_for("document.getElementById('notice').textContent.includes('Nothing was undone')")
        assert len(stored(tmp_path)) == 2
        assert "kept" in classes(tab, "12 Comments")


class TestParts:
    """A line of thousands of characters, from which passages are removed."""

    def test_a_passage_is_kept_and_removed_like_a_line(self, browser: Tab, tmp_path: Path) -> None:
        text = f"{' '.join(PARAGRAPHS)} Share on Facebook 12 Comments " * 8
        (name,) = written(tmp_path, {"long/one.txt": text})
        with served(tmp_path, name) as address:
            show(browser, f"{address}#{checksum(text)}")
            assert browser.ask("document.querySelectorAll('.parts').length") == 1
            removed = "document.querySelectorAll('.part.removed').length"
            before = browser.ask(removed)
            browser.click(".part.removed .sign")
            assert browser.ask(removed) == before - 1
            browser.press(" ")
            assert browser.ask(removed) == before
            browser.wait_for(IS_SAVED)


class TestFilter:
    def test_it_lists_documents_and_marks_lines(self, tab: Tab) -> None:
        tab.click(at("Advertisement", ".sign"))
        tab.wait_for(IS_SAVED)
        tab.press("/")
        assert tab.ask("document.activeElement.name") == "label"
        tab.ask("document.forms.filter.changed.value = 'yes'")
        tab.ask("document.forms.filter.requestSubmit()")
        tab.wait_for("document.querySelectorAll('#list li[data-id]').length === 1")
        assert ask(tab, "#matching", "textContent") == "1 of 3 documents"
        assert "fits" in classes(tab, "Advertisement")
        assert "unfit" in classes(tab, "12 Comments")

    def test_a_rule_and_a_confidence_narrow_what_n_goes_to(self, tab: Tab) -> None:
        tab.press("/")
        tab.ask("document.forms.filter.rule.focus()")
        tab.write("en/share")
        tab.wait_for("document.querySelectorAll('.line.fits').length === 1")
        tab.press("Escape")
        tab.press("n")
        assert active(tab) == "Share on Facebook"
        tab.ask("document.forms.filter.low.focus()")
        tab.write("0.99")
        tab.wait_for("document.querySelectorAll('.line.fits').length === 0")
        tab.wait_for("document.getElementById('matching').textContent.startsWith('0 of')")

    def test_keys_in_its_fields_write(self, tab: Tab) -> None:
        tab.press("/")
        tab.ask("document.forms.filter.rule.focus()")
        tab.press("x")
        assert tab.ask("document.forms.filter.rule.value") == "x"
        assert tab.ask("document.querySelectorAll('.changed').length") == 0


class TestRules:
    def test_the_page_follows_the_pack(self, browser: Tab, tmp_path: Path) -> None:
        pack = tmp_path / "ours.toml"
        pack.write_text(PACK, "utf-8")
        with served(tmp_path, "--rules", str(pack)) as address:
            show(browser, f"{address}#{A}")
            assert "removed" in classes(browser, "The quay master")
            assert ask(browser, at("The quay master", ".marks"), "textContent") == "pack −"
            browser.wait_for("document.getElementById('rules-body').textContent.includes('3 removed, 0 kept')")
            browser.wait_for("document.getElementById('rules-body').textContent.includes('all examples pass')")
            pack.write_text(PACK.replace("quay master waved", "quay mistress waved"), "utf-8")
            browser.wait_for(f"document.querySelector({at('The quay master')!r}).classList.contains('kept')")
            pack.write_text(PACK.replace("master left", "master waved"), "utf-8")
            browser.wait_for("document.querySelector('#rules .error')?.textContent.includes('no-match')")
            pack.write_text("label = ", "utf-8")
            browser.wait_for("document.querySelector('#rules .error')?.textContent.includes('not valid TOML')")
            browser.wait_for(f"document.querySelector({at('The quay master')!r}).classList.contains('kept')")

    def test_an_entry_leads_to_its_line(self, browser: Tab, tmp_path: Path) -> None:
        pack = tmp_path / "ours.toml"
        pack.write_text(PACK, "utf-8")
        with served(tmp_path, "--rules", str(pack)) as address:
            show(browser, f"{address}#{A}")
            browser.wait_for("document.querySelectorAll('.effects a').length === 3")
            browser.click(f".effects a[href^='#{B}/']")
            browser.wait_for("document.getElementById('name').textContent.endsWith('b.txt')")
            assert active(browser) == "The quay master waved."


SIZES = [(PHONE, 844, False), (PHONE, 844, True), (900, 700, False), (1300, 900, False), (1300, 900, True)]

AUDIT = (Path(__file__).parent / "audit.js").read_text("utf-8")


def audit(tab: Tab, name: str) -> list[str]:
    """Return the problems of the page."""
    return tab.ask(f"{AUDIT.strip()}.{name}()")


class TestForEverybody:
    @pytest.mark.parametrize(("width", "height", "dark"), SIZES)
    def test_nothing_is_wider_than_the_screen(
        self, browser: Tab, address: str, width: int, height: int, dark: bool
    ) -> None:
        for document in (A, C):
            show(browser, f"{address}#{document}", width=width, height=height, dark=dark)
            browser.click("#reviewed")
            browser.click(".line .sign")
            browser.wait_for(IS_SAVED)
            assert browser.ask("document.documentElement.scrollWidth") <= width
            assert audit(browser, "outside") == []

    @pytest.mark.parametrize(("width", "height", "dark"), SIZES)
    def test_text_stands_out_from_its_ground(
        self, browser: Tab, address: str, width: int, height: int, dark: bool
    ) -> None:
        show(browser, f"{address}#{A}", width=width, height=height, dark=dark)
        browser.click(at("Advertisement", ".sign"))
        browser.ask("document.forms.filter.label.value = 'byline'")
        browser.ask("document.forms.filter.requestSubmit()")
        browser.wait_for("document.querySelectorAll('.line.unfit').length")
        for dialog in ("labels", "help", "save"):
            browser.ask(f"document.getElementById('{dialog}-dialog').show()")
        assert audit(browser, "poorContrast") == []

    def test_the_two_schemes_differ(self, browser: Tab, address: str) -> None:
        grounds = []
        for dark in (False, True):
            show(browser, f"{address}#{A}", dark=dark)
            grounds.append(browser.ask("getComputedStyle(document.body).backgroundColor"))
        assert grounds[0] != grounds[1]

    def test_every_control_has_a_name(self, tab: Tab) -> None:
        assert audit(tab, "nameless") == []

    def test_ids_are_there_once_and_what_refers_to_one_finds_it(self, tab: Tab) -> None:
        assert audit(tab, "brokenIds") == []

    def test_lines_are_options_whose_words_say_their_state(self, tab: Tab) -> None:
        tree = tab.send("Accessibility.getFullAXTree")["nodes"]
        options = [
            node["name"]["value"] for node in tree if node.get("role", {}).get("value") == "option" and node.get("name")
        ]
        assert "removed, ad marker: Advertisement" in options
        assert "kept, body: The quay master waved." in options

    def test_what_happens_is_said_aloud(self, tab: Tab) -> None:
        go_to(tab, "Advertisement")
        tab.press(" ")
        tab.wait_for("document.getElementById('told').textContent === 'kept, body, changed by you'")
        assert ask(tab, "#told", "getAttribute('aria-live')") == "polite"

    def test_the_keyboard_reaches_everything_and_shows_where_it_is(self, tab: Tab) -> None:
        tab.ask("document.activeElement.blur()")
        reached = set()
        for _ in range(30):
            tab.press("Tab")
            reached.add(
                tab.ask(
                    "document.activeElement.dataset.do || document.activeElement.id || document.activeElement.tagName"
                )
            )
            shown = "(e => getComputedStyle(e).outlineStyle !== 'none' || e.id === 'lines')(document.activeElement)"
            assert tab.ask(f"document.activeElement === document.body || {shown}")
        assert {"lines", "flip", "label", "note", "next", "save", "help", "SUMMARY"} <= reached
        assert tab.ask("getComputedStyle(document.querySelector('.line.active')).boxShadow") != "none"

    def test_the_sheet_lists_all_keys(self, tab: Tab) -> None:
        tab.press("?", shift=True)
        assert ask(tab, "#help-dialog", "open")
        assert tab.ask("document.querySelectorAll('#help-keys dt').length") >= 20
        tab.press("Escape")
        assert not ask(tab, "#help-dialog", "open")

    def test_who_wants_less_motion_gets_none(self, tab: Tab) -> None:
        tab.send("Emulation.setEmulatedMedia", features=[{"name": "prefers-reduced-motion", "value": "reduce"}])
        assert tab.ask("getComputedStyle(document.querySelector('.line')).transitionDuration") == "0s"

    def test_on_a_phone_the_list_opens_and_a_tap_flips(self, browser: Tab, address: str, tmp_path: Path) -> None:
        show(browser, f"{address}#{A}", width=PHONE, height=844)
        browser.click("#open-list")
        assert ask(browser, "#open-list", "getAttribute('aria-expanded')") == "true"
        browser.click(f"#list a[href='#{B}']")
        browser.wait_for("document.getElementById('name').textContent.endsWith('b.txt')")
        assert ask(browser, "#open-list", "getAttribute('aria-expanded')") == "false"
        browser.click(at("Advertisement", ".text"))
        browser.click("[data-do=flip]")
        browser.wait_for(IS_SAVED)
        assert stored(tmp_path, B) == {"Advertisement": "body"}
