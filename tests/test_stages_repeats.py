import pytest

from cleanwire.labels import Label
from cleanwire.reading.text import read_text
from cleanwire.spans import Verdict
from cleanwire.stages.repeats import find_contents, find_repeats
from invented import ARTICLE, HEADLINE, PARAGRAPHS

LONG = " ".join(PARAGRAPHS[:3])
"""A paragraph of some sixty words."""
SHORT = PARAGRAPHS[2]
CAPTION = "The ferry at its new berth in Velmark"
BETWEEN = "\n".join(PARAGRAPHS[:2])


def repeats_of(text, *, claimed=None):
    """Return the spans that the stage claims; `claimed` maps lines to the labels that they already have."""
    document = read_text(text)
    verdicts = tuple(
        Verdict(block.start, block.end, claimed[document.text(block)], "en/x/y", 0.9, "")
        for block in document.blocks
        if document.text(block) in (claimed or {})
    )
    return [(verdict.start, verdict.end) for verdict in find_repeats(document, verdicts)]


def span_of_last(text, line):
    start = text.rindex(line)
    return start, start + len(line) + 1


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f"{LONG}\n{BETWEEN}\n{LONG}\n", LONG),
        (f"{LONG}\n{BETWEEN}\n{LONG.upper()}\n", LONG.upper()),
        (f"{CAPTION}\n{CAPTION}\n{BETWEEN}\n", CAPTION),
    ],
    ids=["a long paragraph", "a long paragraph in another case", "a line below itself"],
)
def test_the_second_copy_is_claimed_and_the_first_stays(text, line):
    assert repeats_of(text) == [span_of_last(text, line)]


def test_a_copy_is_claimed_as_a_duplicate():
    (verdict,) = find_repeats(read_text(f"{LONG}\n{BETWEEN}\n{LONG}\n"), ())
    assert verdict.label is Label.DUPLICATE


def test_the_second_copy_of_the_headline_is_claimed():
    text = f"{ARTICLE}{HEADLINE}\n"
    assert repeats_of(text, claimed={HEADLINE: Label.HEADLINE})[-1:] == [span_of_last(text, HEADLINE)]


def test_the_second_copy_of_a_headline_that_was_guessed_stays():
    text = f"{ARTICLE}{HEADLINE}\n"
    document = read_text(text)
    guess = Verdict(0, len(HEADLINE) + 1, Label.HEADLINE, "headlines", 0.6, "")
    assert find_repeats(document, (guess,)) == []


def test_a_paragraph_below_a_copied_one_goes_with_it():
    text = f"{LONG}\n{SHORT}\n{BETWEEN}\n{LONG}\n{SHORT}\n{CAPTION}\n"
    assert repeats_of(text) == [span_of_last(text, LONG), span_of_last(text, SHORT)]


def test_a_line_copied_in_a_gallery_is_claimed():
    text = f"{CAPTION}\n{BETWEEN}\nPhoto: J. Eik\n{CAPTION}\n{SHORT}\n"
    assert repeats_of(text, claimed={"Photo: J. Eik": Label.CAPTION}) == [span_of_last(text, CAPTION)]


def test_a_heading_that_stands_again_beside_a_link_stays():
    text = f"{CAPTION}\n{BETWEEN}\nRead more\n{CAPTION}\n{SHORT}\n"
    assert repeats_of(text, claimed={"Read more": Label.RELATED_LINKS}) == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        ARTICLE,
        f"{SHORT}\n{BETWEEN}\n{SHORT}\n",
        f"{CAPTION}\n{BETWEEN}\n{CAPTION}\n{SHORT}\n",
        "Yes\nYes\n",
        f"{LONG} 12\n{BETWEEN}\n{LONG} 13\n",
        f"(2) {LONG}\n{BETWEEN}\n(2) {LONG}\n",
        f"{LONG}\n{CAPTION}\n{BETWEEN}\n{LONG.replace('horn', 'bell')}\n{CAPTION}\n",
        "Down by the river, down by the sea\nRow, sailor, row for the light on the quay\n"
        "Row, sailor, row for the light on the quay\nNobody there but the heron and me\n",
        f"- {LONG}\n{BETWEEN}\n- {LONG}\n",
        f"{LONG}\n{BETWEEN}\n" * 4,
    ],
    ids=[
        "nothing",
        "no line twice",
        "a paragraph of medium length",
        "a caption far from its copy",
        "a word",
        "lines that differ in a figure",
        "a clause of an order",
        "a paragraph with another word, and a line below it",
        "a line of a song that is sung twice",
        "an item of a list",
        "a chorus",
    ],
)
def test_what_recurs_by_right_stays(text):
    assert repeats_of(text) == []


def test_a_copy_that_is_already_claimed_is_not_claimed_again():
    text = f"{LONG}\n{BETWEEN}\n{LONG}\n"
    assert repeats_of(text, claimed={LONG: Label.CAPTION}) == []


ENTRIES = "The fire below deck\nA shaft cast anew\nWhat it cost\n"
SECTIONS = f"The fire below deck\n{PARAGRAPHS[0]}\nA shaft cast anew\n{SHORT}\nWhat it cost\n{PARAGRAPHS[3]}\n"


def contents_of(text, *, claimed=()):
    """Return the passages that the stage for tables of contents claims; lines in `claimed` are navigation."""
    document = read_text(text)
    verdicts = tuple(
        Verdict(block.start, block.end, Label.NAVIGATION, "en/navigation/x", 0.9, "")
        for block in document.blocks
        if document.text(block) in claimed
    )
    return [(text[verdict.start : verdict.end], verdict.label) for verdict in find_contents(document, verdicts)]


def test_the_entries_of_a_table_of_contents_are_claimed_and_the_subheads_stay():
    text = f"In this piece\n{ENTRIES}{SECTIONS}"
    assert contents_of(text, claimed=["In this piece"]) == [(ENTRIES, Label.NAVIGATION)]


def test_a_list_without_a_heading_of_contents_stays():
    assert contents_of(f"In this piece\n{ENTRIES}{SECTIONS}") == []


def test_a_single_line_under_a_heading_that_stands_again_stays():
    assert contents_of(f"In this piece\nWhat it cost\n{SECTIONS}", claimed=["In this piece"]) == []


def test_entries_that_stand_again_with_another_figure_stay():
    text = f"In this piece\nStep 1\nStep 2\n{PARAGRAPHS[0]}\nStep 3\n{SHORT}\nStep 4\n{PARAGRAPHS[3]}\n"
    assert contents_of(text, claimed=["In this piece"]) == []


def test_entries_that_differ_in_a_figure_alone_are_claimed_with_the_subheads_below():
    entries = "Step 1\nStep 2\n"
    text = f"In this piece\n{entries}Step 1\n{PARAGRAPHS[0]}\nStep 2\n{SHORT}\n"
    assert contents_of(text, claimed=["In this piece"]) == [(entries, Label.NAVIGATION)]


def test_lines_under_a_heading_that_do_not_come_back_stay():
    assert contents_of(f"In this piece\nOne\nTwo\nThree\n{SECTIONS}", claimed=["In this piece"]) == []


TITLE = "Council votes again on the old quay by the mill"
