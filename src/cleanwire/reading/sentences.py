"""Cut lines of thousands of characters into sentences."""

from collections.abc import Iterator

from cleanwire.loading.patterns import lazy_pattern

__all__ = ["LONG", "ONLY", "cuts"]

LONG = 3_000
"""A longer line (in characters) is not a paragraph. 10 of 1,622 texts extracted from labelled pages contain one."""

ONLY = 500
"""The same for a text of one line. A shorter one may be a single paragraph."""

_MARKED = "\u0900-\u0dff"
"""Letters of India, whose vowels are marks on other letters: a word of two characters may end a sentence."""

_STOP = r"[.!?…]{1,3}[\"'”’»)\]]{0,2}[ \t]+(?=[\"'“‘«(\[]?[^\W_a-zà-öø-ÿ])"
_END = lazy_pattern(
    rf"(?:(?<=[^\W\d_]{{3}})|(?<=[{_MARKED}]{{2}})|(?<=[\d%)\]\"'”’»])){_STOP}"
    r"|[。！？؟।॥۔]+(?![。！？؟।॥۔」』”’）\"'»])[ \t]*(?=\S)"
    r"|[؟।॥۔]+[\"'”’»][ \t]*(?=\S)|[。！？]+[」』”’）]{1,2}(?![とっ、，]|など)[ \t]*(?=\S)"
)
"""Where a sentence may end: after a word of three letters or more, and before a letter that is not small; or after a
stop of a script without capitals, unless it ends a quotation in mid-sentence ("「はい。」と言う")."""

_TITLES = ("mrs", "sen", "gov", "rep", "gen", "col", "rev", "hon")
_MONTHS = ("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_INDIAN = ("डॉ", "डा", "प्रो", "पं", "मो", "श्री", "रु", "सं", "नं", "ডা", "মো", "মোঃ")
_SHORTENED = frozenset((*_TITLES, *_MONTHS, *_INDIAN, "inc", "ltd", "vol", "fig", "sgt"))
"""Abbreviations that end with a full stop and precede a capital in mid-sentence."""

_LONGEST = max(map(len, _SHORTENED))
_WORD = lazy_pattern(rf"[^\W\d_{_MARKED}]+\Z|[{_MARKED}]+\Z")


def cuts(text: str, left: int, right: int) -> Iterator[int]:
    """Yield where each sentence of a line begins, except the first.

    >>> line = "It fell. Mr. Brandt was not there, said Mrs. Lind. Nobody was."
    >>> [line[cut:][:4] for cut in cuts(line, 0, len(line))]
    ['Mr. ', 'Nobo']
    """
    for found in _END.finditer(text, left, right):
        word = _WORD.search(text[max(left, found.start() - _LONGEST - 1) : found.start()].lower())
        if found.end() < right and (word is None or word[0] not in _SHORTENED):
            yield found.end()
