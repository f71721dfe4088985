"""The records of a shard: what is to be cleaned of each, and the shard written again with what was cleaned.

Both kinds of shard, lines and rows, can be written as lines and as a table. All fields but the cleaned one pass
through; from lines to lines they keep their very characters, from rows to rows their types.
"""

import base64
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import NamedTuple

import pyarrow as pa

from cleanwire.corpus.lines import LineError, Member, members_of, with_values
from cleanwire.corpus.options import SPANS_FIELD, CorpusOptions
from cleanwire.corpus.shards import LINE_BYTES, Shard
from cleanwire.errors import CleanwireError

__all__ = ["Change", "Lines", "Record", "Rows", "TypesError", "records_in", "span_type", "text_type"]

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


def span_type() -> "pa.DataType":
    """Return the type of the column that holds what was removed."""
    span = [("start", pa.int64()), ("end", pa.int64()), ("label", pa.string()), ("rule", pa.string())]
    return pa.list_(pa.struct(span))


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
            if raw.strip():
                yield self._record(number, raw.removeprefix(b"\xef\xbb\xbf") if number == 1 else raw)

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
        self._taken.append((line, members))
        text = members.get(self._options.text_field)
        url = members.get(self._options.url_field)
        if not problem:
            problem = _problem(self._options.text_field, text.value if text else None, present=text is not None)
        return Record(
            number,
            text.value if text and isinstance(text.value, str) else "",
            url.value if url and isinstance(url.value, str) else None,
            problem,
        )

    def as_lines(self, changes: Sequence[Change | None]) -> bytes:
        """Return the lines with what changed; without those that have None for a change."""
        kept = []
        for (line, members), change in zip(self._taken, changes, strict=True):
            if change is not None:
                news = {
                    name: value for name, value in change.items() if name not in members or members[name].value != value
                }
                kept.append(with_values(line, members, news) if news else line)
        return "".join(f"{line}\n" for line in kept).encode()

    def as_table(self, changes: Sequence[Change | None]) -> "pa.Table":
        """Return the records as a table whose types are those that the values need.

        Raises TypesError where the values of a field need several.
        """
        kept = [
            {**json.loads(line), **change}
            for (line, _), change in zip(self._taken, changes, strict=True)
            if change is not None
        ]
        names = dict.fromkeys(name for record in kept for name in record)
        columns = {name: _column(name, [record.get(name) for record in kept]) for name in names}
        return pa.table(columns)


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
        self._table = pa.ipc.open_stream(shard.payload).read_all()

    def __iter__(self) -> Iterator[Record]:
        """Yield what is to be cleaned."""
        texts = self._table.column(self._options.text_field)
        urls = self._options.url_field if self._options.url_field in self._table.column_names else None
        addresses = self._table.column(urls) if urls else [None] * len(texts)
        for number, (text, url) in enumerate(zip(texts, addresses, strict=True), self._first):
            address = _value(url) if url is not None else None
            value = _value(text)
            problem = _problem(self._options.text_field, value, pages=self._options.html)
            yield Record(
                number,
                value if isinstance(value, str | bytes) else "",
                address if isinstance(address, str) else None,
                problem,
            )

    def as_table(self, changes: Sequence[Change | None]) -> "pa.Table":
        """Return the rows with what changed, in the types they had; without those that have None for a change."""
        kept = self._kept(changes)
        table = self._table.filter(pa.array([change is not None for change in changes], pa.bool_()))
        for name in dict.fromkeys(name for change in kept for name in change):
            table = _with_column(table, name, [change[name] for change in kept])
        return table

    def as_lines(self, changes: Sequence[Change | None]) -> bytes:
        """Return the rows as lines of JSON; what it has no type for as strings: times in ISO 8601, bytes in base64."""
        rows = self.as_table(changes).to_pylist()
        return "".join(f"{json.dumps(row, ensure_ascii=False, default=_as_json)}\n" for row in rows).encode()

    def _kept(self, changes: Sequence[Change | None]) -> list[Change]:
        return [change for change in changes if change is not None]


def _value(scalar: "pa.Scalar") -> object:
    try:
        return scalar.as_py()
    except UnicodeDecodeError as error:  # Parquet's strings should be UTF-8, and nobody checks
        return error


def _with_column(table: "pa.Table", name: str, values: list[object]) -> "pa.Table":
    if name not in table.column_names:
        return table.append_column(pa.field(name, span_type()), pa.array(values, span_type()))
    at = table.column_names.index(name)
    own = table.schema.field(at)
    kind = span_type() if name == SPANS_FIELD else text_type(own.type)
    column = pa.array(values, kind.value_type if pa.types.is_dictionary(kind) else kind)
    return table.set_column(at, own.with_type(kind), column.cast(kind))


def text_type(kind: "pa.DataType") -> "pa.DataType":
    """Return the type for the text of a column: its own, and a string's where it held the bytes of pages."""
    if pa.types.is_dictionary(kind):
        return kind
    if pa.types.is_large_binary(kind):
        return pa.large_string()
    return pa.string() if pa.types.is_binary(kind) or pa.types.is_binary_view(kind) else kind


def _problem(field: str, value: object, *, present: bool = True, pages: bool = False) -> str:
    """Return why a value is no text, or nothing where it is."""
    if isinstance(value, str) or (pages and isinstance(value, bytes)):
        return ""
    if not present:
        return f"no field {field!r}"
    if isinstance(value, UnicodeDecodeError):
        return f"field {field!r} is not UTF-8"
    return f"field {field!r} is no text but {_KINDS.get(type(value), 'another value')}"


_KINDS = {
    type(None): "null",
    bool: "true or false",
    float: "a number",
    int: "a number",
    dict: "an object",
    list: "a list",
    bytes: "bytes: are they pages?",
}


def _as_json(value: object) -> object:
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    return str(value)
