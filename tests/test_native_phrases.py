from hypothesis import given
from hypothesis import strategies as st

from cleanwire.native.phrases.tables import PhraseTable

WORDS = st.lists(st.text(st.characters(exclude_characters=" "), max_size=3), min_size=1, max_size=4).map(" ".join)


@given(st.lists(WORDS, max_size=30), st.lists(WORDS, max_size=30))
def test_a_table_has_a_number_for_each_phrase_and_no_others(phrases: list[str], others: list[str]) -> None:
    table = PhraseTable(phrases)
    for phrase in (*phrases, *others):
        assert table.find(phrase) == (phrases.index(phrase) if phrase in phrases else -1)


def test_a_table_can_hold_many_phrases() -> None:
    phrases = [f"a{number % 7} b{number} c" for number in range(50_000)]
    table = PhraseTable(phrases)
    assert [table.find(phrase) for phrase in phrases] == [*range(50_000)]
    assert table.find("a1") == table.find("a1 b1") == table.find("a1 b1 c d") == -1
