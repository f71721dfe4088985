"""Keys read for lookups have the same words as those of `folding`."""

from hypothesis import given
from hypothesis import strategies as st

from cleanwire.native.phrases.dates import DateWords
from cleanwire.native.phrases.lists import PhraseList
from cleanwire.native.phrases.lookup import Lookup
from cleanwire.text.folding import key_of

ANYTHING = st.text(st.one_of(st.characters(exclude_categories=[]), st.sampled_from("ab0 あ漢\u0640\ud800\x00\u2028")))


def lookup_of(*lists):
    return Lookup(lists, DateWords([], []))


@given(ANYTHING)
def test_any_text_has_the_words_of_its_key(text):
    key = key_of(text)
    lookup = lookup_of(*[PhraseList(0, (key,), (key,), (key,))] * bool(key))
    assert lookup.whole(text, 0, len(text)) == [0] * bool(key)
    assert lookup.spoken(text, 0, len(text)) == [(0, None), (0, key)] * bool(key)


def test_classes_of_letters_agree_with_folding():
    letters = [chr(code) for code in (*range(0x3300), *range(0xD7F0, 0xE010), *range(0xF8F0, 0x10010))]
    letters += [chr(at + off) for at in (0x3400, 0x9FFF, 0x20000, 0x3FFFF, 0x10FFFE) for off in (-1, 0, 1)]
    texts = [f"a{letter}b 0{letter}0" for letter in letters]
    keys = dict.fromkeys(map(key_of, texts))
    lookup = lookup_of(*[PhraseList(key, (key,)) for key in keys])
    assert [lookup.whole(text, 0, len(text)) for text in texts] == [[key_of(text)] for text in texts]


def test_a_long_text_on_one_line_has_a_key():
    text = "0 a\u3042 " * 100_000
    assert lookup_of(PhraseList(0, (key_of(text),))).whole(text, 0, len(text)) == [0]
