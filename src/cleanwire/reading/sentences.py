"""Lines of thousands of characters, cut into sentences."""

import re
from collections.abc import Iterator

__all__ = ["LONG", "ONLY", "cuts"]

LONG = 3_000
"""A line of more characters is no paragraph: of 1,622 texts that extractors left of labelled pages 10 hold one."""

ONLY = 500
"""The same for a text that is one line: shorter ones may be a paragraph by itself."""

_END = re.compile(
    r"(?:(?<=[^\W\d_]{3})|(?<=[\d%)\]\"'”’»]))[.!?…]{1,3}[\"'”’»)\]]{0,2}[ \t]+(?=[\"'“‘«(\[]?[^\W_a-zà-öø-ÿ])"
    r"|[。！？؟।۔]+(?![。！？؟।۔」』”’）])[ \t]*(?=\S)|[。！？]+[」』”’）]{1,2}(?![とっ、，]|など)[ \t]*(?=\S)"
)
"""Where a sentence may end: behind a word of three letters or more, and before a capital; or behind a stop of a script
that has no capitals, unless it closes what is quoted in mid-sentence ("「そうだ。」と言った")."""

_TITLES = ("mrs", "sen", "gov", "rep", "gen", "col", "rev", "hon")
_MONTHS = ("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SHORTENED = frozenset((*_TITLES, *_MONTHS, "inc", "ltd", "vol", "fig", "sgt"))
"""What ends with a full stop, and is followed by a capital, in mid-sentence."""


def cuts(text: str, left: int, right: int) -> Iterator[int]:
    """Yield where sentences begin in a line, but for the first.

    >>> line = "It fell. Mr. Brandt was not there, said Mrs. Lind. Nobody was."
    >>> [line[cut:][:4] for cut in cuts(line, 0, len(line))]
    ['Mr. ', 'Nobo']
    """
    for found in _END.finditer(text, left, right):
        word = text[max(left, found.start() - 3) : found.start()].lower()
        before = text[max(left, found.start() - 4) : found.start() - 3]
        if found.end() < right and (before.isalpha() or word not in _SHORTENED):
            yield found.end()
