import pytest

import cleanwire
from cleanwire.errors import OptionError
from cleanwire.labels import Label
from cleanwire.report.labelled import Removal
from cleanwire.testing import Fixture, fixture, fixtures

ALL = tuple(fixtures())


@pytest.mark.parametrize(("kind", "least"), [("clean", 40), ("contaminated", 55)])
def test_the_articles_of_a_kind_can_be_had_alone(kind, least):
    found = tuple(fixtures(kind))
    assert len(found) >= least
    assert found == tuple(each for each in ALL if each.kind == kind)


def test_they_come_in_the_order_of_kinds_and_names():
    assert [(each.kind, each.name) for each in ALL] == sorted((each.kind, each.name) for each in ALL)


def test_one_can_be_had_by_its_name():
    assert fixture(ALL[0].kind, ALL[0].name) == ALL[0]


def test_a_clean_article_has_no_removals():
    assert all(each.article == each.source and not each.removals for each in fixtures("clean"))


def test_line_breaks_are_as_they_were():
    assert "\r\n" in fixture("contaminated", "council-minutes-crlf").source


def gapped():
    """Return an article from which one line is removed and another should be."""
    removals = (Removal(0, 3, Label.BYLINE, "en/byline/x", 0.9), Removal(8, 11, Label.LEGAL, "todo", 1.0))
    return Fixture("invented", "contaminated", "By\nText\n©\n\n", removals)


def test_a_gap_has_to_go_of_the_article_but_stays_in_what_cleaning_gives():
    article = gapped()
    assert (article.article, article.cleaned) == ("Text\n", "Text\n©\n\n")
    assert [gap.label for gap in article.gaps] == [Label.LEGAL]


@pytest.mark.parametrize("each", [each for each in ALL if each.gaps], ids=lambda each: each.name)
def test_cleaning_leaves_the_gaps_of_an_article_and_no_more(each):
    assert cleanwire.clean(each.source) == each.cleaned != each.article


@pytest.mark.parametrize("call", [lambda: fixture("dirty", "x"), lambda: fixtures("dirty")])
def test_a_kind_that_there_is_not_is_refused_with_the_choices(call):
    with pytest.raises(OptionError, match=r"kind = 'dirty' should be one of clean, contaminated"):
        call()


def test_a_name_that_there_is_not_is_refused_with_the_choices():
    with pytest.raises(OptionError, match=r"name = '\.\./x' is not a clean article; there are about-advertising, "):
        fixture("clean", "../x")
