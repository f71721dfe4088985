"""A source as it is judged: blocks of a text, and what is known of each."""

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
    """What is judged at once: a line that holds something visible, with every blank line behind it.

    A paragraph that is wrapped at a column is one block of several lines, and a line of thousands of characters
    several blocks. A block owns the separator after it, so that removing blocks leaves no double blank lines.
    A named tuple rather than a frozen dataclass because every line of every document becomes
    one: 0.3 against 1.1 microseconds each.
    """

    index: int  # type: ignore[assignment]  # hides tuple.index, which nobody asks of a block
    """Its position among the document's blocks."""
    start: int
    """Where it begins in the source; the first block begins at 0."""
    end: int
    """Where it ends, behind its line break and the blank lines that follow."""
    left: int
    """Where its visible text begins."""
    right: int
    """Where its visible text ends."""
    key: str
    """Its folded words joined by one space, without punctuation and with any number as one 0: equal keys,
    equal phrases. Empty for a block too long to be a phrase."""
    size: int
    """How many words it holds, estimated from its length where it is long or its script separates none."""
    prose: bool
    """Whether it reads like a paragraph: long enough, and closed like a sentence."""


class Hint(NamedTuple):
    """What the markup of a page says of one block. A named tuple for the same reason as a block."""

    tag: str
    """The element that it stands in: `p`, `h2`, `li`, …"""
    linked: float
    """The share of its visible characters that stands in links, in 0..1."""
    names: tuple[str, ...]
    """Words of function in the classes and ids near it, sorted: `related`, `caption`, …"""
    elements: tuple[str, ...]
    """The elements around it whose name says what is in them, sorted: `article`, `aside`, …"""
    extracted: bool
    """Whether an extractor that was asked took it for main text."""
    likelihood: float
    """How likely it is the article's by all that the markup says, in 0..1."""


@dataclass(frozen=True, slots=True)
class Rendering:
    """How the text that is read came from the original: piece by piece, in order.

    >>> rendering = Rendering("&copy; 2024", at=(0, 1), origins=(0, 6))  # read as "© 2024"
    >>> rendering.origin(0), rendering.origin(2)
    (0, 7)
    """

    original: str
    at: tuple[int, ...]
    """Where each piece begins in the text that is read; the first at 0."""
    origins: tuple[int, ...]
    """Where it begins in the original."""

    def origin(self, offset: int) -> int:
        """Return where an offset of the text that is read stands in the original. It never goes down."""
        piece = bisect_right(self.at, offset)
        following = self.origins[piece] if piece < len(self.origins) else len(self.original)
        return min(self.origins[piece - 1] + offset - self.at[piece - 1], following)


@dataclass(frozen=True, slots=True)
class Document:
    """A source and the blocks that tile it."""

    source: str
    """The text that is read: the original, or what it shows once its markup is folded away. Offsets of blocks, and
    of the verdicts of stages, index it."""
    folded: str
    """The source folded (case, digits, quotes, bullets, width), character for character."""
    bare: str
    """The folded source with a space for every punctuation mark, character for character."""
    blocks: tuple[Block, ...]
    """They tile the source; empty only where the source shows nothing."""
    url: str = ""
    """Its address, where it is known."""
    title: str = ""
    """The title that came with the page, where there was one."""
    hints: tuple[Hint, ...] = ()
    """What the markup says of each block; empty where there was none."""
    reason: str = ""
    """Why there is no text, where a source that should hold some gave none."""
    rendering: Rendering | None = None
    """How the text that is read came from the original; None where it is the original."""
    sentences: bool = False
    """Whether lines were cut into sentences."""
    languages: tuple[str, ...] = ()
    """The languages that it is told to be in, by their codes (ISO 639), the most spoken first."""
    markup: "Markup | None" = None
    """The elements that its text stood in; None where it did not come from a page."""
    _lines: LineTable = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_lines", LineTable(self.blocks))

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), tuple(getattr(self, one.name) for one in fields(self) if one.init)

    @property
    def original(self) -> str:
        """The source as it came, which the offsets of results index."""
        return self.rendering.original if self.rendering else self.source

    def origin(self, offset: int) -> int:
        """Return where an offset of the text that is read stands in the original."""
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
        """Return the indexes of the blocks that begin in a span; none if it ends inside the first of them."""
        first = bisect_left(self.blocks, start, key=_START)
        if first == len(self.blocks) or self.blocks[first].right > end:
            return range(0)
        return range(first, bisect_left(self.blocks, end, first + 1, key=_START))

    def line_table(self) -> LineTable:
        """Return where its blocks stand, as native code reads it."""
        return self._lines

    def text(self, block: Block) -> str:
        """Return the visible text of a block."""
        return self.source[block.left : block.right]
