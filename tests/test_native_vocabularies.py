from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from cleanwire.native.phrases.vocabularies import Vocabularies
from cleanwire.text.folding import words_of

WORDS = st.sampled_from(["a", "b", "ab", "0", "あ", "漢", "\ud800", "c\x00"])
ANYTHING = st.text(st.one_of(st.characters(exclude_categories=[]), st.sampled_from("ab0 あ漢\ud800\u2028")))
TABLES = st.dictionaries(WORDS, st.lists(st.sampled_from("xyz"), min_size=1, max_size=3, unique=True))


def expected(names_of, text, kin, own):
    words = names_of.keys() & {*words_of(text)}
    alone = Counter(names_of[word][0] for word in words if len(names_of[word]) == 1)
    weights = {
        name: sum(1 / len(names_of[word]) for word in words if name in names_of[word])
        for names in names_of.values()
        for name in names
    }
    most = max(weights.values(), default=0)
    spoken = [name for name in weights if alone[name] >= own or (alone[name] and weights[name] >= kin * most - 1e-9)]
    return sorted(spoken, key=lambda name: (round(-weights[name], 6), name))


@given(TABLES, st.one_of(ANYTHING, st.lists(WORDS).map(" ".join)), st.integers(1, 4))
def test_the_vocabularies_with_most_of_the_words_are_recognised(names_of, text, own):
    assert [*Vocabularies(names_of).spoken(text, 0.45, own)] == expected(names_of, text, 0.45, own)


def test_each_word_counts_once():
    vocabularies = Vocabularies({"a": ["x"], "b": ["y"], "c": ["y"], "d": ["x", "y", "z"]})
    assert vocabularies.spoken("a a a b c d", 0.7, 9) == ("y",)
    assert vocabularies.spoken("a a a b c d", 0.7, 1) == ("y", "x")


def test_many_words_are_distinguished():
    names_of = {f"{number:x}": [str(number % 50)] for number in range(20_000)}
    vocabularies = Vocabularies(names_of)
    assert all(vocabularies.spoken(word, 0.2, 3) == (names[0],) for word, names in names_of.items())
