import pytest

import cleanwire
from cleanwire.labels import Label
from cleanwire.reading.text import read_text
from cleanwire.spans import Verdict
from cleanwire.stages.safety_net import HELD_BACK, MOST_BELOW, MOST_BY_PLACE, WORDS_A_SIGN, hold_back
from invented import PARAGRAPHS

LINES = [PARAGRAPHS[number % 4].replace("Tuesday", f"{number} May") for number in range(20)]
TEXT = "\n".join(LINES)


def claimed(first, last, *, rule="prose", evidence="", text=TEXT):
    """Return what the net says where the lines from one to another are claimed, and all verdicts."""
    document = read_text(text)
    start, end = document.blocks[first].start, document.blocks[last - 1].end
    verdicts = (Verdict(start, end, Label.COMMENTS, rule, 0.9, evidence),)
    return hold_back(document, verdicts)


@pytest.mark.parametrize("rule", ["prose", "judge"])
def test_a_stage_that_goes_by_place_does_not_take_much_of_the_article(rule):
    made = claimed(0, int(MOST_BY_PLACE * 20) + 2, rule=rule)
    assert {verdict.rule for verdict in made} == {HELD_BACK}
    assert {verdict.label for verdict in made} == {Label.BODY}


@pytest.mark.parametrize("rule", ["prose", "judge"])
def test_it_may_take_some_of_it(rule):
    assert claimed(0, int(MOST_BY_PLACE * 20) - 1, rule=rule) == []


def test_what_a_rule_claims_for_itself_is_not_held_back():
    assert claimed(0, 15, rule="en/legal/terms") == []


def test_a_heading_does_not_take_most_of_the_article_where_nothing_below_is_boilerplate():
    made = claimed(5, 20, rule="en/comments/heading", evidence="under: 3 comments")
    assert len(made) == 15
    assert "en/comments/heading would remove" in made[0].evidence


def test_a_heading_takes_less_without_further_signs():
    assert claimed(20 - int(MOST_BELOW * 20) + 2, 20, rule="en/comments/heading", evidence="under: 3 comments") == []


def test_a_heading_takes_a_thread_with_boilerplate_of_its_own_however_long():
    thread = [line for number, entry in enumerate(LINES * 2) for line in (f"Reader {number}", entry, "Reply")]
    document = read_text("\n".join([*LINES, "3 comments", *thread]))
    start = document.blocks[21].start
    under = Verdict(start, len(document.source), Label.COMMENTS, "en/comments/heading", 0.9, "under: 3 comments")
    replies = [
        Verdict(block.start, block.end, Label.COMMENTS, "en/comments/buttons", 0.8, "Reply")
        for block in document.blocks
        if document.text(block) == "Reply"
    ]
    words = sum(block.size for block in document.blocks[21:] if block.prose)
    assert len(replies) * WORDS_A_SIGN > words
    assert hold_back(document, (under, *replies)) == []


def test_a_document_of_which_nothing_is_claimed_is_not_looked_at():
    assert hold_back(read_text(TEXT), ()) == []


def test_what_was_held_back_marks_the_result_as_guarded():
    thread = "\n".join(["3 comments", *LINES])
    result = cleanwire.explain("\n".join([*LINES[:4], thread]))
    held = [verdict for verdict in result.verdicts if verdict.rule == HELD_BACK]
    assert result.guarded == bool(held)
    assert not cleanwire.explain(TEXT).guarded


def test_time_is_linear_where_every_line_is_a_heading():
    document = read_text("\n".join(LINES * 100))
    verdicts = tuple(
        Verdict(block.start, len(document.source), Label.COMMENTS, "en/comments/heading", 0.9, "under: x")
        for block in document.blocks
    )
    assert len(hold_back(document, verdicts)) == len(document.blocks)
