import re
from collections import defaultdict

import pytest

from cleanwire.testing.languages import languages, size_of
from cleanwire.testing.prose import LONGEST, SHORTEST, Origin, write_story

PARAGRAPH = 8
"""How many words make a block a paragraph rather than a line of a list."""


def stories(genre="news", *, site=0, number=60, agencies=1000, language="en"):
    return [write_story(Origin(5, site, page, genre, agencies, language)) for page in range(number)]


def words_of(story):
    return len(" ".join(story.blocks).split())


@pytest.mark.parametrize("genre", ["news", "review", "recipe", "law"])
def test_articles_have_the_length_of_articles(genre):
    lengths = [words_of(story) for story in stories(genre)]
    assert min(lengths) >= SHORTEST
    assert max(lengths) <= LONGEST * 1.3
    assert len(set(lengths)) > len(lengths) / 2


def test_equal_origins_are_equal_articles():
    assert stories(number=3) == stories(number=3)


def test_no_two_articles_have_a_paragraph_in_common_but_what_is_marked_as_shared():
    found = defaultdict(set)
    for number, story in enumerate(
        [*stories(number=150), *stories(site=1, number=150), *stories("review", site=2, number=100)]
    ):
        for block, form in zip(story.blocks, story.forms, strict=True):
            if not form and len(block.split()) >= PARAGRAPH:
                found[block].add(number)
    assert [block for block, numbers in found.items() if len(numbers) > 1] == []


@pytest.mark.parametrize(
    ("genre", "form"),
    [
        ("news", "agency"),
        ("news", "quotation"),
        ("news", "refrain"),
        ("law", "provision"),
        ("review", "subhead"),
        ("recipe", "subhead"),
        ("recipe", "list"),
    ],
)
def test_articles_share_what_documents_share_without_being_templates(genre, form):
    shared = [
        block.split(") ", 1)[-1]
        for story in stories(genre, number=200, agencies=4)
        for block, kind in zip(story.blocks, story.forms, strict=True)
        if kind == form
    ]
    assert len(shared) > len(set(shared)) > 0


def test_a_refrain_stands_in_one_article_several_times():
    refrains = [
        [block for block, form in zip(story.blocks, story.forms, strict=True) if form == "refrain"]
        for story in stories(number=200)
    ]
    assert {len(blocks) for blocks in refrains} == {0, 3}
    assert all(len(set(blocks)) == 1 for blocks in refrains if blocks)


def test_blocks_are_lines():
    assert not any("\n" in block or block != block.strip() for story in stories() for block in story.blocks)


@pytest.mark.parametrize("language", languages())
def test_articles_have_the_length_of_articles_in_every_language(language):
    lengths = [sum(map(size_of, story.blocks)) for story in stories(language=language)]
    assert min(lengths) >= SHORTEST * 0.9  # each block of a script without spaces is rounded down
    assert max(lengths) <= LONGEST * 1.3


@pytest.mark.parametrize("language", languages())
def test_no_two_articles_have_a_sentence_in_common_in_any_language(language):
    found = defaultdict(set)
    for number, story in enumerate(stories(number=120, language=language)):
        for block, form in zip(story.blocks, story.forms, strict=True):
            for sentence in re.split(r"(?<=[.?!])[”“»]?\s+|(?<=。)」?", "" if form else block):
                if size_of(sentence) >= PARAGRAPH:
                    found[sentence].add(number)
    assert [sentence for sentence, numbers in found.items() if len(numbers) > 1] == []


@pytest.mark.parametrize("form", ["agency", "quotation", "refrain", ""])
@pytest.mark.parametrize("language", languages())
def test_articles_of_every_language_share_what_documents_share(language, form):
    shared = [
        block
        for story in stories(number=200, agencies=4, language=language)
        for block, kind in zip(story.blocks, story.forms, strict=True)
        if kind == form and (form or size_of(block) < PARAGRAPH)
    ]
    assert len(shared) > (len(set(shared)) if form else 0) > (0 if form else -1)


@pytest.mark.parametrize("language", languages())
def test_nothing_of_a_grammar_is_left_in_an_article(language):
    texts = ["\n".join([story.headline, *story.blocks]) for story in stories(language=language)]
    assert not any({*"{}<>"} & {*text} or "  " in text for text in texts)
