import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanwire.native.phrases.bounds import Bounds, closes

TEXT = st.text("ab.!?:'\") ]([*-|>\u3042\U0001f600", min_size=1, max_size=8)
FACTS = {
    "sentence": lambda text: text.rstrip("\"') ]").endswith((".", "!", "?")),
    "colon": lambda text: text[-1] == ":",
    "bracketed": lambda text: text[0] + text[-1] in ("()", "[]"),
    "listed": lambda text: text[0] in "*-|>",
    "quoting": lambda text: text.count('"') >= 2,
}


def block_of(left, right, *, index=0, words=1, prose=False):
    return (index, left, right, left, right, "", words, prose)


@pytest.mark.parametrize("name", FACTS)
@given(TEXT, TEXT, st.booleans())
def test_a_property_or_its_absence_can_be_required(name, before, text, wanted):
    block = block_of(len(before), len(before) + len(text))
    assert Bounds({name: wanted}).hold(before + text, block, 1, 0, 0) == (FACTS[name](text) == wanted)


@given(TEXT, TEXT)
def test_quotation_marks_and_brackets_around_a_sentence_are_ignored(before, text):
    assert closes(before + text + before, len(before), len(before) + len(text)) == FACTS["sentence"](text)


@pytest.mark.parametrize(
    ("name", "value", "held"),
    [
        ("min-words", 2, [2, 3, 4]),
        ("max-words", 2, [0, 1, 2]),
        ("min-words", 10**30, []),
        ("max-words", 10**30, [0, 1, 2, 3, 4]),
        ("first", 2, [0, 1]),
        ("last", 2, [3, 4]),
        ("after", 0.5, [3, 4]),
        ("before", 0.5, [0, 1, 2]),
        ("prose-above", 3, [3, 4]),
        ("prose-below", 1, [3, 4]),
        ("prose", True, [1, 3]),
        ("prose", False, [0, 2, 4]),
    ],
)
def test_numbers_bound_the_length_and_position_of_a_line(name, value, held):
    bounds = Bounds({name: value})
    lines = [block_of(at, at + 1, index=at, words=at, prose=at % 2 == 1) for at in range(5)]
    assert [at for at, line in enumerate(lines) if bounds.hold("abcde", line, 5, at, 4 - at)] == held


def test_all_bounds_must_hold():
    bounds = Bounds({"max-words": 2, "colon": True})
    assert bounds.hold("ab:", block_of(0, 3, words=2), 1, 0, 0)
    assert not bounds.hold("ab:", block_of(0, 3, words=3), 1, 0, 0)
    assert not bounds.hold("ab.", block_of(0, 3, words=2), 1, 0, 0)


@pytest.mark.parametrize("span", [(0, 4), (2, 1), (-1, 2), (3, 3)])
def test_a_line_outside_of_the_text_is_an_error(span):
    with pytest.raises(IndexError):
        Bounds({}).hold("abc", block_of(*span), 1, 0, 0)


def test_an_unknown_bound_is_an_error():
    with pytest.raises(KeyError):
        Bounds({"words": 1})
