"""What cleaning made of a source."""

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cleanwire.spans import Segment, Verdict

if TYPE_CHECKING:
    from cleanwire.markup import Markup

__all__ = ["Result"]


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
