import pytest

import cleanwire
from cleanwire.labels import Label
from cleanwire.reading.text import read_text
from cleanwire.spans import Verdict
from cleanwire.stages.judging.renaming import renamed
from cleanwire.stages.stories.claiming import STORIES
from test_stages_stories import HOST, VOLCANO, text_of

DOCUMENT = read_text(text_of(HOST, VOLCANO))
STORY = Verdict(len(text_of(HOST)), len(DOCUMENT.source), Label.APPENDED_STORY, STORIES, 0.8, "a story")


def names(boilerplate, verdicts=(STORY,)):
    """Return what is renamed, where some lines of a story read like boilerplate."""
    return list(
        renamed(DOCUMENT, verdicts, lambda block: DOCUMENT.text(block) in boilerplate, lambda _: Label.RELATED_LINKS)
    )


def test_what_reads_like_boilerplate_gets_its_own_label():
    assert [verdict.label for verdict in names(VOLCANO)] == [Label.RELATED_LINKS] * len(VOLCANO)


def test_the_new_label_is_surer_than_the_old_one():
    assert all(verdict.confidence > STORY.confidence for verdict in names(VOLCANO))


def test_all_lines_of_a_list_are_renamed_if_most_read_like_boilerplate():
    assert len(names(VOLCANO[:6])) == len(VOLCANO)


@pytest.mark.parametrize("boilerplate", [(), VOLCANO[:2]], ids=["no line", "a headline and a paragraph"])
def test_a_story_stays_a_story_of_which_little_reads_like_boilerplate(boilerplate):
    assert names(boilerplate) == []


def test_a_story_stays_a_story_whose_lines_are_called_one():
    assert list(renamed(DOCUMENT, [STORY], lambda _: True, lambda _: Label.APPENDED_STORY)) == []


def test_claims_of_rules_are_not_renamed():
    rule = Verdict(STORY.start, STORY.end, Label.COMMENTS, "en/comments/thread", 0.9, "")
    assert names(VOLCANO, [rule]) == []


def test_lines_that_two_verdicts_of_a_story_lie_on_are_renamed_once():
    byline = Verdict(STORY.start, DOCUMENT.blocks[len(HOST)].end, Label.APPENDED_STORY, STORIES, 0.9, "a story")
    assert len(names(VOLCANO, [STORY, byline])) == len(VOLCANO)


def test_a_story_keeps_its_label():
    assert {segment.label for segment in cleanwire.explain(DOCUMENT.source).removed} == {Label.APPENDED_STORY}
