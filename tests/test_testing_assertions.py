import pytest

from cleanwire import Cleaner
from cleanwire.errors import OptionError
from cleanwire.testing import assert_clean, assert_keeps, assert_removes, fixture
from cleanwire.testing.assertions import SHOWN_LINES
from invented import ARTICLE, HEADLINE, PARAGRAPHS

CONTAMINATED = f"By Jane Doe\n{ARTICLE}Advertisement\n"
PAGE = f"<html><body><article><h1>{HEADLINE}</h1>{''.join(f'<p>{text}</p>' for text in PARAGRAPHS)}</article></body>"


def message_of(assertion, *arguments, **options):
    with pytest.raises(AssertionError) as failure:
        assertion(*arguments, **options)
    return str(failure.value)


def test_a_clean_article_is_clean():
    assert_clean(ARTICLE)


def test_every_removal_is_shown_with_its_line_label_rule_and_evidence():
    assert message_of(assert_clean, CONTAMINATED).split("\n") == [
        "cleaning removes 2 passages:",
        "line 1: byline, because of 'By Jane Doe' (en/byline/by-name, 0.90)",
        "  - By Jane Doe",
        "line 7: ad_marker, because of 'Advertisement' (en/ad_marker/marker, 0.95)",
        "  - Advertisement",
    ]


def test_a_long_removal_is_shown_in_part():
    stew = fixture("contaminated", "stories-headline-chickpea-stew")
    (story,) = stew.removals
    lines = [line for line in stew.source[story.start : story.end].split("\n") if line]
    shown = message_of(assert_clean, stew.source).split("\n")[2:]
    assert shown[:SHOWN_LINES] == [f"  - {line}" for line in lines[:SHOWN_LINES]]
    assert shown[SHOWN_LINES:] == [f"  … and {len(lines) - SHOWN_LINES} more lines"]


def test_the_cleaner_that_is_given_decides():
    assert_clean(CONTAMINATED, cleaner=Cleaner(keep={"byline", "ad_marker"}))
    assert_keeps(CONTAMINATED, "By Jane Doe", cleaner=Cleaner(keep={"byline"}))


def test_pages_are_read_before_they_are_judged():
    assert_clean(PAGE)
    assert_keeps(PAGE.encode(), HEADLINE, *PARAGRAPHS, format="html")


def test_passages_that_stay_are_kept():
    assert_keeps(CONTAMINATED, HEADLINE, *PARAGRAPHS)


def test_a_passage_may_run_over_what_goes():
    text = f"{PARAGRAPHS[0]}\nAdvertisement\n{PARAGRAPHS[1]}\n"
    assert_keeps(text, f"{PARAGRAPHS[0]}\n{PARAGRAPHS[1]}")


def test_every_passage_that_goes_is_shown_with_the_reason():
    assert message_of(assert_keeps, CONTAMINATED, HEADLINE, "Advertisement", "By Jane").split("\n") == [
        "cleaning does not keep 'Advertisement':",
        "line 7: ad_marker, because of 'Advertisement' (en/ad_marker/marker, 0.95)",
        "  - Advertisement",
        "cleaning does not keep 'By Jane':",
        "line 1: byline, because of 'By Jane Doe' (en/byline/by-name, 0.90)",
        "  - By Jane Doe",
    ]


def test_of_a_passage_that_goes_only_what_goes_of_it_is_shown():
    shown = message_of(assert_keeps, CONTAMINATED, f"{PARAGRAPHS[-1]}\nAdvertisement")
    assert "ad_marker" in shown
    assert "byline" not in shown


def test_a_passage_that_is_not_in_the_text_is_not_kept():
    assert message_of(assert_keeps, ARTICLE, "Zebras") == "the source does not contain 'Zebras'"


@pytest.mark.parametrize("passages", [(), ("",), (HEADLINE, "")])
def test_no_passage_is_no_assertion(passages):
    with pytest.raises(OptionError, match="passages: name at least one"):
        assert_keeps(ARTICLE, *passages)


def test_passages_that_are_removed_are_removed():
    assert_removes(CONTAMINATED, "By Jane Doe", "Advertisement")


def test_a_passage_that_is_kept_is_shown_with_its_line():
    assert message_of(assert_removes, CONTAMINATED, "Advertisement", HEADLINE).split("\n") == [
        f"cleaning keeps {HEADLINE!r}:",
        "line 2: claimed as headline (headlines, 0.80)",
        f"  + {HEADLINE}",
    ]


def test_a_claim_that_is_not_sure_enough_is_shown():
    message = message_of(assert_removes, CONTAMINATED, "By Jane Doe", cleaner=Cleaner(strictness="safe"))
    assert "line 1: claimed as byline (en/byline/by-name, 0.90)" in message


def test_a_passage_that_is_kept_once_is_kept():
    text = f"Advertisement\n{PARAGRAPHS[0]}\n{PARAGRAPHS[1]} She said: Advertisement, advertisement.\n"
    assert "line 3: nothing claims it" in message_of(assert_removes, text, "Advertisement")


def test_a_passage_that_is_removed_in_part_is_kept():
    text = f"{PARAGRAPHS[0]}\nShare on Facebook\n\n{PARAGRAPHS[1]}\n"
    assert_removes(text, "on Facebook\n\n")
    assert "line 4: nothing claims it" in message_of(assert_removes, text, f"Facebook\n\n{PARAGRAPHS[1][:9]}")


def test_a_passage_that_is_not_there_is_no_removal():
    assert message_of(assert_removes, ARTICLE, "Nowhere") == "the source does not contain 'Nowhere'"


@pytest.mark.parametrize("check", [assert_keeps, assert_removes])
def test_passages_are_texts(check):
    with pytest.raises(TypeError, match="passages should each be a str, not list"):
        check(CONTAMINATED, ["Advertisement"])


@pytest.mark.parametrize("passages", [(), ("",), ("Advertisement", "")])
def test_removals_need_passages(passages):
    with pytest.raises(OptionError, match="passages: name at least one"):
        assert_removes(CONTAMINATED, *passages)
