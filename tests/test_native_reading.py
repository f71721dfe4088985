"""Compared with plain implementations by Python's own methods."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanwire.native.text.reading import characters_in, lines_in
from cleanwire.reading.text import read_lines
from cleanwire.text.folding import UNSPACED, UNWRITTEN, fold, key_of, spaced, words_of

ALL = "".join(map(chr, range(0x110000)))
ODD = st.text(
    st.sampled_from([*"0019aB .,\t\n\r\x00\x0b\x1c\x1f\x85\u2028\u3000\u200d\u064b\u0591é’続き你กKİß\U00020000\ud800"])
    | st.characters(),
    max_size=80,
)
"""Line ends, blanks, figures, letters of scripts without spaces, ignored marks, lone surrogates."""


def test_every_character_is_folded() -> None:
    folded = fold(ALL)
    assert len(folded) == len(ALL)
    assert fold(folded) == folded
    for letter, plain in zip(ALL, folded, strict=True):
        if plain != letter and letter.isalpha() and ord(plain) >= 128 and plain not in "ςی":
            assert plain == fold(letter.lower()[0])
    assert fold("AZaz0189`ÀǾŁ") == "azaz0000`aol"


def test_every_character_is_spaced() -> None:
    apart = {letter for letter in map(chr, range(128)) if unicodedata.category(letter)[0] in "PS" and letter != "@"}
    assert spaced(ALL) == "".join(" " if letter in apart or letter in "\t\x1f" else letter for letter in ALL)


@pytest.mark.parametrize("letter", ["a", "é", "你", "\U0001f600", "\ud800"])
def test_characters_of_any_width_fold_in_the_same_way(letter: str) -> None:
    assert fold("A1 b, " + letter) == "a0 b, " + fold(letter)
    assert spaced("a0 b, " + letter) == "a0 b  " + letter


@given(ODD)
def test_lines_are_the_visible_ones_of_splitlines(text: str) -> None:
    found = lines_in(text)
    assert [text[left:right] for _, _, left, right in found] == [
        line.strip() for line in text.splitlines() if line.strip()
    ]
    ends = [end for _, end, _, _ in found]
    assert [start for start, _, _, _ in found] == ([0, *ends[:-1]] if found else [])
    assert ends[-1:] in ([], [len(text)])
    assert all(start <= left < right <= end for start, end, left, right in found)


@given(ODD)
def test_keys_are_words_with_figures_as_one_zero(text: str) -> None:
    bare = spaced(fold(text))
    key = " ".join(words_of(UNWRITTEN.sub("", bare)))
    for figures in ("00", "0 0"):
        while figures in key:
            key = key.replace(figures, "0")
    assert key_of(bare) == key


@given(ODD)
def test_blocks_have_the_key_and_the_number_of_their_words(text: str) -> None:
    document = read_lines(text)
    for block in document.blocks:
        assert block.key == key_of(document.bare[block.left : block.right])
        letters = len(UNSPACED.findall(block.key))
        assert block.size == block.key.count(" ") + 1 - letters // 2


@given(ODD)
def test_each_character_is_returned_once(text: str) -> None:
    noted = characters_in(text)
    assert len(noted) == len(set(noted))
    assert set(noted) == set(text)
