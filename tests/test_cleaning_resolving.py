import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanwire.cleaning.resolving import resolve
from cleanwire.labels import Label
from cleanwire.spans import Verdict
from invented import ARTICLE, PARAGRAPHS

SOURCE = ARTICLE
SIZE = len(SOURCE)


def claim(start, end, *, label=Label.NOTICE, rule="en/notice/x", confidence=0.9, evidence=""):
    return Verdict(start, end, label, rule, confidence, evidence)


def settle(*verdicts, source=SOURCE, threshold=0.5):
    return resolve(
        source,
        verdicts,
        removes=lambda verdict: not verdict.label.is_content,
        is_sure=lambda verdict: verdict.confidence >= threshold,
    )


def removed(result):
    return [(segment.start, segment.end) for segment in result.removed]


def test_a_source_that_nothing_claims_is_one_kept_segment():
    (segment,) = settle().segments
    assert (segment.start, segment.end, segment.label, segment.removed) == (0, SIZE, Label.BODY, False)


def test_an_empty_source_has_no_segments():
    assert settle(source="").segments == ()


def test_a_claim_of_contamination_is_removed():
    assert removed(settle(claim(10, 20))) == [(10, 20)]


def test_a_removed_segment_says_why():
    (segment,) = settle(claim(10, 20, confidence=0.8, evidence="words")).removed
    assert (segment.label, segment.rule, segment.confidence, segment.evidence) == (
        Label.NOTICE,
        "en/notice/x",
        0.8,
        "words",
    )


def test_on_a_tie_the_claim_of_a_line_names_it_and_not_that_of_all_lines_around():
    result = settle(claim(0, 40, label=Label.RELATED_LINKS), claim(10, 20, label=Label.COMMENTS))
    assert [(one.start, one.end, one.label) for one in result.removed] == [
        (0, 10, Label.RELATED_LINKS),
        (10, 20, Label.COMMENTS),
        (20, 40, Label.RELATED_LINKS),
    ]


def test_a_claim_of_content_is_kept_under_its_label():
    result = settle(claim(0, 10, label=Label.HEADLINE))
    assert [(segment.label, segment.removed) for segment in result.segments] == [
        (Label.HEADLINE, False),
        (Label.BODY, False),
    ]


@pytest.mark.parametrize(("confidence", "gone"), [(0.49, []), (0.5, [(10, 20)]), (0.51, [(10, 20)])])
def test_a_removal_has_to_be_as_confident_as_the_threshold(confidence, gone):
    assert removed(settle(claim(10, 20, confidence=confidence), threshold=0.5)) == gone


@pytest.mark.parametrize(("defence", "gone"), [(0.95, []), (0.9, []), (0.85, [(10, 20)])])
def test_the_more_confident_claim_decides_and_on_a_tie_the_one_that_keeps(defence, gone):
    assert removed(settle(claim(10, 20), claim(10, 20, label=Label.BODY, confidence=defence))) == gone


def test_a_defence_under_the_threshold_still_outweighs_a_weaker_removal():
    assert removed(settle(claim(10, 20, confidence=0.3), claim(5, 30, label=Label.BODY, confidence=0.4))) == []


def test_a_defence_saves_only_what_it_covers():
    result = settle(claim(10, 40), claim(20, 30, label=Label.BODY, confidence=0.95))
    assert removed(result) == [(10, 20), (30, 40)]


def test_a_removal_inside_a_defence_goes_if_it_is_more_confident():
    assert removed(settle(claim(20, 30), claim(10, 40, label=Label.BODY, confidence=0.7))) == [(20, 30)]


def test_overlapping_removals_are_named_by_the_more_confident():
    result = settle(claim(10, 30, rule="en/notice/weak", confidence=0.6), claim(20, 40, rule="en/notice/strong"))
    assert [(s.start, s.end, s.rule) for s in result.removed] == [
        (10, 20, "en/notice/weak"),
        (20, 40, "en/notice/strong"),
    ]


def test_a_claim_that_a_weaker_one_overlaps_stays_one_segment():
    assert removed(settle(claim(10, 40), claim(20, 30, rule="en/notice/weak", confidence=0.6))) == [(10, 40)]


def test_neighbours_of_different_rules_stay_apart():
    result = settle(claim(10, 20, rule="en/notice/one"), claim(20, 30, rule="en/notice/two"))
    assert removed(result) == [(10, 20), (20, 30)]


def test_claims_that_lost_are_still_listed():
    verdicts = {claim(10, 20, confidence=0.1), claim(10, 20, label=Label.BODY, confidence=0.2)}
    assert set(settle(*verdicts).verdicts) == verdicts


SEVERAL = [claim(10, 30), claim(20, 40, rule="b"), claim(20, 40, rule="a"), claim(0, 9), claim(5, 30)]


@given(st.permutations(SEVERAL))
def test_the_order_in_which_claims_come_does_not_matter(verdicts):
    assert settle(*verdicts) == settle(*SEVERAL)


@given(
    st.lists(
        st.builds(
            lambda ends, label, rule, confidence: claim(*sorted(ends), label=label, rule=rule, confidence=confidence),
            st.tuples(st.integers(0, SIZE), st.integers(0, SIZE)),
            st.sampled_from(Label),
            st.sampled_from(["a", "b"]),
            st.floats(0, 1),
        )
    ),
    st.floats(0, 1),
)
def test_whatever_is_claimed_the_segments_tile_the_source(verdicts, threshold):
    result = settle(*verdicts, threshold=threshold)
    assert "".join(SOURCE[segment.start : segment.end] for segment in result.segments) == SOURCE
    assert all(segment.start < segment.end for segment in result.segments)


LINES = [PARAGRAPHS[0] + "\n", PARAGRAPHS[1] + "\n", PARAGRAPHS[2] + "\n", "Yes.\n"]
STARTS = [sum(map(len, LINES[:index])) for index in range(5)]


def lines(first, last, **fields):
    return claim(STARTS[first], STARTS[last], **fields)


def test_removals_that_leave_next_to_nothing_are_taken_back():
    result = settle(lines(0, 3), source="".join(LINES))
    assert (result.text, result.guarded) == ("".join(LINES), True)


def test_the_least_certain_removals_are_taken_back_first():
    result = settle(
        lines(0, 1, confidence=0.9),
        lines(1, 2, confidence=0.6),
        lines(2, 3, confidence=0.7),
        source="".join(LINES),
    )
    assert (result.text, result.guarded) == (LINES[1] + LINES[3], True)


def test_removals_of_everything_are_taken_back():
    assert settle(claim(0, SIZE)).text == SOURCE


def test_a_result_that_keeps_enough_is_not_guarded():
    assert not settle(lines(0, 2), source="".join(LINES)).guarded


def test_a_short_source_may_stay_short():
    result = settle(claim(0, 14), source="Advertisement\nIt rained on Tuesday.\n")
    assert (result.text, result.guarded) == ("It rained on Tuesday.\n", False)


@pytest.mark.parametrize("source", ["", "\n\n", "Yes.\n"])
def test_a_source_without_removals_is_never_guarded(source):
    assert not settle(source=source).guarded


@pytest.mark.parametrize("blanks", ["\n" * 400, " " * 400, "\r\n \t" * 100])
def test_blanks_do_not_count_as_what_stays(blanks):
    result = settle(lines(0, 3), source="".join(LINES) + blanks)
    assert (result.text, result.guarded) == ("".join(LINES) + blanks, True)
