import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanwire.native.phrases.dates import DateWords
from cleanwire.text.folding import key_of

DATES = DateWords(["mai", "あ"], ["um"])
WORDS = st.one_of(st.text(max_size=3), st.sampled_from(["0", "00", "mai", "um", "あ", "\ud800"]))


@given(st.lists(WORDS, max_size=4).map(" ".join).map(key_of))
def test_a_date_has_a_figure_and_a_name_and_no_other_words(key):
    words = {*key.split(" ")}
    assert DATES.are_date(key) == ("0" in words and bool(words & {"mai", "あ"}) and words <= {"0", "mai", "あ", "um"})


@pytest.mark.parametrize("words", [(["a", None], []), ([1], []), (None, [])])
def test_words_must_be_strings(words):
    with pytest.raises(TypeError):
        DateWords(*words)
