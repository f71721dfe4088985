"""Word tables: how common a word is, and what it is about."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from string import ascii_lowercase

import numpy as np
from numpy.typing import NDArray

from cleanwire.arrays import Indexes
from cleanwire.fingerprints import Table, Words, fingerprints

__all__ = ["COMMON", "LANGUAGES", "LINE_ROW", "RARE", "SHARE", "Rows", "Vocabulary", "marked", "stem", "words_of"]

LANGUAGES = ("en",)
"""The languages that have a table."""

COMMON = 5.6
"""Words at least this frequent (on the Zipf scale: 9 plus the decimal logarithm of the share of all words) say nothing
about a subject. There are 363 of them in English, from "the" to "him"."""

RARE = 3.0
"""Words that are not more frequent than this count in full: names, terms, and whatever a table does not know."""

SHARE = 0.65
"""Share of a text's words that a table has to know for the text to be in its language. Of 791 English articles of the
development data all have more than .77, of 11 in other languages one has more than .47."""


LINE_ROW = 1
"""The row of the mark of a line."""

LINE = "L"
"""Stands before each line's words. Spaced text has no capitals."""


def marked(lines: Iterable[str]) -> str:
    """Return lines of spaced text as one text, with a mark before each."""
    return " ".join([f"{LINE} {line}" for line in lines])


def words_of(lines: Iterable[str]) -> list[str]:
    """Return the words of lines of spaced text, a mark before those of each line.

    >>> words_of(["the bridges  and", "the bridge s keepers"])
    ['L', 'the', 'bridges', 'and', 'L', 'the', 'bridge', 's', 'keepers']
    """
    return [word for word in marked(lines).split(" ") if word]


def stem(word: str) -> str:
    """Return a word without a final s: a word and its plural count as the same.

    >>> [stem(word) for word in ("bridge", "bridges", "s")]
    ['bridge', 'bridge', '']
    """
    return word.removesuffix("s")


class Rows(dict[str, int]):
    """The row of each word: 0 for common words, figures and single letters, the last for words that are not known."""

    def __init__(self, rows: Mapping[str, int], unknown: int) -> None:
        super().__init__(rows)
        self.unknown = unknown
        numbers = np.fromiter(rows.values(), np.intp, len(rows))
        self._table = Table(fingerprints(" ".join(rows)), numbers, unknown)

    def __missing__(self, word: str) -> int:
        """Return the row of unknown words; a lookup with a default takes twice as long for the others."""
        return self.unknown

    def of(self, words: Words) -> Indexes:
        """Return (words) the row of each word of spaced text.

        For all words at once that takes a third of the time that it takes word by word.
        """
        return self._table.find(words.fingerprints())


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What is known of the words of a language."""

    rows: Rows
    """The row of each known word, with and without a final s."""
    weights: NDArray[np.float32]
    """(words + 3) How much a word says about a subject, in 0..1. Words that are not in the table have the last row, and
    count in full."""
    vectors: NDArray[np.float32]
    """(words + 3, dimensions) What words are about, times their weight: texts on one subject have sums that point the
    same way. The first two rows and the last are zero."""

    @staticmethod
    @cache
    def of(language: str) -> "Vocabulary":
        """Return the table of a language. Loading takes some 50 ms."""
        folder = resources.files("cleanwire.vocabularies")
        lines = (folder / f"{language}.txt").read_text("utf-8").splitlines()
        pairs = [line.split("\t") for line in lines if not line.startswith("#")]
        zipf = np.array([float(frequency) for _, frequency in pairs], np.float32)
        with resources.as_file(folder / f"{language}.npy") as path:
            vectors = np.load(path, allow_pickle=False).astype(np.float32)
        weights = np.clip((COMMON - zipf) / (COMMON - RARE), 0, 1)
        said = np.flatnonzero(weights)
        words = tuple(pairs[at][0] for at in said)
        common = {word: 0 for at, (word, _) in enumerate(pairs) if not weights[at]}
        figures = {"0" * digits: 0 for digits in range(1, 10)}
        vectors = np.pad((vectors * weights[:, None])[said], ((2, 1), (0, 0)))
        rows = {word: row for row, word in enumerate(words, 2)} | common | figures | dict.fromkeys(ascii_lowercase, 0)
        plurals = {f"{word}s": row for word, row in rows.items()}
        return Vocabulary(
            rows=Rows({**rows, **plurals, LINE: LINE_ROW}, len(words) + 2),
            weights=np.pad(weights[said], (2, 1), constant_values=(0, 1)),
            vectors=vectors,
        )
