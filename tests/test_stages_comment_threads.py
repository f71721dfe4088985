import pytest

from cleanwire.spans import Verdict
from cleanwire.stages.phrases import THREAD
from invented import PARAGRAPHS, claims, rule_of, verdicts_of

PROSE = PARAGRAPHS[0]
SAID = [
    "I went there every summer as a child, and it was always far too cold for me.",
    "The new one will be too warm, you will see, and twice the price, but who asks us.",
    "My grandmother swam there on the day it was opened, and in the year it was closed.",
]
HEADING = rule_of('is = ["Voices"]\nreach = "rest"\nconfidence = 0.9', label="comments", name="heading")
DOUBTFUL = rule_of('is = ["Voices"]\nreach = "rest"\nconfidence = 0.8', label="comments", name="doubtful")
BUTTON = rule_of(
    'is = ["Answer", "Answer Report"]\nreach = "entry"\nconfidence = 0.95', label="comments", name="button"
)
NAME = rule_of("pattern = '^[a-z]+ says$'\nreach = 'entry'\nconfidence = 0.85", label="comments", name="name")
ITEM = rule_of(
    "pattern = '^'\nwhere = { listed = true }\nreach = 'entry'\nconfidence = 0.85", label="comments", name="item"
)
FORM = rule_of('is = ["Your name"]', label="comments", name="form")


def taken(lines, *rules):
    """Return the lines that go with a heading below an article and above these lines; None if the heading stays."""
    source = "\n".join([*PARAGRAPHS, "Voices", *lines])
    gone = "".join(claims(source, *(rules or (HEADING, BUTTON, NAME, FORM)))).splitlines()
    return gone[1:] if gone and gone[0] == "Voices" else None


FOOTERS = [line for text in SAID for line in (text, "Answer")]
HEADERS = [line for text in SAID for line in ("Anna says", text)]


@pytest.mark.parametrize(
    ("lines", "count"),
    [
        (FOOTERS, 6),
        (HEADERS, 6),
        (["Write", "Sort", *HEADERS], 8),
        (["Anna says", SAID[0], "Answer"], 3),
        ([*FOOTERS, PROSE, PROSE, PROSE], 6),
        ([*HEADERS, PROSE, PROSE, PROSE], 6),
        (["Anna says", SAID[0], SAID[1], "Halvor says", SAID[2], SAID[0]], 6),
        ([SAID[0], "Answer Report", SAID[1], "Answer Report"], 4),
    ],
    ids=[
        "buttons below",
        "names above",
        "a form above",
        "a name above and a button below",
        "buttons, and another text",
        "names, and another text",
        "names, and as much below the last as below the first",
        "rows of buttons",
    ],
)
def test_a_thread_goes_as_far_as_its_form(lines, count):
    assert taken(lines) == lines[:count]


def test_the_last_contribution_ends_where_other_boilerplate_begins():
    lines = ["Anna says", SAID[0], SAID[1], SAID[2], "Halvor says", SAID[0], "Your name", PROSE]
    assert taken(lines) == lines[:-1]


@pytest.mark.parametrize(
    "lines",
    [
        SAID,
        ["Anna", SAID[0], "Halvor", SAID[1]],
        ["12 March 1974", SAID[0], "3 June 1988", SAID[1]],
        ["Answer", *SAID],
        ["Answer", "Answer", "Answer", *SAID],
        [*PARAGRAPHS, *PARAGRAPHS, *FOOTERS],
        [SAID[0]] + ["A line"] * 30 + FOOTERS,
    ],
    ids=["paragraphs", "names alone", "dates", "one button", "a row of buttons", "the article goes on", "a long list"],
)
def test_a_heading_without_a_thread_stays_where_the_article_goes_on(lines):
    assert taken(lines) is None


@pytest.mark.parametrize("lines", [[], ["A line"], ["A line", "Another"]])
def test_a_heading_without_a_thread_goes_alone_where_nothing_of_the_article_follows(lines):
    assert taken(lines) == []


@pytest.mark.parametrize(("heading", "goes"), [(HEADING, True), (DOUBTFUL, False)])
def test_the_less_sure_a_heading_is_the_surer_its_thread_has_to_be(heading, goes):
    assert (taken(HEADERS, heading, NAME) is not None) == goes
    assert taken(FOOTERS, heading, BUTTON) == FOOTERS


def test_items_of_a_list_are_contributions_of_their_own():
    lines = [f"• {text}" for text in SAID]
    assert taken(lines, HEADING, ITEM) == lines


def test_entries_claim_nothing_by_themselves():
    assert claims("\n".join([PROSE, *FOOTERS, *HEADERS]), BUTTON, NAME) == []


def test_what_a_thread_takes_outweighs_the_doubt_about_lone_paragraphs():
    _, verdicts = verdicts_of("\n".join([*PARAGRAPHS, "Voices", *FOOTERS]), HEADING, BUTTON)
    assert [verdict.confidence for verdict in verdicts] == [0.9, THREAD]


def test_a_second_article_below_a_thread_stays():
    source = "\n".join([*PARAGRAPHS, "Voices", *FOOTERS, "A second title", *reversed(PARAGRAPHS)])
    _, verdicts = verdicts_of(source, HEADING, BUTTON)
    assert source[verdicts[-1].end :].startswith("A second title")


def test_the_threads_of_several_headings_are_told_apart():
    lines = [*PARAGRAPHS, "Voices", *FOOTERS[:4], *PARAGRAPHS * 4, "Voices", *FOOTERS[2:]]
    _, verdicts = verdicts_of("\n".join(lines), HEADING, BUTTON)
    assert sum(isinstance(verdict, Verdict) and verdict.confidence == THREAD for verdict in verdicts) == 2
