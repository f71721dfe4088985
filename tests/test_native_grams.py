from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanwire.native.judging.grams import GramWeights, grams_in
from cleanwire.text.folding import key_of
from lines_of_any_kind import LINES, Lines


def words_in(lines: Lines, at: int) -> list[str]:
    """Return the first and last six words of a line between marks; an empty one stands for the words left out."""
    (left, right), key = lines.spans[at], lines.keys[at]
    if key:
        words = key.split(" ")
        if len(words) > 12:
            words[6:-6] = [""]
        return ["^", *words, "$"]
    first = key_of(lines.bare[left : min(right, left + 60)]).split(" ")
    last = key_of(lines.bare[max(left, right - 60) : right]).split(" ")
    return ["^", *first[:-1][:6], "", *last[1:][-6:], "$"]


def expected(lines: Lines, at: int) -> list[str]:
    words = words_in(lines, at)
    runs = [words[start:end] for start in range(len(words)) for end in range(start + 1, min(start + 3, len(words)) + 1)]
    return [" ".join(run) for run in runs if "" not in run and run not in (["^"], ["$"])]


def weigher(weights: dict[str, float]) -> GramWeights:
    return GramWeights("\n".join(weights), array("d", weights.values()))


@given(LINES)
def test_words_and_n_grams_at_the_ends_of_lines_are_looked_up(lines: Lines) -> None:
    assert [grams_in(lines.bare, lines.table, at) for at in range(lines.table.count)] == [
        expected(lines, at) for at in range(lines.table.count)
    ]


@given(LINES, st.randoms(use_true_random=False))
def test_weights_are_summed_and_divided_by_the_root_of_their_number(lines: Lines, chance) -> None:
    every = sorted({gram for at in range(lines.table.count) for gram in expected(lines, at)})
    weights = {gram: chance.uniform(-5, 5) for gram in every if chance.random() < 0.5}
    found = []
    for at in range(lines.table.count):
        known = [weights[gram] for gram in expected(lines, at) if gram in weights]
        found.append(sum(known) / len(known) ** 0.5 if known else 0.0)
    assert weigher(weights).weigh(lines.bare, lines.table) == pytest.approx(found)


def test_a_missing_line_is_an_error() -> None:
    lines = Lines(["Read more"])
    for at in (-1, 1):
        with pytest.raises(IndexError):
            grams_in(lines.bare, lines.table, at)


def test_lines_of_another_text_are_refused() -> None:
    with pytest.raises(ValueError, match="the text at 1"):
        weigher({"read": 1.0}).weigh("x", Lines(["Read more"]).table)


def test_ten_megabytes_are_one_line() -> None:
    lines = Lines(["read more " * 1_000_000])
    assert weigher({"read more": 2.0}).weigh(lines.bare, lines.table) == [pytest.approx(2 * 6 / 6**0.5)]


def test_words_are_numbered_by_their_lines() -> None:
    known = weigher({"read more": 2.0, "read": 1.0, "\ud800 渡": 0.5})
    assert known.numbers(["read", "more", "\ud800 渡", "read more", ""]) == [1, -1, 2, 0, -1]


@given(st.lists(st.text(st.characters(exclude_characters="\n"), min_size=1), max_size=40), st.text())
def test_the_first_of_equal_lines_counts(grams: list[str], other: str) -> None:
    known = GramWeights("\n".join(grams), array("d", [1.0] * len(grams)))
    assert known.numbers(grams) == [grams.index(gram) for gram in grams]
    assert known.numbers([other]) == [grams.index(other) if other in grams else -1]


@pytest.mark.parametrize("weights", [array("d", [1.0]), array("d", [1.0] * 3), array("f", [1.0] * 2)])
def test_any_other_number_of_weights_is_refused(weights) -> None:
    with pytest.raises(ValueError, match="a weight"):
        GramWeights("read\nmore", weights)


def test_weights_are_copied() -> None:
    weights = array("d", [2.0])
    known = GramWeights("read", weights)
    del weights[:]
    lines = Lines(["Read"])
    assert known.weigh(lines.bare, lines.table) == [2.0]
