"""Recognises how lines of one text begin and end (numbers, times, names before a colon, prices), and datelines."""

from cleanwire.loading.patterns import lazy_pattern

__all__ = ["has_dateline", "lead_of", "number_of", "tail_of"]

_LEAD = lazy_pattern(
    r"\W{0,2}(?:"
    r"(?P<time>\d{1,2}[:h]\d\d\b)"
    r"|(?P<number>\d{1,3}(?:\.\d{1,3})*[.):]?(?=\s)|[ivxIVX]{1,4}[.)](?=\s)|[a-zA-Z][.)](?=\s))"
    r"|(?P<part>(?i:day|week|part|chapter|section|step|round|act|scene|article|question|lesson|version|appendix)\s\d{1,4})"
    r")"
    r"|\s*(?P<bullet>[•*▪◦>–—-])"
    r"|(?P<hashes>#{1,6}\s)"
    r"|(?P<capitals>[A-Z][A-Z0-9'’&.,/ -]{3,60}[:.–—-]\s)"
    r"|(?P<label>[A-Z0-9\"“'‘][^:.!?]{1,50}(?::\s|\s[–—-]\s)\S)"
)
"""How parts of one text begin: with a number, a time, "Day 3", a bullet, a speaker or title before a colon."""

_TAIL = lazy_pattern(r"(?P<question>\?)$|(?P<figure>\(\d{4}\)|[\d★☆%€£$])$")
"""How titles of one list end: with a question mark, a year, a price, stars."""

_DATELINE = lazy_pattern(
    r"[^\W\d_a-z][^\W\d_a-zäöüéèß .,'’/-]{2,30}(, \w[\w. ]{2,15})?( ?\([^)]{2,30}\))? ?(—|–|-|:) "
    r"|[A-ZÄÖÜ][\w/ -]{2,20}(, \d{1,2}\.? \w+)?( ?\([^)]{2,20}\))? ?[–—-] "
    r"|（?[^\s。、]{2,12}[日电電]）?[ \u3000]"
)
"""How news begins: with a place, perhaps a date and an agency, and a dash."""

TAIL = 7
"""The number of characters in the longest `_TAIL`, with a line break."""

_DIGITS = lazy_pattern(r"\d+")

_COUNTED = frozenset({"number", "part"})
"""The kinds of beginnings that contain a number."""


def lead_of(text: str) -> str:
    """Return how a line begins, such as `number` or `bullet`; empty if it does not begin like a part of a list."""
    match = _LEAD.match(text)
    return match.lastgroup or "" if match else ""


def tail_of(text: str) -> str:
    """Return how a line ends, `question` or `figure`; empty if it does not end like a title in a list."""
    match = _TAIL.search(text, max(0, len(text) - TAIL))
    return match.lastgroup or "" if match else ""


def number_of(text: str) -> tuple[str, tuple[int, ...]]:
    """Return the number that a line begins with, as its form and its parts; "" and () if there is none.

    >>> number_of("8.1.2. The quay")
    ('0.0.0.', (8, 1, 2))
    """
    match = _LEAD.match(text)
    if not match or match.lastgroup not in _COUNTED:
        return "", ()
    return _DIGITS.sub("0", match[0]), tuple([int(digits) for digits in _DIGITS.findall(match[0])])


def has_dateline(text: str) -> bool:
    """Whether a line begins with a dateline.

    >>> has_dateline("VELMARK, Jan. 3 (ANP) — The harbour board"), has_dateline("Velmark has a harbour board")
    (True, False)
    """
    return _DATELINE.match(text) is not None
