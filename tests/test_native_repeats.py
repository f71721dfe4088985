import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanwire.native.text.repeats import said_again, says_twice

ODD = st.text(st.sampled_from([*'ab. \n"*é你\U0001f600\ud800']), max_size=60)


@given(ODD, st.integers(0, 5))
def test_repeated_sentences_are_what_is_repeated_between_stops(text: str, least: int) -> None:
    sentences = [piece.strip(' "*') for piece in text.replace("\n", ".").split(".") if len(piece) >= least]
    assert says_twice(text, least, ' "*') == (len(set(sentences)) < len(sentences))


@pytest.mark.parametrize("letter", ["", "é", "你", "\U0001f600", "\ud800"])
def test_repetitions_are_found_in_characters_of_any_width(letter: str) -> None:
    sentence = f"the ferry sailed again{letter} after two years of repairs"
    assert says_twice(f"- {sentence}. it was late.\n{sentence}\n", 40, " -")
    assert not says_twice(f"- {sentence}. it was late.\n{sentence} and rain\n", 40, " -")
    assert not says_twice(f"{sentence}. {sentence}", 70, " ")


@given(ODD, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=6), st.integers(1, 5))
def test_repeated_sentences_are_found_in_each_span(text: str, places: list[tuple[int, int]], least: int) -> None:
    spans = [tuple(sorted(min(at, len(text)) for at in span)) for span in places]
    sentence = re.compile(rf"[^.\n]{{{least},}}")
    found = [[*sentence.finditer(text, *span)] for span in spans]
    counts = Counter(one[0].strip(' "*') for said in found for one in said)
    again = [[one.span() for one in said if counts[one[0].strip(' "*')] > 1] for said in found]
    assert said_again(text, spans, least, ' "*') == again


@pytest.mark.parametrize("span", [(-1, 2), (2, 1), (0, 9)])
def test_a_span_outside_of_the_text_is_an_error(span: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="not within"):
        said_again("a text.", [span], 1, "")
