"""The command `diff`: what two versions, packs or options do differently to the same files."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import click

from cleanwire.errors import OptionError, ReadingError
from cleanwire.files.outputs import show
from cleanwire.files.sources import STANDARD, read_source
from cleanwire.report.differences import Change, Removal, changes
from cleanwire.report.escaping import escaped

__all__ = ["diff"]

DIFFERENT = 1
"""The exit code if something differs, as of `diff`."""

_Record = Mapping[str, Any]


@click.command()
@click.argument("before", metavar="A", type=click.Path())
@click.argument("after", metavar="B", type=click.Path())
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object for each line that differs.")
@click.pass_context
def diff(context: click.Context, before: str, after: str, *, as_json: bool) -> None:
    """Show what two cleanings of the same files did differently.

    A and B are outputs of `cleanwire explain --json FILES`, written with two versions of cleanwire, or with other packs
    or options; one of them may be - for standard input. Lines that only B removes are marked with -, lines that only B
    keeps with +, and lines that both remove, but under another label or by another rule, with ~.

    The exit code is 0 if nothing differs, else 1.
    """
    if before == after == STANDARD:
        raise OptionError("standard input is named twice, but can be read only once; name a file")
    first, second = _records(before), _records(after)
    if first.keys() != second.keys():
        name = min(first.keys() ^ second.keys())
        holder, other = (before, after) if name in first else (after, before)
        raise OptionError(f"{other}: has no entry for {name}, which {holder} has; explain the same files twice")
    found = [(name, change) for name in first for change in _changes(name, first[name], second[name])]
    show("".join(_as_json(found) if as_json else _as_text(found, len(first))))
    if found:
        context.exit(DIFFERENT)


def _records(name: str) -> dict[str, _Record]:
    """Return the explanations in a file, by the name of what they explain."""
    content = read_source(name, format="text").content
    records: dict[str, _Record] = {}
    for number, line in enumerate(str(content).removeprefix("\ufeff").splitlines(), start=1):
        record = _record_in(line)
        if record is None:
            remedy = "write it with `cleanwire explain --json FILES`"
            raise ReadingError(f"{name}: line {number} is not an explanation in JSON; {remedy}")
        file = str(record.get("file", f"record {number}"))
        if file in records:
            raise ReadingError(f"{name}: line {number} is a second entry for {file}; explain each file once")
        records[file] = record
    return records


def _record_in(line: str) -> _Record | None:
    """Return the explanation that a line holds, or None if it holds none."""
    try:
        record = json.loads(line)
        at = 0
        for removal in record["removed"]:
            start, end = removal["start"], removal["end"]
            if not (at <= start < end and isinstance(removal["label"], str) and isinstance(removal["rule"], str)):
                return None
            at = end
        return record if isinstance(record["source"], str) and at <= len(record["source"]) else None
    except (ValueError, LookupError, TypeError, RecursionError):
        return None


def _changes(name: str, before: _Record, after: _Record) -> Iterator[Change]:
    try:
        yield from changes(before, after)
    except ReadingError as error:
        raise ReadingError(f"{name}: {error}") from error


def _as_json(found: list[tuple[str, Change]]) -> Iterator[str]:
    for name, change in found:
        record = {field: getattr(change, field) for field in ("line", "kind", "text", "before", "after")}
        yield f"{json.dumps({'file': name, **record})}\n"


_SIGNS = {"removed": "-", "kept": "+", "changed": "~"}


def _as_text(found: list[tuple[str, Change]], files: int) -> Iterator[str]:
    last = None
    for name, change in found:
        if name != last:
            yield f"{'' if last is None else chr(10)}{escaped(name)}\n"
            last = name
        yield f"{_SIGNS[change.kind]} {change.line:5}  {escaped(change.text)}\n"
        yield f"         {escaped(_reason(change))}\n"
    counts = Counter(change.kind for _, change in found)
    told = ", ".join(f"{counts[kind]:,} {_TOLD[kind]}" for kind in _SIGNS)
    yield f"{chr(10) if found else ''}{len({name for name, _ in found}):,} of {files:,} files differ: {told}\n"


_TOLD = {"removed": "lines removed by B only", "kept": "kept by B only", "changed": "removed differently"}


def _reason(change: Change) -> str:
    if change.kind == "changed":
        return f"{_named(change.before)} -> {_named(change.after)}"
    return _named(change.before or change.after)


def _named(removals: tuple[Removal, ...]) -> str:
    return ", ".join(f"{one['label']} {one['rule']}" for one in removals)
