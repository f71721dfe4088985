"""Numbers by hashes, for any number of words and any hash."""

from hypothesis import given
from hypothesis import strategies as st

from cleanwire.native.stories.terms import Terms, TermTable

WORDS = st.lists(st.text("abcdefgh", min_size=4, max_size=5), min_size=1, max_size=40)


@given(WORDS)
def test_words_are_numbered_in_order_of_first_occurrence(words: list[str]) -> None:
    text = " ".join(words)
    terms = Terms(text, [0], [len(text)], TermTable([], 0.1, False))
    first = {word: number for number, word in enumerate(dict.fromkeys(words))}
    assert terms.spelled == [*first]
    assert list(terms.every[0]) == [first[word] for word in words]


def test_many_words_are_numbered() -> None:
    words = [f"x{number:05}" for number in range(20_000)]
    text = " ".join((*words, *words))
    terms = Terms(text, [0], [len(text)], TermTable([], 0.1, False))
    assert list(terms.every[0]) == [*range(20_000)] * 2
