import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanwire.fingerprints import FULL, READ, Table, Words, fingerprints

MISSING = -7

LONG = "x" * READ


def table_of(words):
    """Return a table that numbers words in their order."""
    return Table(fingerprints(" ".join(words)), np.arange(len(words)), MISSING)


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 0), (" ", 0), ("ferry", 1), ("  the  ferry ", 2), ("渡し船 паром", 2), ("a\0b \ud800", 2)],
)
def test_each_word_has_a_fingerprint(text, count):
    assert len(fingerprints(text)) == count


@given(st.lists(st.text(st.characters(exclude_characters=" "), min_size=1, max_size=READ // 4)))
def test_words_are_equal_where_their_fingerprints_are(words):
    prints = fingerprints(" ".join(words)).tolist()
    assert [prints.index(one) for one in prints] == [words.index(word) for word in words]


@pytest.mark.parametrize(
    ("one", "other"),
    [("ab", "ba"), ("a", "aa"), ("a", "a\0"), ("reads", "read"), (f"{LONG[1:]}a", f"{LONG[1:]}b"), (LONG, f"{LONG}x")],
    ids=["letters in another order", "a letter twice", "a nought", "a plural", "the last letter", "one letter more"],
)
def test_unlike_words_have_unlike_fingerprints(one, other):
    assert fingerprints(one) != fingerprints(other)


def test_a_fingerprint_does_not_depend_on_what_stands_around_the_word():
    assert fingerprints("the ferry sailed")[1] == fingerprints("ferry")[0]


@given(st.lists(st.text(st.characters(exclude_characters=" "), min_size=1)))
def test_words_are_spelled_as_they_stand(words):
    held = Words.of(" ".join(words))
    assert [held.spelled(number) for number in range(len(words))] == words


def test_stems_are_words_without_a_final_s():
    stems = Words.of("the bridges of glass").stems(np.array([1, 3]))
    assert [stems.spelled(number) for number in range(2)] == ["bridge", "glas"]


def test_a_word_and_its_plural_have_one_stem():
    one, other = Words.of("bridge bridges").stems(np.arange(2)).fingerprints()
    assert one == other


@pytest.mark.parametrize("count", [1, 2, 3, 100, 1023, 1024, 5000])
def test_a_table_finds_the_numbers_of_its_words(count):
    words = [f"word{number}" for number in range(count)]
    assert table_of(words).find(fingerprints(" ".join(words))).tolist() == list(range(count))


def test_a_table_of_nothing_finds_nothing():
    assert table_of([]).find(fingerprints("a b")).tolist() == [MISSING, MISSING]


def test_words_that_a_table_does_not_hold_are_missing():
    table = table_of([f"word{number}" for number in range(1000)])
    others = " ".join(f"other{number}" for number in range(10_000))
    assert set(table.find(fingerprints(others)).tolist()) == {MISSING}


def test_a_table_has_room_for_all_its_words():
    assert FULL < 0.5


def test_equal_words_are_no_table():
    with pytest.raises(ValueError, match="one fingerprint"):
        table_of(["ferry", "quay", "ferry"])
