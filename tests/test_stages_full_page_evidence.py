import pickle
from math import isfinite, isnan

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanwire.labels import Label
from cleanwire.native.prose.line_shapes import SHAPES, line_shapes
from cleanwire.native.prose.line_words import LineWords
from cleanwire.reading.text import read_text
from cleanwire.spans import Verdict
from cleanwire.stages.full_page.claims import judge, unsure
from cleanwire.stages.full_page.evidence import FIRST, SECOND, first_evidence, lines_of, second_evidence
from invented import ARTICLE, PARAGRAPHS
from test_stages_full_page import LANGUAGES, MENU, dump_of


def shapes(text):
    """Return the shapes of a text's lines by name."""
    document = read_text(text)
    lines = document.line_table()
    found = line_shapes(document.source, document.folded, lines, LineWords(document.bare, lines)).tolist()
    return {name: found[at * lines.count : (at + 1) * lines.count] for at, name in enumerate(SHAPES)}


def evidence_in(text, likely=0.5):
    """Return the evidence of both passes on a text's lines by name, where all are that likely."""
    lines = lines_of(read_text(text), ())
    count = len(lines.labels)
    found = (first_evidence(lines) + second_evidence(lines, [likely] * count)).tolist()
    return {name: found[at * count : (at + 1) * count] for at, name in enumerate((*FIRST, *SECOND))}


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("The boat left.", "closed"),
        ("「船が出た。」", "closed"),
        ("He said: “The boat left.”", "closed"),
        ("Related:", "colon"),
        ("the boat,", "comma"),
        ("and so it went", "lower"),
        ("• a point", "bullet"),
        ("▢ 200 g butter", "bullet"),
        ("■ a point", "bullet"),
        ("12 boats", "figure"),
        ("“The boat”", "quote"),
        ("(a boat)", "bracket"),
        ("THE BOAT", "upper"),
        ("boat@velmark.example", "address"),
        ("Who sails?", "question"),
        ("Sail!", "exclaim"),
        ("Mon  Tue", "spaced"),
        ("a = {}", "code"),
        ("10 %", "sign"),
    ],
)
def test_the_shape_of_a_line(line, name):
    assert shapes(line)[name] == [1]
    assert shapes("A boat left")[name] == [0]


def test_capitals_are_the_share_of_words_that_begin_with_one():
    assert shapes("The Boat left 12 ports")["capitals"] == [0.5]


@pytest.mark.parametrize("line", ["渡し船は再び出た", "السفينة تبحر", "12 ― 13"])
def test_a_line_without_letters_that_have_capitals_has_no_share_of_them(line):
    assert [*map(isnan, shapes(line)["capitals"])] == [True]


@pytest.mark.parametrize("line", ["One. Two. Three.", "一つ。二つ。三つ。", "एक नाव। दो नाव। तीन नाव।"])
def test_sentences_that_end_inside_a_line_are_seen_in_any_script(line):
    assert shapes(line)["sentences"] == [pytest.approx(2 / 3)]


@pytest.mark.parametrize("line", ["the boat, the crew", "القارب، الطاقم", "船が出て、人が来た"])
def test_commas_are_seen_in_any_script(line):
    assert shapes(line)["commas"][0] > 0


def capitals(text):
    return evidence_in(text)["capitals"]


def test_capitals_count_above_what_the_sentences_of_the_document_hold():
    sentence = "Die Fähre zwischen Velmark und Ostervik legte am Dienstag wieder ab, ein Jahr nach dem Brand."
    same, menu, phrase = capitals(f"{sentence}\nNeue Fähre\nneue Fähre\n")
    assert (same, menu) == (0, 1)
    assert 0 < phrase < 0.5


def test_capitals_of_scripts_without_them_say_nothing():
    assert len(set(capitals("\n".join(LANGUAGES["Japanese"])))) == 1


@pytest.mark.parametrize(("text", "share"), [("  boat", 2 / 40), ("\n   boat", 3 / 40), ("boat", 0)])
def test_column_is_how_far_a_line_is_indented(text, share):
    assert shapes(text)["column"] == [share]


def test_neighbours_leave_the_line_itself_out():
    made = evidence_in(f"Boat\n{PARAGRAPHS[0]}\nBoat\n")
    assert made["paragraph_above1"] == [0, 0, 0.5]
    assert made["paragraph_below1"] == [0.5, 0, 0]


def test_a_rule_that_names_a_line_claims_it_and_one_that_takes_more_reaches_over_them():
    document = read_text(ARTICLE)
    first, *_, last = document.blocks
    verdicts = (
        Verdict(first.start, first.end, Label.NAVIGATION, "rule", 0.9, "x"),
        Verdict(document.blocks[2].start, last.end, Label.COMMENTS, "rule", 0.8, "under: x"),
    )
    lines = lines_of(document, verdicts)
    assert lines.page.claimed == [True, False, False, False, False]
    assert lines.page.reached == [False, False, True, True, True]


@settings(max_examples=80, deadline=None)
@given(st.lists(st.one_of(st.sampled_from([*MENU, *PARAGRAPHS]), st.text(max_size=40)), max_size=20), st.floats(0, 1))
def test_all_evidence_is_finite(pieces, likely):
    document = read_text("\n".join([*pieces, "x"]))
    if not document.blocks:
        return
    made = evidence_in("\n".join([*pieces, "x"]), likely)
    assert all(len(column) == len(document.blocks) and all(map(isfinite, column)) for column in made.values())


def test_lines_are_pickled_as_their_document():
    lines = lines_of(read_text(dump_of(LANGUAGES["English"])), ())
    assert first_evidence(pickle.loads(pickle.dumps(lines))) == first_evidence(lines)  # noqa: S301, it is our own


@pytest.mark.parametrize("lines", LANGUAGES.values(), ids=LANGUAGES)
def test_paragraphs_are_likelier_the_articles_than_menus(lines):
    document = read_text(dump_of(lines))
    likely = judge(lines_of(document, ())).likely
    paragraphs = [one for one, block in zip(likely, document.blocks, strict=True) if document.text(block) in lines[1:]]
    menu = [one for one, block in zip(likely, document.blocks, strict=True) if document.text(block) in MENU]
    assert min(paragraphs) > max(menu)


@pytest.mark.parametrize("scores", [[-9.0, 9.0], [9.0, 9.0, 9.0]])
def test_nothing_is_unsure_where_all_lines_are_clear(scores):
    assert unsure(scores, [1] * len(scores)) < 0.01


def test_a_document_is_the_less_sure_the_more_of_its_words_are_in_doubt():
    assert unsure([0.0, 9.0], [30.0, 10.0]) == pytest.approx(0.75, abs=0.01)
