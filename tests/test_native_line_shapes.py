import math

import pytest
from hypothesis import given

from cleanwire.native.prose.line_shapes import SHAPES, line_shapes
from cleanwire.native.prose.line_words import LineWords
from lines_of_any_kind import LINES, Lines

STOPS = ".!?؟۔।。։។"


def words_of(lines: Lines, at: int) -> list[str]:
    return LineWords(lines.bare, lines.table).of(at)


def shape_of(lines: Lines, at: int) -> dict[str, float]:
    (left, right), source = lines.spans[at], lines.source
    text, words = lines.folded[left : min(right, left + 300)], words_of(lines, at)
    first, last = text[:1], lines.folded[right - 1] if left < right else ""
    head = source[left : left + len(text)].split()
    begins = [word[0] if word[0].isalnum() else word[1:2] for word in head]
    upper, lower, alnum = (sum(map(kind, begins)) for kind in (str.isupper, str.islower, str.isalnum))
    tail = lines.folded[max(left, right - 8) : right].rstrip("\"') ]*")
    letters = sum(map(len, words))
    unspaced = len(words) > 1 and letters == len(words)
    line = source.rfind("\n", max(0, left - 40), left) + 1
    column = left - line if line else min(left, 40)
    marks = sum(text.count(mark) for mark in ("|", "*", " > ", " / "))
    stops = sum(text[:-1].count(stop if unspaced else f"{stop} ") for stop in STOPS)
    return {
        "size": lines.sizes[at],
        "closed": tail != "" and tail[-1] in STOPS,
        "colon": last == ":",
        "comma": last != "" and last in ",;-",
        "lower": left < right and source[left].islower(),
        "bullet": first != "" and first in "*-|>+▢□☐■▪●○‣",
        "figure": first == "0",
        "quote": first == '"',
        "bracket": first in ("(", "["),
        "capitals": upper / (upper + lower) if upper + lower else math.nan,
        "wordlike": alnum / max(1, len(head)),
        "upper": text.isascii() and source[left : left + len(text)].isupper(),
        "digits": text.count("0") / max(1, len(text)),
        "separators": min(4, marks) / 4,
        "address": any(link in text for link in ("@", "http", "www.", ".com")),
        "commas": min(1.0, (text.count(",") + text.count("،")) / max(1, min(lines.sizes[at], len(words))) * 8),
        "sentences": min(3, stops) / 3,
        "question": "?" in text,
        "exclaim": "!" in text,
        "quoted": '"' in text,
        "spaced": "  " in text,
        "tab": "\t" in text,
        "column": column / 40,
        "indented": column > 0,
        "wordlength": (5.0 if unspaced else min(12.0, letters / max(1, len(words)))) / 12,
        "sign": any(sign in text for sign in "#$%"),
        "code": any(sign in text for sign in "{}=;<"),
        "gap": min(3, source.count("\n", right, lines.ends[at])),
    }


@given(LINES)
def test_shapes_equal_a_plain_implementation(lines: Lines) -> None:
    count = lines.table.count
    found = line_shapes(lines.source, lines.folded, lines.table, LineWords(lines.bare, lines.table))
    for at in range(count):
        shape = shape_of(lines, at)
        assert tuple(shape) == SHAPES
        assert dict(zip(SHAPES, found[at::count], strict=True)) == pytest.approx(
            {name: float(number) for name, number in shape.items()}, nan_ok=True
        )


@pytest.mark.parametrize(
    ("line", "name", "number"),
    [
        ("a > > b", "separators", 1 / 4),
        ("a > / b", "separators", 2 / 4),
        ("a | b * c / d | e", "separators", 1),
        ("One.Two. Three. ", "sentences", 1 / 3),
        ("A.B.C.", "sentences", 2 / 3),
        ("see www.x", "address", 1),
        ("see www", "address", 0),
        ("ÀB C1", "upper", 1),
        ("ǅB", "upper", 0),
    ],
)
def test_the_shape_of_a_line(line: str, name: str, number: float) -> None:
    lines = Lines([line])
    found = line_shapes(lines.source, lines.folded, lines.table, LineWords(lines.bare, lines.table))
    assert found[SHAPES.index(name)] == pytest.approx(number)
    assert float(shape_of(lines, 0)[name]) == pytest.approx(number)


def test_words_of_another_text_are_refused() -> None:
    lines, other = Lines(["Read more"]), Lines([])
    with pytest.raises(ValueError, match="words of 0"):
        line_shapes(lines.source, lines.folded, lines.table, LineWords(other.bare, other.table))
    with pytest.raises(ValueError, match="the text at 1"):
        line_shapes(lines.source, "x", lines.table, LineWords(lines.bare, lines.table))
