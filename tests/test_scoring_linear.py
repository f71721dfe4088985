from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanwire.scoring.linear import Decision, Term

FERRY = Term("ferry", mean=2.0, spread=4.0, weight=3.0)
LAKE = Term("lake", mean=-1.0, spread=0.5, weight=-2.0)
JUDGE = Decision(bias=-0.5, terms=(FERRY, LAKE))

numbers = st.floats(-1e6, 1e6)


def score_of(evidence, decision=JUDGE):
    return decision.scores(tuple(evidence), array("d", evidence.values()))[0]


def test_evidence_at_its_mean_leaves_the_bias():
    assert score_of({"ferry": 2.0, "lake": -1.0}) == -0.5


@pytest.mark.parametrize(
    ("evidence", "score"),
    [({"ferry": 6.0, "lake": -1.0}, 2.5), ({"ferry": 2.0, "lake": -0.5}, -2.5), ({"ferry": 4.0, "lake": -2.0}, 5.0)],
    ids=["a spread above the mean", "a spread above the mean of what speaks against", "both"],
)
def test_a_term_adds_its_weight_for_each_spread_from_its_mean(evidence, score):
    assert score_of(evidence) == pytest.approx(score)


@given(numbers, numbers, st.floats(0, 1))
def test_a_score_is_linear(one, other, part):
    between = score_of({"ferry": part * one + (1 - part) * other, "lake": 0})
    ends = part * score_of({"ferry": one, "lake": 0}) + (1 - part) * score_of({"ferry": other, "lake": 0})
    assert between == pytest.approx(ends, rel=1e-6, abs=1e-6)


def test_evidence_without_a_term_counts_nothing():
    assert score_of({"ferry": 2.0, "lake": -1.0, "harbour": 1e9}) == -0.5


def test_a_term_without_evidence_is_an_error():
    with pytest.raises(KeyError, match="lake"):
        score_of({"ferry": 2.0})


def test_a_decision_without_terms_is_its_bias():
    assert score_of({"harbour": 9.0}, Decision(bias=1.5, terms=())) == 1.5


def test_many_places_are_scored_as_each_of_them():
    columns = array("d", [2.0, 6.0, 4.0, 7.0, 7.0, 7.0, -1.0, -1.0, -2.0])
    assert JUDGE.scores(("ferry", "harbour", "lake"), columns).tolist() == pytest.approx([-0.5, 2.5, 5.0])


def test_no_places_have_no_scores():
    assert len(JUDGE.scores(("ferry", "lake"), array("d"))) == 0


def test_a_term_without_a_column_is_an_error():
    with pytest.raises(KeyError, match="lake"):
        JUDGE.scores(("ferry",), array("d", [2.0]))
