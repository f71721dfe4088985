"""The values that flow through cleaning: documents made of blocks in, results made of segments out."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from cleanwire.labels import Label
from cleanwire.native.text.line_tables import LineTable
from cleanwire.spans import Segment

if TYPE_CHECKING:
    from cleanwire.markup import Markup

__all__ = ["Block", "Document", "Hint", "Rendering", "Result", "Verdict"]


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

    def in_original(self, verdicts: "Iterable[Verdict]") -> "tuple[Verdict, ...]":
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


@dataclass(frozen=True, slots=True)
class Verdict:
    """A stage's claim that a span is of a kind, and why.

    A claim with a content label defends the span: it can outweigh claims that would remove it.
    """

    start: int
    end: int
    label: Label
    rule: str
    """Which rule or stage says so, such as `en/comments/leave-a-reply` or `repeats`."""
    confidence: float
    """How sure, in 0..1."""
    evidence: str
    """The characters that triggered it, or what was found, for a person to read."""


@dataclass(frozen=True, slots=True, repr=False)
class Result:
    r"""What cleaning made of a source: what stays, what goes, and why.

    >>> import cleanwire
    >>> result = cleanwire.explain("The bridge opened on Monday after two years of work.\nAdvertisement\n")
    >>> result.text
    'The bridge opened on Monday after two years of work.\n'
    >>> [(span.label.value, span.rule) for span in result.removed]
    [('ad_marker', 'en/ad_marker/marker')]
    """

    source: str
    segments: tuple[Segment, ...]
    """They tile the source, in order."""
    verdicts: tuple[Verdict, ...]
    """Every claim that was made, also those that lost."""
    guarded: bool = False
    """Whether removals were taken back: because next to nothing would have stayed, or because what would have gone for
    its place or company was much of the article (the verdicts of the rule `proportion` say what, and why)."""
    reason: str = ""
    """Why the source is empty, where a page holds no article; else empty."""
    languages: tuple[str, ...] = ()
    """The languages of the source by their codes (ISO 639), the most spoken first; empty where none was recognized."""
    note: str = ""
    """What a reader should know of how little could be found: that no rules know the language. Else empty."""
    version: str = ""
    """Which cleanwire and which rules made this, such as `0.2.0, rules 2026.11.30`: the same version and options give
    the same result."""
    markup: "Markup | None" = None
    """The elements of the page that the source stood in; None where it is no text of a page."""

    def __repr__(self) -> str:
        """Return how much was kept and what was removed, on one line; the values themselves can be long."""
        kinds = Counter(segment.label.value for segment in self.removed)
        kept = sum(segment.end - segment.start for segment in self.segments if not segment.removed)
        removed = ", ".join(f"{label} {count}" for label, count in sorted(kinds.items())) or "nothing"
        return f"<Result: kept {kept:,} of {len(self.source):,} characters; removed {removed}>"

    @property
    def text(self) -> str:
        """The source without its removed segments."""
        return "".join([self.source[s.start : s.end] for s in self.segments if not s.removed])

    @property
    def removed(self) -> tuple[Segment, ...]:
        """The removed segments: sorted, not overlapping."""
        return tuple(segment for segment in self.segments if segment.removed)

    @property
    def markdown(self) -> str:
        r"""What stays of a page as Markdown (CommonMark, with GitHub's tables): the same words in the same order.

        >>> import cleanwire
        >>> page = "<html><h1>The ferry</h1><p>It sailed on <b>Monday</b>, at 7 * 2 crowns.</p><p>Share on Facebook</p>"
        >>> print(cleanwire.explain(page).markdown, end="")
        # The ferry
        <BLANKLINE>
        It sailed on **Monday**, at 7 \* 2 crowns.

        Text that came from no page may be Markdown already: it is `text`, as it is.
        """
        if self.markup is None:
            return self.text
        from cleanwire.markdown import render_markdown  # noqa: PLC0415, most results are not asked for it

        return render_markdown(self.source, self.segments, self.markup)

    def paths(self, span: "Segment | Verdict") -> tuple[str, ...]:
        """Return where a span stands in its page: the XPath of the element of each line, each once; none for text."""
        return self.markup.paths(span.start, span.end) if self.markup else ()

    @property
    def labelled(self) -> str:
        """Labelled text, which `cleanwire.report.parse_labelled` reads: explanation, fixture and bug report."""
        from cleanwire.report.labelled import render_labelled  # noqa: PLC0415, most results are not reported

        return render_labelled(self)

    def to_dict(self) -> dict[str, Any]:
        """Return what JSON can hold: `source`, `text`, `guarded`, `languages`, `version`, and what was `removed`.

        `reason` and `note` are there where they are not empty.
        """
        from cleanwire.report.records import record_of  # noqa: PLC0415, most results are not reported

        return record_of(self)

    def to_json(self) -> str:
        """Return `to_dict` as one line of JSON in ASCII, which any string survives."""
        from cleanwire.report.records import render_json  # noqa: PLC0415, most results are not reported

        return render_json(self)

    def to_html(self, *, title: str = "") -> str:
        """Return a self-contained page with the removals marked in place; by default the headline is its title."""
        from cleanwire.report.page import render_page  # noqa: PLC0415, most results are not reported

        return render_page(self, title=title)

    def _repr_html_(self) -> str:
        """Return what notebooks show: the first lines, with the reason beside each removal."""
        from cleanwire.report.fragment import render_fragment  # noqa: PLC0415, most results are not reported

        return render_fragment(self)
