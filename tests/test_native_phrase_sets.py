import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanwire.native.phrases.sets import PhraseSet
from cleanwire.text.folding import words_of

WORD = st.sampled_from(["a", "b", "ab", "0", "00", "\u3042", "\ud800", "c\x00"])
PHRASE = st.lists(WORD, min_size=1, max_size=3).map(" ".join)
ANYTHING = st.text(st.one_of(st.characters(exclude_categories=[]), st.sampled_from("ab0 \u3042\ud800\u2028")))


@given(st.lists(PHRASE, max_size=5), st.lists(st.one_of(ANYTHING, st.lists(WORD).map(" ".join)), max_size=4))
def test_passages_contain_phrases_as_whole_words(phrases, passages):
    held = [any(f" {phrase} " in f" {' '.join(words_of(one))} " for phrase in phrases) for one in passages]
    ends = [sum(map(len, passages[: at + 1])) for at in range(len(passages))]
    spans = [(end - len(one), end) for one, end in zip(passages, ends, strict=True)]
    assert PhraseSet(phrases).passages("".join(passages), spans) == sum(held)


@pytest.mark.parametrize("span", [(0, 4), (2, 1), (-1, 2)])
def test_a_passage_outside_of_the_text_is_an_error(span):
    with pytest.raises(IndexError):
        PhraseSet(["a"]).passages("abc", [span])


def test_anything_but_text_is_an_error():
    with pytest.raises(TypeError):
        PhraseSet([None])
    with pytest.raises(TypeError):
        PhraseSet(["a"]).passages(None, [])
