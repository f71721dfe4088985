"""The records of a shard: what is to be cleaned of each, and the shard written again with what was cleaned.

Both kinds of shard, lines and rows, can be written as lines and as a table. All fields but the cleaned one pass
through; from lines to lines they keep their very characters, from rows to rows their types.
"""

import base64
import json
import re
from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import NamedTuple

import pyarrow as pa

from cleanwire.corpus.columns import (
    place_of,
    problem_with_name,
    span_type,
    text_type,
    type_at,
    typed,
    values_at,
    with_values_at,
    without_views,
)
from cleanwire.corpus.lines import LINE_BYTES, LineError, Member, member_at, members_of, with_values
from cleanwire.corpus.options import SPANS_FIELD, CorpusOptions
from cleanwire.corpus.shards import Shard
from cleanwire.corpus.values import problem_with, value_of
from cleanwire.errors import CleanwireError

__all__ = ["Change", "Lines", "Record", "Rows", "TypesError", "records_in"]

Change = Mapping[str, object]
"""New values of a record's fields: the text, and what was removed where that is asked for."""


class TypesError(CleanwireError):
    """Values of one field do not fit one column."""


class Record(NamedTuple):
    """What is to be cleaned of one record."""

    number: int
    """Its line or row in the file, from 1."""
    text: str | bytes
    url: str | None
    problem: str
    """Why it cannot be cleaned; empty where it can."""


def records_in(shard: Shard, options: CorpusOptions) -> "Lines | Rows":
    """Return the records of a shard."""
    return Lines(shard, options) if shard.kind == "lines" else Rows(shard, options)


class Lines:
    """Records that are lines of JSON. Blank lines are none."""

    def __init__(self, shard: Shard, options: CorpusOptions) -> None:
        self._first = shard.first
        self._options = options
        self._lines = shard.payload.split(b"\n")
        self._taken: list[tuple[str, dict[str, Member]]] = []

    def __iter__(self) -> Iterator[Record]:
        """Yield what is to be cleaned; only once, since lines are scanned once."""
        for number, raw in enumerate(self._lines, self._first):
            line = raw.removeprefix(BOM_UTF8)  # joined files have one before later lines, too
            if line.strip():
                yield self._record(number, line)

    def _record(self, number: int, raw: bytes) -> Record:
        line, members, problem = "", {}, ""
        if len(raw) > LINE_BYTES:
            problem = f"too long: more than {LINE_BYTES >> 20} MB on one line"
        else:
            try:
                line = raw.decode()
                members = members_of(line)
            except UnicodeDecodeError as error:
                problem = f"not UTF-8: byte {error.start} of the line (0x{raw[error.start]:02x})"
            except LineError as error:
                problem = str(error)
        text = member_at(line, members, self._options.text_field)
        url = member_at(line, members, self._options.url_field)
        self._taken.append((line, {**members, self._options.text_field: text} if text else members))
        if not problem:
            problem = problem_with(self._options.text_field, text.value if text else None, present=text is not None)
        return Record(
            number,
            text.value if text and isinstance(text.value, str) else "",
            url.value if url and isinstance(url.value, str) else None,
            problem,
        )

    def as_lines(self, changes: Sequence[Change | None]) -> bytes:
        """Return the lines with what changed; without those that have None for a change."""
        return "".join(f"{line}\n" for line in self._changed(changes)).encode()

    def _changed(self, changes: Sequence[Change | None]) -> Iterator[str]:
        for (line, members), change in zip(self._taken, changes, strict=True):
            if change is not None:
                news = {
                    name: value for name, value in change.items() if name not in members or members[name].value != value
                }
                yield with_values(line, members, news) if news else line

    def as_table(self, changes: Sequence[Change | None]) -> "pa.Table":
        """Return the records as a table whose types are those that the values need.

        Raises TypesError where the values of a field need several.
        """
        try:
            kept = [json.loads(line) for line in self._changed(changes)]
            names = dict.fromkeys(name for record in kept for name in record)
            return pa.table({name: _column(name, [record.get(name) for record in kept]) for name in names})
        except (ValueError, RecursionError) as error:  # numbers of thousands of digits, names with half a character
            raise TypesError(f"a record does not fit columns of Parquet: {error}") from error


def _column(name: str, values: list[object]) -> "pa.Array":
    if name == SPANS_FIELD:
        return pa.array(values, span_type())
    try:
        return pa.array(values)
    except (pa.ArrowException, OverflowError, UnicodeEncodeError) as error:
        raise TypesError(f"field {name!r} has values that do not fit one column of Parquet: {error}") from error


class Rows:
    """Records that are rows of a table."""

    def __init__(self, shard: Shard, options: CorpusOptions) -> None:
        self._first = shard.first
        self._options = options
        table = pa.ipc.open_stream(shard.payload).read_all()
        plain = without_views(table.schema)
        self._table = table if plain == table.schema else table.cast(plain)

    def __iter__(self) -> Iterator[Record]:
        """Yield what is to be cleaned."""
        field, pages = self._options.text_field, self._options.html
        problem = problem_with_name(self._table.schema, field)
        texts = [""] * self._table.num_rows if problem else map(value_of, self._column(field))
        addresses = map(value_of, self._column(self._options.url_field))
        for number, (text, url) in enumerate(zip(texts, addresses, strict=True), self._first):
            yield Record(
                number,
                text if isinstance(text, str | bytes) else "",
                url if isinstance(url, str) else None,
                problem or problem_with(field, text, pages=pages),
            )

    def _column(self, name: str) -> "pa.ChunkedArray":
        """Return the column of a name, or one of nulls."""
        place = place_of(self._table.schema, name)
        return pa.chunked_array([pa.nulls(self._table.num_rows)]) if place is None else values_at(self._table, place)

    def as_table(self, changes: Sequence[Change | None]) -> "pa.Table":
        """Return the rows with what changed, in the types they had; without those that have None for a change."""
        kept = [change for change in changes if change is not None]
        table = self._table.filter(pa.array([change is not None for change in changes], pa.bool_()))
        for name in dict.fromkeys(name for change in kept for name in change):
            table = _with_column(table, name, [change[name] for change in kept])
        return table

    def as_lines(self, changes: Sequence[Change | None]) -> bytes:
        """Return the rows as lines of JSON; what it has no type for as strings: times in ISO 8601, bytes in base64.

        Raises TypesError for values that cannot be written so.
        """
        table = self.as_table(changes)
        columns = [_plain_values(*column) for column in zip(table.schema, table.columns, strict=True)]
        rows = [dict(zip(table.column_names, values, strict=True)) for values in zip(*columns, strict=True)]
        return "".join(f"{json.dumps(row, ensure_ascii=False, default=_as_json)}\n" for row in rows).encode()


def _plain_values(field: "pa.Field", column: "pa.ChunkedArray") -> list[object]:
    try:
        values: list[object] = column.to_pylist()
    except (ValueError, OverflowError) as error:
        if not pa.types.is_temporal(field.type):
            raise TypesError(f"field {field.name!r} has values that JSON cannot hold: {error}") from error
        # Of nanoseconds or far away: Python has no such times.
        shown = column.cast(pa.string()).to_pylist()
        values = [_DAY.sub(r"\1T", one) if one else one for one in shown]
    return values


_DAY = re.compile(r"^(\d{4}-\d\d-\d\d) ")
"""How pyarrow writes the day of a time; ISO 8601 has a letter behind it."""


def _with_column(table: "pa.Table", name: str, values: list[object]) -> "pa.Table":
    place = place_of(table.schema, name)
    if place is None:
        return table.append_column(pa.field(name, span_type()), pa.array(values, span_type()))
    kind = span_type() if name == SPANS_FIELD else text_type(type_at(table.schema, place))
    return with_values_at(table, place, typed(values, kind))


def _as_json(value: object) -> object:
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    return str(value)
