import os
import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanwire.errors import OptionError
from cleanwire.labels import Label
from cleanwire.testing import contaminate
from cleanwire.testing.contamination import CONTAMINATION, _templates_of, languages
from invented import ARTICLE, HEADLINE, PARAGRAPHS

LABELS = sorted(CONTAMINATION)
WRITTEN = sorted(CONTAMINATION - {Label.DUPLICATE})
"""The labels that need templates; a duplicate is made from the article."""


def piece(contaminated):
    """Return the only piece of boilerplate, without its separator."""
    (span,) = contaminated.spans
    return contaminated.text[span.start : span.end].strip()


def test_every_label_is_there_but_content_and_what_takes_a_site():
    assert set(Label) - CONTAMINATION == {Label.HEADLINE, Label.BODY, Label.TEMPLATE}


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("label", LABELS)
def test_one_label_gives_one_piece_with_that_label(label, language):
    contaminated = contaminate(ARTICLE, labels=[label], language=language)
    assert [span.label for span in contaminated.spans] == [label]
    assert piece(contaminated)


@pytest.mark.parametrize("language", languages())
def test_the_text_without_its_spans_is_the_article(language):
    contaminated = contaminate(ARTICLE, language=language)
    assert contaminated.rest == contaminated.article == ARTICLE
    assert {span.label for span in contaminated.spans} == CONTAMINATION


@settings(max_examples=150, deadline=None)
@given(st.text(st.sampled_from("ab. \t\r\n\u2028\ud800")) | st.text(), st.integers(0, 9))
def test_any_text_can_be_contaminated(article, seed):
    contaminated = contaminate(article, seed=seed)
    edges = [edge for span in contaminated.spans for edge in (span.start, span.end)]
    assert contaminated.rest == article
    assert all(left <= right for left, right in pairwise(edges))


@pytest.mark.parametrize("article", [ARTICLE, ARTICLE.replace("\n", "\n\n"), ARTICLE.rstrip(), "One line", ""])
@pytest.mark.parametrize("seed", range(4))
def test_pieces_stand_on_lines_of_their_own(article, seed):
    contaminated = contaminate(article, seed=seed)
    ours = {line for line in article.split("\n") if line}
    assert ours <= set(contaminated.text.split("\n"))
    whole = f"\n{contaminated.text}\n"
    assert all(f"\n{contaminated.text[span.start : span.end].strip()}\n" in whole for span in contaminated.spans)


def test_a_piece_stands_in_the_style_of_the_article():
    spaced = contaminate("\r\n\r\n".join((HEADLINE, *PARAGRAPHS)), labels=["ad_marker"], seed=2)
    assert spaced.text.split("\r\n\r\n") == [*filter(None, spaced.text.replace("\r\n", "\n").split("\n"))]


@pytest.mark.parametrize(
    ("label", "above", "below"),
    [
        ("paywall", PARAGRAPHS[-1], None),
        ("appended_story", PARAGRAPHS[-1], None),
        ("byline", HEADLINE, PARAGRAPHS[0]),
    ],
)
def test_pieces_stand_where_they_do_on_pages(label, above, below):
    contaminated = contaminate(ARTICLE, labels=[label])
    before, behind = contaminated.text.split(piece(contaminated))
    assert before.strip().endswith(above)
    assert behind.strip().startswith(below) if below else not behind.strip()


@pytest.mark.parametrize("seed", range(20))
def test_a_duplicate_is_the_headline_or_a_paragraph_again_behind_the_first(seed):
    contaminated = contaminate(ARTICLE, labels=["duplicate"], seed=seed)
    assert piece(contaminated) in (HEADLINE, *PARAGRAPHS)
    assert contaminated.text.index(piece(contaminated)) < contaminated.spans[0].start


def test_nothing_is_no_duplicate():
    assert contaminate("", labels=["duplicate"]).spans == ()


def test_the_piece_of_a_label_does_not_depend_on_other_labels():
    alone = piece(contaminate(ARTICLE, labels=["legal"], seed=3))
    assert alone in contaminate(ARTICLE, seed=3).text


def test_another_seed_gives_another_text():
    assert len({contaminate(ARTICLE, seed=seed).text for seed in range(9)}) == 9


def test_the_same_arguments_give_the_same_text_in_another_process():
    code = f"from cleanwire.testing import contaminate; print(ascii(contaminate({ARTICLE!r}, seed=4)))"
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert outputs == {f"{contaminate(ARTICLE, seed=4)!a}\n".encode()}


@pytest.mark.parametrize("labels", [["byeline"], ["template"], ["body"], [Label.HEADLINE], [3]])
def test_a_label_that_there_is_not_is_refused_with_the_choices(labels):
    with pytest.raises(OptionError, match=r"labels: .* should be one of ad_marker, appended_story, .*share_widget"):
        contaminate(ARTICLE, labels=labels)


@pytest.mark.parametrize("labels", ["byline", b"byline", None])
def test_labels_have_to_be_a_collection(labels):
    with pytest.raises(OptionError, match=r"labels should be a collection such as"):
        contaminate(ARTICLE, labels=labels)


def test_an_article_has_to_be_text():
    with pytest.raises(TypeError, match="article should be a str, not NoneType"):
        contaminate(None)


@pytest.mark.parametrize("language", ["xx", "EN", "", None])
def test_a_language_that_there_is_not_is_refused_with_the_choices(language):
    with pytest.raises(OptionError, match=r"language = .* should be one of .*\bde, .*\ben, .*\bfr\b"):
        contaminate(ARTICLE, language=language)


@pytest.mark.parametrize("language", languages())
class TestTemplates:
    def test_there_are_texts_for_every_label_and_no_others(self, language):
        assert sorted(_templates_of(language).texts) == WRITTEN

    def test_texts_stand_at_places_that_there_are(self, language):
        places = {place for table in _templates_of(language).texts.values() for place in table}
        assert places <= {"top", "head", "middle", "tail"}

    def test_no_label_has_a_single_text(self, language):
        tables = _templates_of(language).texts
        assert [label for label, table in tables.items() if len([*_flat(table)]) < 2] == []

    def test_nothing_is_left_to_fill_in(self, language):
        texts = [contaminate("", seed=seed, language=language).text for seed in range(40)]
        assert not any("{" in text or "}" in text for text in texts)


def _flat(table):
    return (text for texts in table.values() for text in texts)
