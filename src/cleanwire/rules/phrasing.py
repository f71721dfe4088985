"""Expands the short forms of phrases and patterns in packs, such as alternatives and `{date}`."""

from collections.abc import Iterator
from functools import cache

from cleanwire.loading.patterns import lazy_pattern
from cleanwire.rules.trie import trie_pattern
from cleanwire.text.calendars import calendar
from cleanwire.text.folding import UNWRITTEN, fold, key_of, spaced, unaccented

__all__ = ["MOST_VARIANTS", "keys_of", "pattern_of"]

MOST_VARIANTS = 200
"""The greatest number of phrases that one with alternatives may stand for: `{a|b} {c|d}` is four phrases."""

_CHOICE = lazy_pattern(r"\{([^{}]*)\}")
_NAMED = lazy_pattern(r"\{(date|time|month|weekday)\}")


def keys_of(phrase: str) -> Iterator[str]:
    """Yield the keys of a phrase with alternatives in braces, one of which may be empty.

    >>> [*keys_of("{Jetzt|Hier} {gratis |}abonnieren")]
    ['jetzt gratis abonnieren', 'jetzt abonnieren', 'hier gratis abonnieren', 'hier abonnieren']

    Raises ValueError if there are too many.
    """
    variants = [""]
    for number, part in enumerate(_CHOICE.split(phrase)):
        choices = part.split("|") if number % 2 else [part]
        if len(variants) * len(choices) > MOST_VARIANTS:
            raise ValueError(f"{phrase!r} stands for more than {MOST_VARIANTS} phrases: use fewer alternatives")
        variants = [variant + choice for variant in variants for choice in choices]
    for variant in variants:
        yield key_of(spaced(fold(variant)))


def pattern_of(pattern: str, language: str) -> str:
    """Return a pattern for folded text: accents are folded, and `{date}` and such replaced for the language.

    Signs that writing may leave out, such as the dot below letters of Hindi, are optional in the text.

    >>> import re
    >>> bool(re.match(pattern_of("^पढ़ें", "hi"), fold("पढें")))
    True
    >>> pattern_of("^publié", "fr")
    '^publie'
    >>> import re
    >>> bool(re.match(pattern_of("stand: {date}, {time}", "de"), fold("Stand: Mo., 3. März 2024, 12:30 Uhr")))
    True
    """
    return _NAMED.sub(lambda name: _expression(name[1], language), UNWRITTEN.sub(r"\g<0>?", unaccented(pattern)))


@cache
def _expression(name: str, language: str) -> str:
    """Return the regular expression for `{date}`, `{time}`, `{month}` or `{weekday}` in a language."""
    words = calendar(language)
    month, weekday = (f"(?:{trie_pattern(names).replace(' ', '[ ]')})" for names in (words.months, words.weekdays))
    if language == "ar":
        month = rf"{month}(?:[ ]?/[ ]?{month})?"  # western and eastern names, side by side
    if name == "month":
        return month
    if name == "weekday":
        return weekday
    if name == "time":
        unit = r"(?:[ ]?(?:[ap]\.?[ ]?m\b\.?|uhr|hrs?\b|h\b|น\.))?"
        spelled = r"0{1,2}[ ]?(?:uhr|h|時|时|点|點|시)(?:[ ]?0{1,2}[ ]?[分분]?)?"
        return rf"(?:0{{1,2}}[ ]?[:.h][ ]?0{{2}}(?:[:.]0{{2}})?{unit}|{spelled})"
    day = r"0{1,2}(?:st|nd|rd|th|er|\.|º|°)?"
    small = r"(?:(?:de|of|du|den|del|d'|di)[ ]?)?"
    year = r"(?:[.,]?[ ]?(?:(?:de|del)[ ])?0{4})?"
    numbers = r"0{1,4}[./-][ ]?0{1,2}[./-][ ]?0{1,4}"
    signs = r"(?:0{2,4}[ ]?[年년][ ]?)?0{1,2}[ ]?[月월][ ]?0{1,2}[ ]?[日일]"
    before = rf"{day}[ -]?{small}{month}\b\.?-?{year}"
    after = rf"(?:0{{4}}\.?[ ])?{month}\b\.?[ ]{day}{year}"
    return rf"(?:(?:{weekday}\b\.?,?[ ])?(?:{before}|{after}|{numbers}|{signs}))"
