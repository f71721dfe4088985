from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings

from cleanwire.labels import Label
from cleanwire.stages.stories.evidence import evidence_of
from cleanwire.stages.stories.screening import LIKELY, Cuts, Insets
from invented_kinds import KINDS, SUBJECTS
from test_stages_stories import CHESS, HOST, SECTIONS, VOLCANO
from test_stages_stories_lines import SHARE, any_lines, lines_from

SEAM = len(HOST)
INSET = (*HOST[:6], *CHESS[:3], *HOST[6:])


def cuts_of(*stories, claimed=None):
    return Cuts(lines_from(*(line for story in stories for line in story), claimed=claimed))


def insets_of(*texts, claimed=None):
    return Insets(lines_from(*texts, claimed=claimed))


def runs_of(insets):
    """Return the runs that are looked at, as starts and ends."""
    return list(zip(insets.start.tolist(), insets.end.tolist(), strict=True))


def column_of(cuts, name):
    """Return what a piece of evidence is at each place."""
    return dict(zip(cuts.open.tolist(), cuts.columns[name].tolist(), strict=True))


APPENDED = cuts_of(HOST, VOLCANO)


def test_places_leave_enough_words_on_both_sides():
    reach = APPENDED.reach
    assert all(min(reach[at], reach[-1] - reach[at]) >= 30 for at in APPENDED.open)


def test_places_in_the_middle_of_a_text_are_open():
    assert set(range(7, len(APPENDED.lines) - 2)) <= set(APPENDED.open.tolist())


def test_no_place_is_open_at_either_edge():
    assert not {0, 1, len(APPENDED.lines)} & set(APPENDED.open.tolist())


def test_places_leave_a_paragraph_below():
    cuts = cuts_of(HOST, ["The old ferry"] * 40)
    assert cuts.open.max() < len(HOST)


def test_a_list_of_dates_below_an_article_is_no_story():
    dates = [f"June {day}: Velmark, Harbour Hall, second stage on the left" for day in range(1, 30)]
    assert SEAM not in cuts_of(HOST, ["All dates", *dates, VOLCANO[1]]).open


def test_menus_above_an_article_are_no_host():
    cuts = cuts_of(["The old ferry and the new"] * 40, HOST)
    assert cuts.open.min() > 40


def test_a_small_part_of_a_long_text_is_no_host():
    cuts = cuts_of(VOLCANO[:4], *[HOST] * 9)
    assert cuts.open.min() > 4


@pytest.mark.parametrize(
    "text", [["Ferry"], ["The ferry"] * 4, [HOST[0], " ".join(HOST[1:])]], ids=["a word", "few", "two lines"]
)
def test_a_text_too_short_to_cut_has_no_open_places(text):
    assert len(cuts_of(text).open) == 0


@pytest.mark.parametrize(
    "text", [["Ferry"], ["The ferry"] * 4, [HOST[0], " ".join(HOST[1:])]], ids=["a word", "few", "two lines"]
)
def test_nothing_is_proposed_in_a_text_too_short_to_cut(text):
    assert cuts_of(text).proposed() == []


def test_similarity_is_that_of_what_is_above_a_line_with_what_is_below():
    like = column_of(APPENDED, "similarity")
    assert like[SEAM] == pytest.approx(evidence_of(APPENDED.lines, SEAM, 21)["similarity"], abs=1e-6)


@pytest.mark.parametrize("story", [VOLCANO, CHESS], ids=["volcano", "chess"])
def test_similarity_falls_where_another_story_begins(story):
    like = column_of(cuts_of(HOST, story), "similarity")
    assert like[SEAM] < min(like[at] for at in (7, 8, 9)) - 0.2


def test_similarity_falls_nowhere_in_one_story():
    assert min(column_of(cuts_of(HOST), "similarity").values()) > column_of(APPENDED, "similarity")[SEAM] + 0.3


def test_the_bond_is_least_where_another_story_begins():
    assert APPENDED.bond.argmin() == SEAM


def test_the_bond_is_that_of_shuffled_words_where_no_word_comes_back():
    assert cuts_of(["Ferry harbour", "Volcano lava"]).bond.tolist() == [1, 1, 1]


def test_there_is_no_bond_where_no_word_stands_on_both_sides():
    assert cuts_of(["Ferry, ferry", "Volcano, volcano"]).bond[1] == 0


def test_a_word_on_both_sides_is_a_bond_above_that_of_shuffled_words():
    assert cuts_of(["Ferry", "Ferry"]).bond[1] == pytest.approx(2)


@pytest.mark.parametrize("name", ["similarity", "similarity_over_mean", "opening", "ending"])
def test_a_seam_has_less_than_places_in_the_host(name):
    column = column_of(APPENDED, name)
    assert column[SEAM] < min(column[at] for at in (7, 8, 9))


@pytest.mark.parametrize(
    ("name", "value"),
    [("headline", 1), ("residue", 0), ("words", np.log(1 + 296)), ("host_words", np.log(1 + 457))],
)
def test_what_is_said_of_a_seam(name, value):
    assert column_of(APPENDED, name)[SEAM] == pytest.approx(value, rel=0.05)


def test_residue_above_a_place_is_seen():
    cuts = cuts_of(HOST, [SHARE], VOLCANO, claimed={SHARE: Label.SHARE_WIDGET})
    assert cuts.open[np.flatnonzero(cuts.columns["residue"])].tolist() == [SEAM]


@pytest.mark.parametrize("name", ["coherence", "beside_over_similarity"])
def test_what_a_place_parts_hangs_together_best_at_a_seam(name):
    column = column_of(APPENDED, name)
    assert max(column, key=column.__getitem__) == SEAM


@pytest.mark.parametrize("story", [VOLCANO, CHESS], ids=["volcano", "chess"])
def test_the_place_where_another_story_begins_is_proposed(story):
    assert SEAM in cuts_of(HOST, story).proposed()


def test_places_are_proposed_from_top_to_bottom_and_once():
    assert all(above < below for above, below in pairwise(cuts_of(HOST, VOLCANO, CHESS).proposed()))


def test_few_places_are_proposed():
    assert len(cuts_of(*[(*HOST, *VOLCANO, *CHESS)] * 20).proposed()) <= 4


def test_few_places_are_proposed_where_residue_stands_above_every_line():
    cuts = cuts_of(HOST, [VOLCANO[0], SHARE, VOLCANO[1], SHARE] * 100, claimed={SHARE: Label.SHARE_WIDGET})
    assert len(cuts.proposed()) <= 4


def test_places_that_pass_the_screen_are_open_ones_in_their_order():
    passed = APPENDED.passed.tolist()
    assert passed == sorted(set(passed) & set(range(len(APPENDED.open))))
    assert SEAM in APPENDED.open[APPENDED.passed]


def test_a_place_in_the_host_does_not_pass_both_looks():
    assert SEAM // 2 not in APPENDED.proposed()


def test_a_bounded_number_of_runs_is_looked_at_twice():
    insets = insets_of(*HOST, *(line for _ in range(300) for line in CHESS[:3]))
    assert 0 < len(insets.passed) <= LIKELY < len(insets.start)


def test_evidence_for_a_cut_holds_that_of_a_stranger():
    assert evidence_of(APPENDED.lines, SEAM, 21).items() <= APPENDED.evidence(SEAM).items()


ELSEWHERE = ["similarity_above", "similarity_below", "bond_above", "bond_below"]


@pytest.mark.parametrize("name", ELSEWHERE)
def test_a_text_that_falls_apart_in_one_place_does_not_do_so_elsewhere(name):
    assert APPENDED.evidence(SEAM)[name] > 0


@pytest.mark.parametrize("name", ["similarity_below", "bond_below"])
def test_a_text_that_falls_apart_further_down_does_so_below(name):
    assert APPENDED.evidence(5)[name] < 0


@pytest.mark.parametrize("name", ["similarity_above", "bond_above"])
def test_a_text_that_falls_apart_further_up_does_so_above(name):
    assert APPENDED.evidence(SEAM + 4)[name] < 0


def test_cuts_of_a_digest_have_others_as_deep_above_them():
    digest = cuts_of(list(KINDS["digest"](SUBJECTS)))
    assert digest.evidence(19)["cuts_as_deep"] > APPENDED.evidence(SEAM)["cuts_as_deep"] == 0


@pytest.mark.parametrize("name", ELSEWHERE)
def test_a_text_without_other_places_is_as_one_elsewhere(name):
    cuts = cuts_of(HOST[1:4], VOLCANO[1:3])
    here = column_of(cuts, "similarity")[3] if name.startswith("similarity") else cuts.bond[3]
    assert cuts.evidence(3)[name] == pytest.approx(1 - here)


def test_a_run_begins_with_a_headline():
    assert {start for start, _ in runs_of(insets_of(*INSET))} >= {6}


@pytest.mark.parametrize(
    ("above", "claimed"),
    [("Read next", {}), (SHARE, {SHARE: Label.SHARE_WIDGET})],
    ids=["a label", "residue"],
)
def test_a_run_begins_below(above, claimed):
    texts = (*HOST[:6], above, CHESS[1], *HOST[6:])
    insets = insets_of(*texts, claimed=claimed)
    assert CHESS[1] in {insets.lines.text(start) for start, _ in runs_of(insets)}


def test_no_run_begins_in_the_middle_of_prose():
    assert [start for start, _ in runs_of(insets_of(*HOST[1:]))] == []


def test_a_run_has_a_few_lines():
    assert {end - start for start, end in runs_of(insets_of(*INSET)) if start == 6} == {1, 2, 3, 4, 5}


def test_a_run_is_not_too_long():
    long = [CHESS[0], " ".join(CHESS[1:])]
    assert [run for run in runs_of(insets_of(*HOST[1:], *long, HOST[1])) if run[0] == 11] == [(11, 12)]


def test_a_run_is_never_all_there_is():
    assert (0, 3) not in runs_of(insets_of(*CHESS[:3]))


def test_a_run_about_something_else_is_unlike_the_rest():
    insets = insets_of(*SECTIONS[:5], *CHESS[:3], *SECTIONS[5:])
    like = dict(zip(runs_of(insets), insets.columns["similarity"].tolist(), strict=True))
    assert like[5, 8] < like[2, 5] - 0.2


def test_a_run_about_something_else_is_unlike_its_neighbours():
    insets = insets_of(*SECTIONS[:5], *CHESS[:3], *SECTIONS[5:])
    like = dict(zip(runs_of(insets), insets.columns["neighbours"].tolist(), strict=True))
    assert like[5, 8] < like[2, 5] - 0.1


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("headline", {(3, 5): True, (4, 5): True, (5, 6): False}),
        ("after_label", {(3, 5): False, (4, 5): True, (5, 6): False}),
        ("residue", {(3, 5): False, (4, 5): False, (5, 6): True}),
        ("headline_below", {(3, 4): True, (3, 5): False, (4, 5): False}),
    ],
)
def test_a_run_has_what_its_edges_show(name, values):
    texts = (*HOST[1:4], "Read next on the quay", CHESS[0], SHARE, CHESS[1], *HOST[4:])
    insets = insets_of(*texts, claimed={SHARE: Label.SHARE_WIDGET})
    column = dict(zip(runs_of(insets), insets.columns[name].tolist(), strict=True))
    assert {run: bool(column[run]) for run in values} == values


def test_a_text_without_a_place_to_begin_has_no_runs():
    assert insets_of(*HOST[1:]).proposed() == []


def test_a_run_about_something_else_is_proposed():
    assert (6, 9) in insets_of(*INSET).proposed()


def test_few_runs_are_proposed():
    assert len(insets_of(*[*CHESS[:2], *VOLCANO[:2]] * 100).proposed()) <= 20


any_text = settings(deadline=None)


@any_text
@given(any_lines)
def test_the_columns_of_the_cuts_of_any_text_are_finite_and_as_long_as_the_places(texts):
    cuts = cuts_of(texts)
    assert not len(cuts.open) or all(
        len(column) == len(cuts.open) and np.isfinite(column).all() for column in cuts.columns.values()
    )


@any_text
@given(any_lines)
def test_the_columns_of_the_insets_of_any_text_are_finite_and_as_long_as_the_runs(texts):
    insets = insets_of(*texts)
    assert all(len(column) == len(insets.start) and np.isfinite(column).all() for column in insets.columns.values())


@any_text
@given(any_lines)
def test_the_bond_of_any_text_is_finite_and_not_below_nothing(texts):
    bond = cuts_of(texts).bond
    assert np.isfinite(bond).all()
    assert bond.min() > -1e-3


@any_text
@given(any_lines)
def test_cuts_of_any_text_are_proposed_among_open_places(texts):
    cuts = cuts_of(texts)
    assert set(cuts.proposed()) <= set(cuts.open.tolist())


@any_text
@given(any_lines)
def test_runs_of_any_text_lie_within_it_and_leave_some_of_it(texts):
    insets = insets_of(*texts)
    count = len(insets.lines)
    assert all(0 <= start < end <= count and end - start < count for start, end in runs_of(insets))


@any_text
@given(any_lines)
def test_runs_of_any_text_are_proposed_among_those_that_were_looked_at(texts):
    insets = insets_of(*texts)
    assert set(insets.proposed()) <= set(runs_of(insets))


@any_text
@given(any_lines)
def test_the_evidence_for_every_cut_of_any_text_is_finite(texts):
    cuts = cuts_of(texts)
    assert all(np.isfinite(float(value)) for at in cuts.open.tolist() for value in cuts.evidence(at).values())
