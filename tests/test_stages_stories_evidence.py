import math

import pytest

from cleanwire.labels import Label
from cleanwire.stages.stories.decision import decision
from cleanwire.stages.stories.evidence import evidence_of_cut, evidence_of_inset, glance_at_cut, glance_at_inset
from cleanwire.stages.stories.forms import has_dateline
from test_stages_stories import CHESS, GERMAN, HOST, RUSSIAN, SECTIONS, VOLCANO, text_of
from test_stages_stories_lines import lines_in


def cut(host, story, claimed=None):
    """Return what is known of a story below a host."""
    lines = lines_in(text_of(host, [*(claimed or {})], story), claimed)
    return evidence_of_cut(lines, len(host))


OWN, FOREIGN = cut(HOST[:8], HOST[8:]), cut(HOST, VOLCANO)


@pytest.mark.parametrize("name", ["shared", "shared_open", "shared_end", "themes_kept", "density", "host_parts"])
def test_a_stranger_shares_less_with_the_host_than_its_own_end(name):
    assert FOREIGN[name] < OWN[name] or name == "host_parts"


@pytest.mark.parametrize("name", ["gain", "gain_root", "gain_all", "gain_abs", "low_over_mean", "mean_over_mean"])
def test_more_speaks_for_a_stranger_than_for_the_host_s_own_end(name):
    assert FOREIGN[name] > OWN[name]


def test_a_headline_is_about_what_stands_below_it():
    assert FOREIGN["h_words"] == 13
    assert FOREIGN["h_in"] > 0.5 > FOREIGN["h_host"]


def test_a_story_without_a_headline_has_none():
    assert cut(HOST, VOLCANO[1:])["h_words"] == 0


def test_the_host_s_own_sections_are_known():
    assert cut(SECTIONS, VOLCANO)["subheads"] > cut(HOST, VOLCANO)["subheads"]
    assert cut(SECTIONS, VOLCANO)["section1"] != cut(HOST, VOLCANO)["section1"]


def test_what_a_page_ends_with_is_known():
    assert cut(HOST, VOLCANO, {"Share": Label.SHARE_WIDGET})["residue"]
    assert not FOREIGN["residue"]


def test_quotation_marks_of_another_kind_are_known():
    straight = [line.replace("“", '"').replace("”", '"') for line in VOLCANO]
    assert cut(HOST, straight)["typo"] == 1
    assert FOREIGN["typo"] == 0


def test_two_stories_below_each_other_are_two_parts():
    assert cut(HOST, (*VOLCANO, *CHESS))["in_parts"] == 1
    assert cut((*HOST, *CHESS), VOLCANO)["host_parts"] == 1


@pytest.mark.parametrize(
    ("text", "dated"),
    [
        ("VELMARK (ANP) — The harbour board", True),
        ("VELMARK, Jan. 3 - The harbour board", True),
        ("Velmark (dpa) - Der Hafenrat", True),
        ("Velmark – Der Hafenrat", True),
        ("The harbour board of Velmark voted", False),
        ("", False),
    ],
)
def test_datelines_are_told(text, dated):
    assert has_dateline(text) is dated


LANGUAGES = {"English": HOST, "German": GERMAN, "Russian": RUSSIAN}


@pytest.mark.parametrize("lines", LANGUAGES.values(), ids=LANGUAGES)
@pytest.mark.parametrize("at", [1, 2, 3])
def test_every_piece_of_evidence_is_a_number(lines, at):
    seen = lines_in(text_of(lines))
    gains = (0.0, 1.0, 0.0)
    for known in (
        evidence_of_cut(seen, at),
        glance_at_cut(seen, at),
        evidence_of_inset(seen, at, at + 2),
        glance_at_inset(seen, at, at + 2, gains),
        evidence_of_inset(seen, 0, at),
        evidence_of_inset(seen, at, len(seen)),
    ):
        assert all(math.isfinite(value) for value in known.values())


def test_decisions_ask_for_what_is_known():
    seen = lines_in(text_of(HOST))
    assert set(decision("appended").names) == set(evidence_of_cut(seen, 3))
    assert set(decision("appended-glance").names) == set(glance_at_cut(seen, 3))
    assert set(decision("inset").names) == set(evidence_of_inset(seen, 3, 5))
    assert set(decision("inset-glance").names) == set(glance_at_inset(seen, 3, 5, (0, 0, 0)))
