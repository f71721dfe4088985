"""Several results as one HTML page with a link to the page of each."""

from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import quote

from cleanwire.report.charts import group_key, share_bar, table
from cleanwire.report.counts import Counts, counts_of
from cleanwire.report.markup import Markup, tag
from cleanwire.report.outcome import Outcome
from cleanwire.report.page import title_of
from cleanwire.report.shell import figure, page

__all__ = ["Entry", "entry_of", "render_index"]


class Entry(NamedTuple):
    """A page, as the index shows it."""

    file: str
    """The name of its file, beside the index."""
    name: str
    """The name of what was cleaned."""
    title: str
    counts: Counts
    note: str


def entry_of(result: Outcome, *, file: str, name: str) -> Entry:
    """Return the entry of a result whose page is `file`."""
    note = result.reason or ("guarded" if result.guarded else "")
    return Entry(file, name, title_of(result), counts_of(result), note)


def render_index(entries: Sequence[Entry], *, title: str = "Cleaned articles") -> str:
    """Return a self-contained page with a line for each entry, in their order."""
    kept = sum(entry.counts.kept for entry in entries)
    removed = sum(entry.counts.removed for entry in entries)
    figures = tag(
        "dl",
        figure(f"{len(entries):,}", "articles"),
        figure(f"{kept:,}", "words kept"),
        figure(f"{removed:,}", f"words removed ({removed / (kept + removed or 1):.0%})"),
        class_="figures",
    )
    columns = ("article", "words kept#", "words removed#", "share#", "by label", "note")
    return page(
        f"{title} · cleanwire",
        tag("header", tag("h1", title), figures),
        tag(
            "main",
            group_key(),
            table("What was removed from each article", columns, [_row(entry) for entry in entries]),
        ),
        styles=("charts",),
    )


def _row(entry: Entry) -> list[str]:
    counts = entry.counts
    link = tag("a", entry.title, href="./" + quote(entry.file, errors="surrogateescape"))
    return [
        Markup(link + tag("span", entry.name, class_="under")),
        f"{counts.kept:,}",
        f"{counts.removed:,}",
        f"{counts.share:.0%}",
        share_bar(((row.label, row.words) for row in counts.labels), counts.words),
        entry.note,
    ]
