"""The words of dates and times."""

from functools import cache
from typing import NamedTuple

from cleanwire.loading.prepared import Prepared
from cleanwire.native.phrases.dates import DateWords
from cleanwire.text.folding import UNSPACED, fold, key_of, spaced
from cleanwire.text.tables import CODE, TABLES, rows_of

__all__ = ["PREPARED", "Calendar", "calendar", "date_words", "is_date"]


class Calendar(NamedTuple):
    """Words of dates and times, folded."""

    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    clock: tuple[str, ...]
    """Other words in dates and times, such as "at" and "uhr"."""


@cache
def calendar(language: str) -> Calendar:
    """Return the words of dates in a language and in English, which occur everywhere; for `any`, in all languages.

    >>> "mars" in calendar("fr").months, calendar("xx").weekdays[0]
    (True, 'monday')
    """
    found: dict[str, dict[str, None]] = {"months": {}, "weekdays": {}, "clock": {}}
    for spoken, kind, words in rows_of("calendar.txt"):
        if language == "any" or spoken in (language, "en"):
            # Folded in one call. A character that folds to a space is part of a name.
            names = fold(words.replace(" ", "\n")).replace("_", " ").split("\n")
            found[kind].update(dict.fromkeys(names))
    return Calendar(*[tuple(words) for words in found.values()])


def is_date(key: str) -> bool:
    """Whether a key is a date in any language, with a number and the name of a day or month, and nothing else.

    >>> is_date("lundi 0 mars 0 a 0 h 0"), is_date("0 mars bars")
    (True, False)
    """
    return date_words().are_date(key)


@cache
def date_words() -> DateWords:
    """Return the words of dates in all languages."""
    return DateWords(*PREPARED.load())


def _parts() -> list[list[str]]:
    """Return the words in names of days and months, and the other words in dates."""
    months, weekdays, clock = calendar("any")
    return [
        sorted({part for word in words if not _spelled(word) for part in key_of(spaced(word)).split(" ")})
        for words in ((*months, *weekdays), clock)
    ]


PREPARED = Prepared(TABLES / "calendar.prepared", lambda: [TABLES / "calendar.txt"], CODE, _parts)


def _spelled(word: str) -> bool:
    """Whether a word has several letters of a script without spaces. Keys separate them, and letters are not words."""
    return len(word) > 1 and UNSPACED.search(word) is not None
