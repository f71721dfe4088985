"""How to test a pipeline that uses cleanwire: `pytest examples/test_pipeline.py`, if cleanwire is installed.

The arguments `clean_article`, `contaminated_article` and `cleanwire_cleaner` come from cleanwire's pytest plugin.
"""

import pytest

import cleanwire
from cleanwire.testing import assert_clean, assert_keeps, contaminate

PARAGRAPHS = (
    "The mill at Harholm turns again",
    "For the first time since the flood of 2009 the mill at Harholm has ground rye, its owners said on Friday.",
    "The wheel was built by four pupils of the trade school, who used larch because it was what they had.",
    "It will turn on two days a week, as long as the trout are not spawning in the millrace.",
)


def pipeline(scraped):
    """Stands in for the pipeline under test."""
    return cleanwire.clean(scraped).strip()


def test_nothing_is_lost_of_articles_that_look_contaminated(clean_article):
    assert pipeline(clean_article.source) == clean_article.source.strip()


def test_contamination_goes(contaminated_article):
    assert pipeline(contaminated_article.source) == contaminated_article.cleaned.strip()


def test_cleaning_finds_nothing_in_an_article_of_ours():
    assert_clean("\n\n".join(PARAGRAPHS))


@pytest.mark.parametrize("seed", range(5))
def test_an_article_of_ours_survives_contamination(seed, cleanwire_cleaner):
    contaminated = contaminate("\n\n".join(PARAGRAPHS), labels=["byline", "ad_marker", "comments", "legal"], seed=seed)
    assert_keeps(contaminated.text, *PARAGRAPHS, cleaner=cleanwire_cleaner)
