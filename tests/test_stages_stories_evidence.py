from math import isfinite, log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanwire.labels import Label
from cleanwire.stages.stories.evidence import evidence_of
from test_stages_stories import CHESS, HOST, VOLCANO
from test_stages_stories_lines import BYLINE, LINKS, SHARE, any_lines, lines_from

BODY = VOLCANO[1:]


def evidence_for(host, stranger, *, below=(), claimed=None):
    """Return the evidence of a stranger between what is above and what is below; `claimed` lines are left out."""
    lines = lines_from(*host, *stranger, *below, claimed=claimed)
    start, end = (sum(line not in (claimed or {}) for line in part) for part in (host, stranger))
    return evidence_of(lines, start, start + end)


STRANGER = evidence_for(HOST, VOLCANO)
"""Of another story."""
OWN = evidence_for(HOST[:6], HOST[6:])
"""Of the second half of the host."""


@pytest.mark.parametrize(
    "name",
    [
        "similarity",
        "opening",
        "ending",
        "title",
        "seam",
        "peak",
        "mean",
        "bond",
        "shared",
        "shared_strong",
        "shared_of_host",
        "shared_opening",
        "shared_ending",
        "shared_peak",
        "themes_kept",
        "theme_density",
        "own_themes_in_host",
        "title_kept",
        "names_shared",
    ],
)
def test_the_hosts_own_text_has_more(name):
    assert OWN[name] > STRANGER[name] + 0.02


@pytest.mark.parametrize(
    "name",
    [
        "beside_over_similarity",
        "title_beside_over_title",
        "low_over_mean",
        "low_over_peak",
        "mean_over_mean",
        "theme_drop",
        "headline",
        "headline_words",
        "headline_in_text",
        "headline_topic",
    ],
)
def test_a_stranger_has_more(name):
    assert STRANGER[name] > OWN[name] + 0.02


def test_the_headline_of_a_stranger_is_more_about_its_text_than_about_the_hosts():
    assert STRANGER["headline_topic"] > STRANGER["headline_topic_host"] + 0.2


def test_words_are_counted_in_both_parts():
    found = evidence_for(["The ferry sails to the island"], ["A volcano", "Lava and ash"])
    assert (found["words"], found["host_words"]) == (log(1 + 5), log(1 + 6))


def test_a_stranger_that_repeats_the_host_is_wholly_like_it():
    assert evidence_for(HOST, HOST)["similarity"] == pytest.approx(1)


def test_a_single_line_has_no_halves_that_cohere():
    assert evidence_for(HOST, VOLCANO[1:2])["coherence"] == 0


def test_one_story_coheres_more_than_two():
    assert STRANGER["coherence"] > evidence_for(HOST, [*VOLCANO, *CHESS])["coherence"] + 0.2


@pytest.mark.parametrize("name", ["shared", "shared_strong", "shared_opening", "shared_ending", "shared_peak"])
def test_all_is_shared_where_every_word_of_the_stranger_stands_in_the_host(name):
    assert evidence_for(HOST, HOST[3:6])[name] == pytest.approx(1)


@pytest.mark.parametrize("name", ["shared", "shared_strong", "shared_of_host", "shared_opening", "shared_peak", "bond"])
def test_nothing_is_shared_where_no_word_of_the_stranger_stands_in_the_host(name):
    host = ["Ferry, harbour and quay", "The ferry at the quay"]
    assert evidence_for(host, ["Volcano and lava", "The lava of the volcano"])[name] == 0


def test_all_of_the_host_is_shared_where_the_stranger_repeats_it():
    assert evidence_for(HOST, HOST)["shared_of_host"] == pytest.approx(1)


@pytest.mark.parametrize(
    ("ending", "name"),
    [(HOST[1:3], "shared_opening"), (VOLCANO[1:3], "shared_ending")],
    ids=["the opening is strange", "the ending is strange"],
)
def test_the_opening_and_the_ending_are_looked_at_alone(ending, name):
    start = VOLCANO[1:4] if name == "shared_opening" else HOST[1:4]
    assert evidence_for(HOST, [*start, *ending])[name] < 0.2


def test_one_part_like_the_host_makes_a_peak():
    found = evidence_for(HOST, [*BODY, HOST[5], HOST[6], *CHESS[1:]])
    assert found["shared_peak"] > found["shared"] + 0.3


def test_names_and_terms_are_counted():
    assert evidence_for(HOST, ["The volcano, Zyxo and the lava"])["strong"] == pytest.approx(log(1 + 1), abs=1)


HARBOUR = [
    "The ferry leaves the harbour of Velmark",
    "A ferry with passengers in the harbour",
    "No ferry, no harbour, no passengers",
    "All passengers wait",
]


@pytest.mark.parametrize(
    ("stranger", "kept"),
    [
        (["Passengers of the ferry see the harbour"], 1),
        (["The ferry burns", "A harbour burns"], 2 / 3),
        (["Lava burns"], 0),
    ],
    ids=["all", "two of three", "none"],
)
def test_themes_of_the_host_come_back(stranger, kept):
    assert evidence_for(HARBOUR, stranger)["themes_kept"] == pytest.approx(kept)


def test_density_is_the_share_of_words_that_are_themes():
    assert evidence_for(HARBOUR, ["The ferry and lava", "The volcano and magma"])["theme_density"] == 0.25


def test_a_stranger_has_themes_of_its_own():
    found = evidence_for(HARBOUR, ["Lava and magma", "Lava, ash, ferry", "Magma and ferry"])
    assert (found["own_themes"], found["own_themes_in_host"]) == (3, pytest.approx(1 / 3))


@pytest.mark.parametrize(
    ("stranger", "kept"),
    [(["Velmark has a harbour", "The ferry leaves"], 1), (["Velmark erupts"], 0.25), (["Lava"], 0)],
)
def test_the_words_of_the_hosts_first_line_come_back(stranger, kept):
    assert evidence_for([HARBOUR[0], "The lava and the magma"], stranger)["title_kept"] == pytest.approx(kept, abs=0.1)


@pytest.mark.parametrize(
    ("stranger", "count", "shared"),
    [
        ("It was, said Tor Eik, in Velmark.", 3, 1),
        ("It was, said Tor Brandt, in Antwick.", 3, 1 / 3),
        ("It was, said Amalia Brandt.", 2, 0),
        ("It was nobody.", 0, 0),
    ],
    ids=["all", "one", "none", "no names"],
)
def test_names_of_the_stranger_stand_in_the_host(stranger, count, shared):
    found = evidence_for(["The captain, Tor Eik, sails.", "He lives in Velmark."], [stranger])
    assert (found["names"], found["names_shared"]) == (log(1 + count), pytest.approx(shared))


def test_the_hosts_last_names_are_the_yardstick_for_those_of_the_stranger():
    host = ["The captain, Tor Eik, sails.", "He lives in Velmark.", "And so, says Tor, will he."]
    assert evidence_for(host, ["Nobody, says Amalia, knows."])["names_beside_over_shared"] == 1


SUBHEADED = [*HOST[:3], "The hull", *HOST[3:6], "The engine and the shaft", *HOST[6:]]


def test_evidence_has_the_same_names_with_and_without_a_headline():
    assert list(evidence_for(HOST, VOLCANO)) == list(evidence_for(HOST, BODY))


@pytest.mark.parametrize(("stranger", "headline"), [(VOLCANO, True), (BODY, False)], ids=["one", "none"])
def test_a_headline_is_seen(stranger, headline):
    assert evidence_for(HOST, stranger)["headline"] == headline


@pytest.mark.parametrize(
    ("name", "value"),
    [("headline_words", 0), ("headline_in_text", 0), ("headline_in_host", 1), ("headline_near", 1)],
)
def test_no_headline_speaks_for_no_stranger(name, value):
    assert evidence_for(HOST, BODY)[name] == value


@pytest.mark.parametrize(
    ("headline", "name", "value"),
    [
        ("Lake turns green", "headline_words", 3),
        ("Lake turns green", "headline_figure", False),
        ("Lake turns 41 degrees", "headline_figure", True),
        ("Lake turns green", "headline_set_off", False),
        ("Mount Tesk: lake turns green", "headline_set_off", True),
        ("Lake turns green – tremors go on", "headline_set_off", True),
        ("A well-known lake", "headline_set_off", False),
        ("Lake turns green", "headline_capitals", 1 / 3),
        ("Lake Turns Green", "headline_capitals", 1),
        ("Magma beneath the crater", "headline_in_text", 1),
        ("Pawn and bishop", "headline_in_text", 0),
        ("The ferry and the harbour", "headline_in_host", 1),
        ("Magma beneath the crater", "headline_in_host", 0),
        ("The ferry and a party", "headline_near", 1),
        ("Magma", "headline", False),
        ("Crater and magma", "headline_near", 0),
    ],
)
def test_a_headline_says(headline, name, value):
    text = "Gas rises from magma beneath the crater of the volcano, as geologists on the rim have known for a week."
    assert evidence_for(HOST, [headline, text])[name] == pytest.approx(value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("subheads", 2 / (len(HOST) + 2)),
        ("headline_words_over_most", 13 - 5),
        ("headline_words_over_mean", 13 - 3.5),
        ("own_subheads", 0),
    ],
)
def test_a_headline_is_measured_by_the_subheads_of_the_host(name, value):
    assert evidence_for(SUBHEADED, VOLCANO)[name] == pytest.approx(value)


def test_the_first_line_of_the_host_is_no_subhead():
    assert evidence_for(HOST, VOLCANO)["subheads"] == 0


def test_a_strangers_own_subheads_are_counted():
    assert evidence_for(HOST, [*VOLCANO, "What comes next", VOLCANO[1]])["own_subheads"] == 1


@pytest.mark.parametrize(
    ("residue", "count"),
    [((), 0), ((SHARE,), 1), ((SHARE, LINKS), 2), ((SHARE,) * 9, 5), ((BYLINE,), 0)],
    ids=["none", "one", "two", "many", "a byline"],
)
def test_residue_above_the_stranger_counts(residue, count):
    claimed = {SHARE: Label.SHARE_WIDGET, LINKS: Label.RELATED_LINKS, BYLINE: Label.BYLINE}
    found = evidence_for([*HOST, *residue], VOLCANO, claimed=claimed)
    assert (found["residue"], found["residue_lines"]) == (count > 0, count)


def test_residue_inside_the_stranger_does_not_count():
    stranger = [VOLCANO[0], SHARE, *BODY]
    assert evidence_for(HOST, stranger, claimed={SHARE: Label.SHARE_WIDGET})["residue_lines"] == 0


@pytest.mark.parametrize(("at", "byline"), [(1, True), (2, True), (6, False)], ids=["below", "two below", "far below"])
def test_a_byline_near_the_headline_is_seen(at, byline):
    stranger = [*VOLCANO[:at], BYLINE, *VOLCANO[at:]]
    assert evidence_for(HOST, stranger, claimed={BYLINE: Label.BYLINE})["byline"] is byline


SEAMS = {
    "dateline": (
        [
            "ORLO — A lake",
            "ORLO, Jan. 12 (NP) – A lake",
            "MOUNT TESK (NP) — A lake",
            "ORLO: A lake",
            "ST. ORLO - A lake",
        ],
        ["Orlo — A lake", "The lake of ORLO — green", "ORLO has a lake", "A — B", "A lake"],
    ),
    "numbered": (
        ["1. The lake", "12) The lake", "3: The lake", "5 lakes", "(4) Lakes"],
        ["The 2nd lake", "2024 lakes"],
    ),
    "bullet": (["- The lake", "• The lake", "| Lake | Ash", "– The lake"], ["The lake", "“The lake"]),
    "question": (["What is a lake?"], ["A lake?!", "What? A lake", "A lake"]),
    "connective": (
        [
            "However, the lake is green, and nobody on the whole plain can say how long it will stay so.",
            "But the lake is green, and nobody on the whole plain can say how long it will stay so.",
            "“This lake is green, and nobody on the whole plain can say how long it will stay so.”",
        ],
        ["The lake is green, and this is what nobody on the whole plain can explain to the other villages."],
    ),
    "announces": (
        [
            "In this article the lake",
            "Let's see the lake",
            "We'll see",
            "Read on for the lake",
            "Learn how lakes do it",
        ],
        ["The lake is green", "Will we see it", "Here is the lake", "Nobody learned of it"],
    ),
}
"""For each kind of opening lines that are of it, and lines that are not."""


@pytest.mark.parametrize(("name", "line"), [(name, line) for name, (lines, _) in SEAMS.items() for line in lines])
def test_an_opening_is_seen_as(name, line):
    assert evidence_for(HOST, [line, *BODY])[name] is True


@pytest.mark.parametrize(("name", "line"), [(name, line) for name, (_, lines) in SEAMS.items() for line in lines])
def test_an_opening_is_not_seen_as(name, line):
    assert evidence_for(HOST, [line, *BODY])[name] is False


def test_a_dateline_may_open_the_paragraph_below_the_headline():
    assert evidence_for(HOST, [VOLCANO[0], f"ORLO — {VOLCANO[1]}", *VOLCANO[2:]])["dateline"] is True


ABOVE = {
    "after_prose": ([HOST[1]], ["The hull", "Read next"]),
    "after_label": (["Read next", "More"], [HOST[1], "The ferry with the most miles of all"]),
    "after_colon": (["Read next:", "The ferry,", "The ferry;"], ["Read next", HOST[1]]),
    "after_close": (["Conclusion", "To sum up, we sail", "Final thoughts", "Contact us"], ["The hull", "Conclusive"]),
}
"""For each kind of line above lines that are of it, and lines that are not."""


@pytest.mark.parametrize(("name", "line"), [(name, line) for name, (lines, _) in ABOVE.items() for line in lines])
def test_what_stands_above_is_seen(name, line):
    assert evidence_for([*HOST, line], VOLCANO)[name] is True


@pytest.mark.parametrize(("name", "line"), [(name, line) for name, (_, lines) in ABOVE.items() for line in lines])
def test_what_stands_above_is_not_seen_as_what_it_is_not(name, line):
    assert evidence_for([*HOST, line], VOLCANO)[name] is False


@pytest.mark.parametrize(("name", "value"), [("after_prose", True), ("after_label", False), ("after_colon", False)])
def test_above_the_first_line_stands_nothing(name, value):
    assert evidence_for([], VOLCANO, below=HOST)[name] is value


def test_both_parts_say_how_much_of_them_is_prose():
    found = evidence_for([HOST[1], "The hull"], VOLCANO[:4])
    assert (found["prose"], found["host_prose"], found["prose_below"]) == (0.75, 0.5, True)


def test_paragraphs_of_one_length_are_no_difference():
    assert evidence_for(HOST[1:4], HOST[1:4])["paragraphs"] == pytest.approx(0)


@pytest.mark.parametrize("longer", ["host", "stranger"])
def test_paragraphs_of_two_lengths_are_one(longer):
    short, long = ["The lake is green, and nobody on the plain knows why it is so."] * 4, [" ".join(HOST[1:4])] * 3
    parts = (long, short) if longer == "host" else (short, long)
    assert evidence_for(*parts)["paragraphs"] > 1


CURLY, STRAIGHT, NONE = "“Ash,” he said, “isn’t snow.”", '"Ash," he said, "isn\'t snow."', "Ash, he said, is no snow."


@pytest.mark.parametrize(
    ("host", "stranger", "apart"),
    [
        (CURLY, STRAIGHT, 1),
        (STRAIGHT, CURLY, 1),
        (CURLY, CURLY, 0),
        (STRAIGHT, STRAIGHT, 0),
        (NONE, CURLY, 0),
        (STRAIGHT, NONE, 0),
        (f"{CURLY} {STRAIGHT}", CURLY, 0.5),
    ],
    ids=["curly, straight", "straight, curly", "curly", "straight", "none, curly", "straight, none", "both, curly"],
)
def test_typography_is_how_far_apart_their_quotation_marks_are(host, stranger, apart):
    assert evidence_for(["The harbour", host], ["The volcano", stranger])["typography"] == apart


def test_quotation_marks_below_an_inset_are_the_hosts():
    assert evidence_for(["The harbour"], ["The volcano", CURLY], below=["The ferry", STRAIGHT])["typography"] == 1


PLACES = {"below": (HOST, VOLCANO, ()), "inside": (HOST[:6], VOLCANO, HOST[6:]), "above": ((), VOLCANO, HOST)}


@pytest.mark.parametrize(("above", "stranger", "below"), PLACES.values(), ids=PLACES)
@pytest.mark.parametrize("name", ["similarity", "shared", "title", "peak", "theme_density"])
def test_a_stranger_is_one_wherever_it_stands(above, stranger, below, name):
    assert evidence_for(above, stranger, below=below)[name] < OWN[name]


@pytest.mark.parametrize(("above", "below"), [("Ferry", "Quay"), ("Quay", "Ferry")], ids=["above", "below"])
def test_the_line_right_beside_an_inset_is_the_hosts(above, below):
    assert evidence_for([above], ["Ferry"], below=[below])["shared"] == 1


@st.composite
def runs(draw):
    """Any lines but for one or more of them, and where these begin and end."""
    lines = lines_from(*draw(any_lines))
    if len(lines) < 2:
        lines = lines_from(HOST[0], *(lines.text(at) for at in range(len(lines))))
    start = draw(st.integers(0, len(lines) - 1))
    end = draw(st.integers(start + 1, len(lines) if start else len(lines) - 1))
    return lines, start, end


any_run = settings(deadline=None)


@any_run
@given(runs())
def test_the_evidence_of_any_run_is_finite_numbers(run):
    assert [value for value in evidence_of(*run).values() if not isfinite(value)] == []


@any_run
@given(runs())
def test_the_evidence_of_any_run_has_the_same_names(run):
    assert list(evidence_of(*run)) == list(STRANGER)


@any_run
@given(runs())
def test_shares_of_any_run_lie_between_nothing_and_one(run):
    names = [n for n in STRANGER if n.startswith(("shared", "themes", "own_themes_in", "title_kept", "names_shared"))]
    found = evidence_of(*run)
    assert all(-1e-6 <= found[name] <= 1 + 1e-6 for name in names)


@any_run
@given(runs())
def test_likenesses_of_any_run_lie_between_opposite_and_equal(run):
    names = ["similarity", "opening", "ending", "coherence", "title", "seam", "peak", "mean", "host_median"]
    found = evidence_of(*run)
    assert all(-1 - 1e-6 <= found[name] <= 1 + 1e-6 for name in names)


@any_run
@given(runs())
def test_the_same_run_has_the_same_evidence(run):
    lines, start, end = run
    texts = [lines.text(at) for at in range(len(lines))]
    assert evidence_of(lines_from(*texts), start, end) == evidence_of(*run)


def test_counting_many_words_costs_no_accuracy():
    lines = lines_from(*HOST * 200, *VOLCANO)
    assert np.isclose(evidence_of(lines, len(HOST) * 200, len(lines))["similarity"], STRANGER["similarity"], atol=1e-3)
