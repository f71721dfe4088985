import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanwire.native.stories.facts import Facts, is_headed, may_be_dated
from cleanwire.stages.stories.forms import has_dateline

TEXTS = st.text(
    st.sampled_from("abZÄé0٣_ .,:;?)-–(/日\n。\u3000\ud800") | st.characters(exclude_categories=()),
    min_size=1,
    max_size=40,
)
DATED = st.from_regex(
    r"[A-ZÄÖÜ]{1,4}[\w /-]{0,24}(, \d{1,2} \w+)?( ?\([^)]{2,20}\))? ?[–—:-] |（?[^\s。、]{2,12}[日电電]）?[ \u3000]"
)


@given(TEXTS | DATED, st.integers(0, 3))
def test_every_dateline_is_a_candidate(text, before):
    source = "X" * before + text
    if has_dateline(text):
        assert may_be_dated(source, [before], [len(source)]) == [0]


def test_hardly_any_sentence_is_a_candidate():
    assert may_be_dated("The harbour board of Velmark voted on Monday.", [0], [45]) == []


@given(TEXTS, st.integers(0, 25), st.booleans())
def test_a_headline_is_recognised_by_its_length_beginning_and_end(text, size, prose):
    last = text[-1]
    headed = 2 <= size <= 22 and last not in ".:,;" and (not prose or last in "?)")
    headed = headed and not re.match(r"[a-z]+\b", text) and text[0] not in "*-|(["
    assert is_headed(text, text, 0, len(text), size, prose) is headed


SOURCES = st.sampled_from(
    ["(2004)", "(٢٠٠٤b)", "(2004", "https:", "http:", "http", "www.", "doi:", "(19 84)", "(2004B)"]
)


@given(st.lists(SOURCES | TEXTS, min_size=1, max_size=4).map("".join))
def test_entries_of_lists_of_sources_contain_a_year_in_brackets_or_an_address(text):
    assert Facts(text, text, [0], [len(text)], [1], [False], [0], []).sources == [
        re.search(r"\(\d{4}[a-z]?\)|https?:|www\.|doi:", text) is not None
    ]


@pytest.mark.parametrize("span", [(-1, 2), (2, 2), (0, 9)])
def test_lines_outside_of_the_text_are_an_error(span):
    with pytest.raises(IndexError):
        Facts("abc", "abc", [span[0]], [span[1]], [1], [True], [0], [])


def test_unordered_lines_and_datelines_of_unknown_lines_are_errors():
    with pytest.raises(IndexError):
        Facts("abc", "abc", [2, 0], [3, 1], [1, 1], [True] * 2, [0, 0], [])
    with pytest.raises(IndexError):
        Facts("abc", "abc", [0], [3], [1], [True], [0], [1])
