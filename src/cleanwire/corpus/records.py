"""The records of a shard: what to clean in each, and how the shard is written with the cleaned texts.

Records of every kind of file can be written as lines of JSON and as a table. All fields but the cleaned one pass
through: from lines to lines they keep their exact characters, from rows to rows their types.
"""

import base64
import json
import re
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
    values_at,
    with_values_at,
    without_views,
)
from cleanwire.corpus.options import SPANS_FIELD, CorpusOptions
from cleanwire.corpus.values import problem_with, value_of
from cleanwire.errors import CleanwireError

__all__ = ["Change", "Record", "Rows", "TypesError"]

Change = Mapping[str, object]
"""New values for a record's fields: the text, and the removed spans if they are asked for."""


class TypesError(CleanwireError):
    """The values of one field do not fit one column."""


class Record(NamedTuple):
    """What to clean in one record."""

    number: int
    """Its line or row in the file, from 1."""
    text: str | bytes
    url: str | None
    problem: str
    """Why it cannot be cleaned; empty if it can."""
    html: bool = False
    """Whether it is an HTML page."""


class Rows:
    """Records that are rows of a table."""

    passed: int = 0
    """How many records of the file hold no document, such as requests in WARC."""

    def __init__(self, table: "pa.Table", first: int, options: CorpusOptions) -> None:
        self._first = first
        self._options = options
        plain = without_views(table.schema)
        self._table = table if plain == table.schema else table.cast(plain)

    def __iter__(self) -> Iterator[Record]:
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
                html=pages,
            )

    def _column(self, name: str) -> "pa.ChunkedArray":
        """Return the column with a name, or a column of nulls."""
        place = place_of(self._table.schema, name)
        return pa.chunked_array([pa.nulls(self._table.num_rows)]) if place is None else values_at(self._table, place)

    def as_table(self, changes: Sequence[Change | None]) -> "pa.Table":
        """Return the changed rows with their original types, without those whose change is None."""
        kept = [change for change in changes if change is not None]
        table = self._table.filter(pa.array([change is not None for change in changes], pa.bool_()))
        for name in dict.fromkeys(name for change in kept for name in change):
            table = _with_column(table, name, [change[name] for change in kept])
        return table

    def as_lines(self, changes: Sequence[Change | None]) -> bytes:
        """Return the changed rows as lines of JSON. Types that it lacks become strings: ISO 8601 times, base64 bytes.

        Raises TypesError for values that JSON cannot hold.
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
        # Nanoseconds, or years out of Python's range.
        shown = column.cast(pa.string()).to_pylist()
        values = [_DAY.sub(r"\1T", one) if one else one for one in shown]
    return values


_DAY = re.compile(r"^(\d{4}-\d\d-\d\d) ")
"""How pyarrow writes the date of a time; ISO 8601 has a letter after it."""


def _with_column(table: "pa.Table", name: str, values: list[object]) -> "pa.Table":
    place = place_of(table.schema, name)
    if place is None:
        return table.append_column(pa.field(name, span_type()), pa.array(values, span_type()))
    kind = span_type() if name == SPANS_FIELD else text_type(type_at(table.schema, place))
    plain = kind.value_type if pa.types.is_dictionary(kind) else kind
    return with_values_at(table, place, pa.array(values, plain).cast(kind))


def _as_json(value: object) -> object:
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    return str(value)
