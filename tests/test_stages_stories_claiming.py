import pytest

import cleanwire
from cleanwire.labels import Label
from cleanwire.reading.text import read_text
from cleanwire.spans import Verdict
from cleanwire.stages.stories import find_stories
from test_stages_stories import CHESS, HOST, VOLCANO, text_of

COPYRIGHT = "© 2024 The Velmark Courier. All rights reserved."
SHARE = "Share on Facebook"


def claims_of(text, claimed):
    """Return what the stage is fairly sure of; `claimed` maps lines to the label and confidence that they have."""
    document = read_text(text)
    verdicts = tuple(
        Verdict(block.start, block.end, claim[0], "en/x/y", claim[1], "")
        for block in document.blocks
        if (claim := claimed.get(document.text(block)))
    )
    return [verdict for verdict in find_stories(document, verdicts) if verdict.confidence >= 0.5]


def passages_of(text, claimed):
    return [text[verdict.start : verdict.end] for verdict in claims_of(text, claimed)]


FURNITURE = {
    COPYRIGHT: (Label.LEGAL, 0.95),
    SHARE: (Label.SHARE_WIDGET, 0.9),
    "12 Comments": (Label.COMMENTS, 0.85),
}


@pytest.mark.parametrize("line", FURNITURE)
def test_what_a_rule_is_sure_of_stays_what_it_is_inside_a_story(line):
    text = text_of(HOST, VOLCANO[:5], [line], VOLCANO[5:])
    assert passages_of(text, FURNITURE) == [text_of(VOLCANO[:5]), text_of(VOLCANO[5:])]


@pytest.mark.parametrize("line", FURNITURE)
def test_what_a_rule_is_sure_of_stays_what_it_is_below_a_story(line):
    assert passages_of(text_of(HOST, VOLCANO, [line]), FURNITURE) == [text_of(VOLCANO)]


@pytest.mark.parametrize(
    "claim",
    [(Label.NAVIGATION, 0.6), (Label.DUPLICATE, 0.95), (Label.BODY, 0.95)],
    ids=["a guess", "a copy", "defended"],
)
def test_other_claims_go_with_the_story(claim):
    text = text_of(HOST, VOLCANO[:5], [SHARE], VOLCANO[5:])
    assert passages_of(text, {SHARE: claim}) == [text[len(text_of(HOST)) :]]


@pytest.mark.parametrize("strictness", ["safe", "default", "thorough"])
def test_a_copyright_line_below_a_story_goes_as_legal(strictness):
    removed = cleanwire.Cleaner(strictness=strictness).explain(text_of(HOST, VOLCANO, [COPYRIGHT])).removed
    assert [segment.label for segment in removed] == [Label.APPENDED_STORY, Label.LEGAL]


@pytest.mark.parametrize("story", [VOLCANO, CHESS], ids=["volcano", "chess"])
@pytest.mark.parametrize("between", [[], ["By Renata Achterberg"]], ids=["at once", "over a byline"])
def test_a_story_takes_its_headline_from_a_list_that_ran_on_too_far(story, between):
    text = text_of(HOST, ["Related", story[0], *between], story[1:])
    claimed = dict.fromkeys(["Related", story[0], *between], (Label.RELATED_LINKS, 0.8))
    assert passages_of(text, claimed) == [text_of(story[:1], between, story[1:])]


@pytest.mark.parametrize("title", ["Ten recipes with leeks", "New bridge over the sound opens", "Most read"])
def test_a_story_does_not_take_a_title_of_something_else(title):
    text = text_of(HOST, ["Related", title], VOLCANO[1:])
    assert passages_of(text, dict.fromkeys(["Related", title], (Label.RELATED_LINKS, 0.8))) == [text_of(VOLCANO[1:])]


def test_a_headline_that_a_rule_is_sure_of_is_left_to_it():
    claimed = {"Related": (Label.RELATED_LINKS, 0.9), VOLCANO[0]: (Label.RELATED_LINKS, 0.9)}
    assert passages_of(text_of(HOST, ["Related"], VOLCANO), claimed) == [text_of(VOLCANO[1:])]


def evidence_of(text, claimed=()):
    return claims_of(text, dict(claimed))[0].evidence


def test_the_evidence_says_what_ended():
    assert f"the article ends: {HOST[-1][-60:]} | " in evidence_of(text_of(HOST, VOLCANO))


def test_the_evidence_says_what_stands_between():
    text = text_of(HOST, [SHARE, COPYRIGHT, SHARE], VOLCANO)
    assert " | next: share_widget, legal | begins with a headline: " in evidence_of(text, FURNITURE)


def test_the_evidence_says_what_began():
    assert f"begins with a headline: {VOLCANO[0][:60]} | " in evidence_of(text_of(HOST, VOLCANO))


def test_the_evidence_says_what_is_gone():
    assert (
        evidence_of(text_of(HOST, VOLCANO)).rpartition("words that no longer occur: ")[2].split(", ")[0]
        in " ".join(HOST).lower()
    )
