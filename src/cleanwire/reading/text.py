"""Plain text to a document: lines become blocks that tile the source."""

from cleanwire.folding import fold, key_of, spaced
from cleanwire.model import Block, Document

__all__ = ["read_text"]

PROSE_WORDS = 11
"""A closed line this long is taken for a paragraph. Of the lines with 8 to 10 words and a full stop that
extractors leave on development pages a third is furniture, of those with 11 to 14 a fifth."""

PROSE_WORDS_OPEN = 40
"""A line this long is a paragraph even without closing punctuation: furniture is rarely so long."""

KEYED = 160
"""Blocks up to this many characters have a key. Two thirds of all lines are shorter and hold a fifth of the
text, and no phrase that stands alone is longer; splitting longer lines into words would double the cost."""

_CLOSED = frozenset(".!?:;\"')]*")


def read_text(source: str, *, title: str = "") -> Document:
    r"""Split a source into blocks, one for each line that shows something.

    >>> document = read_text("Headline\n\nFirst line.\n")
    >>> [(block.start, block.end, block.key) for block in document.blocks]
    [(0, 10, 'headline'), (10, 22, 'first line')]

    Any string works; time is linear in its length.
    """
    folded = fold(source)
    bare = spaced(folded)
    lines: list[tuple[int, str]] = []
    at = 0
    for line in folded.splitlines(True):
        visible = line.strip()
        if visible:
            lines.append((at, visible))
        at += len(line)
    starts = [0, *[at for at, _ in lines[1:]], len(source)]
    blocks = tuple(
        [_block(index, starts, folded, bare, at, visible) for index, (at, visible) in enumerate(lines)]
    )
    return Document(source, folded, bare, blocks, title)


def _block(index: int, starts: list[int], folded: str, bare: str, at: int, visible: str) -> Block:
    left = at if folded[at] == visible[0] else folded.index(visible[0], at)
    length = len(visible)
    right = left + length
    if length > KEYED:
        key = ""
        size = length // 6
    else:
        key = key_of(bare[left:right])
        size = key.count(" ") + 1
        if length > 15 * size:  # a script without spaces between words: about two characters a word
            size = length // 2
    prose = size >= PROSE_WORDS and (visible[-1] in _CLOSED or size >= PROSE_WORDS_OPEN)
    return Block(index, starts[index], starts[index + 1], left, right, key, size, prose)
