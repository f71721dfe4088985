"""The summary of a corpus in a terminal: what was removed, by which rules, on which sites, and samples to review."""

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console, ConsoleRenderable
from rich.table import Table
from rich.text import Text

from cleanwire.report.escaping import escaped
from cleanwire.report.summary import CorpusSummary

__all__ = ["render_summary"]

ROWS = 10
"""How many rules, sites and documents are shown: with the labels they fit on one screen."""

SAMPLE_CHARACTERS = 60
"""How many characters of a sample are shown, so that a row is a line or two."""


def render_summary(summary: CorpusSummary, *, console: Console) -> str:
    """Return the summary for a terminal, with the colours that the console supports.

    Characters of documents that a terminal would interpret are escaped.
    """
    with console.capture() as captured:
        for number, part in enumerate(_parts(summary)):
            if number:
                console.print()
            console.print(part)
    return captured.get()


def _parts(summary: CorpusSummary) -> Iterator[ConsoleRenderable]:
    rejected = sum(row.documents for row in summary.rejected)
    facts = [f"{summary.documents - rejected:,} documents cleaned", f"{rejected:,} rejected"]
    facts += [f"{summary.passed:,} records skipped"] if summary.passed else []
    facts += [f"{summary.words:,} words", f"{_share(summary.removed, summary.words)} removed"]
    yield Text(" · ".join(facts), style="bold")
    if summary.rejected:
        yield _table(("rejected", "documents"), [(row.reason, row.documents) for row in summary.rejected[:ROWS]])
    if summary.labels:
        labels = [(row.label, row.documents, row.words, _share(row.words, summary.words)) for row in summary.labels]
        yield _table(("removed", "documents", "words", "of all words"), labels)
        rules = [
            (row.rule, row.removals, _first(sample.text for sample in row.samples)) for row in summary.rules[:ROWS]
        ]
        yield _table(("rule", "removals", "for example"), rules)
    templates = [site for site in summary.sites if site.templates][:ROWS]
    if templates:
        sites = [
            (site.site, site.documents, _share(site.removed, site.words), _first(line.line for line in site.templates))
            for site in templates
        ]
        yield _table(("template of", "documents", "removed", "for example"), sites)
    if summary.losses:
        losses = [(loss.url or loss.opening, _share(loss.removed, loss.words), loss.label) for loss in summary.losses]
        yield _table(("to review: lost most", "removed", "mostly as"), losses[:ROWS])


def _table(heads: Sequence[str], rows: Sequence[Sequence[str | int]]) -> Table:
    table = Table(box=None, pad_edge=False)
    for head, *column in zip(heads, *rows, strict=True):
        number = all(isinstance(cell, int) or cell.endswith(" %") for cell in column)
        table.add_column(str(head), justify="right" if number else "left", no_wrap=not number, overflow="ellipsis")
    for row in rows:
        table.add_row(*[Text(f"{cell:,}" if isinstance(cell, int) else escaped(cell)) for cell in row])
    return table


def _first(texts: Iterable[str]) -> str:
    text = next(iter(texts), "")
    return text if len(text) <= SAMPLE_CHARACTERS else f"{text[: SAMPLE_CHARACTERS - 1]}…"


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole if whole else 0:.1f} %"
