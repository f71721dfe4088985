"""Plain text to a document: lines become blocks that tile the source."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from cleanwire.document import Block, Document, Rendering
from cleanwire.native.text.reading import LineReader, lines_in
from cleanwire.reading.rendering import rendered
from cleanwire.reading.sentences import LONG, ONLY, cuts
from cleanwire.reading.wrapping import unwrapped
from cleanwire.text.folding import fold, spaced
from cleanwire.text.language_detection import told

__all__ = ["Span", "blocks_of", "read_lines", "read_text"]

PROSE_WORDS = 11
"""A closed line this long is taken for a paragraph. Length alone does not tell boilerplate (of the closed lines with 8
to 14 words that extractors leave on development pages one in seven is some); 11 words are two printed lines."""

PROSE_WORDS_OPEN = 40
"""A line this long is a paragraph even without closing punctuation: boilerplate is rarely so long."""

PROSE_WORDS_UNSPACED = 22
"""The same where two letters count as a word: of the open lines of so many on development pages in Japanese and Chinese
48 are the article's and 11 are not; of shorter ones as many are as are not."""

KEYED = 160
"""Blocks up to this many characters have a key. Two thirds of the lines on development pages are shorter and hold less
than a quarter of the text; splitting longer lines into words would double the cost."""

_CLOSED = ".!?:;\"')]*"

_POLITE = ("です", "ます", "ません", "した")
"""How Japanese sentences end whose full stop is left out: all 10 such lines of so many words on development pages are
the article's."""

_READER = LineReader(
    keyed=KEYED,
    prose=PROSE_WORDS,
    unclosed=PROSE_WORDS_OPEN,
    unspaced=PROSE_WORDS_UNSPACED,
    closed=_CLOSED,
    polite=_POLITE,
)

Span = tuple[int, int, int, int]
"""Where a block begins and ends, with the blank lines behind it; where what is visible of it begins and ends."""


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
    lines = lines_in(folded)
    most = ONLY if len(lines) == 1 else LONG
    spans = [span for line in lines for span in ([line] if line[3] - line[2] <= most else _sentences(text, line))]
    return Document(
        text,
        folded,
        bare,
        blocks_of(spans, folded, bare),
        url,
        title,
        rendering=rendering,
        sentences=len(spans) > len(lines),
        languages=told(bare),
    )


def _sentences(text: str, line: Span) -> Iterator[Span]:
    """Yield the sentences of a line, as spans like its own."""
    start, end, left, right = line
    for at, cut in pairwise([left, *cuts(text, left, right), right]):
        yield start if at == left else at, end if cut == right else cut, at, at + len(text[at:cut].rstrip())


def blocks_of(spans: Iterable[Span], folded: str, bare: str) -> tuple[Block, ...]:
    """Return the blocks of spans of a text, given folded and spaced, in their order."""
    # To call the type takes twice as long: it sorts out its arguments in Python.
    return tuple([tuple.__new__(Block, line) for line in _READER.read(folded, bare, spans)])
