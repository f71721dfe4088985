"""The languages of synthetic corpora: where their grammars are, and what each needs in code."""

import re
import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from cleanwire.errors import OptionError
from cleanwire.text.folding import UNSPACED

__all__ = ["checked", "finished", "languages", "size_of", "table_of"]

_GRAMMARS = Path(__file__).with_name("grammars")

LETTERS_PER_WORD = 2
"""How many letters make a word in scripts without spaces, as when reading counts the words of a block."""

# All begin with plain characters, which are fast to search for: every article is searched for them.
_BEFORE_VOWEL = re.compile(r" a(?= (?:[aeio]|u(?!n[io]|se)))")
_QUOTED_BEFORE_VOWEL = re.compile(_BEFORE_VOWEL.pattern.replace(" ", "“", 1))
_QUOTED = re.compile(r"[“„«]\w")
_NEXT = re.compile(r"[.?!] [“„«]?[^\W\d_]")
_AFTER_QUOTATION = re.compile(r"[.?!][“»] [„«]?[^\W\d_]")
_CONTRACTED = re.compile(r"\b(de|a) el ")
_AND_BEFORE_I = re.compile(r" y (?=[hH]?[iIíÍ](?!e))")
_TO_THE = re.compile(r"\b(و?)لال")


@cache
def languages() -> tuple[str, ...]:
    """Return the languages that have grammars: the folders in `grammars/`."""
    return tuple(sorted(file.parent.name for file in _GRAMMARS.glob("*/prose.toml")))


def checked(language: str) -> str:
    """Return a language if it exists.

    Raises OptionError, which names the choices, for another.
    """
    if language not in languages():
        raise OptionError(f"language = {language!r} should be one of {', '.join(languages())}")
    return language


def table_of(language: str, name: str) -> dict[str, Any]:
    """Return the content of a language's file `prose` or `sites`."""
    return tomllib.loads((_GRAMMARS / language / f"{name}.toml").read_text("utf-8"))


def finished(text: str, language: str) -> str:
    """Return a text drawn from a grammar as its language writes it: contracted, with capitals at beginnings.

    >>> finished("a anchor sank. “nobody swam,” said Lund.", "en")
    'An anchor sank. “Nobody swam,” said Lund.'
    >>> finished("el ancla de el barco y Inés", "es")
    'El ancla del barco e Inés'
    """
    return _FINISHES[language](text)


def size_of(text: str) -> int:
    """Return the number of words in a text; an estimate for scripts without spaces between words.

    >>> size_of("The ferry sank."), size_of("渡し船が沈んだ。")
    (3, 4)
    """
    if not text.isascii() and UNSPACED.search(text):
        return len(text) // LETTERS_PER_WORD
    return text.count(" ") + 1


def _in_english(text: str) -> str:
    """Return a text with "an" where needed, and capitals where sentences and quotations begin."""
    # The space in front lets one search also find the beginning.
    return _capitalized(_QUOTED_BEFORE_VOWEL.sub("“an", _BEFORE_VOWEL.sub(" an", f" {text}"))[1:])


def _in_german(text: str) -> str:
    """Return a text with capitals, also where a sentence begins after a quotation."""
    return _capitalized(_AFTER_QUOTATION.sub(_upper, text))


def _in_spanish(text: str) -> str:
    """Return a text with "del" and "al", "e" before another i, and capitals."""
    return _capitalized(_AFTER_QUOTATION.sub(_upper, _AND_BEFORE_I.sub(" e ", _CONTRACTED.sub(_contracted, text))))


def _in_arabic(text: str) -> str:
    """Return a text with the article joined to the preposition before it, which drops its first letter."""
    return _TO_THE.sub(r"\1لل", text)


def _capitalized(text: str) -> str:
    """Return a text with capitals where sentences and quotations begin."""
    text = _QUOTED.sub(_upper, _NEXT.sub(_upper, text))
    return text[:1].upper() + text[1:]


def _upper(found: re.Match[str]) -> str:
    return found[0].upper()


def _contracted(found: re.Match[str]) -> str:
    return f"{found[1]}l "


_FINISHES: Mapping[str, Callable[[str], str]] = {
    "ar": _in_arabic,
    "de": _in_german,
    "en": _in_english,
    "es": _in_spanish,
    "ja": str,
}
