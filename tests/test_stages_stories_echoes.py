import numpy as np
import pytest
from hypothesis import given, settings

from cleanwire.stages.stories.echoes import bonds, echoes_of_cuts, echoes_of_runs
from test_stages_stories import CHESS, HOST, VOLCANO
from test_stages_stories_lines import any_lines, lines_from

SEAM = len(HOST)
APPENDED = lines_from(*HOST, *VOLCANO)
INSET = lines_from(*HOST[:6], *CHESS[:3], *HOST[6:])
FERRIES = ["The ferry sailed", "A ferry sank", "No ferry moored", "The lava cooled", "The ferry burned"]


def of_cuts(lines, name, *at):
    return echoes_of_cuts(lines, np.array(at))[name].tolist()


def of_runs(lines, *runs):
    start, end = np.array(runs).T
    return echoes_of_runs(lines, start, end)["shared"].tolist()


def spans_in(lines):
    """Return all runs of lines."""
    return [(start, end) for start in range(len(lines)) for end in range(start + 1, len(lines) + 1)]


@pytest.mark.parametrize("name", ["themes_kept", "shared_opening"])
def test_less_comes_back_behind_a_seam_than_behind_places_in_the_host(name):
    inside, seam = of_cuts(APPENDED, name, SEAM // 2, SEAM)
    assert seam < inside


def test_the_words_that_recur_above_come_back_where_one_stands_below():
    assert of_cuts(lines_from(*FERRIES), "themes_kept", 3, 4) == pytest.approx([1, 1])


def test_a_word_that_recurs_is_none_until_it_has_come_up_three_times():
    assert of_cuts(lines_from(*FERRIES), "themes_kept", 1, 2) == [0, 0]


def test_an_opening_without_a_word_from_above_shares_nothing():
    assert of_cuts(lines_from(*FERRIES[:4]), "shared_opening", 3) == [0]


def test_a_run_about_something_else_shares_less_than_one_of_the_host():
    own, strange = of_runs(INSET, (3, 6), (6, 9))
    assert strange < own


def test_a_run_of_words_that_stand_elsewhere_shares_all():
    assert of_runs(lines_from("ferry quay", "lava", "ferry quay"), (0, 1), (1, 2)) == pytest.approx([1, 0])


def test_what_stands_in_a_run_twice_and_nowhere_else_is_not_shared():
    assert of_runs(lines_from("ferry", "lava lava", "ferry"), (1, 2)) == [0]


@settings(deadline=None)
@given(any_lines)
def test_the_echoes_of_any_text_are_shares(texts):
    lines = lines_from(*texts)
    shares = [*echoes_of_cuts(lines, np.arange(len(lines))).values(), np.array(of_runs(lines, *spans_in(lines)))]
    assert all(((share >= -1e-6) & (share <= 1 + 1e-6)).all() for share in shares)


@settings(deadline=None)
@given(any_lines)
def test_the_shares_of_the_runs_of_any_text_are_those_of_their_words(texts):
    lines = lines_from(*texts)
    terms = lines.terms
    expected = []
    for start, end in spans_in(lines):
        said = lines.spoken(start, end)
        outside = np.append(lines.spoken(0, start), lines.spoken(end, len(lines)))
        weights = terms.weights[said]
        expected.append(float(weights @ np.isin(said, outside)) / (weights.sum() or 1.0))
    assert of_runs(lines, *spans_in(lines)) == pytest.approx(expected, abs=1e-6)


@settings(deadline=None)
@given(any_lines)
def test_nothing_is_bound_at_the_edges_of_any_text(texts):
    assert bonds(lines_from(*texts))[[0, -1]] == pytest.approx(1)
