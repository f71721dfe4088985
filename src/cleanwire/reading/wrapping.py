"""Text wrapped at a column: find the line breaks that do not end a paragraph but only follow the width of a page."""

from collections import Counter
from collections.abc import Sequence
from itertools import islice

from cleanwire.loading.patterns import lazy_pattern

__all__ = ["unwrapped"]

CARRIED = 3
"""A text is only considered wrapped if at least this many sentences run on from one line into the next."""

COLUMNS = range(36, 121)
"""The widths that texts are wrapped at, from a newspaper column to a wide terminal."""

FULL = 0.85
"""A line is full if the next word would make it longer than this share of the width. PDFs break words and use
proportional fonts, so full lines differ by a tenth."""

MOSTLY_FULL = 0.7
"""Of the lines that run on, at least this share must be full. Paragraphs split by inline markup break anywhere: one in
six of their breaks is at a full line by chance."""

RUNNING_ON = 0.4
"""Of all full lines, at least this share must run on with a small letter. In wrapped English three in four do; in
German, whose nouns are capitalised, more than half; in a menu whose entries happen to be equally long, hardly any."""

LONGER = 1.15
"""A line longer than this multiple of the width is not wrapped: it is an address, or a paragraph on its own line."""

OFTEN = 3
"""A line that occurs this many times is not prose."""

_FIGURES = lazy_pattern(r"\d+")

_ITEM = lazy_pattern(r"(?:[-*+•·–—◦▪>|#=~_]|o |\(?\d{1,3}[.)] |\(?[a-z][.)] |https?:|www\.)")
"""What begins a list item, table row, heading, quotation or address, but never the rest of a sentence."""

_SMALL = lazy_pattern(r"\n[ \t]*[^\W\d_A-Z]")
"""A line that begins with a letter other than an ASCII capital. Finding three takes a tenth of the time."""

_OPEN = frozenset(".!?:|;")
"""After these characters a line may be complete."""

_CLOSED = frozenset('.!?"”»:')
"""Characters that end a paragraph."""

TITLED = 0.7
"""A line with at least this share of capitalised words is a heading in title case. In wrapped prose, one line in 200
has as many."""


def unwrapped(text: str) -> str:
    r"""Replace the line breaks within wrapped paragraphs with spaces, one character for one character.

    >>> from textwrap import fill
    >>> sentence = "The ferry sails from the northern quay on Tuesday, the port has said, and " * 2 + "it will be late."
    >>> unwrapped(fill(sentence, 40)) == sentence
    True

    A text that is not wrapped is returned unchanged. Linear in its length.
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
    """Return the lines that recur when digits are ignored: running headers and page numbers."""
    forms = [_FIGURES.sub("0", line.strip()) for line in shown]
    often = Counter(forms)
    return [number for number, form in enumerate(forms) if form and often[form] >= OFTEN]


def _runs_on(above: str, below: str) -> bool:
    """Whether a line stops in mid-sentence and the next one continues with a small letter."""
    if not above or not below or above[-1] in _OPEN:
        return False
    opening = below.lstrip()
    return opening[0].islower() and _ITEM.match(opening) is None


def _width(shown: Sequence[str], carried: Sequence[int]) -> int:
    """Return the column that a text is wrapped at, or 0 if it is not wrapped."""
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
    """Whether the line above has no room for this line's first word. Exact where a paragraph may end there."""
    above, below = shown[number - 1], shown[number].lstrip()
    if not above or not below:
        return False
    over = above[-1] in _CLOSED and below[0].isupper()
    return len(above) + 1 + len(below.split(None, 1)[0]) > (1 if over else FULL) * width


def _belongs(shown: Sequence[str], number: int, width: int) -> bool:
    """Whether a line may continue the one above: neither is too long, and it begins nothing of its own."""
    above, below = shown[number - 1], shown[number]
    if max(len(above), len(below)) > LONGER * width or not any(map(str.isalnum, above)):
        return False
    opening = below.lstrip()
    if _ITEM.match(opening) or (opening[:1].isupper() and _is_titled(above)):
        return False
    deeper = len(below) - len(opening) > len(above) - len(above.lstrip())
    return not deeper or above[-1] not in _CLOSED or _ITEM.match(above.lstrip()) is not None


def _is_titled(line: str) -> bool:
    """Whether a line is a heading: most of its words are capitalised, and it does not end like a sentence."""
    words = line.split()
    return line[-1] not in _CLOSED and sum(word[0].isupper() for word in words) >= TITLED * len(words)
