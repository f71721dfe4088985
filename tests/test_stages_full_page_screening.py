import pytest

from cleanwire.labels import Label
from cleanwire.reading.text import read_text
from cleanwire.spans import Verdict
from cleanwire.stages.full_page.screening import DUMP, FEW, dump_likeness, marks_of, shipped_screen
from invented import ARTICLE, PARAGRAPHS
from test_stages_full_page import LANGUAGES, dump_of, said_by_rules


def likeness(source):
    document = read_text(source)
    return dump_likeness(document, said_by_rules(document))


@pytest.mark.parametrize("lines", LANGUAGES.values(), ids=LANGUAGES)
def test_an_article_between_menus_looks_like_a_dump(lines):
    assert likeness(dump_of(lines)) >= DUMP


def test_menus_without_any_evidence_of_boilerplate_look_like_no_dump():
    assert dump_likeness(read_text(dump_of(LANGUAGES["English"])), ()) < DUMP


def test_paragraphs_look_like_no_dump():
    assert likeness(ARTICLE * 15) < DUMP


def test_few_lines_are_no_dump():
    assert likeness("News\n" * (FEW - 1)) == float("-inf")


def test_nothing_is_no_dump():
    assert likeness("") == float("-inf")


def test_a_menu_above_an_article_makes_it_look_more_like_a_dump():
    assert likeness("News\nSport\nJobs\n" * 5 + ARTICLE * 15) > likeness(ARTICLE * 15)


@pytest.mark.parametrize(
    "line",
    ["boat", "- boat", "boat = 3;", "3 boats", "Boat"],
    ids=["words", "items", "code", "figures", "names"],
)
def test_a_list_without_a_paragraph_is_no_dump(line):
    assert likeness(f"{line}\n" * 200) < DUMP


@pytest.mark.parametrize(
    "line", ["- boat", "boat = 3;", "the boat", "3 boats"], ids=["items", "code", "small", "figures"]
)
def test_a_manual_looks_less_like_a_dump_than_a_page_with_as_many_short_lines(line):
    assert likeness(f"{line}\n" * 60 + ARTICLE) < min(DUMP, likeness("Boat\n" * 60 + ARTICLE))


def test_lines_that_ran_together_are_no_dump():
    assert likeness(" ".join(PARAGRAPHS * 30)) == float("-inf")


def test_every_mark_has_a_weight():
    assert set(marks_of(read_text(ARTICLE), ())) == set(shipped_screen().weights)


@pytest.mark.parametrize("source", [ARTICLE, "News\n" * 50, "\n".join(PARAGRAPHS * 50), "x"])
def test_marks_are_shares(source):
    assert all(0 <= mark <= 1 for mark in marks_of(read_text(source), ()).values())


def test_the_same_kinds_of_contamination_count_for_less_in_few_lines():
    menu = "News\nSport\nJobs\n"
    marks = [
        marks_of(document, tuple(Verdict(0, 5, label, "rule", 0.9, "") for label in (Label.LEGAL, Label.NAVIGATION)))
        for document in (read_text(menu * 20), read_text(menu * 60))
    ]
    assert marks[0]["kinds"] < marks[1]["kinds"]


def test_a_doubtful_claim_is_no_kind():
    claim = Verdict(0, 5, Label.LEGAL, "rule", 0.4, "")
    assert marks_of(read_text("News\n" * 50), (claim,))["kinds"] == 0


@pytest.mark.parametrize("label", [Label.HEADLINE, Label.DUPLICATE])
def test_what_any_article_has_is_no_kind(label):
    claim = Verdict(0, 5, label, "rule", 0.9, "")
    assert marks_of(read_text("News\n" * 50), (claim,))["kinds"] == 0
