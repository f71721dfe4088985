"""What cleaning holds in memory at its peak, as SECURITY.md states it."""

import tracemalloc

import pytest

from cleanwire import Cleaner
from invented import ARTICLE, PARAGRAPHS

pytestmark = pytest.mark.no_cover  # a tracer has memory of its own

PER_CHARACTER = 500
"""Bytes for each character of the source, at most: lines of one figure are the worst, at 420."""

PER_LINE = 3_500
"""Bytes for each line of a text that may be a page, beside: of up to 20,000 lines, so at most 70 MB."""

PROSE = 50
"""The same for each character of paragraphs, which need 20 to 30."""

NUMBERED = "".join(f"{at}. {line} {PARAGRAPHS[at % 3]}\n" for at, line in enumerate(PARAGRAPHS * 300))


@pytest.fixture(scope="module")
def cleaner():
    """A cleaner that is warm: what it loads once is not counted."""
    cleaner = Cleaner()
    cleaner.clean(ARTICLE + "Reply\n12 Comments\nHome\n" * 20)
    cleaner.clean(NUMBERED)
    return cleaner


def peak(cleaner, source):
    tracemalloc.start()
    cleaner.clean(source)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most


SOURCES = {
    "one line": "ferry " * 50_000,
    "one word": "x" * 300_000,
    "blank lines": "\n" * 200_000,
    "lines of one figure": "0\n" * 24_000,
    "lines of one character": "渡\n" * 24_000,
    "buttons": "Reply\n" * 21_000,
}


@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES)
def test_memory_is_a_multiple_of_any_source(cleaner, source):
    assert peak(cleaner, source) < PER_CHARACTER * len(source)


@pytest.mark.parametrize("line", ["Home\n", "0\n", "Reply Share\n"])
def test_memory_for_what_may_be_a_page_is_bounded(cleaner, line):
    source = line * 4_000
    assert peak(cleaner, source) < PER_CHARACTER * len(source) + PER_LINE * 4_000


def test_memory_for_an_article_is_a_small_multiple_of_it(cleaner):
    assert peak(cleaner, NUMBERED) < PROSE * len(NUMBERED)
