import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml.html import document_fromstring

from cleanwire.reading.html.likelihood import SPREADS, Weights, read_weights, shipped_weights
from cleanwire.reading.html.surroundings import ELEMENTS, Surroundings
from cleanwire.reading.html.vocabulary import HINT_WORDS
from invented import HEADLINE, PARAGRAPHS
from invented_pages import MENU, TEXT, asked_of, bodies, page_of, tree_of

NOTHING = Surroundings(frozenset(), frozenset(), frozenset())
WEIGHTS = Weights(
    0.0, {"size": (2.0, 4.0, 0.5)}, {"related": -1.0, "share": -0.1}, {"related": -0.5}, dict.fromkeys(ELEMENTS, 0.25)
)

TOML = """
bias = -2.0
[terms]
size = [2.0, 4.0, 0.5]
[near]
related = -1.0
[far]
share = -0.5
[elements]
aside = 0.25
"""


def likelihood(size=2.0, around=NOTHING):
    return float(WEIGHTS.likelihoods({"size": np.array([size])}, [around])[0])


def score(size=2.0, around=NOTHING):
    """Return the weighted sum behind a likelihood."""
    likely = likelihood(size, around)
    return np.log(likely / (1 - likely))


def test_weights_are_read_as_they_are_written():
    expected = Weights(-2.0, {"size": (2.0, 4.0, 0.5)}, {"related": -1.0}, {"share": -0.5}, {"aside": 0.25})
    assert read_weights(TOML) == expected


def test_without_evidence_the_bias_determines_the_likelihood():
    assert likelihood() == 0.5


@pytest.mark.parametrize(("size", "expected"), [(6.0, 0.5), (-2.0, -0.5), (10.0, 1.0)])
def test_a_term_counts_by_its_standard_deviations_from_the_mean(size, expected):
    assert score(size) == pytest.approx(expected)


@pytest.mark.parametrize("size", [2 + 4 * SPREADS, 1e9, float("inf")])
def test_extreme_features_are_clipped(size):
    assert score(size) == pytest.approx(SPREADS * 0.5)


@pytest.mark.parametrize(
    ("around", "expected"),
    [
        (NOTHING._replace(near=frozenset({"related"})), -1.0),
        (NOTHING._replace(near=frozenset({"related", "share"})), -1.1),
        (NOTHING._replace(far=frozenset({"related"})), -0.5),
        (NOTHING._replace(elements=frozenset({"aside", "ul"})), 0.5),
        (NOTHING._replace(near=frozenset({"unheard"}), far=frozenset({"of"})), 0.0),
    ],
    ids=["near", "two near", "far", "elements", "words without a weight"],
)
def test_names_and_elements_around_a_block_add_their_weights(around, expected):
    assert score(around=around) == pytest.approx(expected)


def test_each_block_is_judged_by_its_own_evidence():
    around = [NOTHING, NOTHING._replace(near=frozenset({"related"}))]
    likely = WEIGHTS.likelihoods({"size": np.array([6.0, 2.0])}, around)
    assert likely.tolist() == [likelihood(6.0), likelihood(around=around[1])]


def observed_in(body):
    return asked_of(tree_of(body))


def test_the_weights_name_exactly_the_evidence():
    assert set(shipped_weights("trafilatura").terms) == set(observed_in(TEXT).columns) - {"words"}


def test_each_element_has_a_weight():
    assert set(shipped_weights("trafilatura").elements) == ELEMENTS


@pytest.mark.parametrize("place", ["near", "far"])
def test_words_with_a_weight_are_in_the_vocabulary(place):
    assert set(getattr(shipped_weights("trafilatura"), place)) <= HINT_WORDS


def test_no_weight_has_a_spread_of_zero():
    assert all(spread > 0 for _, spread, _ in shipped_weights("trafilatura").terms.values())


def test_shipped_weights_are_read_once():
    assert shipped_weights("trafilatura") is shipped_weights("trafilatura")


def test_paragraphs_are_likelier_than_the_menu():
    observed = observed_in(f"{MENU}<article><h1>{HEADLINE}</h1>{TEXT}</article>{MENU}")
    likely = shipped_weights("trafilatura").likelihoods(observed.columns, observed.around)
    paragraph = np.array([block.text in PARAGRAPHS for block in observed.page.blocks])
    linked = np.array([block.linked > 0 for block in observed.page.blocks])
    assert likely[paragraph].min() > 0.5 > likely[linked].max()


@settings(max_examples=60, deadline=None)
@given(bodies)
def test_for_any_page_likelihoods_are_finite_and_in_0_to_1(body):
    observed = asked_of(document_fromstring(page_of(body + "<p>Boats")))
    if observed is None:
        return
    likely = shipped_weights("trafilatura").likelihoods(observed.columns, observed.around)
    assert len(likely) == len(observed.page.blocks)
    assert np.isfinite(likely).all()
    assert ((likely >= 0) & (likely <= 1)).all()


@given(st.floats(allow_nan=False))
def test_for_any_evidence_likelihoods_are_in_0_to_1(size):
    assert 0 <= likelihood(size) <= 1
