from dataclasses import replace

import pytest

from cleanwire.document import Hint
from cleanwire.labels import Label
from cleanwire.reading.text import read_text
from cleanwire.stages.page_markup import DOUBTFUL, judge_markup

HINT = Hint("li", 1.0, ("related",), ("aside", "ul"), extracted=True, likelihood=0.02)


def judge(hint):
    document = replace(read_text("Harbour office looks for a master\n"), hints=(hint,))
    return judge_markup(document, ())


def test_a_document_without_hints_is_left_alone():
    assert judge_markup(read_text("Related stories\n"), ()) == []


def test_a_block_that_is_unlikely_by_its_markup_goes():
    (verdict,) = judge(HINT)
    assert (verdict.start, verdict.end, verdict.rule) == (0, 34, "markup")


@pytest.mark.parametrize(
    "hint", [HINT._replace(likelihood=DOUBTFUL), HINT._replace(extracted=False)], ids=["doubtful", "brought in"]
)
def test_a_block_stays_that(hint):
    assert judge(hint) == []


def test_the_evidence_says_in_words_what_the_markup_is():
    (verdict,) = judge(HINT)
    assert verdict.evidence == "<li> in <aside> in <ul>, class related: all link, main content with probability 0.02"


@pytest.mark.parametrize(
    ("hint", "label"),
    [
        (HINT, Label.RELATED_LINKS),
        (HINT._replace(names=("comment", "content")), Label.COMMENTS),
        (HINT._replace(names=("author", "bio")), Label.AUTHOR_BIO),
        (HINT._replace(tag="figcaption", names=()), Label.CAPTION),
        (HINT._replace(names=()), Label.RELATED_LINKS),
        (HINT._replace(names=(), linked=0.0), Label.NAVIGATION),
    ],
)
def test_the_words_near_a_block_name_what_it_is(hint, label):
    assert judge(hint)[0].label is label


def test_the_less_likely_a_block_is_the_more_confident_the_verdict():
    assert judge(HINT)[0].confidence > judge(HINT._replace(likelihood=0.15))[0].confidence >= 0.5
