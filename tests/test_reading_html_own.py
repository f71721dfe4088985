import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml.html import document_fromstring

from cleanwire.reading.html.choosing import SURE, choose, chosen_alone, observe
from cleanwire.reading.html.context import context_of
from cleanwire.reading.html.own import BAR, shipped_own, staying, weighed_again
from cleanwire.reading.html.wholes import LIKELY, code_beside_text
from invented import HEADLINE, PARAGRAPHS
from invented_pages import MENU, TEXT, bodies, page_of, tree_of

ARTICLE = f"{MENU}<article><h1>{HEADLINE}</h1>{TEXT}</article><footer>The Velmark Courier, Quay Street</footer>"
LIKELIHOODS = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 99).map(lambda half: half / 2)), min_size=1, max_size=6
)


def texts_chosen(body):
    choice = chosen_alone(observe(tree_of(body)), shipped_own())
    return [choice.observed.page.blocks[index].text for index in choice.chosen]


def test_the_headline_and_the_paragraphs_are_chosen_and_the_menu_is_not():
    assert texts_chosen(ARTICLE) == [HEADLINE, *PARAGRAPHS]


def test_paragraphs_are_likelier_than_the_menu():
    page, columns, around, *_ = observe(tree_of(ARTICLE))
    likely = shipped_own().likelihoods(page, columns, around)
    paragraph = np.array([block.text in PARAGRAPHS for block in page.blocks])
    linked = np.array([block.linked > 0 for block in page.blocks])
    assert likely[paragraph].min() > 0.5 > likely[linked].max()


def test_only_code_beside_likely_text_is_likely():
    page, columns, *_ = observe(tree_of(f"<article>{TEXT}<pre>sail()</pre></article><div><pre>row()</pre></div>"))
    likely = np.array([0.9 if block.text in PARAGRAPHS else 0.1 for block in page.blocks])
    made = dict(zip((block.text for block in page.blocks), code_beside_text(page, columns, likely), strict=True))
    assert (made["sail()"], made["row()"]) == (LIKELY, 0.1)


def test_trees_use_known_features():
    page, columns, around, *_ = observe(tree_of(ARTICLE))
    assert set(shipped_own().trees.names) <= set(weighed_again(page, columns, around, shipped_own().weights)[1])


def test_shipped_weights_are_read_once():
    assert shipped_own() is shipped_own()


def test_trafilatura_is_not_run_on_a_page_with_a_certain_result(monkeypatch):
    monkeypatch.setattr("cleanwire.reading.html.choosing.SURE", 0.0)
    monkeypatch.setattr("cleanwire.reading.html.choosing.trafilatura_lines", None)
    assert choose(tree_of(ARTICLE), url=None).found


def test_trafilatura_is_run_on_a_page_with_an_uncertain_result(monkeypatch):
    monkeypatch.setattr("cleanwire.reading.html.choosing.SURE", 1.1)
    assert any(choose(tree_of(ARTICLE), url=None).observed.page.kept)


def test_the_result_for_a_page_of_a_few_words_is_uncertain():
    assert chosen_alone(observe(tree_of("<p>Subscribe to read</p>")), shipped_own()).expected < SURE


@pytest.mark.parametrize(
    ("likelihoods", "stay"),
    [
        ([0.9, 0.6, 0.1], [True, True, False]),
        ([0.3, 0.28, 0.01], [True, True, False]),
        ([0.99, 0.98, 0.3], [True, True, False]),
        ([0.0, 0.0], [False, False]),
    ],
    ids=["likely", "less likely, all alike", "sure", "none"],
)
def test_kept_blocks_maximise_the_expected_f1(likelihoods, stay):
    assert staying(np.array(likelihoods), np.full(len(likelihoods), 10.0)).flags.tolist() == stay


@given(LIKELIHOODS)
def test_no_other_threshold_has_a_higher_expected_f1(pairs):
    likelihoods, sizes = map(np.array, zip(*pairs, strict=True))
    found = staying(likelihoods, sizes)
    for bar in likelihoods:
        stay = likelihoods >= bar
        right = (sizes * likelihoods)[stay].sum()
        other = 2 * right / max(1.0, sizes[stay].sum() + (sizes * likelihoods).sum())
        assert other <= found.expected + 1e-9
    assert found.flags[likelihoods >= BAR].all()


def context(scores, body=ARTICLE):
    page = observe(tree_of(body)).page
    return context_of(page, np.resize(np.array(scores, float), len(page.blocks)))


def test_likelihoods_of_neighbours_are_features():
    found = context([4.0, -4.0])
    assert found["likely_above_1"][1:3].round(1).tolist() == [1.0, 0.0]
    assert found["likely_below_1"][0:2].round(1).tolist() == [0.0, 1.0]


def test_a_run_of_likely_blocks_has_their_words():
    page = observe(tree_of(ARTICLE)).page
    scores = np.array([5.0 if block.text in PARAGRAPHS else -5.0 for block in page.blocks])
    found = context_of(page, scores)
    inside = np.array([block.text in PARAGRAPHS for block in page.blocks])
    assert found["run"][inside].min() > 0.95
    assert found["run"][~inside].max() == 0
    assert (found["run_far"] > 0).tolist() == (~inside).tolist()


def test_a_page_without_likely_blocks_has_no_run():
    assert not context([-5.0])["run"].any()


@settings(max_examples=60, deadline=None)
@given(bodies, st.floats(-99, 99), st.floats(-99, 99))
def test_for_any_page_the_context_is_finite(body, even, odd):
    observed = observe(document_fromstring(page_of(body + "<p>Boats")))
    if observed is None:
        return
    scores = np.resize([even, odd], len(observed.page.blocks))
    for column in context_of(observed.page, scores).values():
        assert len(column) == len(scores)
        assert np.isfinite(column).all()
