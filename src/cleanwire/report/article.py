"""Shows an article as HTML with its removals marked in place."""

from collections.abc import Iterator
from itertools import count, groupby
from typing import NamedTuple

from cleanwire.labels import Label
from cleanwire.report.groups import group_of, name_of
from cleanwire.report.lines import Part, lines_of
from cleanwire.report.markup import Markup, tag
from cleanwire.report.measures import amount, clipped, count_words
from cleanwire.report.outcome import Outcome
from cleanwire.spans import Segment

__all__ = ["marked_article", "reason_of"]

EVIDENCE = 300
"""How many characters of the evidence a reason shows. What stages write is under 200, but what a pattern matched may be
a page."""


class _Line(NamedTuple):
    """A line of the source that shows something."""

    parts: list[Part]
    spaced: bool
    """Whether blank lines precede it."""
    gone: Segment | None
    """The segment that contains all of it, if one does."""
    whole: bool
    """Whether all of it is kept, or all of it removed."""

    @property
    def text(self) -> str:
        """The line as in the source."""
        return "".join([part.text for part in self.parts])


def marked_article(result: Outcome) -> Iterator[Markup]:
    """Yield the lines of a result as paragraphs; removed lines are inside `del`, with the reason.

    The first removal has the id `r1`, its reason `t1`, and so on.
    """
    numbers = count(1)
    for (whole, gone), lines in groupby(_lines(result), key=lambda line: (line.whole, line.gone)):
        if gone:
            yield _removed_lines(gone, [*lines], next(numbers))
        elif whole:
            yield from _kept_lines(lines)
        else:
            for line in lines:
                yield tag("p", *_mixed(line.parts, numbers), class_=_classes("s" if line.spaced else ""))


def _lines(result: Outcome) -> Iterator[_Line]:
    spaced = False
    for parts in lines_of(result):
        shown = [part for part in parts if part.text and not part.text.isspace()]
        if shown:
            first = shown[0].segment
            gone = first if first.removed and all(part.segment is first for part in shown) else None
            yield _Line(parts, spaced, gone, gone is not None or not any(part.segment.removed for part in shown))
            spaced = False
        else:
            spaced = True


def _kept_lines(lines: Iterator[_Line]) -> Iterator[Markup]:
    words = 0
    for line in lines:
        headline = all(part.segment.label is Label.HEADLINE for part in line.parts)
        text = line.text
        words += count_words(text)
        yield tag("p", text, class_=_classes("k", "s" if line.spaced else "", "headline" if headline else ""))
    yield tag("p", f"⋯ {amount(words, 'word')} kept ⋯", class_="gap", lang="en")


def _removed_lines(segment: Segment, lines: list[_Line], number: int) -> Markup:
    paragraphs = [
        tag("p", line.text, class_=_classes("s" if line.spaced and at else "")) for at, line in enumerate(lines)
    ]
    kind = "block s" if lines[0].spaced else "block"
    return _removal(kind, segment, tag("div", *paragraphs, class_="lines"), number)


def _mixed(parts: list[Part], numbers: Iterator[int]) -> Iterator[Markup]:
    for part in parts:
        if part.segment.removed and part.text.strip():
            yield _removal("inline", part.segment, tag("span", part.text, class_="text"), next(numbers))
        elif not part.segment.removed:
            yield tag("span", part.text, class_="k")


def _removal(kind: str, segment: Segment, content: Markup, number: int) -> Markup:
    label = segment.label.value
    return tag(
        "del",
        tag("span", name_of(label), class_="tag", lang="en"),
        " ",
        content,
        tag("span", *reason_of(segment), class_="reason", id=f"t{number}", role="tooltip", lang="en"),
        class_=f"{kind} g-{group_of(label)}",
        id=f"r{number}",
        tabindex=0,
        aria_describedby=f"t{number}",
    )


def reason_of(segment: Segment) -> Iterator[Markup]:
    """Yield why a segment is removed: label, rule, confidence and evidence."""
    yield tag("b", name_of(segment.label.value))
    yield tag("code", segment.rule)
    yield tag("span", f"confidence {segment.confidence:.2f}")
    evidence = clipped(segment.evidence, EVIDENCE)
    if evidence:
        yield tag("q", evidence, lang="")


def _classes(*names: str) -> str | None:
    return " ".join(filter(None, names)) or None
