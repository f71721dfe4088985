"""Plain text to a document: lines become blocks that tile the source."""

import re

from cleanwire.folding import fold, key_of, spaced
from cleanwire.model import Block, Document

__all__ = ["read_text"]

PROSE_WORDS = 11
"""A closed line this long is taken for a paragraph. Length alone does not tell furniture (of the closed lines with 8 to
14 words that extractors leave on development pages one in seven is some); 11 words are two printed lines."""

PROSE_WORDS_OPEN = 40
"""A line this long is a paragraph even without closing punctuation: furniture is rarely so long."""

KEYED = 160
"""Blocks up to this many characters have a key. Two thirds of the lines on development pages are shorter and hold less
than a quarter of the text; splitting longer lines into words would double the cost."""

_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
"""Letters of Thai, Lao, Burmese, Khmer, Japanese and Chinese: between their words stands at most punctuation."""

_CLOSED = frozenset(".!?:;\"')]*")


def read_text(source: str, *, url: str = "", title: str = "") -> Document:
    r"""Split a source into blocks, one for each line that shows something.

    >>> document = read_text("Headline\n\nFirst line.\n")
    >>> [(block.start, block.end, block.key) for block in document.blocks]
    [(0, 10, 'headline'), (10, 22, 'first line')]

    Any string works; time is linear in its length.
    """
    folded = fold(source)
    bare = spaced(folded)
    blocks: list[Block] = []
    at = start = 0
    opened: tuple[int, int, str] | None = None
    for line in folded.splitlines(True):
        visible = line.strip()
        if visible:
            left = at if line[0] == visible[0] else at + line.index(visible[0])
            if opened:
                blocks.append(_block(len(blocks), start, at, opened, bare))
                start = at
            opened = (left, left + len(visible), visible[-1])
        at += len(line)
    if opened:
        blocks.append(_block(len(blocks), start, at, opened, bare))
    return Document(source, folded, bare, tuple(blocks), url, title)


def _block(index: int, start: int, end: int, visible: tuple[int, int, str], bare: str) -> Block:
    left, right, last = visible
    length = right - left
    if length > KEYED:
        key = ""
        size = length // 6
    else:
        key = key_of(bare[left:right])
        size = key.count(" ") + 1
        if length > 15 * size or (length > 5 * size and _UNSPACED.search(bare, left, right)):
            size = length // 2  # a script without spaces between words: about two characters a word
    prose = size >= PROSE_WORDS and (last in _CLOSED or size >= PROSE_WORDS_OPEN)
    # To call the type takes twice as long: it sorts out its arguments in Python.
    return tuple.__new__(Block, (index, start, end, left, right, key, size, prose))
