"""A result inside another page, such as a notebook: bounded in size, with styles that affect nothing else."""

from collections.abc import Iterator
from itertools import islice

from cleanwire.report.counts import counts_of
from cleanwire.report.groups import group_of, name_of
from cleanwire.report.lines import Part, lines_of
from cleanwire.report.markup import Markup, tag
from cleanwire.report.measures import clipped
from cleanwire.report.outcome import Outcome
from cleanwire.report.shell import stylesheet

__all__ = ["render_fragment"]

PART = 300
"""How many characters of a part of a line are shown: enough to recognise a paragraph."""

LINES = 80
"""How many lines are shown: three screens."""

PARTS = 20
"""How many parts of a line are shown. With the limits above, a fragment is under a megabyte, and about 30 KB at most
if lines are not cut up."""


def render_fragment(result: Outcome) -> str:
    """Return a result as a part of a page: its first lines, with the reason beside each removal.

    If a notebook removes the styles, the labels and the struck words still show what was removed.
    """
    lines = (parts for parts in lines_of(result) if any(part.text.strip() for part in parts))
    shown = [tag("p", *_parts(parts), dir="auto") for parts in islice(lines, LINES)]
    note = tag("p", "There is more; to_html() shows all.", class_="more") if any(lines) else Markup()
    heading = tag("p", _heading(result), class_="heading")
    sheet = tag("style", Markup(stylesheet("fragment")))
    return tag("div", sheet, heading, *shown, note, class_="cleanwire-result")


def _heading(result: Outcome) -> str:
    counts = counts_of(result)
    facts = [
        f"{counts.kept:,} words kept",
        f"{counts.removed:,} removed ({counts.share:.0%})",
        ", ".join(f"{name_of(row.label)} {row.removals:,}" for row in counts.labels),
        result.reason,
        "guarded" if result.guarded else "",
    ]
    return " · ".join(filter(None, facts))


def _parts(parts: list[Part]) -> Iterator[str]:
    for part in islice(parts, PARTS):
        text = part.text if len(part.text) <= PART else clipped(part.text, PART)
        yield _removed(part, text) if part.segment.removed else text
    if len(parts) > PARTS:
        yield "…"


def _removed(part: Part, text: str) -> Markup:
    segment = part.segment
    struck = tag("del", text, class_=f"g-{group_of(segment.label)}", title=clipped(segment.evidence, PART) or None)
    if not part.opens:
        return struck
    reason = f" {name_of(segment.label.value)} · {segment.rule} · {segment.confidence:.2f} "
    return Markup(struck + tag("small", reason, dir="ltr"))
