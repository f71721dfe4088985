import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanwire.rules.trie import trie_pattern

phrases = st.lists(st.text("ab .(|", min_size=1, max_size=6), min_size=1, max_size=12)


@given(phrases)
def test_every_phrase_is_matched_whole(phrases):
    pattern = re.compile(trie_pattern(phrases))
    assert all(pattern.fullmatch(phrase) for phrase in phrases)


@given(phrases, st.text("ab .(|", max_size=6))
def test_nothing_else_is_matched_whole(phrases, text):
    assert bool(re.fullmatch(trie_pattern(phrases), text)) == (text in phrases)


@given(phrases)
def test_the_order_of_the_phrases_does_not_matter(phrases):
    assert trie_pattern(phrases) == trie_pattern(sorted(phrases))


@pytest.mark.parametrize(
    ("text", "found"), [("share on", "share on"), ("share one", "share on"), ("share it", "share"), ("sharing", None)]
)
def test_of_the_phrases_that_fit_the_longest_is_matched(text, found):
    match = re.match(trie_pattern(["share", "share on", "sign up"]), text)
    assert (match and match[0]) == found


def test_a_thousand_phrases_are_compiled():
    phrases = [f"phrase {number}" for number in range(1000)]
    assert re.compile(trie_pattern(phrases)).fullmatch("phrase 999")
