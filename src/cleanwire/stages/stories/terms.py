"""The words of a text that indicate its subject, in any script."""

from collections.abc import Sequence
from functools import cache
from typing import Literal

from cleanwire.native.stories.terms import Terms, TermTable, terms_in
from cleanwire.text.folding import fold, spaced
from cleanwire.text.tables import rows_of

__all__ = ["COMMON", "PRIOR", "RARE", "Kind", "terms_of"]

COMMON = 5.3
"""Words of at least this frequency (on the Zipf scale: 9 plus the decimal logarithm of the share of all words) do not
indicate a subject. In English there are 600 of them."""

RARE = 3.3
"""Words of at most this frequency count fully."""

UNKNOWN, UNLISTED = 3.0, 3.6
"""The frequency of a word that is not in a large table, and of one that is not in a small table, or without a table.
Half or twice as much moves the boundary in one of a hundred articles with an appended story."""

LARGE = 5_000
"""The smallest number of terms in a large table."""

PRIOR = 160.0
"""The number of words, with the frequencies of the language, that are mixed into the words counted in a part of a text.
Of 40, 80, 160 and 400, this finds the right boundary of most appended stories on labelled pages (0.93 to 0.97 without a
headline)."""

Kind = Literal["listed", "spaced", "unspaced"]
"""What terms are: words whose frequencies are in a large table, words of which little is known, or pairs of characters.
The same features are weaker evidence for each kind than for the one before."""


def terms_of(bare: str, lefts: Sequence[int], rights: Sequence[int], languages: Sequence[str]) -> Terms:
    """Return the terms of lines of spaced text. `languages` are its languages, the most used first."""
    return Terms(bare, lefts, rights, _table(languages[0] if languages else ""))


_NOTHING = 0.0, 0.0
"""The weights of a word that does not indicate a subject."""


@cache
def _table(language: str) -> TermTable:
    """Return the table of terms for a language. For most languages it is small."""
    function = dict(rows_of("common.txt")).get(language, "")
    known = [(*_weights(float(frequency)), terms) for frequency, terms in rows_of(f"frequencies/{language}.txt")]
    is_large = sum([terms.count(" ") + 1 for _, _, terms in known]) >= LARGE
    known.append((*_NOTHING, " ".join(terms_in(spaced(fold(function))))))
    return TermTable(known, PRIOR * 10 ** ((UNKNOWN if is_large else UNLISTED) - 9), is_large)


def _weights(frequency: float) -> tuple[float, float]:
    if frequency >= COMMON:
        return _NOTHING
    return min(1.0, (COMMON - frequency) / (COMMON - RARE)), PRIOR * 10 ** (frequency - 9)
