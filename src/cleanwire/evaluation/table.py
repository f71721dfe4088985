"""A report as tables: for a terminal, as Markdown, and as JSON."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import NamedTuple, TypeAlias

from cleanwire.evaluation.running import Report, Row
from cleanwire.evaluation.scores import RUINED, PageScore, TextScore

__all__ = ["render_json", "render_markdown", "render_text"]

UNKNOWN = "–"
"""Shown for an unknown language, and for a share of nothing."""

_PAGE_HEAD = ("pages", "F1", "±", "precision", "recall", "unwanted lines left", "failed")
_TEXT_HEAD = ("texts", "boilerplate removed", "article lost", f"texts losing over {RUINED:.0%}", "failed")
_TIME = "ms each"


class _Table(NamedTuple):
    title: str
    rows: Sequence[Sequence[str]]
    """The first row is the head."""


_Lines: TypeAlias = Callable[[_Table], list[str]]


def render_text(report: Report, *, languages: bool = False, times: bool = False) -> str:
    """Return a report as aligned columns, with the scores of each language and the time of each tool if asked for."""
    return _rendered(report, _aligned, languages=languages, times=times)


def render_markdown(report: Report, *, languages: bool = False, times: bool = False) -> str:
    """Return a report as tables in Markdown, as `render_text` does."""
    return _rendered(report, _markdown, languages=languages, times=times)


def render_json(report: Report) -> str:
    """Return a report as JSON: all scores, also by language, and times, unrounded."""
    rows = [
        {
            "tool": row.tool.name,
            "kind": row.tool.kind,
            **asdict(row.score),
            "languages": {language: asdict(score) for language, score in row.by_language.items()},
        }
        for row in report.rows
    ]
    missing = [{"tool": tool.name, "kind": tool.kind, "package": tool.package} for tool in report.missing]
    return json.dumps({"tools": rows, "not_installed": missing}, ensure_ascii=False, indent=2) + "\n"


def _rendered(report: Report, lines_of: _Lines, *, languages: bool, times: bool) -> str:
    blocks = []
    for kind in ("pages", "texts"):
        rows = [row for row in report.rows if row.tool.kind == kind]
        if rows:
            blocks.append(lines_of(_overall(rows, times=times)))
        if rows and languages:
            blocks.append(lines_of(_by_language(rows)))
    if report.missing:
        blocks.append(_not_installed(report))
    return "\n".join("".join(f"{line}\n" for line in block) for block in blocks)


def _overall(rows: Sequence[Row], *, times: bool) -> _Table:
    head = _PAGE_HEAD if rows[0].tool.kind == "pages" else _TEXT_HEAD
    cells = [(row.tool.name, *_cells(row.score), *([f"{row.score.milliseconds:.1f}"] if times else [])) for row in rows]
    many, languages = rows[0].score.documents, len(rows[0].by_language)
    title = f"{many:,} {head[0].removesuffix('s') if many == 1 else head[0]}"
    title += f" in {languages} languages" if languages > 1 else ""
    return _Table(title, [("", *head[1:], *([_TIME] if times else [])), *cells])


def _cells(score: PageScore | TextScore) -> tuple[str, ...]:
    if isinstance(score, PageScore):
        means = (_mean(value) for value in (score.f1, score.deviation, score.precision, score.recall))
        return (*means, _share(score.unwanted, score.of_unwanted, ".1%"), str(score.failed))
    removed = _share(score.removed, score.boilerplate, ".1%")
    return removed, _share(score.lost, score.article, ".2%"), str(score.ruined), str(score.failed)


def _by_language(rows: Sequence[Row]) -> _Table:
    languages = [*rows[0].by_language]
    if rows[0].tool.kind == "pages":
        title = "F1 by language"
    else:
        title = "Boilerplate removed and article lost, in %, by language"
    cells = [(row.tool.name, *(_brief(score) for score in row.by_language.values())) for row in rows]
    return _Table(title, [("", *(language or UNKNOWN for language in languages)), *cells])


def _brief(score: PageScore | TextScore) -> str:
    if isinstance(score, PageScore):
        return _mean(score.f1)
    removed = _share(100 * score.removed, score.boilerplate, ".0f")
    return f"{removed} / {_share(100 * score.lost, score.article, '.1f')}"


def _share(value: float, whole: int, form: str) -> str:
    return format(value, form) if whole else UNKNOWN


def _mean(value: float) -> str:
    return f"{value:.3f}"


def _not_installed(report: Report) -> list[str]:
    names: dict[str, list[str]] = {}
    for tool in report.missing:
        names.setdefault(tool.package, []).append(tool.name)
    return [
        f"not installed: {', '.join(dict.fromkeys(tools))} (pip install '{package}')"
        for package, tools in names.items()
    ]


def _aligned(table: _Table) -> list[str]:
    widths = [max(len(row[column]) for row in table.rows) for column in range(len(table.rows[0]))]
    lines = [
        "  ".join(
            [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        )
        for row in table.rows
    ]
    return [table.title, "", *(line.rstrip() for line in lines)]


def _markdown(table: _Table) -> list[str]:
    head, *rows = [f"| {' | '.join((row[0] or table.title, *row[1:]))} |" for row in table.rows]
    return [head, "|---" + "|---:" * (len(table.rows[0]) - 1) + "|", *rows]
