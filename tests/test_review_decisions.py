from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanwire.review.decisions import (
    MOST_EDITS,
    Decision,
    Work,
    decided,
    marked,
    record_of,
    redone,
    undone,
    work_of,
)

NEW = Work("0" * 32, "a.txt", "1" * 32, "0.1.0")
SPANS = st.tuples(st.integers(0, 40), st.integers(1, 10)).map(lambda one: (one[0], one[0] + one[1]))
DECISIONS = st.builds(lambda span, label: Decision(*span, label), SPANS, st.sampled_from(["", "body", "comments"]))


def labels(work: Work) -> dict[int, str]:
    """Return the label at each place that a decision covers."""
    return {at: one.label for one in work.decisions for at in range(one.start, one.end)}


def test_a_decision_takes_the_place_of_the_one_before() -> None:
    work = decided(decided(NEW, [Decision(0, 5, "body")]), [Decision(0, 5, "comments")])
    assert work.decisions == (Decision(0, 5, "comments"),)
    assert work.revision == 2


def test_what_stands_around_a_decision_stays() -> None:
    work = decided(decided(NEW, [Decision(0, 9, "body")]), [Decision(3, 5, "comments")])
    assert [(one.start, one.end, one.label) for one in work.decisions] == [
        (0, 3, "body"),
        (3, 5, "comments"),
        (5, 9, "body"),
    ]


def test_one_without_a_label_takes_the_one_before_away() -> None:
    work = decided(NEW, [Decision(0, 5, "body")])
    assert decided(work, [Decision(0, 5, "")]).decisions == ()


def test_a_note_alone_is_kept() -> None:
    assert decided(NEW, [Decision(0, 5, "", "why?")]).decisions == (Decision(0, 5, "", "why?"),)


def test_what_changes_nothing_is_no_step() -> None:
    work = decided(NEW, [Decision(0, 5, "body")])
    assert decided(work, [Decision(0, 5, "body")]) is work
    assert decided(NEW, [Decision(0, 5, "")]) is NEW


def test_to_confirm_what_the_file_says_is_a_decision_of_ones_own() -> None:
    work = replace(NEW, decisions=(Decision(0, 5, "body", own=False),))
    assert decided(work, [Decision(0, 5, "body")]).own == (Decision(0, 5, "body"),)


def test_decisions_of_one_change_may_not_overlap() -> None:
    with pytest.raises(ValueError, match="overlap"):
        decided(NEW, [Decision(0, 5, "body"), Decision(4, 6, "body")])


def test_without_a_step_there_is_nothing_to_undo_or_redo() -> None:
    assert undone(NEW) is NEW
    assert redone(NEW) is NEW


def test_a_new_step_forgets_what_was_undone() -> None:
    work = decided(undone(decided(NEW, [Decision(0, 5, "body")])), [Decision(7, 9, "body")])
    assert redone(work) is work


def test_so_many_steps_can_be_undone() -> None:
    work = NEW
    for at in range(MOST_EDITS + 5):
        work = decided(work, [Decision(at, at + 1, "body")])
    for _ in range(MOST_EDITS + 5):
        work = undone(work)
    assert len(work.decisions) == 5


def test_marking_is_a_revision_and_no_step() -> None:
    work = marked(NEW, reviewed=True)
    assert (work.revision, work.reviewed, work.past) == (1, True, ())
    assert marked(work, reviewed=True) is work


@given(st.lists(DECISIONS, max_size=12))
def test_the_last_word_on_each_place_holds(made: list[Decision]) -> None:
    work, wanted = NEW, {}
    for one in made:
        work = decided(work, [one])
        for at in range(one.start, one.end):
            wanted[at] = one.label
    assert labels(work) == {at: label for at, label in wanted.items() if label}


@given(st.lists(DECISIONS, max_size=12), st.data())
def test_undoing_and_redoing_goes_through_all_that_was(made: list[Decision], data: st.DataObject) -> None:
    states = [NEW]
    for one in made:
        if (work := decided(states[-1], [one])) is not states[-1]:
            states.append(work)
    steps = data.draw(st.integers(0, len(states) - 1))
    work = states[-1]
    for _ in range(steps):
        work = undone(work)
    assert work.decisions == states[-1 - steps].decisions
    for _ in range(steps):
        work = redone(work)
    assert work.decisions == states[-1].decisions


@given(st.lists(DECISIONS, max_size=8))
def test_work_survives_being_written(made: list[Decision]) -> None:
    work = NEW
    for one in made:
        work = decided(work, [one])
    work = undone(work)
    assert work_of(record_of(work)) == work


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"format": 2}, "format"),
        ({"decisions": [{"start": 0}]}, "missing"),
        ({"decisions": [{"start": 0, "end": 4, "label": "nonsense"}]}, "nonsense"),
        ({"decisions": [{"start": 4, "end": 4, "label": "body"}]}, "is not a span"),
        ({"past": None}, "type"),
    ],
)
def test_a_record_that_holds_no_work_is_refused(change: dict[str, object], problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        work_of(record_of(NEW) | change)


def test_a_note_has_an_end() -> None:
    with pytest.raises(ValueError, match="shorten"):
        Decision(0, 5, "", "x" * 3000)
