"""Which lines of a text are the article's: aligns a text that a page left with the article that a person marked."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np

__all__ = ["shares_in", "words_of"]

GRAM = 4
"""Words in a row that the article has to hold too."""

SURE_WORDS = 8
"""Lines of so many words that the article holds are its lines for certain, and vouch for short lines beside them."""

SURE_SHARE = 0.8

VOUCHED = 8
"""Lines between a short line and the next one that vouches for it."""

LOOKED_UP = 40
"""Lines of more words are not looked for as wholes."""

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")


def words_of(text: str) -> list[str]:
    """Return the words of a text in small letters; characters for Chinese, Japanese and Korean."""
    return _WORD.findall(text.lower())


def shares_in(article: str, lines: Sequence[Sequence[str]]) -> np.ndarray:
    """Return for each line, given as words, the share of its words that stand in the article in this order.

    A line that stands more often than in the article is the article's only as often, where most of its neighbours
    are. A line of fewer words than a gram is the article's if it is a whole line there, or carries on one.
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
    """Return for each line where the article holds it as a whole."""
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
    """Return which lines are the article's, no more copies of any than it holds itself."""
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
