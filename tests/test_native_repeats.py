import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanwire.native.text.repeats import says_twice

ODD = st.text(st.sampled_from([*'ab. \n"*é你\U0001f600\ud800']), max_size=60)


@given(ODD, st.integers(0, 5))
def test_a_text_says_twice_what_stands_twice_between_stops(text: str, least: int) -> None:
    sentences = [piece.strip(' "*') for piece in text.replace("\n", ".").split(".") if len(piece) >= least]
    assert says_twice(text, least, ' "*') == (len(set(sentences)) < len(sentences))


@pytest.mark.parametrize("letter", ["", "é", "你", "\U0001f600", "\ud800"])
def test_whatever_the_width_of_its_characters(letter: str) -> None:
    sentence = f"the ferry sailed again{letter} after two years of repairs"
    assert says_twice(f"- {sentence}. it was late.\n{sentence}\n", 40, " -")
    assert not says_twice(f"- {sentence}. it was late.\n{sentence} and rain\n", 40, " -")
    assert not says_twice(f"{sentence}. {sentence}", 70, " ")
