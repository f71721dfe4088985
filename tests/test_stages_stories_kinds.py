"""Texts that fall into many parts stay whole, and stories below texts of one part still go."""

import pytest

from cleanwire.labels import Label
from invented_kinds import KINDS, SUBJECTS
from test_stages_stories import CHESS, HOST, SECTIONS, VOLCANO, stories_of, text_of

ORDERS = {"as they are": SUBJECTS, "upside down": SUBJECTS[::-1], "in part": SUBJECTS[3:9]}


DIGEST = pytest.mark.xfail(strict=True, reason="nothing shows that the last part is not another page's")
LOST = {("long digest", "as they are"), ("titled letters", "in part"), ("chapters", "upside down")}
WHOLE = [
    pytest.param(kind, subjects, id=f"{name}-{order}", marks=[DIGEST] if (name, order) in LOST else [])
    for name, kind in KINDS.items()
    for order, subjects in ORDERS.items()
]


@pytest.mark.parametrize(("kind", "subjects"), WHOLE)
def test_nothing_is_claimed_of_a_text_of_many_parts(kind, subjects):
    assert stories_of(text_of(kind(subjects))) == []


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_texts_of_many_parts_are_long_enough_to_be_looked_at(kind):
    assert len(text_of(kind(SUBJECTS)).split()) > 300


LONG = {subject.name: (subject.headline, *subject.paragraphs) for subject in SUBJECTS}

ENDS = {
    "nothing": {},
    "a share bar": {"Share on Facebook": Label.SHARE_WIDGET, "Email this story": Label.SHARE_WIDGET},
    "tags": {"Tags: ferries, harbours": Label.NAVIGATION},
    "a copyright": {"© 2024 The Velmark Courier": Label.LEGAL},
    "a list and a bio": {"Read more": Label.RELATED_LINKS, "Ida Lom writes about ships.": Label.AUTHOR_BIO},
}


KNOWN = pytest.mark.xfail(strict=True, reason="one story in ten with a headline is not found")
STORIES = {"volcano": VOLCANO, "chess": CHESS, **dict(list(LONG.items())[:6])}
BELOW = [pytest.param(story, id=name, marks=[KNOWN] if name == "Buried ice" else []) for name, story in STORIES.items()]


@pytest.mark.parametrize("ends", ENDS.values(), ids=ENDS)
@pytest.mark.parametrize("story", BELOW)
def test_a_story_below_an_article_goes_whatever_the_page_ends_with(story, ends):
    text = text_of(HOST, ends, story)
    assert "".join(stories_of(text, claimed=ends)).endswith(text_of(story))


@pytest.mark.parametrize("story", [VOLCANO, CHESS], ids=["volcano", "chess"])
def test_a_story_below_an_article_with_sections_goes(story):
    assert stories_of(text_of(SECTIONS, story)) == [text_of(story)]


GAP = pytest.mark.xfail(strict=True, reason="without a headline much has to speak for a story")


@pytest.mark.parametrize(
    ("host", "story"),
    [
        (SECTIONS, VOLCANO),
        pytest.param(SECTIONS, CHESS, marks=GAP),
        (CHESS, VOLCANO),
        (VOLCANO, CHESS),
        pytest.param(HOST, CHESS, marks=GAP),
    ],
)
def test_a_story_without_its_headline_goes(host, story):
    assert stories_of(text_of(host, story[1:])) == [text_of(story[1:])]
