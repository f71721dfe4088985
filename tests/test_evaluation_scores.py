"""Scores equal those from small, plain definitions."""

from itertools import product
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanwire.evaluation import Page, Text
from cleanwire.evaluation.scores import (
    PageOutcome,
    TextOutcome,
    page_outcome,
    page_score,
    text_outcome,
    text_score,
    words,
)

LETTERS = "ab "


def page(article: str, *, either: str = "", unwanted: tuple[str, ...] = ()) -> Page:
    return Page("page", "", article, either, unwanted, language="en")


class TestPages:
    @given(st.text(LETTERS), st.text(LETTERS))
    def test_precision_and_recall_count_each_word_as_often_as_it_stands(self, gold: str, text: str) -> None:
        right, left = 0, gold.split()
        for word in text.split():
            if word in left:
                left.remove(word)
                right += 1
        outcome = page_outcome(page(gold), text)
        if gold.split() and text.split():
            assert outcome.precision == right / len(text.split())
            assert outcome.recall == right / len(gold.split())
        assert 0 <= outcome.f1 <= 1

    def test_f1_is_the_harmonic_mean(self) -> None:
        outcome = page_outcome(page("a b c d"), "a b e")
        assert outcome.f1 == pytest.approx(2 / (1 / (2 / 3) + 1 / (2 / 4)))

    @pytest.mark.parametrize(("gold", "text", "f1"), [("", "", 1.0), ("", "a", 0.0), ("a", "", 0.0), ("a", "b", 0.0)])
    def test_nothing_is_right_only_where_there_is_nothing(self, gold: str, text: str, f1: float) -> None:
        assert page_outcome(page(gold), text).f1 == f1

    @pytest.mark.parametrize("text", ["News a b", "a b", "News News a b", "a b News"])
    def test_what_could_be_decided_both_ways_costs_nothing(self, text: str) -> None:
        assert page_outcome(page("a b", either="News\nNews"), text).f1 == 1.0

    def test_it_costs_what_stands_more_often(self) -> None:
        assert page_outcome(page("a b", either="News"), "News News a b").precision == pytest.approx(2 / 3)

    def test_case_punctuation_and_order_do_not_matter(self) -> None:
        assert page_outcome(page("The ferry sailed: again."), "AGAIN sailed the “ferry”").f1 == 1.0

    def test_lines_that_should_not_be_there_are_counted_as_whole_words(self) -> None:
        outcome = page_outcome(page("a", unwanted=("Share this", "Home", "Log in")), "a\nSHARE THIS! homeward log")
        assert (outcome.unwanted, outcome.of_unwanted) == (1, 3)

    def test_a_score_is_the_mean_of_pages(self) -> None:
        outcomes = [PageOutcome("en", 0.5, 1.0, 0.7, 1, 2, 0.004), PageOutcome("de", 1.0, 0.0, 0.1, 0, 2, 0.002, True)]
        score = page_score(outcomes)
        assert (score.precision, score.recall, score.f1) == (0.75, 0.5, pytest.approx(0.4))
        assert (score.unwanted, score.of_unwanted, score.failed, score.documents) == (0.25, 4, 1, 2)
        assert score.milliseconds == pytest.approx(3)

    def test_the_deviation_is_that_of_the_mean(self) -> None:
        values = (0.2, 0.9, 1.0)
        means = [fmean(sample) for sample in product(values, repeat=3)]
        expected = fmean((mean - fmean(means)) ** 2 for mean in means) ** 0.5
        score = page_score([PageOutcome("en", 0, 0, value, 0, 0, 0.0) for value in values])
        assert score.deviation == pytest.approx(expected, rel=0.1)
        assert page_score([PageOutcome("en", 0, 0, 1.0, 0, 0, 0.0)]).deviation == 0

    def test_scripts_without_spaces_count_by_pairs_of_letters(self) -> None:
        assert words("渡し船 2隻") == {"渡し": 1, "し船": 1, "0": 1, "隻": 1}


SOURCE = "Home page\nThe ferry sailed again.\nNoon\nShare this"
TEXT = Text("text", SOURCE, boilerplate=((0, 10), (39, 49)), either=((34, 39),), language="en")


class TestTexts:
    def test_what_is_kept_whole_loses_nothing(self) -> None:
        assert text_outcome(TEXT, [(0, len(SOURCE))]) == TextOutcome("en", 0, 4, 0, 4, 0.0)

    def test_of_what_is_kept_nowhere_all_is_removed_and_lost(self) -> None:
        assert text_outcome(TEXT, []) == TextOutcome("en", 4, 4, 4, 4, 0.0)

    def test_lines_may_be_cut(self) -> None:
        assert text_outcome(TEXT, [(5, 20)]) == TextOutcome("en", 3, 4, 2, 4, 0.0)

    @given(st.lists(st.booleans(), min_size=len(SOURCE), max_size=len(SOURCE)))
    def test_no_word_is_counted_twice(self, kept: list[bool]) -> None:
        spans = [(at, at + 1) for at, is_kept in enumerate(kept) if is_kept]
        outcome = text_outcome(TEXT, spans)
        assert 0 <= outcome.removed <= outcome.boilerplate
        assert 0 <= outcome.lost <= outcome.article

    @pytest.mark.parametrize(("lost", "ruined"), [(0, False), (5, False), (6, True)])
    def test_a_text_is_ruined_where_more_than_a_twentieth_of_it_is_lost(self, lost: int, ruined: bool) -> None:
        assert TextOutcome("en", 0, 0, lost, 100, 0.0).is_ruined is ruined

    def test_a_score_is_of_the_words_of_all_texts_together(self) -> None:
        score = text_score([TextOutcome("en", 9, 10, 0, 90, 0.001), TextOutcome("de", 0, 20, 10, 10, 0.003)])
        assert (score.removed, score.lost, score.ruined) == (0.3, 0.1, 1)
        assert (score.boilerplate, score.article, score.documents) == (30, 100, 2)
        assert score.milliseconds == pytest.approx(2)
