import math
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanwire.native.prose.line_words import LineWords
from cleanwire.native.prose.recurrence import RECURRENCE, Recurrence, function_words
from lines_of_any_kind import Lines

WORDS = st.lists(st.sampled_from(["the", "ferry", "harbour", "captain", "00000", "sails", "渡", "し", "é"]), max_size=8)
LINES = st.lists(WORDS.map(" ".join), max_size=10).map(Lines)


def spoken_in(lines: Lines) -> list[list[str]]:
    words = LineWords(lines.bare, lines.table)
    return [words.of(at) for at in range(words.count)]


@given(LINES, st.data())
def test_function_words_are_in_many_paragraphs(lines: Lines, data) -> None:
    spoken = spoken_in(lines)
    paragraphs = data.draw(st.lists(st.booleans(), min_size=len(spoken), max_size=len(spoken)))
    held = Counter(word for words, chosen in zip(spoken, paragraphs, strict=True) if chosen for word in set(words))
    least = max(2, 0.15 * sum(paragraphs))
    ranked = sorted(held.items(), key=lambda item: (-item[1], item[0]))[:60]
    expected = {word for word, count in ranked if count >= least and word[0] != "0"}
    words = list(dict.fromkeys(word for said in spoken for word in said))
    found = function_words(LineWords(lines.bare, lines.table), paragraphs)
    assert {word for word, is_function in zip(words, found, strict=True) if is_function} == expected


def content_of(words: list[str], functions: set[str]) -> list[str]:
    """Return the distinct content words of a line, or pairs where words are single letters."""
    if len(words) > 1 and not words[0].isascii() and sum(map(len, words)) == len(words):
        return list(dict.fromkeys(first + second for first, second in pairwise(words)))
    return list(dict.fromkeys(w for w in words if len(w) >= 4 and w[0] != "0" and w not in functions))


def expected(content: list[list[str]], article: list[float], sizes: list[int]) -> dict[str, list[float]]:
    """Return how the words of lines recur, by the definition of each column."""
    telling = [likely * min(size, 30) / 30 for likely, size in zip(article, sizes, strict=True)]
    spoken: Counter[str] = Counter()
    aside: Counter[str] = Counter()
    for at, words in enumerate(content):
        for word in words:
            spoken[word] += telling[at]
            aside[word] += 1 - article[at]
    weight = {word: spoken[word] * math.log((len(content) + 1) / (aside[word] + 1)) for word in spoken}
    themes = set(sorted(weight, key=lambda word: -weight[word])[:12])
    first = set(content[0]) if content and len(content[0]) > 1 else set()
    made: dict[str, list[float]] = {name: [] for name in RECURRENCE}
    for at, words in enumerate(content):
        other = [spoken[word] - telling[at] for word in words]
        outside = [aside[word] - (1 - article[at]) for word in words]
        above, below = ([tied(content, article, sizes, (at, step), word) for word in words] for step in (-1, 1))
        rows = {
            "said": [min(1, one) for one in other],
            "said_often": [min(4, one) / 4 for one in other],
            "said_aside": [out > max(1, 2 * one) for one, out in zip(other, outside, strict=True)],
            "said_nowhere": [one < 0.05 and out < 0.05 for one, out in zip(other, outside, strict=True)],
            "tied_above": above,
            "tied_below": below,
            "tied": [*map(max, above, below)],
            "theme": [word in themes for word in words],
            "said_first": [word in first for word in words],
        }
        for name, row in rows.items():
            mean = sum(row) / (len(row) + 1e-9)
            made[name].append(min(2, mean * len(row)) / 2 if name == "theme" else mean)
    return made


def tied(content: list[list[str]], article: list[float], sizes: list[int], place: tuple[int, int], word: str) -> float:
    """Return the likelihood of the nearest line with a word on one side, if it is near."""
    at, step = place
    for away in range(1, 13):
        other = at + step * away
        if 0 <= other < len(content) and word in content[other]:
            return article[other] if sizes[other] >= 6 else 0
    return 0


@given(LINES, st.data())
def test_recurrence_equals_a_plain_implementation(lines: Lines, data) -> None:
    words = LineWords(lines.bare, lines.table)
    spoken = spoken_in(lines)
    types = list(dict.fromkeys(word for said in spoken for word in said))
    functions = data.draw(st.lists(st.booleans(), min_size=len(types), max_size=len(types)))
    chance = st.sampled_from([0.0, 0.125, 0.5, 0.75, 1.0])
    article = data.draw(st.lists(chance, min_size=len(spoken), max_size=len(spoken)))
    sizes = data.draw(st.lists(st.integers(1, 40), min_size=len(spoken), max_size=len(spoken)))
    chosen = {word for word, is_function in zip(types, functions, strict=True) if is_function}
    content = [content_of(said, chosen) for said in spoken]
    found = Recurrence(words, functions).evidence(article, sizes)
    for number, (name, column) in enumerate(expected(content, article, sizes).items()):
        assert found[number * len(spoken) : (number + 1) * len(spoken)].tolist() == pytest.approx(column), name


def test_flags_of_other_lines_or_words_are_refused() -> None:
    lines = Lines(["Read more"])
    words = LineWords(lines.bare, lines.table)
    with pytest.raises(ValueError, match="paragraphs"):
        function_words(words, [])
    with pytest.raises(ValueError, match="function words"):
        Recurrence(words, [])
    with pytest.raises(ValueError, match="likelihood"):
        Recurrence(words, [False, False]).evidence([0.5], [])
