"""The removals of a document after a person's decisions are applied."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from operator import attrgetter

from cleanwire.labels import Label
from cleanwire.review.decisions import EITHER, Decision
from cleanwire.review.lines import Line, rows_of
from cleanwire.review.opening import Opened, segment_at
from cleanwire.spans import Segment

__all__ = ["GAP", "Fate", "corrected_segments", "fates_of"]

_START = attrgetter("start")

GAP = "todo"
"""The rule of a removal that cleaning does not make yet, as in fixtures (`testing.shipped`)."""


@dataclass(frozen=True, slots=True)
class Fate:
    """A line with what cleanwire says about it, and what a person said."""

    line: Line
    segment: Segment
    decision: Decision | None

    @property
    def label(self) -> str:
        """The label of the line, which may be `either`."""
        if self.decision and self.decision.label:
            return self.decision.label
        return self.said

    @property
    def said(self) -> str:
        """The label that cleanwire gives it."""
        if self.segment.removed or self.segment.label is Label.HEADLINE:
            return self.segment.label.value
        return Label.BODY.value

    @property
    def decided(self) -> bool:
        """Whether a decision says whether it is removed."""
        return bool(self.decision and self.decision.label not in ("", EITHER))

    @property
    def removed(self) -> bool:
        """Whether it should be removed; for `either`, whether cleanwire removes it."""
        return not Label(self.label).is_content if self.decided else self.segment.removed

    @property
    def corrected(self) -> Segment:
        """The segment that the line should be."""
        span = replace(self.segment, start=self.line.start, end=self.line.end)
        if not self.decided or self.label == self.said:
            return span
        if self.removed and self.segment.removed:  # the rule found it, but gives it the wrong label
            return replace(span, label=Label(self.label))
        return Segment(span.start, span.end, Label(self.label), self.removed, GAP if self.removed else "")


def fates_of(opened: Opened, decisions: Sequence[Decision]) -> list[Fate]:
    """Return the lines of a document with what cleanwire and the decisions say about each."""
    fates: list[Fate] = []
    at = 0
    for line in opened.lines_under(decisions):
        while at < len(decisions) and decisions[at].end <= line.start:
            at += 1
        within = at < len(decisions) and decisions[at].start <= line.start
        segment = segment_at(opened.result.segments, line.start)
        fates.append(Fate(line, segment, decisions[at] if within else None))
    return fates


def corrected_segments(opened: Opened, decisions: Sequence[Decision]) -> tuple[Segment, ...]:
    """Return segments that cover the source without gaps, as cleanwire's do, with the decisions applied.

    If a whole line is removed, its line break and the blank lines after it are removed, too.
    """
    segments: list[Segment] = []
    for segment in _pieces(opened, fates_of(opened, decisions)):
        if segments and _joins(segments[-1], segment):
            segments[-1] = replace(segments[-1], end=segment.end)
        else:
            segments.append(segment)
    return tuple(segments)


def _joins(left: Segment, right: Segment) -> bool:
    return replace(left, start=right.start, end=right.end) == right


def _pieces(opened: Opened, fates: Sequence[Fate]) -> Iterator[Segment]:
    """Yield the segments of the source, line by line, with what follows each line."""
    by_start = {fate.line.start: fate for fate in fates}
    rows = [tuple(by_start[part.start] for part in row) for row in rows_of([fate.line for fate in fates])]
    starts = [row[0].line.start for row in rows]
    if opened.source and (not rows or starts[0] > 0):  # blank lines before all others
        yield from _clipped(opened.result.segments, 0, starts[0] if rows else len(opened.source))
    for row, (start, end) in zip(rows, pairwise([*starts, len(opened.source)]), strict=True):
        if any(fate.decided for fate in row):
            yield from _decided(row, end)
        else:
            yield from _clipped(opened.result.segments, start, end)


def _decided(row: Sequence[Fate], end: int) -> Iterator[Segment]:
    for fate in row:
        yield fate.corrected
    behind = row[-1].line.end
    if behind < end:
        if all(fate.removed for fate in row):
            yield replace(row[-1].corrected, start=behind, end=end)
        else:
            yield Segment(behind, end, Label.BODY, removed=False)


def _clipped(segments: Sequence[Segment], start: int, end: int) -> Iterator[Segment]:
    for segment in islice(segments, bisect_right(segments, start, key=_START) - 1, None):
        if segment.start >= end:
            break
        yield replace(segment, start=max(start, segment.start), end=min(end, segment.end))
