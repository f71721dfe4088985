import pytest

from cleanwire.labels import Label
from cleanwire.reading.text import read_text
from cleanwire.spans import Verdict
from cleanwire.stages.stories.evidence import glance_at_cut
from cleanwire.stages.stories.lines import is_headed, lines_of
from test_stages_stories import CHESS, HOST, SENTENCE, VOLCANO, text_of


def lines_in(text, claimed=None):
    document = read_text(text)
    verdicts = [
        Verdict(block.start, block.end, claimed[document.text(block)], "en/x/y", 0.9, "")
        for block in document.blocks
        if document.text(block) in (claimed or {})
    ]
    return lines_of(document, verdicts)


@pytest.mark.parametrize(
    ("line", "headed"),
    [
        (VOLCANO[0], True),
        (CHESS[0], True),
        ("Who pays for the second ferry?", True),
        ("300 passengers wait for a ferry", True),
        ("Fähre", False),
        ("a pinch of salt", False),
        ("- The second ferry", False),
        ("The harbour board said:", False),
        (HOST[1], False),
        (SENTENCE, False),
    ],
)
def test_a_headline_is_told_by_its_form(line, headed):
    document = read_text(f"{line}\n")
    assert is_headed(document, document.blocks[0]) is headed


def test_claimed_lines_are_left_out():
    assert len(lines_in(text_of(HOST, ["Share"]), {"Share": Label.SHARE_WIDGET})) == len(HOST)


def test_what_was_claimed_between_is_known_of_the_line_below():
    lines = lines_in(text_of(HOST, ["Share"], VOLCANO), {"Share": Label.SHARE_WIDGET})
    assert [at for at, gap in enumerate(lines.gaps) if gap] == [len(HOST)]
    assert glance_at_cut(lines, len(HOST))["residue"]


@pytest.mark.parametrize("label", [Label.AD_MARKER, Label.BYLINE, Label.CAPTION])
def test_what_stands_inside_articles_is_no_residue(label):
    lines = lines_in(text_of(HOST, ["Here"], VOLCANO), {"Here": label})
    assert not any(glance_at_cut(lines, at)["residue"] for at in range(1, len(lines)))


def test_a_text_without_paragraphs_has_no_lines():
    assert len(lines_in("Ferry\nQuay\nHarbour master\nCaptain\n" * 40)) == 0


def test_a_part_has_the_lines_and_terms_of_that_part():
    whole = lines_in(text_of(HOST, VOLCANO))
    part = whole.part(0, len(HOST))
    alone = lines_in(text_of(HOST))
    assert [part.text(at) for at in range(len(part))] == list(HOST)
    assert (part.words, part.rows.terms_above()) == (alone.words, alone.rows.terms_above())
    assert part.rows.gains_of_cuts() == pytest.approx(alone.rows.gains_of_cuts())


def test_a_cut_gains_most_where_a_story_begins():
    gains = lines_in(text_of(HOST, VOLCANO)).rows.gains_of_cuts()
    assert max(range(len(gains)), key=gains.__getitem__) == len(HOST)


def test_a_run_gains_most_where_it_is_the_inset():
    gains = lines_in(text_of(HOST[:6], VOLCANO[:3], HOST[6:])).rows.gains_from(6, 12)
    assert gains.index(max(gains)) == 2
