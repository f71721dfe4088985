"""Read plain text into a document: its lines become blocks that cover the source without gaps."""

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
"""A line of this many words that ends with punctuation is taken for a paragraph. Length alone does not decide: of such
lines with 8 to 14 words in extracted development pages, one in seven is boilerplate. 11 words are two printed lines."""

PROSE_WORDS_OPEN = 40
"""A line of this many words is a paragraph even without closing punctuation: boilerplate is rarely so long."""

PROSE_WORDS_UNSPACED = 22
"""The same where two letters count as one word. In Japanese and Chinese development pages, 48 unpunctuated lines of
this length belong to the article and 11 do not; of shorter ones, half do."""

KEYED = 160
"""Blocks of up to this many characters have a key. Two thirds of the lines of development pages are shorter, and
contain less than a quarter of the text. Splitting longer lines into words would double the cost."""

_CLOSED = ".!?:;\"')]*"

_POLITE = ("です", "ます", "ません", "した")
"""How Japanese sentences without a full stop end. All 10 such lines of this many words in development pages belong to
the article."""

_READER = LineReader(
    keyed=KEYED,
    prose=PROSE_WORDS,
    unclosed=PROSE_WORDS_OPEN,
    unspaced=PROSE_WORDS_UNSPACED,
    closed=_CLOSED,
    polite=_POLITE,
)

Span = tuple[int, int, int, int]
"""Start and end of a block, including the blank lines after it, then start and end of its visible part."""


def read_text(source: str, *, url: str = "", title: str = "") -> Document:
    r"""Split a source into blocks, one for each visible line.

    >>> document = read_text("Headline\n\nFirst line.\n")
    >>> [(block.start, block.end, block.key) for block in document.blocks]
    [(0, 10, 'headline'), (10, 22, 'first line')]

    A paragraph wrapped at a column becomes one block. A line of thousands of characters becomes one block for each
    sentence. Leftover markup is resolved first. Accepts any string, and takes time linear in its length.
    """
    return _document(source, url=url, title=title, wraps=True)


def read_lines(source: str, *, url: str = "", title: str = "") -> Document:
    """Split a source whose lines are known to be complete into blocks, one for each visible line."""
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
    """Yield the sentences of a line as spans."""
    start, end, left, right = line
    for at, cut in pairwise([left, *cuts(text, left, right), right]):
        yield start if at == left else at, end if cut == right else cut, at, at + len(text[at:cut].rstrip())


def blocks_of(spans: Iterable[Span], folded: str, bare: str) -> tuple[Block, ...]:
    """Return the blocks of spans, in order. The text is given in two forms: folded and spaced."""
    # Calling Block would take twice as long: it sorts its arguments in Python.
    return tuple([tuple.__new__(Block, line) for line in _READER.read(folded, bare, spans)])
