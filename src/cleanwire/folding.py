"""Fold text so that what a reader takes for the same compares as the same.

Folding keeps the length: character i of the folded text is character i of the source, so a match
in one is a span of the other.
"""

import re

__all__ = ["figures_of", "fold", "key_of", "rare_in", "spaced"]

# What folds to what, each one character for one character.
_VARIANTS = {
    "'": "‘’‚‛′‵´`",
    '"': "“”„‟″«»‹›「」『』",
    "-": "–—‒―‑−‐",
    " ": "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
    "\u200b\ufeff\u2060\u00ad\u200e\u200f",  # every blank of Unicode, and what shows nothing
    "*": "•●◦▪▫■□‣⁃·∙○★☆✓✔➤►▶▸→←↑↓↗▼▲▾✕✖×❯",
    "|": "│¦",
    ".": "…。",
    ",": "、",
    "i": "İ",  # the one character that lower() would make two of
}
_FOLDED = {variant: plain for plain, variants in _VARIANTS.items() for variant in variants} | {
    chr(code): chr(code - 0xFEE0)
    for code in range(0xFF01, 0xFF5F)  # full width
}
_ASCII = bytes(range(128))
_PLAIN = bytes.maketrans(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ123456789", b"abcdefghijklmnopqrstuvwxyz000000000")
_FIGURE = re.compile(r"[-+<>$\u00b1\u2212\u2013~]?\d+(?:[.,:/]\d+)*%?")
_PUNCTUATION = bytes.maketrans(b"!\"#$%&'()*+,-./:;<=>?[\\]^_`{|}~\t\x1f", b" " * 33)


def rare_in(text: str) -> str:
    """Return the characters of a text that are not ASCII, in their order; costs some 10 µs for 5 KB."""
    return text.encode("utf-8", "surrogatepass").translate(None, _ASCII).decode("utf-8", "surrogatepass")


def fold(text: str) -> str:
    """Fold case, digits (to 0), quotes, dashes, bullets, blanks and width; keep the length.

    >>> fold("“Share” – 12 Comments ▸")
    '"share" - 00 comments *'

    Costs about 4 µs for 5 KB of ASCII and 20 µs for other text in Latin script.
    """
    if not text.isascii():
        # One replace for each variant that occurs is ten times faster than one translate for all characters, and
        # what occurs is what is left of the UTF-8 bytes without the ASCII ones.
        rare = rare_in(text)
        for variant in _FOLDED.keys() & set(rare):
            text = text.replace(variant, _FOLDED[variant])
        if rare != rare.lower():  # rarely so in Latin script, and slow: it takes as long as all the rest
            text = text.lower()
    # UTF-8 holds ASCII letters and digits as themselves and nothing else as their bytes.
    return text.encode("utf-8", "surrogatepass").translate(_PLAIN).decode("utf-8", "surrogatepass")


def spaced(folded: str) -> str:
    """Return folded text with a space for every ASCII punctuation mark but `@`; keep the length.

    >>> spaced('"share" - 00 comments, jane@paper.example')
    ' share    00 comments  jane@paper example'
    """
    raw = folded.encode("utf-8", "surrogatepass").translate(_PUNCTUATION)
    return raw.decode("utf-8", "surrogatepass")


def key_of(bare: str) -> str:
    """Join the words of spaced text by one space, with any number as one 0.

    Texts with equal keys are the same phrase: case, punctuation, figures and spacing do not tell them apart.

    >>> key_of(spaced(fold("12,345 Comments (so far):")))
    '0 comments so far'
    """
    key = " ".join(bare.split())
    if "0" in key:
        for figures in ("00", "0 0"):
            while figures in key:
                key = key.replace(figures, "0")
    return key


def figures_of(text: str) -> list[str]:
    """Return the figures of a text, in their order and as they are: what folding makes the same and facts keep apart.

    >>> figures_of("At 6:30 it was -5 degrees, 2.5% of $1,200")
    ['6:30', '-5', '2.5%', '$1,200']
    """
    return _FIGURE.findall(text)
