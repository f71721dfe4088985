"""The words of a text that say what it is about, in any script."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from cleanwire.folding import fold, spaced
from cleanwire.languages.tables import rows_of
from cleanwire.native.reading import characters_in

__all__ = ["COMMON", "PRIOR", "RARE", "Kind", "Terms", "term_of", "terms_in", "terms_of"]

LETTERS = 6
"""A term is the first six letters of a word, without a final s: endings do not tell a word from its other forms. In
Polish, Russian and German most forms of a word agree in so many letters."""

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

SHORT_LETTERS, SHORT_WEIGHT = 3, 0.6
"""What a word of so many ASCII letters counts that no table knows: it may be a common one."""

_CHARACTERS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_HIRAGANA, _KATAKANA, _HANGUL = "\u3041-\u309f", "\u30a0-\u30ff", "\uac00-\ud7af"
_PARTS = re.compile(
    f"(?P<characters>[{_CHARACTERS}]+)|(?P<borrowed>[{_KATAKANA}]+)|(?P<endings>[{_HIRAGANA}]+)"
    f"|(?P<syllables>[{_HANGUL}]+)|(?P<word>[^\\s{_CHARACTERS}{_HIRAGANA}{_KATAKANA}{_HANGUL}]+)"
)
_UNSPACED = re.compile(f"[{_CHARACTERS}{_HIRAGANA}{_KATAKANA}{_HANGUL}]")

BORROWED, SYLLABLES = 4, 2
"""Letters of a Japanese loan word and syllables of a Korean word that are a term: what follows are mostly endings."""


Kind = Literal["listed", "spaced", "unspaced"]
"""What terms are: words of which a large table says how common they are, words of which little is known, or pairs of
characters. The same evidence says less of each than of the one before."""


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of the lines of a document as numbers, with what each counts.

    Common words have numbers below zero.
    """

    spelled: Sequence[str]
    """The first word of each term, by its number."""
    weights: Sequence[float]
    """How much each says about a subject, in 0..1."""
    priors: Sequence[float]
    """How often each is expected among PRIOR words of its language."""
    every: Sequence[Sequence[int]]
    """The numbers of all words of each line."""
    kind: Kind


def term_of(word: str) -> str:
    """Return what stands for a folded word and its other forms.

    >>> [term_of(word) for word in ("bridges", "bridge", "uberschwemmungen", "was")]
    ['bridge', 'bridge', 'ubersc', 'was']
    """
    return (word[:-1] if len(word) > SHORT_LETTERS and word[-1] == "s" else word)[:LETTERS]


def terms_in(bare: str) -> list[str]:
    """Return the terms of spaced text; pairs of letters where a script puts no spaces between words.

    >>> terms_in(spaced(fold("The harbour’s two ferries")))
    ['the', 'harbou', 's', 'two', 'ferrie']
    >>> terms_in(spaced(fold("東京都のウイルス対策")))
    ['东京', '京都', 'ウイルス', '対策']
    """
    return _split(bare) if _UNSPACED.search(characters_in(bare)) else [term_of(word) for word in bare.split()]


def _split(bare: str) -> list[str]:
    found: list[str] = []
    for match in _PARTS.finditer(bare):
        kind, part = match.lastgroup, match[0]
        if kind == "characters":
            found += [part[at : at + 2] for at in range(len(part) - 1)] or [part]
        elif kind == "word":
            found.append(term_of(part))
        elif kind != "endings":
            found.append(part[: SYLLABLES if kind == "syllables" else BORROWED])
    return found


def terms_of(lines: Iterable[str], languages: Sequence[str]) -> Terms:
    """Return the terms of lines of spaced text that is in one of some languages, the most spoken first."""
    texts = list(lines)
    split: Callable[[str], list[str]] = str.split
    kind: Kind = "spaced"
    if any(not text.isascii() and _UNSPACED.search(characters_in(text)) for text in texts):
        split, kind = _split, "unspaced"
    frequencies = _frequencies(languages[0] if languages else "")
    if frequencies.is_large:
        kind = "listed"
    known = frequencies.known
    spelled: list[str] = []
    weighed: list[tuple[float, float]] = []
    words: dict[str, int] = {}
    numbers: dict[str, int] = {}
    common = 0
    every = []
    for text in texts:
        here = split(text)
        for word in here:
            if word in words:
                continue
            term = (word[:-1] if word[-1] == "s" and len(word) > SHORT_LETTERS else word)[:LETTERS]  # as term_of does
            number = numbers.get(term)
            if number is None:
                weights = known.get(term) or frequencies.weigh(term)
                if weights[0]:
                    number = len(spelled)
                    spelled.append(word)
                    weighed.append(weights)
                else:
                    common -= 1
                    number = common
                numbers[term] = number
            words[word] = number
        every.append([words[word] for word in here])
    return Terms(spelled, [weight for weight, _ in weighed], [prior for _, prior in weighed], every, kind)


_NOTHING = 0.0, 0.0
"""What a word counts that says nothing about a subject."""


@dataclass(frozen=True, slots=True)
class _Frequencies:
    """How much the terms of a language say about a subject, and how often each is expected among PRIOR words."""

    known: Mapping[str, tuple[float, float]]
    is_large: bool
    """Whether a word that is not known is a rare one."""
    prior: float
    """How often a term that is not known is expected."""

    def weigh(self, term: str) -> tuple[float, float]:
        """Return how much a term that is not known says, and how often it is expected."""
        if len(term) < SHORT_LETTERS and (term.isascii() or len(term) < 2):
            return _NOTHING
        if term[0] == "0":
            return _NOTHING
        return (SHORT_WEIGHT if len(term) == SHORT_LETTERS and term.isascii() else 1.0), self.prior


@cache
def _frequencies(language: str) -> _Frequencies:
    """Return what is known of a language: little of most."""
    function = dict(rows_of("common.txt")).get(language, "")
    known = {term: _weights(float(frequency)) for term, frequency in rows_of(f"frequencies/{language}.txt")}
    nothing = dict.fromkeys(terms_in(spaced(fold(function))), _NOTHING)
    is_large = len(known) >= LARGE
    prior = PRIOR * 10 ** ((UNKNOWN if is_large else UNLISTED) - 9)
    return _Frequencies(known | nothing, is_large, prior)


def _weights(frequency: float) -> tuple[float, float]:
    if frequency >= COMMON:
        return _NOTHING
    return min(1.0, (COMMON - frequency) / (COMMON - RARE)), PRIOR * 10 ** (frequency - 9)
