"""Lines of thousands of characters, cut into sentences."""

from collections.abc import Iterator

from cleanwire.loading.patterns import lazy_pattern

__all__ = ["LONG", "ONLY", "cuts"]

LONG = 3_000
"""A line of more characters is no paragraph: of 1,622 texts that extractors left of labelled pages 10 hold one."""

ONLY = 500
"""The same for a text that is one line: shorter ones may be a paragraph by itself."""

_MARKED = "\u0900-\u0dff"
"""Letters of India, whose vowels are marks upon others: a word of two of these characters may close a sentence."""

_STOP = r"[.!?…]{1,3}[\"'”’»)\]]{0,2}[ \t]+(?=[\"'“‘«(\[]?[^\W_a-zà-öø-ÿ])"
_END = lazy_pattern(
    rf"(?:(?<=[^\W\d_]{{3}})|(?<=[{_MARKED}]{{2}})|(?<=[\d%)\]\"'”’»])){_STOP}"
    r"|[。！？؟।॥۔]+(?![。！？؟।॥۔」』”’）\"'»])[ \t]*(?=\S)"
    r"|[؟।॥۔]+[\"'”’»][ \t]*(?=\S)|[。！？]+[」』”’）]{1,2}(?![とっ、，]|など)[ \t]*(?=\S)"
)
"""Where a sentence may end: behind a word of three letters or more, and before a letter that is not small; or behind a
stop that only scripts without capitals have, unless it closes what is quoted in mid-sentence ("「はい。」と言う")."""

_TITLES = ("mrs", "sen", "gov", "rep", "gen", "col", "rev", "hon")
_MONTHS = ("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_INDIAN = ("डॉ", "डा", "प्रो", "पं", "मो", "श्री", "रु", "सं", "नं", "ডা", "মো", "মোঃ")
_SHORTENED = frozenset((*_TITLES, *_MONTHS, *_INDIAN, "inc", "ltd", "vol", "fig", "sgt"))
"""What ends with a full stop, and is followed by a capital, in mid-sentence."""

_LONGEST = max(map(len, _SHORTENED))
_WORD = lazy_pattern(rf"[^\W\d_{_MARKED}]+\Z|[{_MARKED}]+\Z")


def cuts(text: str, left: int, right: int) -> Iterator[int]:
    """Yield where sentences begin in a line, but for the first.

    >>> line = "It fell. Mr. Brandt was not there, said Mrs. Lind. Nobody was."
    >>> [line[cut:][:4] for cut in cuts(line, 0, len(line))]
    ['Mr. ', 'Nobo']
    """
    for found in _END.finditer(text, left, right):
        word = _WORD.search(text[max(left, found.start() - _LONGEST - 1) : found.start()].lower())
        if found.end() < right and (word is None or word[0] not in _SHORTENED):
            yield found.end()
