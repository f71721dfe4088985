from collections import Counter
from math import lgamma

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanwire.stages.stories.gains import Repetition
from cleanwire.stages.stories.terms import PRIOR

texts = st.lists(st.lists(st.integers(0, 5), max_size=6), min_size=1, max_size=8)
PRIORS = [0.5, 0.01, 0.2, 0.003, 0.1, 0.02]


def likelihood(terms):
    """Return the logarithm of how likely terms are, in any order, to the model that the module describes."""
    counts = Counter(terms)
    known = sum(lgamma(count + PRIORS[term]) - lgamma(PRIORS[term]) for term, count in counts.items())
    return known - lgamma(len(terms) + PRIOR) + lgamma(PRIOR)


def flat(lines):
    return [term for line in lines for term in line]


def gain(lines, start, end):
    inside, outside = flat(lines[start:end]), flat(lines[:start] + lines[end:])
    return likelihood(inside) + likelihood(outside) - likelihood(flat(lines))


@given(texts)
def test_a_cut_gains_what_both_parts_are_likelier_by_themselves(lines):
    gains = Repetition(lines, PRIORS).gains_of_cuts()
    assert gains == pytest.approx([gain(lines, 0, at) for at in range(len(lines) + 1)], abs=1e-6)


@given(texts, st.data())
def test_a_run_gains_what_it_and_the_rest_are_likelier_by_themselves(lines, data):
    start = data.draw(st.integers(0, len(lines) - 1))
    gains = list(Repetition(lines, PRIORS).gains(start, len(lines)))
    assert gains == pytest.approx([gain(lines, start, end) for end in range(start + 1, len(lines) + 1)], abs=1e-6)


def test_a_cut_gains_most_where_the_words_change():
    lines = [[0, 1], [1, 0], [0, 1], [2, 3], [3, 2], [2, 3]]
    gains = Repetition(lines, PRIORS).gains_of_cuts()
    assert max(range(7), key=gains.__getitem__) == 3


def test_nothing_is_gained_by_cutting_a_text_that_repeats_itself():
    lines = [[0, 1, 2]] * 6
    assert max(Repetition(lines, PRIORS).gains_of_cuts()) == 0
