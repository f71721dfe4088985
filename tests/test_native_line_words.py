import re

import pytest
from hypothesis import given

from cleanwire.native.prose.line_words import LineWords
from lines_of_any_kind import LINES, Lines

UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]")


def words_in(lines: Lines, at: int) -> list[str]:
    left, right = lines.spans[at]
    text = lines.bare[left : min(right, left + 300)]
    words = text.split()
    if len(text) > 15 * len(words) or UNSPACED.search(text):
        return [letter for letter in text if not letter.isspace()]
    return words


@given(LINES)
def test_words_are_between_blanks_or_single_letters_of_scripts_without_spaces(lines: Lines) -> None:
    words = LineWords(lines.bare, lines.table)
    every = [words_in(lines, at) for at in range(words.count)]
    assert [words.of(at) for at in range(words.count)] == every
    assert words.types == len({word for said in every for word in said})


def test_a_missing_line_is_an_error() -> None:
    lines = Lines(["Read more"])
    for at in (-1, 1):
        with pytest.raises(IndexError):
            LineWords(lines.bare, lines.table).of(at)


def test_lines_of_another_text_are_refused() -> None:
    with pytest.raises(ValueError, match="the text at 1"):
        LineWords("x", Lines(["Read more"]).table)


def test_only_the_beginning_of_ten_megabytes_on_one_line_is_read() -> None:
    lines = Lines(["read more " * 1_000_000])
    words = LineWords(lines.bare, lines.table)
    assert (len(words.of(0)), words.types) == (60, 2)
