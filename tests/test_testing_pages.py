from dataclasses import replace

import pytest

from cleanwire.labels import Label
from cleanwire.testing.grammar import dice
from cleanwire.testing.pages import Filled, Parts, lay_out
from cleanwire.testing.prose import Origin, write_story
from cleanwire.testing.sites import found_site

SITE = found_site(1, 1)
STORY, OTHER = (write_story(Origin(1, 1, page, "news", 9)) for page in (1, 2))
LINES = [Filled("Head.", "fixed", "head"), Filled("Middle.", "prose", "middle"), Filled("Tail.", "varying", "tail")]
PARTS = Parts("https://www.invented.example/1", "host", STORY, LINES, [OTHER])


def page_of(*, separator="\n", closes_first=False, parts=PARTS, seed=0):
    return lay_out(parts, replace(SITE, separator=separator, closes_first=closes_first), dice(seed))


@pytest.mark.parametrize("separator", ["\n", "\n\n"])
def test_a_page_without_its_spans_is_its_article(separator):
    assert page_of(separator=separator).article == "".join(
        block + separator for block in (STORY.headline, *STORY.blocks)
    )


@pytest.mark.parametrize("closes_first", [False, True])
def test_lines_stand_at_their_places(closes_first):
    page = page_of(closes_first=closes_first)
    labels = [span.label for span in page.spans]
    order = [Label.TEMPLATE, Label.TEMPLATE, Label.APPENDED_STORY, Label.TEMPLATE]
    assert labels == ([*order[:2], order[3], order[2]] if closes_first else order)
    assert page.text.startswith("Head.\n")
    assert page.text.index("Middle.") > page.text.index(STORY.blocks[0])


@pytest.mark.parametrize("form", ["headline", "headless"])
def test_an_appended_story_comes_with_its_headline_or_without(form):
    pages = [page_of(seed=seed) for seed in range(20)]
    stories = [(page.text[span.start : span.end], span.form) for page in pages for span in page.spans]
    texts = [text for text, of in stories if of == form]
    assert texts
    assert all(text.startswith(OTHER.headline if form == "headline" else OTHER.blocks[0]) for text in texts)


def test_what_is_shared_is_marked_in_the_article():
    shared = replace(STORY, forms=("", "", "agency", *STORY.forms[3:]))
    (span,) = page_of(parts=replace(PARTS, story=shared)).shared
    assert page_of(parts=replace(PARTS, story=shared)).text[span.start : span.end] == STORY.blocks[2]
    assert (span.label, span.form) == (Label.BODY, "agency")
