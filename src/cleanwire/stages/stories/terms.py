"""The words of a text that say what it is about, in any script."""

from collections.abc import Sequence
from functools import cache
from typing import Literal

from cleanwire.native.stories.terms import Terms, TermTable, terms_in
from cleanwire.text.folding import fold, spaced
from cleanwire.text.tables import rows_of

__all__ = ["COMMON", "PRIOR", "RARE", "Kind", "terms_of"]

COMMON = 5.3
"""Words at least so frequent (on the Zipf scale: 9 plus the decimal logarithm of the share of all words) say nothing
about a subject. In English there are 600 of them."""

RARE = 3.3
"""Words that are not more frequent than this count in full."""

UNKNOWN, UNLISTED = 3.0, 3.6
"""How frequent a word is taken to be that a large table lacks, and one that a small table or none lacks. Half or twice
as much moves the boundary that is found in one splice in a hundred."""

LARGE = 5_000
"""Terms of a large table."""

PRIOR = 160.0
"""So many words as a language has them are mixed into what a part of a text has shown of its own words. Of 40, 80, 160
and 400 this puts the boundary of most splices of the labelled pages where it is (.93 to .97 without a headline)."""

Kind = Literal["listed", "spaced", "unspaced"]
"""What terms are: words of which a large table says how common they are, words of which little is known, or pairs of
characters. The same evidence says less of each than of the one before."""


def terms_of(bare: str, lefts: Sequence[int], rights: Sequence[int], languages: Sequence[str]) -> Terms:
    """Return the terms of lines of spaced text that is in one of some languages, the most spoken first."""
    return Terms(bare, lefts, rights, _table(languages[0] if languages else ""))


_NOTHING = 0.0, 0.0
"""What a word counts that says nothing about a subject."""


@cache
def _table(language: str) -> TermTable:
    """Return what is known of a language: little of most."""
    function = dict(rows_of("common.txt")).get(language, "")
    known = [(*_weights(float(frequency)), terms) for frequency, terms in rows_of(f"frequencies/{language}.txt")]
    is_large = sum([terms.count(" ") + 1 for _, _, terms in known]) >= LARGE
    known.append((*_NOTHING, " ".join(terms_in(spaced(fold(function))))))
    return TermTable(known, PRIOR * 10 ** ((UNKNOWN if is_large else UNLISTED) - 9), is_large)


def _weights(frequency: float) -> tuple[float, float]:
    if frequency >= COMMON:
        return _NOTHING
    return min(1.0, (COMMON - frequency) / (COMMON - RARE)), PRIOR * 10 ** (frequency - 9)
