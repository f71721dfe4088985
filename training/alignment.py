"""Find the lines of a text that belong to the article, by aligning extracted text with an annotated article."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np

__all__ = ["shares_in", "words_of"]

GRAM = 4
"""The length, in words, of the n-grams that are looked up in the article."""

SURE_WORDS = 8
"""Lines of this many words that occur in the article certainly belong to it, and support short lines beside them."""

SURE_SHARE = 0.8

VOUCHED = 8
"""The greatest distance, in lines, between a short line and the line that supports it."""

LOOKED_UP = 40
"""Longer lines (in words) are not looked up as wholes."""

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")


def words_of(text: str) -> list[str]:
    """Return the words of a text in small letters, or its characters in Chinese, Japanese and Korean."""
    return _WORD.findall(text.lower())


def shares_in(article: str, lines: Sequence[Sequence[str]]) -> np.ndarray:
    """Return for each line, given as words, the share of its words that occur in the article in this order.

    A line that occurs more often than in the article only counts as often as there, preferably where most of its
    neighbours belong to the article. A line shorter than an n-gram belongs to the article if it is a whole line there,
    or continues one.
    """
    whole = Counter(tuple(words_of(line)) for line in article.splitlines())
    words = words_of(article)
    grams = {tuple(words[at : at + GRAM]) for at in range(len(words) - GRAM + 1)}
    shares = np.array([_share(line, grams) for line in lines])
    sure = np.array([len(line) >= SURE_WORDS for line in lines]) & (shares > SURE_SHARE)
    places = _places(words, lines)
    own = _own(lines, shares, sure, places, whole)
    for index in range(1, len(lines) - 1):
        if not own[index] and 0 < len(lines[index]) < GRAM and _carries_on(lines, own, places, index):
            own[index] = True
    short = np.array([len(line) < GRAM for line in lines])
    return np.where(own, np.where(short, 1.0, shares), 0.0)


def _share(line: Sequence[str], grams: set[tuple[str, ...]]) -> float:
    held = np.zeros(len(line), bool)
    for at in range(len(line) - GRAM + 1):
        if tuple(line[at : at + GRAM]) in grams:
            held[at : at + GRAM] = True
    return float(held.mean()) if len(line) else 0.0


def _places(words: Sequence[str], lines: Sequence[Sequence[str]]) -> list[set[int]]:
    """Return for each line where the article contains it as a whole."""
    where: dict[str, list[int]] = defaultdict(list)
    for at, word in enumerate(words):
        where[word].append(at)
    found: list[set[int]] = []
    for line in lines:
        if not 0 < len(line) < LOOKED_UP:
            found.append(set())
            continue
        rare = min(range(len(line)), key=lambda at: len(where[line[at]]))
        starts = [at - rare for at in where[line[rare]]]
        found.append({at for at in starts if at >= 0 and list(words[at : at + len(line)]) == list(line)})
    return found


def _own(
    lines: Sequence[Sequence[str]], shares: np.ndarray, sure: np.ndarray, places: list[set[int]], whole: Counter
) -> np.ndarray:
    """Return which lines belong to the article, with no more copies of any than it contains itself."""
    company = (
        np.convolve(sure, np.ones(7), "same")[: len(lines)] if len(lines) >= 7 else np.full(len(lines), sure.sum())
    )
    around = np.array([sure[max(0, at - VOUCHED) : at + VOUCHED + 1].any() for at in range(len(lines))])
    copies: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        if line:
            copies[tuple(line)].append(index)
    own = np.zeros(len(lines), bool)
    for line, indexes in copies.items():
        if len(line) < GRAM:
            held, often = [index for index in indexes if places[index] and around[index]], whole[line]
        else:
            held, often = [index for index in indexes if shares[index] > 0.5], max(1, len(places[indexes[0]]))
        own[sorted(held, key=lambda index: (-company[index], index))[:often]] = True
    return own


def _carries_on(lines: Sequence[Sequence[str]], own: np.ndarray, places: list[set[int]], index: int) -> bool:
    """Whether a short line begins where the line above ends in the article, or ends where the line below begins."""
    above = {at + len(lines[index - 1]) for at in places[index - 1]} if own[index - 1] else set()
    below = {at - len(lines[index]) for at in places[index + 1]} if own[index + 1] else set()
    return not places[index].isdisjoint(above | below)
