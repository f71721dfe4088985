"""Plain text to a document: lines become blocks that tile the source."""

from itertools import pairwise

from cleanwire.folding import UNSPACED, fold, key_of, spaced
from cleanwire.languages.telling import told
from cleanwire.model import Block, Document, Rendering
from cleanwire.reading.rendering import rendered
from cleanwire.reading.sentences import LONG, ONLY, cuts
from cleanwire.reading.wrapping import unwrapped

__all__ = ["block_of", "read_lines", "read_text"]

PROSE_WORDS = 11
"""A closed line this long is taken for a paragraph. Length alone does not tell furniture (of the closed lines with 8 to
14 words that extractors leave on development pages one in seven is some); 11 words are two printed lines."""

PROSE_WORDS_OPEN = 40
"""A line this long is a paragraph even without closing punctuation: furniture is rarely so long."""

PROSE_WORDS_UNSPACED = 22
"""The same where two letters count as a word: of the open lines of so many on development pages in Japanese and Chinese
48 are the article's and 11 are not; of shorter ones as many are as are not."""

KEYED = 160
"""Blocks up to this many characters have a key. Two thirds of the lines on development pages are shorter and hold less
than a quarter of the text; splitting longer lines into words would double the cost."""

_CLOSED = frozenset(".!?:;\"')]*")

_POLITE = ("です", "ます", "ません", "した")
"""How Japanese sentences end whose full stop is left out: all 10 such lines of so many words on development pages are
the article's."""


def read_text(source: str, *, url: str = "", title: str = "") -> Document:
    r"""Split a source into blocks, one for each line that shows something.

    >>> document = read_text("Headline\n\nFirst line.\n")
    >>> [(block.start, block.end, block.key) for block in document.blocks]
    [(0, 10, 'headline'), (10, 22, 'first line')]

    A paragraph that is wrapped at a column is one block, and a line of thousands of characters one for each sentence.
    Left-over markup is folded away first. Any string works; time is linear in its length.
    """
    return _document(source, url=url, title=title, wraps=True)


def read_lines(source: str, *, url: str = "", title: str = "") -> Document:
    """Split a source of which each line is known to be a whole into blocks, one for each that shows something."""
    return _document(source, url=url, title=title, wraps=False)


def _document(source: str, *, url: str, title: str, wraps: bool) -> Document:
    text, rendering = rendered(source)
    if wraps:
        unbroken = unwrapped(text)
        if unbroken != text and rendering is None:
            rendering = Rendering(source, (0,), (0,))
        text = unbroken
    folded = fold(text)
    bare = spaced(folded)
    lines = _lines(folded)
    most = ONLY if len(lines) == 1 else LONG
    blocks: list[Block] = []
    for start, end, left, right in lines:
        if right - left <= most:
            blocks.append(block_of(len(blocks), (start, end), (left, right), folded, bare))
            continue
        inner = [left, *cuts(text, left, right), right]
        for at, cut in pairwise(inner):
            span = start if at == left else at, end if cut == right else cut
            blocks.append(block_of(len(blocks), span, (at, at + len(text[at:cut].rstrip())), folded, bare))
    sentences = len(blocks) > len(lines)
    return Document(
        text,
        folded,
        bare,
        tuple(blocks),
        url,
        title,
        rendering=rendering,
        sentences=sentences,
        languages=told(bare),
    )


def _lines(folded: str) -> list[tuple[int, int, int, int]]:
    """Return the lines that show something: where each begins, and ends behind the blanks that follow, and its text."""
    lines: list[tuple[int, int, int, int]] = []
    at = start = left = right = 0
    for line in folded.splitlines(True):
        visible = line.strip()
        if visible:
            if right:
                lines.append((start, at, left, right))
                start = at
            left = at if line[0] == visible[0] else at + line.index(visible[0])
            right = left + len(visible)
        at += len(line)
    if right:
        lines.append((start, at, left, right))
    return lines


def block_of(index: int, span: tuple[int, int], visible: tuple[int, int], folded: str, bare: str) -> Block:
    """Return the block of a span of spaced text, of which a part is visible."""
    start, end = span
    left, right = visible
    length = right - left
    long = PROSE_WORDS_OPEN
    if length > KEYED:
        key = ""
        unspaced = not bare.isascii() and UNSPACED.search(bare, left, left + KEYED) is not None
        size = length // (2 if unspaced else 6)
    else:
        key = key_of(bare[left:right])
        size = key.count(" ") + 1
        if not key.isascii() and (letters := len(UNSPACED.findall(key))):
            size -= letters // 2  # about two letters a word
            long = PROSE_WORDS_UNSPACED if letters > size else PROSE_WORDS_OPEN
    prose = size >= PROSE_WORDS and (
        size >= long or folded[right - 1] in _CLOSED or folded.endswith(_POLITE, left, right)
    )
    # To call the type takes twice as long: it sorts out its arguments in Python.
    return tuple.__new__(Block, (index, start, end, left, right, key, size, prose))
