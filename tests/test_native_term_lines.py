import math
from collections import Counter
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanwire.native.stories.facts import Facts
from cleanwire.native.stories.term_lines import TermLines
from cleanwire.native.stories.terms import Terms
from invented_term_lines import MASSES, PRIOR, PRIORS, TABLE, rows_of

texts = st.lists(st.lists(st.sampled_from(sorted(PRIORS)), min_size=1, max_size=6), min_size=1, max_size=8)


def likelihood(terms):
    """Return the log-likelihood of terms, in any order, by the model that the module describes."""
    counts = Counter(terms)
    known = sum(math.lgamma(count + PRIORS[term]) - math.lgamma(PRIORS[term]) for term, count in counts.items())
    return known - math.lgamma(len(terms) + PRIOR) + math.lgamma(PRIOR)


def flat(lines):
    return [term for line in lines for term in line]


def gain(lines, start, end):
    inside, outside = flat(lines[start:end]), flat(lines[:start] + lines[end:])
    return likelihood(inside) + likelihood(outside) - likelihood(flat(lines))


@given(texts)
def test_the_gain_of_a_cut_is_how_much_likelier_both_parts_are_separately(lines):
    gains = rows_of(lines).gains_of_cuts()
    assert gains == pytest.approx([gain(lines, 0, at) for at in range(len(lines) + 1)], abs=1e-6)


@given(texts, st.data())
def test_the_gain_of_a_run_is_how_much_likelier_it_and_the_rest_are_separately(lines, data):
    start = data.draw(st.integers(0, len(lines) - 1))
    gains = rows_of(lines).gains_from(start, len(lines))
    assert gains == pytest.approx([gain(lines, start, end) for end in range(start + 1, len(lines) + 1)], abs=1e-6)


@given(texts, st.data())
def test_a_part_equals_its_lines_alone(lines, data):
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(lines))] * 2)))
    part = rows_of(lines).part(start, end)
    assert len(part) == end - start
    if part.count:
        alone = rows_of(lines[start:end])
        assert part.gains_of_cuts() == alone.gains_of_cuts()
        assert part.words_above() == alone.words_above() == part.prose_above()
        assert part.terms_above() == [0, *accumulate(map(len, lines[start:end]))]


@given(texts)
def test_terms_are_counted(lines):
    rows = rows_of(lines)
    said = [rows.terms.spelled[term] for term in rows.telling(0, len(lines))]
    assert said == flat(lines)
    assert {rows.terms.spelled[term]: count for term, count in rows.occurrences().items()} == Counter(said)


def test_the_gain_is_highest_where_the_words_change():
    gains = rows_of([["abc", "bcd"], ["bcd", "abc"], ["abc", "bcd"], *[["cde", "def"]] * 3]).gains_of_cuts()
    assert max(range(7), key=gains.__getitem__) == 3


def test_cutting_a_text_that_repeats_itself_gains_nothing():
    assert max(rows_of([["abc", "bcd", "cde"]] * 6).gains_of_cuts()) == 0


def test_masses_of_long_texts_are_computed_beyond_the_stored_ones():
    rows = rows_of([["abc"]] * 5_000)
    assert rows.gains_of_cuts()[2_500] == pytest.approx(gain([["abc"]] * 5_000, 0, 2_500))


@pytest.mark.parametrize(("start", "end"), [(-1, 1), (1, 0), (0, 3)])
def test_lines_outside_of_a_text_are_an_error(start, end):
    rows = rows_of([["abc"], ["bcd"]])
    for ask in (rows.part, rows.telling, rows.gains_from):
        with pytest.raises(IndexError):
            ask(start, end)


def test_a_text_without_lines_has_no_gains():
    rows = TermLines(Terms("", (), (), TABLE), Facts("", "", (), (), (), (), (), ()), MASSES, 0, 0)
    assert (rows.gains_of_cuts(), rows.words_above(), len(rows)) == ([0.0], [0], 0)


def test_terms_of_another_text_are_an_error():
    terms = Terms("abc bcd", [0, 4], [3, 7], TABLE)
    with pytest.raises(IndexError):
        TermLines(terms, Facts("abc", "abc", [0], [3], [1], [True], [0], []), MASSES, 0, 1)
