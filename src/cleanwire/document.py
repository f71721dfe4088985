"""A source that has been read: its blocks, and what is known about each."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from cleanwire.native.text.line_tables import LineTable
from cleanwire.spans import Verdict

if TYPE_CHECKING:
    from cleanwire.markup import Markup

__all__ = ["Block", "Document", "Hint", "Rendering"]


_START = attrgetter("start")


class Block(NamedTuple):
    """A unit of text that is kept or removed: one non-empty line, with its line break and all blank lines after it.

    A paragraph that is wrapped at a column is one block of several lines. A line of thousands of characters is several
    blocks. Each block owns the separator after it, so removing blocks leaves no double blank lines.

    It is a named tuple and not a frozen dataclass because every line of every document becomes a block: creating one
    takes 0.3 instead of 1.1 microseconds.
    """

    index: int  # type: ignore[assignment]  # hides tuple.index, which no block needs
    """The position of this block among the document's blocks."""
    start: int
    """Where the block begins in the source; the first block begins at 0."""
    end: int
    """Where the block ends, after its line break and the blank lines that follow."""
    left: int
    """Where the visible text begins."""
    right: int
    """Where the visible text ends."""
    key: str
    """The folded words joined by single spaces, without punctuation and with each number as one 0. Blocks with equal
    keys are the same phrase. Empty if the block is too long to be a phrase."""
    size: int
    """The number of words, estimated from the length if the block is long or its script has no spaces."""
    prose: bool
    """Whether the block reads like a paragraph: it is long enough and ends like a sentence."""


class Hint(NamedTuple):
    """What the markup of a page says about one block. A named tuple for the same reason as `Block`."""

    tag: str
    """The element that contains the block: `p`, `h2`, `li`, …"""
    linked: float
    """The share of visible characters inside links, from 0 to 1."""
    names: tuple[str, ...]
    """Words in the classes and ids around the block that say what it is for, sorted: `related`, `caption`, …"""
    elements: tuple[str, ...]
    """The elements around the block whose names say what they contain, sorted: `article`, `aside`, …"""
    extracted: bool
    """Whether an extractor, if one was run, took the block for main text."""
    likelihood: float
    """How likely the block is to belong to the article, judging by all of the markup, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Rendering:
    """Maps offsets of the rendered text to the original, piece by piece and in order.

    >>> rendering = Rendering("&copy; 2024", at=(0, 1), origins=(0, 6))  # read as "© 2024"
    >>> rendering.origin(0), rendering.origin(2)
    (0, 7)
    """

    original: str
    at: tuple[int, ...]
    """Where each piece begins in the rendered text; the first begins at 0."""
    origins: tuple[int, ...]
    """Where each piece begins in the original."""

    def origin(self, offset: int) -> int:
        """Return the offset in the original for an offset in the rendered text. Results never decrease."""
        piece = bisect_right(self.at, offset)
        following = self.origins[piece] if piece < len(self.origins) else len(self.original)
        return min(self.origins[piece - 1] + offset - self.at[piece - 1], following)


@dataclass(frozen=True, slots=True)
class Document:
    """A source and the blocks that cover it without gaps."""

    source: str
    """The text that stages read: the original, or the original with its leftover markup rendered. The offsets of blocks
    and of the stages' verdicts refer to it."""
    folded: str
    """The source after folding (case, digits, quotation marks, bullets, width), one character for one character."""
    bare: str
    """The folded source with a space for each punctuation mark, one character for one character."""
    blocks: tuple[Block, ...]
    """Cover the source without gaps; empty only if the source has no visible text."""
    url: str = ""
    """The address, if it is known."""
    title: str = ""
    """The title of the page, if it has one."""
    hints: tuple[Hint, ...] = ()
    """What the markup says about each block; empty if there is none."""
    reason: str = ""
    """Why there is no text, if a source that should contain some has none."""
    rendering: Rendering | None = None
    """Maps the source to the original; None if it is the original."""
    sentences: bool = False
    """Whether lines were cut into sentences."""
    languages: tuple[str, ...] = ()
    """The detected languages as ISO 639 codes, the most used first."""
    markup: "Markup | None" = None
    """The elements that contained the text; None if it did not come from a page."""
    _lines: LineTable = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_lines", LineTable(self.blocks))

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), tuple(getattr(self, one.name) for one in fields(self) if one.init)

    @property
    def original(self) -> str:
        """The source as it came, to which the offsets of results refer."""
        return self.rendering.original if self.rendering else self.source

    def origin(self, offset: int) -> int:
        """Return the offset in the original for an offset in the source."""
        return self.rendering.origin(offset) if self.rendering else offset

    def in_original(self, verdicts: Iterable[Verdict]) -> tuple[Verdict, ...]:
        """Return verdicts with their offsets in the original."""
        if self.rendering is None:
            return tuple(verdicts)
        end, last = len(self.source), len(self.rendering.original)
        origin = self.rendering.origin
        return tuple(
            replace(one, start=origin(one.start), end=last if one.end == end else origin(one.end)) for one in verdicts
        )

    def covered(self, start: int, end: int) -> range:
        """Return the indexes of the blocks that begin in a span. Empty if the span ends inside the first of them."""
        first = bisect_left(self.blocks, start, key=_START)
        if first == len(self.blocks) or self.blocks[first].right > end:
            return range(0)
        return range(first, bisect_left(self.blocks, end, first + 1, key=_START))

    def line_table(self) -> LineTable:
        """Return the positions of the blocks in the form that native code reads."""
        return self._lines

    def text(self, block: Block) -> str:
        """Return the visible text of a block."""
        return self.source[block.left : block.right]
