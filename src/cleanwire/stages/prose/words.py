"""How a document's words come back: its own function words, and what its likely article says elsewhere."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from cleanwire.arrays import Flags, Indexes, Numbers
from cleanwire.stages.prose.company import FAR
from cleanwire.stages.prose.shapes import Columns

__all__ = ["Recurrence", "function_words", "recurrence_of"]

CONTENT_LETTERS = 4
"""Words from this length on may carry the subject; in a script without spaces, pairs of characters do."""

FUNCTION_SHARE = 0.15
"""Share of a document's paragraphs that hold a word for it to be one of the document's function words."""

FUNCTIONS = 60
"""No document is taken to have more function words: English has some hundred that are frequent."""

THEMES = 12
"""So many words that the likely article says, and what is around it does not, are its themes."""

NEARBY = 12
"""Lines within which a word that comes back ties two lines together: further off may be another subject."""

TELLING = 30
"""Lines of so many words count in full for what the article says; shorter ones by their share of it."""


def function_words(words: Sequence[Sequence[str]], paragraphs: Flags) -> frozenset[str]:
    """Return the words that many of a document's paragraphs hold, in whatever language: "the", "und", "は"."""
    held: Counter[str] = Counter()
    for spoken, paragraph in zip(words, paragraphs.tolist(), strict=True):
        if paragraph:
            held.update(set(spoken))
    least = max(2, FUNCTION_SHARE * int(paragraphs.sum()))
    # Of equally frequent words the first in the alphabet: sets have another order in each process.
    ranked = sorted(held.items(), key=lambda item: (-item[1], item[0]))[:FUNCTIONS]
    return frozenset(word for word, count in ranked if count >= least and word[0] != "0")


@dataclass(frozen=True, slots=True)
class Recurrence:
    """Which content words stand in which lines: parallel arrays of word numbers and line numbers."""

    words: Indexes
    lines: Indexes
    types: int
    counts: Numbers
    """(lines) How many different content words each line holds; never quite 0."""

    def mean(self, values: Numbers) -> Numbers:
        """Return the mean of values for words in lines over the words of each line; 0 for a line without any."""
        made: Numbers = np.bincount(self.lines, values, len(self.counts)) / self.counts
        return made

    def evidence(self, article: Numbers, size: Numbers) -> Columns:
        """Return how the words of lines come back, given how likely each line is the article's."""
        telling = (article * np.minimum(size, TELLING) / TELLING)[self.lines]
        spoken = self._summed(telling)
        apart = (1 - article)[self.lines]
        aside = self._summed(apart)
        other, outside = spoken[self.words] - telling, aside[self.words] - apart
        tied = self._tied(article * (size >= TELLING / 5))
        themes = self._themes(spoken, aside)
        first = np.bincount(self.words[self.lines == 0], minlength=self.types)
        return {
            "said": self.mean(np.minimum(1, other)),
            "said_often": self.mean(np.minimum(4, other) / 4),
            "said_aside": self.mean((outside > np.maximum(1, 2 * other)).astype(float)),
            "said_nowhere": self.mean(((other < 0.05) & (outside < 0.05)).astype(float)),
            "tied_above": self.mean(tied[0]),
            "tied_below": self.mean(tied[1]),
            "tied": self.mean(np.maximum(*tied)),
            "theme": np.minimum(2, self.mean(themes[self.words]) * self.counts) / 2,
            "said_first": self.mean(first[self.words].astype(float)) * (first.sum() > 1),
        }

    def _summed(self, values: Numbers) -> Numbers:
        """Return for each word the sum of values over the lines that hold it."""
        return np.bincount(self.words, values, self.types).astype(float)

    def _tied(self, article: Numbers) -> tuple[Numbers, Numbers]:
        """Return how likely it is the article that says each word of a line nearby, above it and below it."""
        order = np.lexsort((self.lines, self.words))
        words, lines = self.words[order], self.lines[order]
        apart = np.where(words[1:] == words[:-1], lines[1:] - lines[:-1], FAR)
        says = article[lines]
        above, below = np.zeros(len(words)), np.zeros(len(words))
        above[order[1:]] = (apart <= NEARBY) * says[:-1]
        below[order[:-1]] = (apart <= NEARBY) * says[1:]
        return above, below

    def _themes(self, spoken: Numbers, aside: Numbers) -> Numbers:
        """Return for each word whether it is one of those that the likely article alone says most."""
        telling = spoken * np.log((len(self.counts) + 1) / (aside + 1))
        themes = np.zeros(self.types)
        themes[np.argsort(-telling, kind="stable")[:THEMES]] = 1
        return themes


def recurrence_of(words: Sequence[Sequence[str]], functions: frozenset[str]) -> Recurrence:
    """Return which content words stand in which lines."""
    numbers: dict[str, int] = {}
    said: list[int] = []
    where: list[int] = []
    for line, spoken in enumerate(words):
        for word in dict.fromkeys(_content(spoken, functions)):
            said.append(numbers.setdefault(word, len(numbers)))
            where.append(line)
    lines = np.array(where, np.intp)
    counts = np.bincount(lines, minlength=len(words)) + 1e-9
    return Recurrence(np.array(said, np.intp), lines, len(numbers), counts)


def _content(words: Sequence[str], functions: frozenset[str]) -> list[str]:
    """Return the words that carry a line's subject; pairs of characters where its words are single characters."""
    if len(words) > 1 and not words[0].isascii() and sum(map(len, words)) == len(words):
        return [first + second for first, second in pairwise(words)]
    return [word for word in words if len(word) >= CONTENT_LETTERS and word[0] != "0" and word not in functions]
