import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanwire.labels import Label
from cleanwire.model import Verdict
from cleanwire.reading.text import read_text
from cleanwire.stages.prose.company import near, neighbours, runs, steps
from cleanwire.stages.prose.evidence import first_evidence, lines_of, second_evidence
from cleanwire.stages.prose.furniture import judge, unsure
from cleanwire.stages.prose.shapes import shapes_of, words_in
from cleanwire.stages.prose.words import function_words, recurrence_of
from invented import ARTICLE, PARAGRAPHS
from test_stages_prose import LANGUAGES, MENU, dump_of


def shapes(text):
    document = read_text(text)
    return shapes_of(document, [words_in(document, block) for block in document.blocks])


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
    assert shapes(line)[name].tolist() == [1]
    assert shapes("A boat left")[name].tolist() == [0]


def test_capitals_are_the_share_of_words_that_begin_with_one():
    assert shapes("The Boat left 12 ports")["capitals"].tolist() == [0.5]


@pytest.mark.parametrize("line", ["渡し船は再び出た", "السفينة تبحر", "12 ― 13"])
def test_a_line_without_letters_that_have_capitals_has_no_share_of_them(line):
    assert np.isnan(shapes(line)["capitals"]).tolist() == [True]


@pytest.mark.parametrize("line", ["One. Two. Three.", "一つ。二つ。三つ。", "एक नाव। दो नाव। तीन नाव।"])
def test_sentences_that_end_inside_a_line_are_seen_in_any_script(line):
    assert shapes(line)["sentences"].tolist() == [pytest.approx(2 / 3)]


@pytest.mark.parametrize("line", ["the boat, the crew", "القارب، الطاقم", "船が出て、人が来た"])
def test_commas_are_seen_in_any_script(line):
    assert shapes(line)["commas"][0] > 0


def capitals(text):
    return lines_of(read_text(text), ()).shapes["capitals"]


def test_capitals_count_above_what_the_sentences_of_the_document_hold():
    sentence = "Die Fähre zwischen Velmark und Ostervik legte am Dienstag wieder ab, ein Jahr nach dem Brand."
    same, menu, phrase = capitals(f"{sentence}\nNeue Fähre\nneue Fähre\n")
    assert (same, menu) == (0, 1)
    assert 0 < phrase < 0.5


def test_capitals_of_scripts_without_them_say_nothing():
    assert len(set(capitals("\n".join(LANGUAGES["Japanese"])))) == 1


@pytest.mark.parametrize(("text", "share"), [("  boat", 2 / 40), ("\n   boat", 3 / 40), ("boat", 0)])
def test_column_is_how_far_a_line_is_indented(text, share):
    assert shapes(text)["column"].tolist() == [share]


def words(text):
    document = read_text(text)
    return [words_in(document, block) for block in document.blocks]


def test_function_words_are_what_many_paragraphs_hold():
    found = function_words(words("\n".join(PARAGRAPHS)), np.ones(4, bool))
    assert "the" in found
    assert "shaft" not in found


def test_function_words_of_a_script_without_spaces_are_characters():
    lines = LANGUAGES["Japanese"][1:]
    assert "の" in function_words(words("\n".join(lines)), np.ones(3, bool))


def recurring(text, likely):
    spoken = words(text)
    size = np.array([float(len(line)) for line in spoken])
    return recurrence_of(spoken, frozenset()).evidence(np.array(likely), size)


def test_words_that_the_likely_article_says_elsewhere_are_said():
    said = recurring("ferry harbour\nturnip lorry\nferry harbour captain\n", [0.0, 0.0, 1.0])["said"]
    assert said[0] > 0
    assert said[1] == 0


def test_a_line_does_not_vouch_for_itself():
    assert recurring("ferry harbour\nturnip lorry\n", [1.0, 1.0])["said"].tolist() == [0, 0]


def test_text_without_content_words_says_nothing():
    assert recurring("12\n13\n", [1.0, 0.0])["said"].tolist() == [0, 0]


def test_runs_are_as_long_as_the_run_each_line_stands_in():
    assert runs(np.array([True, False, True, True])).tolist() == [1, 0, 2, 2]


def test_steps_count_the_lines_to_the_next_of_a_kind():
    above, below = steps(np.array([False, True, False, False]))
    assert above[2:].tolist() == [1, 2]
    assert below[0] == 1


def test_next_door_is_as_near_as_can_be():
    assert near(np.array([1.0, 2.0])).tolist() == [1, 0.5]


def test_neighbours_leave_the_line_itself_out():
    made = neighbours({"it": np.array([0.0, 1.0, 0.0])}, (1,), np.ones(3))
    assert made["it_above1"].tolist() == [0, 0, 0.5]
    assert made["it_below1"].tolist() == [0.5, 0, 0]


def test_a_rule_that_names_a_line_claims_it_and_one_that_takes_more_reaches_over_them():
    document = read_text(ARTICLE)
    first, *_, last = document.blocks
    verdicts = (
        Verdict(first.start, first.end, Label.NAVIGATION, "rule", 0.9, "x"),
        Verdict(document.blocks[2].start, last.end, Label.COMMENTS, "rule", 0.8, "under: x"),
    )
    lines = lines_of(document, verdicts)
    assert lines.claimed.tolist() == [True, False, False, False, False]
    assert lines.reached.tolist() == [False, False, True, True, True]


@settings(max_examples=80, deadline=None)
@given(st.lists(st.one_of(st.sampled_from([*MENU, *PARAGRAPHS]), st.text(max_size=40)), max_size=20), st.floats(0, 1))
def test_all_evidence_is_finite(pieces, likely):
    document = read_text("\n".join([*pieces, "x"]))
    if not document.blocks:
        return
    lines = lines_of(document, ())
    evidence = first_evidence(lines) | second_evidence(lines, np.full(len(document.blocks), likely))
    assert all(np.isfinite(column).all() and len(column) == len(document.blocks) for column in evidence.values())


@pytest.mark.parametrize("lines", LANGUAGES.values(), ids=LANGUAGES)
def test_paragraphs_are_likelier_the_articles_than_menus(lines):
    document = read_text(dump_of(lines))
    likely = judge(lines_of(document, ())).likely
    paragraph = np.array([document.text(block) in lines[1:] for block in document.blocks])
    menu = np.array([document.text(block) in MENU for block in document.blocks])
    assert likely[paragraph].min() > likely[menu].max()


@pytest.mark.parametrize("scores", [[-9.0, 9.0], [9.0, 9.0, 9.0]])
def test_nothing_is_unsure_where_all_lines_are_clear(scores):
    assert unsure(np.array(scores), np.ones(len(scores))) < 0.01


def test_a_document_is_the_less_sure_the_more_of_its_words_are_in_doubt():
    assert unsure(np.array([0.0, 9.0]), np.array([30.0, 10.0])) == pytest.approx(0.75, abs=0.01)
