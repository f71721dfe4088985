from math import isfinite, log

import pytest
from hypothesis import given, settings

from cleanwire.stages.stories.parts import numbering_goes_on, parts_of
from invented_kinds import KINDS, SUBJECTS
from test_stages_stories import HOST, SECTIONS, VOLCANO, numbered
from test_stages_stories_lines import any_lines, lines_from


def parts_for(host, stranger, below=()):
    """Return how a stranger between what is above and what is below falls into parts, and the rest."""
    return parts_of(lines_from(*host, *stranger, *below), len(host), len(host) + len(stranger))


STRANGER = parts_for(HOST, VOLCANO)
DIGEST = parts_for(
    [line for subject in SUBJECTS[:4] for line in (subject.headline, *subject.paragraphs[:2])],
    [line for subject in SUBJECTS[4:8] for line in (subject.headline, *subject.paragraphs[:2])],
)


@pytest.mark.parametrize("name", ["host_over_across", "stranger_over_across", "less_over_across", "host_next"])
def test_two_stories_are_each_about_one_thing_and_a_digest_is_not(name):
    assert STRANGER[name] > DIGEST[name] + 0.1


def test_more_than_two_sections_of_a_digest_are_unlike_the_rest():
    assert DIGEST["third_section"] < STRANGER["third_section"] - 0.3


def test_sections_of_a_digest_are_counted():
    assert DIGEST["sections_unlike"] > log(1 + 4)


def test_the_lesser_unity_counts():
    assert STRANGER["less_over_across"] == min(STRANGER["host_over_across"], STRANGER["stranger_over_across"])


@pytest.mark.parametrize(
    ("host", "story", "name", "count"),
    [
        ([HOST[0], "1. Hulls", HOST[1], "2. Shafts", HOST[2]], ["3. Crews", HOST[3]], "lead_outside", 2),
        (HOST[:3], ["1. Hulls", HOST[3], "2. Shafts", HOST[4]], "lead_inside", 1),
        (["And hulls?", HOST[1], "And the shafts?", HOST[2]], ["And the crews?", HOST[3]], "tail_outside", 1),
        (SECTIONS, ["The launch", HOST[1]], "headings_alike", 3),
        (HOST, VOLCANO, "headings_alike", 0),
        (SECTIONS, VOLCANO, "host_headings", 4),
        (HOST, SECTIONS, "own_headings", 4),
    ],
)
def test_lines_of_one_form_are_counted(host, story, name, count):
    assert parts_for(host, story)[name] == pytest.approx(log(1 + count))


def test_a_subhead_is_short():
    assert parts_for(HOST, ["The launch", HOST[1]])["short_headline"]
    assert not STRANGER["short_headline"]


@pytest.mark.parametrize(
    "lines", [numbered(SECTIONS), list(KINDS["handbook"](SUBJECTS)), list(KINDS["statute"](SUBJECTS))]
)
def test_numbering_goes_on_in_one_list(lines):
    start = max(at for at, line in enumerate(lines) if line[0].isdigit())
    assert numbering_goes_on(lines_from(*lines), start, len(lines))


@pytest.mark.parametrize(
    ("host", "story", "below"),
    [
        (HOST, VOLCANO, ()),
        (numbered(SECTIONS), VOLCANO, ()),
        (numbered(SECTIONS), ["1. A lake", *VOLCANO], ()),
        (["1. Hulls", *HOST[1:3]], ["2. Lakes", *VOLCANO[1:]], ()),
        (["7 ways to wait for a ferry", *HOST], ["8 reasons to climb a volcano", *VOLCANO], ()),
        (numbered(SECTIONS)[:7], VOLCANO[:3], numbered(SECTIONS)[7:]),
    ],
    ids=["no numbers", "none below", "begins anew", "a single one", "titles", "goes on below"],
)
def test_numbering_does_not_go_on(host, story, below):
    assert not numbering_goes_on(lines_from(*host, *story, *below), len(host), len(host) + len(story))


@settings(deadline=None)
@given(any_lines)
def test_any_text_falls_into_parts_that_can_be_weighed(lines):
    text = lines_from(*lines)
    for start in range(1, len(text)):
        assert all(isfinite(value) for value in parts_of(text, start, len(text)).values())
