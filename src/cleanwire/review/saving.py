"""The exports of a review: fixtures, bug reports and training data, as texts."""

import json
import lzma
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath
from typing import Any

import cleanwire
from cleanwire.labels import Label
from cleanwire.report.labelled import render_labelled
from cleanwire.report.measures import site_of
from cleanwire.result import Result
from cleanwire.review.corrected import Fate, corrected_segments, fates_of
from cleanwire.review.decisions import EITHER, Decision, Work
from cleanwire.review.lines import rows_of
from cleanwire.review.opening import Opened

__all__ = ["file_name", "fixture_of", "gold_record", "labels_of", "packed_records", "report_of"]

MOST_NAME = 60
"""How many characters of a document's name are used in a file's name; with a checksum, it still fits a terminal."""

_ODD = re.compile(r"[^\w.-]+")

EXTRACTOR = "text"
"""The name, in training data, of a text whose extractor is unknown."""

OWN_EXTRACTOR = "own"
"""The name of the text that was extracted from a page."""


def file_name(work: Work) -> str:
    """Return a name for a file about a document: readable, safe in any folder, and unique.

    >>> file_name(Work("0123456789abcdef", "../../etc/passwd", "", ""))
    'passwd-01234567'
    """
    stem = _ODD.sub("-", PurePath(work.name).name).strip(".-")
    return f"{stem[-MOST_NAME:].lstrip('.-') or 'document'}-{work.id[:8]}"


def fixture_of(opened: Opened, work: Work) -> str:
    """Return labelled text as in fixtures: what should be removed but is not has the rule `todo`."""
    return render_labelled(Result(opened.source, corrected_segments(opened, work.decisions), ()))


def report_of(opened: Opened, work: Work) -> str:
    """Return a bug report in Markdown: what is wrong, and labelled text as it is and as it should be."""
    fates = fates_of(opened, work.decisions)
    wrong = [fate for fate in fates if fate.decision and (fate.decision.note or fate.label != fate.said)]
    pieces = [
        f"# {work.name}: {len(wrong)} {'line' if len(wrong) == 1 else 'lines'}\n",
        f"cleanwire {cleanwire.__version__}\n",
        "".join(f"{line}\n" for fate in wrong for line in _finding(opened.source, fate)),
        "## What cleanwire says\n",
        _fenced(render_labelled(opened.result)),
        "## What it should be\n",
        _fenced(fixture_of(opened, work)),
    ]
    return "\n".join(pieces)


def _finding(source: str, fate: Fate) -> Iterator[str]:
    said = fate.segment
    rule = f" by {said.rule} ({said.confidence:.2f})" if said.rule else ""
    fact = f"{_told(fate.said)}{rule}; it should be {_told(fate.label)}" if fate.label != fate.said else "a note"
    yield f"- line {fate.line.row + 1}: {fact}"
    yield from (f"      {line}" for line in source[fate.line.start : fate.line.end].splitlines())
    if fate.decision and fate.decision.note:
        yield from (f"  > {line}" for line in fate.decision.note.splitlines())


def _told(label: str) -> str:
    if label == EITHER:
        return "either"
    return f"kept ({label})" if Label(label).is_content else f"removed ({label})"


def _fenced(text: str) -> str:
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{text}{fence}\n"


def labels_of(opened: Opened, decisions: Sequence[Decision]) -> list[str | None]:
    """Return a label for each line of the source: null for blank lines, `either` for lines that are partly body."""
    labels: list[str | None] = [None] * (opened.source.count("\n") + 1)
    fates = {fate.line.start: fate for fate in fates_of(opened, decisions)}
    for row in rows_of([fate.line for fate in fates.values()]):
        parts = [fates[line.start] for line in row]
        alike = len({fate.removed for fate in parts}) == 1
        most = max(parts, key=lambda fate: fate.line.end - fate.line.start)
        labels[row[0].row] = most.label if alike else EITHER
    return labels


def gold_record(opened: Opened, work: Work) -> dict[str, Any]:
    """Return a document in the format of training (`docs/judge.md`); other fields of its record are kept."""
    labels = labels_of(opened, work.decisions)
    part = opened.entry.part or (OWN_EXTRACTOR if isinstance(opened.raw.source, bytes) else EXTRACTOR)
    lines = opened.source.split("\n")
    content = {label.value for label in Label if label.is_content}
    site = site_of(opened.raw.url) or PurePath(work.name).parent.name or "review"
    known = {
        "id": work.name,
        "set": site,
        "lang": opened.language,
        "url": opened.raw.url,
        "title": "",
        "site": site,
        "group": site,
        "part": "fit",
        "gold": "\n".join(line for line, label in zip(lines, labels, strict=True) if label in content),
        "headline": [line for line, label in zip(lines, labels, strict=True) if label == Label.HEADLINE],
    }
    return known | dict(opened.raw.record) | {"texts": {part: opened.source}, "labels": {part: labels}}


def packed_records(records: Iterable[dict[str, Any]]) -> tuple[bytes, int]:
    """Return records as compressed lines of JSON, and their number. Records with the same id are joined.

    They are compressed as they come, so texts of one page by several extractors have to be consecutive.
    """
    packer = lzma.LZMACompressor(preset=1)  # a tenth larger than with the default, but five times as fast
    packed: list[bytes] = []
    count = 0
    for record in _joined(records):
        packed.append(packer.compress(f"{json.dumps(record)}\n".encode("ascii")))
        count += 1
    return b"".join([*packed, packer.flush()]), count


def _joined(records: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    last: dict[str, Any] | None = None
    for record in records:
        if last and last["id"] == record["id"] and not last["texts"].keys() & record["texts"].keys():
            for name in ("texts", "labels"):
                last[name] = last[name] | record[name]
        else:
            if last:
                yield last
            last = record
    if last:
        yield last
