"""Measures of texts and addresses for reports."""

import re

__all__ = ["amount", "clipped", "count_words", "site_of"]

_HOST = re.compile(r"\s*(?:[^/?#\s]*//)?(?:[^/?#@\s]*@)?(\[[^]/?#\s]*\]|[^/?#:\s]*)")
"""It matches any text, whereas `urlsplit` raises for some, and takes a fifth of the time."""

HOST = 253
"""The longest host (RFC 1035)."""

_SHAPE = bytes(32 if chr(byte) in "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f " else 120 for byte in range(256))
"""Maps each byte of ASCII white space to a space, and any other byte to an x."""


def amount(number: int, noun: str) -> str:
    """Return a number with the noun that it counts.

    >>> amount(1, "word"), amount(1200, "word")
    ('1 word', '1,200 words')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def count_words(text: str) -> int:
    r"""Return the number of words in a text, separated by ASCII white space.

    >>> count_words("  The bridge\n\nopened "), count_words("")
    (3, 0)
    """
    # 11 µs for 5 KB; len(text.split()) takes 31 µs. A summary must not cost more than cleaning.
    return (b" " + text.encode("utf-8", "surrogatepass").translate(_SHAPE)).count(b" x")


def clipped(text: str, size: int) -> str:
    r"""Return the beginning of a text with single spaces, at most `size` characters, with `…` if more follows.

    It ends with a whole word, unless that word is very long.

    >>> clipped(" The  bridge\nopened on Monday.", 15)
    'The bridge…'
    """
    head = text[: 2 * size]
    line = " ".join(head.split())
    if len(line) <= size and len(head) == len(text):
        return line
    cut = line[: size - 1]
    whole, _, part = cut.rpartition(" ")
    return (whole if len(part) < size // 2 else cut).rstrip() + "…"


def site_of(url: str | None) -> str:
    """Return the host of an address without `www.`, in lower case; an empty string if there is none.

    >>> site_of("https://www.Oxley.example:8080/bridge"), site_of("oxley.example/bridge"), site_of(None)
    ('oxley.example', 'oxley.example', '')
    """
    found = _HOST.match(url or "")
    return found[1][:HOST].lower().removeprefix("www.") if found else ""
