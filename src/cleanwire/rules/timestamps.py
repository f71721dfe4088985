"""Recognises lines that say when something was written, in any language, by a day and a year, or a time of day."""

import re
from typing import NamedTuple

from cleanwire.document import Block, Document
from cleanwire.loading.patterns import lazy_pattern

__all__ = ["Stamp", "form_of", "stamp_of"]

STAMP_WORDS = 14
"""The greatest number of words in a stamp: a name, the day of the week, the date, the time of day, and two buttons."""

STAMP_CHARACTERS = 110
"""The same in characters, for scripts without spaces."""

FIGURES = 2
"""The smallest number of numbers in a stamp: a day and a year, or an hour and a minute."""

_YEAR = lazy_pattern(r"(?<!\d)(?:19[89]|20[0-4])\d(?!\d)")
_DAY = lazy_pattern(r"(?<!\d)(?:0?[1-9]|[12]\d|3[01])(?!\d)")
_SHORT_DATE = lazy_pattern(r"(?<!\d)\d{1,2}([-./])\d{1,2}\1\d{2}(?!\d)")
_CLOCK = lazy_pattern(r"(?<![\d.:/-])(?:[01]?\d|2[0-3])(?:[:.h]|時|时)([0-5]\d)(?::[0-5]\d)?(?![\d.:/-])")
_RECORD = lazy_pattern(r"\S@\S|\d [+-]\d{4}\b")
_WORD = lazy_pattern(r"\w*[^\W\d]\w*")
_WORDS = lazy_pattern(r"w(?: w)+")
_FIGURE = lazy_pattern(r"\d+")
_NUMBERING = lazy_pattern(r"^[\W\d_]+")


class Stamp(NamedTuple):
    """A line that says when something was written."""

    line: int
    """The index of its block."""
    form: str
    """What the line looks like, without its words and numbers (`form_of`)."""
    name: str
    """The words before the first number (the number of an entry aside): a name, perhaps with a day of the week."""
    minute: int | None
    """The minute of the time of day; None if there is none."""
    dated: bool
    """Whether it names a day and a year. Otherwise it is a stamp only next to others."""
    recorded: bool
    """Whether it is from a mail or a changelog: it has an e-mail address or a time zone."""


def stamp_of(document: Document, block: Block) -> Stamp | None:
    """Return the stamp in a block, or None if it has none or ends like a sentence."""
    if "0" not in block.key or block.size > STAMP_WORDS or block.right - block.left > STAMP_CHARACTERS:
        return None
    if document.folded[block.right - 1] in ".!?":
        return None
    text = document.text(block)
    if len(_FIGURE.findall(text)) < FIGURES:
        return None
    clock = _CLOCK.search(text)
    rest = _without(text, clock)
    year = _YEAR.search(rest)
    day = _DAY.search(_without(rest, year))
    dated = bool(year and day) or bool(_SHORT_DATE.search(rest))
    if not dated and not (clock and day):
        return None
    name = _FIGURE.split(_NUMBERING.sub("", text), maxsplit=1)[0].strip()
    minute = int(clock[1]) if clock else None
    return Stamp(block.index, form_of(text), name, minute, dated, bool(_RECORD.search(text)))


def _without(text: str, match: re.Match[str] | None) -> str:
    """Return a text without a match."""
    return f"{text[: match.start()]} {text[match.end() :]}" if match else text


def form_of(text: str) -> str:
    """Return what a line looks like: numbers become 0, and words `w`, of which consecutive ones are merged.

    >>> form_of("Anna Berg | Tue, 21 April 2020 - 16:40")
    'w | w, 0 w 0 - 0:0'
    """
    return _WORDS.sub("w", _FIGURE.sub("0", _WORD.sub("w", " ".join(text.split()))))
