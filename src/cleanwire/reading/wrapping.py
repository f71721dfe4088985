"""Text that is wrapped at a column: which line breaks are no ends of lines, but set by the width of a page."""

from collections import Counter
from collections.abc import Sequence
from itertools import islice

from cleanwire.loading.patterns import lazy_pattern

__all__ = ["unwrapped"]

CARRIED = 3
"""So many sentences that run on from one line into the next show that a text may be wrapped."""

COLUMNS = range(36, 121)
"""The widths that texts are wrapped at: from a column of a newspaper to a wide terminal."""

FULL = 0.85
"""A line is full if with the next word it would be so much of the width: PDFs break words and set letters of different
widths, so that full lines differ by a tenth."""

MOSTLY_FULL = 0.7
"""So many of the lines that run on have to be full. Paragraphs that inline markup has split break anywhere: by chance
one in six of their breaks stands at a full line."""

RUNNING_ON = 0.4
"""Of all full lines so many run on with a small letter. In wrapped English three in four do, in German, whose nouns
have capitals, more than half; in a menu whose entries happen to be equally long hardly any."""

LONGER = 1.15
"""A line so much longer than the width is not wrapped: an address, or a paragraph on a line of its own."""

OFTEN = 3
"""A line of prose does not stand three times."""

_FIGURES = lazy_pattern(r"\d+")

_ITEM = lazy_pattern(r"(?:[-*+•·–—◦▪>|#=~_]|o |\(?\d{1,3}[.)] |\(?[a-z][.)] |https?:|www\.)")
"""What opens an item, a row of a table, a heading, a quotation or an address: never the rest of a sentence."""

_SMALL = lazy_pattern(r"\n[ \t]*[^\W\d_A-Z]")
"""A line that opens with a letter which is no capital of ASCII: to look for three takes a tenth of the time."""

_OPEN = frozenset(".!?:|;")
"""Behind these a line may be over."""

_CLOSED = frozenset('.!?"”»:')
"""With these a paragraph ends."""

TITLED = 0.7
"""Share of words with capitals from which a line is a heading, in title case. In wrapped prose one line in 200 has as
many."""


def unwrapped(text: str) -> str:
    r"""Return a text with blanks for the line breaks within wrapped paragraphs, character for character.

    >>> from textwrap import fill
    >>> sentence = "The ferry sails from the northern quay on Tuesday, the port has said, and " * 2 + "it will be late."
    >>> unwrapped(fill(sentence, 40)) == sentence
    True

    A text that is not wrapped is returned as it is. Linear in its length.
    """
    if sum(1 for _ in islice(_SMALL.finditer(text), CARRIED)) < CARRIED:
        return text
    lines = text.split("\n")
    shown = [line.rstrip() for line in lines]
    carried = [number for number in range(1, len(lines)) if _runs_on(shown[number - 1], shown[number])]
    width = _width(shown, carried)
    full = [number for number in range(1, len(lines)) if width and _is_full(shown, number, width)]
    if not width or len(carried) < RUNNING_ON * len(full):
        return text
    breaks = {*carried, *full}.difference(*((number, number + 1) for number in _recurring(shown)))
    return "".join(
        [
            (" " if number in breaks and _belongs(shown, number, width) else "\n" if number else "") + line
            for number, line in enumerate(lines)
        ]
    )


def _recurring(shown: Sequence[str]) -> list[int]:
    """Return the lines that stand again and again, whatever their figures: running heads, and numbers of pages."""
    forms = [_FIGURES.sub("0", line.strip()) for line in shown]
    often = Counter(forms)
    return [number for number, form in enumerate(forms) if form and often[form] >= OFTEN]


def _runs_on(above: str, below: str) -> bool:
    """Whether a line stops in mid-sentence, and the next one goes on with a small letter."""
    if not above or not below or above[-1] in _OPEN:
        return False
    opening = below.lstrip()
    return opening[0].islower() and _ITEM.match(opening) is None


def _width(shown: Sequence[str], carried: Sequence[int]) -> int:
    """Return the column that a text is wrapped at; 0 where it is not wrapped."""
    if len(carried) < CARRIED:
        return 0
    lengths = sorted(len(shown[number - 1]) for number in carried)
    width = lengths[(len(lengths) * 19) // 20 - (len(lengths) % 20 == 0)]
    full = sum(_is_full(shown, number, width) for number in carried)
    filled = sorted(len(line) for line in shown if line)
    if width not in COLUMNS or filled[len(filled) // 2] > LONGER * width or full < MOSTLY_FULL * len(carried):
        return 0
    return width


def _is_full(shown: Sequence[str], number: int, width: int) -> bool:
    """Whether the line above one has no place for its first word; exactly so where a paragraph may end with it."""
    above, below = shown[number - 1], shown[number].lstrip()
    if not above or not below:
        return False
    over = above[-1] in _CLOSED and below[0].isupper()
    return len(above) + 1 + len(below.split(None, 1)[0]) > (1 if over else FULL) * width


def _belongs(shown: Sequence[str], number: int, width: int) -> bool:
    """Whether a line may carry on the one above: neither is too long, and it opens nothing of its own."""
    above, below = shown[number - 1], shown[number]
    if max(len(above), len(below)) > LONGER * width or not any(map(str.isalnum, above)):
        return False
    opening = below.lstrip()
    if _ITEM.match(opening) or (opening[:1].isupper() and _is_titled(above)):
        return False
    deeper = len(below) - len(opening) > len(above) - len(above.lstrip())
    return not deeper or above[-1] not in _CLOSED or _ITEM.match(above.lstrip()) is not None


def _is_titled(line: str) -> bool:
    """Whether a line is a heading: most of its words have capitals, and it closes like no sentence."""
    words = line.split()
    return line[-1] not in _CLOSED and sum(word[0].isupper() for word in words) >= TITLED * len(words)
