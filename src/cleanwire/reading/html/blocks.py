"""Split a page into blocks in one walk over its tree, and collect for each its text and what the markup says of it."""

import re

from lxml import etree

from cleanwire.native.pages.blocks import Origin, PageBlock, TreeReader
from cleanwire.native.pages.containers import Container
from cleanwire.reading.html.vocabulary import HINT_WORDS

__all__ = ["BREAKING", "CELLS", "EDGES", "SKIPPED", "blocks_of"]

SKIPPED = frozenset(
    """
    script style noscript template title desc text metadata iframe object embed select datalist textarea button
    input audio video canvas map math dialog progress meter rt rp
    """.split()  # noqa: SIM905, so many quoted words would be harder to read
)
"""Elements whose text is not meant to be read, or says how to read the text beside it. `svg` and `head` are not among
them: left open, they would swallow the rest of the page."""

BREAKING = frozenset(
    """
    address article aside blockquote body caption center dd details dir div dl dt fieldset figcaption figure footer form
    h1 h2 h3 h4 h5 h6 header hgroup html li main menu nav ol p pre section summary table tbody tfoot thead tr ul legend
    label option
    """.split()  # noqa: SIM905, so many quoted words would be harder to read
)
"""Elements on lines of their own. All others are inline."""

CELLS = frozenset({"td", "th"})
EDGES = "| \xad\u200b\u2060\ufeff"
"""Characters that show nothing at the ends of a line: marks of empty cells, spaces and zero-width joiners."""

CELL_CHARACTERS = 100
"""Cells share a line until it has this many characters: rows of data stay together, columns of a page laid out as a
table do not. About the length of a printed line."""

NAME_CHARACTERS = 400
"""At most this many characters of an element's classes are read: longer ones are generated."""

_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


Piece = tuple[str, etree._Element | None]
"""Some text and the element directly around it; None for the separators of cells."""


def blocks_of(tree: etree._Element) -> tuple[list[PageBlock], list[Container], list[Origin]]:
    """Return the blocks of a page in order, the containers around them, and the origin of each block.

    Linear in the page, without recursion.
    """
    return _READER.read(etree.iterwalk(tree, events=("start", "end")))


_READER = TreeReader(
    skipped=SKIPPED,
    breaking=BREAKING,
    cells=CELLS,
    rules=("br", "hr"),
    cell=" | ",
    most=CELL_CHARACTERS,
    edges=EDGES,
    words=HINT_WORDS,
    longest=NAME_CHARACTERS,
    hides=_HIDDEN.search,
)
