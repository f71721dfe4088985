import pytest

from cleanwire.labels import Label
from cleanwire.report.article import EVIDENCE, marked_article, reason_of
from cleanwire.result import Result
from cleanwire.spans import Segment
from invented_results import result_of
from pages import Seen


def seen(result):
    return Seen("".join(marked_article(result)))


def test_each_visible_line_is_a_paragraph():
    page = seen(result_of("One\n\n \nTwo\n"))
    assert len(page.all("p", class_="k")) == 2


def test_a_line_below_blank_ones_is_set_off():
    assert [given["class"] for given in seen(result_of("One\nTwo\n\nThree\n")).all("p", class_="k")] == [
        "k",
        "k",
        "k s",
    ]


def test_a_headline_is_set_as_one():
    result = Result("Ferry\n", (Segment(0, 6, Label.HEADLINE, removed=False),), ())
    assert seen(result).all("p", class_="headline")


def test_lines_that_go_together_are_one_removal():
    page = seen(result_of("One\nAd\n\nBuy\nTwo\n", "Ad\n\nBuy\n"))
    assert [given["class"] for given in page.all("del")] == ["block g-site"]


def test_removals_side_by_side_stay_apart():
    assert len(seen(result_of("Ad\nBuy\n", "Ad\n", "Buy\n")).all("del")) == 2


def test_a_part_of_a_line_goes_inside_its_paragraph():
    page = seen(result_of("It opened. Read more\n", " Read more"))
    assert [given["class"] for given in page.all("del")] == ["inline g-site"]
    assert page.text.startswith("It opened.notice")


def test_two_removals_that_share_a_line_are_inside_it():
    assert len(seen(result_of("Ad Buy\n", "Ad ", "Buy")).all("del", class_="inline")) == 2


def test_removals_are_numbered_in_order():
    page = seen(result_of("Ad\nIt opened. More\nBuy\n", "Ad\n", " More", "Buy\n"))
    assert [given["id"] for given in page.all("del")] == ["r1", "r2", "r3"]


def test_a_removal_of_nothing_visible_is_not_marked():
    assert seen(result_of("One\n\n\nTwo\n", "\n\n")).all("del") == []


@pytest.mark.parametrize(("source", "told"), [("One\n", "⋯ 1 word kept ⋯"), ("One two\nthree\n", "⋯ 3 words kept ⋯")])
def test_a_run_of_lines_that_stay_says_how_long_it_is(source, told):
    assert told in seen(result_of(source)).text


def test_evidence_is_cut():
    segment = Segment(0, 1, Label.NOTICE, removed=True, rule="x", evidence="word " * EVIDENCE)
    assert len("".join(reason_of(segment))) < EVIDENCE + 150


def test_without_evidence_none_is_quoted():
    assert not any(piece.startswith("<q>") for piece in reason_of(Segment(0, 1, Label.NOTICE, removed=True, rule="x")))
