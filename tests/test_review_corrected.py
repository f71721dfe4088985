from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import cleanwire
from cleanwire import Segment
from cleanwire.report.labelled import Removal
from cleanwire.review.corrected import GAP, corrected_segments, fates_of
from cleanwire.review.decisions import Decision, decided
from cleanwire.review.opening import Opened
from cleanwire.testing import Fixture, fixtures
from cleanwire.testing.shipped import GAP as GAP_OF_FIXTURES
from invented import PARAGRAPHS
from reviewing import REMOVED, SCRAPED, line_at, opened

ARTICLES = Path(cleanwire.__file__).parent / "testing" / "articles" / "contaminated"

INLINE = f"{PARAGRAPHS[0]} Share on Facebook 12 Comments\n\n{PARAGRAPHS[1]}\n{PARAGRAPHS[2]}\n" * 40
"""One of these lines holds both: thousands of characters, which are cut into sentences."""


def kept(opened: Opened, *made: Decision) -> str:
    segments = corrected_segments(opened, made)
    return "".join(opened.source[one.start : one.end] for one in segments if not one.removed)


def test_what_stands_for_a_gap_is_what_fixtures_have() -> None:
    assert GAP == GAP_OF_FIXTURES


def test_without_decisions_all_is_as_cleanwire_says(tmp_path: Path) -> None:
    shown = opened(tmp_path)
    assert corrected_segments(shown, ()) == shown.result.segments
    assert not any(line in shown.result.text for line in REMOVED)


def test_a_line_that_is_removed_takes_the_blank_lines_behind_it_along(tmp_path: Path) -> None:
    shown = opened(tmp_path)
    paragraph = Decision(*line_at(shown, PARAGRAPHS[0]), "caption")
    assert kept(shown, paragraph) == shown.result.text.replace(f"{PARAGRAPHS[0]}\n\n", "")


def test_a_line_that_is_kept_comes_back_with_its_line_break(tmp_path: Path) -> None:
    shown = opened(tmp_path)
    back = Decision(*line_at(shown, "Share on Facebook"), "body")
    assert kept(shown, back) == f"{shown.result.text}Share on Facebook\n"


def test_another_label_for_a_removal_leaves_its_rule(tmp_path: Path) -> None:
    shown = opened(tmp_path)
    start, end = line_at(shown, "Advertisement")
    found = next(one for one in corrected_segments(shown, [Decision(start, end, "newsletter")]) if one.start == start)
    assert (found.label, found.rule, found.removed) == ("newsletter", "en/ad_marker/marker", True)


def test_a_removal_that_is_missing_is_a_gap(tmp_path: Path) -> None:
    shown = opened(tmp_path)
    start, end = line_at(shown, "The quay master waved.")
    found = next(one for one in corrected_segments(shown, [Decision(start, end, "caption")]) if one.start == start)
    assert (found.label, found.rule, found.confidence) == ("caption", GAP, 1.0)


@pytest.mark.parametrize("label", ["", "either"])
def test_a_note_and_what_may_be_either_change_no_removal(tmp_path: Path, label: str) -> None:
    shown = opened(tmp_path)
    note = Decision(*line_at(shown, "Advertisement"), label, "a note")
    assert corrected_segments(shown, [note]) == shown.result.segments


def test_of_a_line_that_is_removed_in_part_the_line_break_stays(tmp_path: Path) -> None:
    shown = opened(tmp_path, f"{PARAGRAPHS[0]} {PARAGRAPHS[1]}\n{PARAGRAPHS[2]}\n")
    half = Decision(0, len(PARAGRAPHS[0]), "caption")
    assert kept(shown, half) == f" {PARAGRAPHS[1]}\n{PARAGRAPHS[2]}\n"


def test_decisions_that_divide_a_line_otherwise_are_heard(tmp_path: Path) -> None:
    shown = opened(tmp_path)
    start, end = line_at(shown, PARAGRAPHS[0])
    fates = fates_of(shown, [Decision(start, start + 9, "caption")])
    divided = [fate for fate in fates if start <= fate.line.start < end]
    assert [fate.label for fate in divided] == ["caption", "body"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(data=st.data(), text=st.sampled_from([SCRAPED, INLINE, SCRAPED.replace("\n", "\r\n"), f"\n\n{SCRAPED}\n\n"]))
def test_segments_tile_the_source_and_say_what_was_decided(tmp_path: Path, data: st.DataObject, text: str) -> None:
    shown = opened(tmp_path, text)
    chosen = data.draw(st.lists(st.sampled_from(shown.lines), max_size=8, unique=True))
    labels = st.sampled_from(["body", "headline", "comments", "byline", "either"])
    work = decided(shown.fresh, [Decision(line.start, line.end, data.draw(labels)) for line in chosen])
    segments = corrected_segments(shown, work.decisions)
    assert "".join(text[one.start : one.end] for one in segments) == text
    for fate in fates_of(shown, work.decisions):
        inside = [one for one in segments if one.start < fate.line.end and fate.line.start < one.end]
        assert {one.removed for one in inside} == {fate.removed}


@pytest.mark.parametrize("fixture", [*fixtures("contaminated")], ids=lambda fixture: fixture.name)
def test_what_labelled_text_says_is_what_is_shown(tmp_path: Path, fixture: Fixture) -> None:
    shown = opened(tmp_path, (ARTICLES / f"{fixture.name}.txt").read_bytes().decode("utf-8"))
    assert visible(shown.source, corrected_segments(shown, shown.given)) == visible(fixture.source, fixture.removals)


def visible(source: str, spans: Iterable[Segment | Removal]) -> set[int]:
    """Return where characters stand that show, and are removed."""
    gone = (at for one in spans if getattr(one, "removed", True) for at in range(one.start, one.end))
    return {at for at in gone if not source[at].isspace()}
