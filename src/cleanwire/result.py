"""The result of cleaning a source."""

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cleanwire.spans import Segment, Verdict

if TYPE_CHECKING:
    from cleanwire.markup import Markup

__all__ = ["Result"]


@dataclass(frozen=True, slots=True, repr=False)
class Result:
    r"""The result of cleaning a source: what is kept, what is removed, and why.

    >>> import cleanwire
    >>> result = cleanwire.explain("The bridge opened on Monday after two years of work.\nAdvertisement\n")
    >>> result.text
    'The bridge opened on Monday after two years of work.\n'
    >>> [(span.label.value, span.rule) for span in result.removed]
    [('ad_marker', 'en/ad_marker/marker')]
    """

    source: str
    """The text that spans refer to: the input, or the text found in an HTML page."""
    segments: tuple[Segment, ...]
    """Kept and removed spans, in order. Concatenate them and you get the source back."""
    verdicts: tuple[Verdict, ...]
    """All claims of all stages, including those that lost."""
    guarded: bool = False
    """Whether removals were undone: because almost nothing would have been left, or because claims by position or
    neighbours would have removed too much of the article (the verdicts of the rule `proportion` say what, and why)."""
    reason: str = ""
    """Why the source is empty, if an HTML page contains no article; otherwise empty."""
    languages: tuple[str, ...] = ()
    """The detected languages as ISO 639 codes, the most used first; empty if none was recognised."""
    note: str = ""
    """Says so if no rules know the language, so that less boilerplate can be found; otherwise empty."""
    version: str = ""
    """The versions of cleanwire and of its rules, such as `0.2.0, rules 2026.11.30`. The same versions and options give
    the same result."""
    markup: "Markup | None" = None
    """The elements of the page that contained the source; None if the input was text."""

    def __repr__(self) -> str:
        """Return one line that says how much was kept and what was removed; the values themselves can be long."""
        kinds = Counter(segment.label.value for segment in self.removed)
        kept = sum(segment.end - segment.start for segment in self.segments if not segment.removed)
        removed = ", ".join(f"{label} {count}" for label, count in sorted(kinds.items())) or "nothing"
        return f"<Result: kept {kept:,} of {len(self.source):,} characters; removed {removed}>"

    @property
    def text(self) -> str:
        """The article: the source without the removed segments."""
        return "".join([self.source[s.start : s.end] for s in self.segments if not s.removed])

    @property
    def removed(self) -> tuple[Segment, ...]:
        """The removed segments, sorted and not overlapping."""
        return tuple(segment for segment in self.segments if segment.removed)

    @property
    def markdown(self) -> str:
        r"""The article of an HTML page as Markdown (CommonMark with GitHub's tables): the words of `text` in order.

        >>> import cleanwire
        >>> page = "<html><h1>The ferry</h1><p>It sailed on <b>Monday</b>, at 7 * 2 crowns.</p><p>Share on Facebook</p>"
        >>> print(cleanwire.explain(page).markdown, end="")
        # The ferry
        <BLANKLINE>
        It sailed on **Monday**, at 7 \* 2 crowns.

        If the input was text, which may be Markdown already, this is `text`.
        """
        if self.markup is None:
            return self.text
        from cleanwire.markdown import render_markdown  # noqa: PLC0415, most results are not asked for it

        return render_markdown(self.source, self.segments, self.markup)

    def paths(self, span: "Segment | Verdict") -> tuple[str, ...]:
        """Return the XPaths of the elements that a span's lines were in, each once; empty if the input was text."""
        return self.markup.paths(span.start, span.end) if self.markup else ()

    @property
    def labelled(self) -> str:
        """Labelled text, for explanations, fixtures and bug reports. `cleanwire.report.parse_labelled` reads it."""
        from cleanwire.report.labelled import render_labelled  # noqa: PLC0415, most results are not reported

        return render_labelled(self)

    def to_dict(self) -> dict[str, Any]:
        """Return a dictionary for JSON: `source`, `text`, `guarded`, `languages`, `version` and `removed`.

        `reason` and `note` are included if they are not empty.
        """
        from cleanwire.report.records import record_of  # noqa: PLC0415, most results are not reported

        return record_of(self)

    def to_json(self) -> str:
        """Return `to_dict` as one line of JSON in ASCII, so that any string survives, even lone surrogates."""
        return json.dumps(self.to_dict())

    def to_html(self, *, title: str = "") -> str:
        """Return a self-contained HTML page with the removals marked in place. Its title is the headline by default."""
        from cleanwire.report.page import render_page  # noqa: PLC0415, most results are not reported

        return render_page(self, title=title)

    def _repr_html_(self) -> str:
        """Return what notebooks show: the first lines, with the reason next to each removal."""
        from cleanwire.report.fragment import render_fragment  # noqa: PLC0415, most results are not reported

        return render_fragment(self)
