import pytest

from cleanwire.report.counts import LabelCount, counts_of
from cleanwire.result import Result
from invented_results import result_of


def test_words_are_counted_by_their_fate():
    counts = counts_of(result_of("It opened today.\nAd here\nAd\n", "Ad here\n", "Ad\n"))
    assert (counts.words, counts.kept, counts.removed, counts.removals, counts.share) == (6, 3, 3, 2, 0.5)
    assert counts.labels == (LabelCount("notice", 2, 3),)


@pytest.mark.parametrize("result", [Result("", (), ()), result_of(" \n")])
def test_nothing_has_no_share(result):
    assert (counts_of(result).share, counts_of(result).kept) == (0, 0)


def test_a_word_that_is_cut_makes_no_share_above_one():
    assert counts_of(result_of("abc", "a", "b", "c")).share == 1
