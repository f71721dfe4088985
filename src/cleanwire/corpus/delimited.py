"""CSV and TSV: files whose records are rows of cells; the first row names the columns.

Rows are parsed and written by Python's own `csv`. pyarrow's parser gives up a whole block for one row that is too long
or not UTF-8, and cannot say which row it was.
"""

import csv
import json
import re
from codecs import BOM_UTF8
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from io import RawIOBase
from itertools import islice

import pyarrow as pa

from cleanwire.corpus.columns import output_schema
from cleanwire.corpus.inputs import Input
from cleanwire.corpus.lines import LINE_BYTES
from cleanwire.corpus.options import CorpusOptions
from cleanwire.corpus.records import Change, Record, Rows
from cleanwire.corpus.shards import DamageError, Shard, cut
from cleanwire.corpus.streams import PARQUET, StreamError, begun, chunks_of

__all__ = ["Cells", "header", "raw_rows", "records", "schema", "shards"]

_DELIMITERS = {"csv": ",", "tsv": "\t"}

_PLAIN = re.compile(rb"[^\x00-\x08\x0e-\x1f]*+$")
"""How a file that is not compressed may begin: with text."""


def schema(file: Input, options: CorpusOptions) -> "pa.Schema":  # noqa: ARG001, other kinds need the options
    """Return the columns of a file: strings, under the names in its first row."""
    try:
        return pa.schema([(name, pa.string()) for name in _names(_first_row(file), file)])
    except (StreamError, OSError) as error:
        raise DamageError(1, error) from error


def shards(file: Input, done: Collection[int]) -> Iterator[Shard]:
    """Yield the shards of a file: its rows, each shard preceded by the first row of the file."""
    first: list[bytes] = []

    def rows(raw: RawIOBase) -> Iterator[bytes]:
        every = raw_rows(raw, file)
        first.extend(islice(every, 1))
        _names(b"".join(first), file)
        yield from every

    for shard in cut(file, rows, done):
        yield replace(shard, payload=(*first, *shard.payload))


def records(file: Input, shard: Shard, options: CorpusOptions) -> "Cells":
    """Return the rows of a shard."""
    return Cells(file, shard, options)


def header(file: Input, options: CorpusOptions) -> bytes:
    """Return the first row of an output."""
    first = _first_row(file)
    names = output_schema(schema(file, options), options).names
    mark = BOM_UTF8 if first.startswith(BOM_UTF8) else b""
    return mark + _written([names], file, end=_end_of(first))


def _first_row(file: Input) -> bytes:
    with file.open() as raw:
        return next(raw_rows(raw, file), b"")


def _names(first: bytes, file: Input) -> list[str]:
    """Return the names in a first row.

    Raises StreamError if it holds none.
    """
    if not first:
        raise StreamError("it is empty: the first row should name the columns")
    row = _cells(first.removeprefix(BOM_UTF8), file)
    if isinstance(row, str):
        raise StreamError(f"its first row, which should name the columns, is a {row}")
    return row


def _end_of(row: bytes) -> str:
    return "\r\n" if row.endswith(b"\r\n") else "\n"


class Cells(Rows):
    """Records that are rows of cells, all of which are text."""

    def __init__(self, file: Input, shard: Shard, options: CorpusOptions) -> None:
        first, *rows = shard.payload
        names = _names(first, file)
        self._file = file
        self._end = _end_of(first)
        parsed = [_of_length(len(names), _cells(row, file)) for row in rows]
        self._problems = [row if isinstance(row, str) else "" for row in parsed]
        cells = [[None] * len(names) if isinstance(row, str) else row for row in parsed]
        columns = [pa.array(column, pa.string()) for column in zip(*cells, strict=True)]
        super().__init__(pa.table(columns, names=names), shard.first, options)

    def __iter__(self) -> Iterator[Record]:
        for record, problem in zip(super().__iter__(), self._problems, strict=True):
            yield record._replace(problem=problem) if problem else record

    def as_cells(self, changes: Sequence[Change | None]) -> bytes:
        """Return the changed rows, without those whose change is None.

        The removed spans are JSON in their cell.
        """
        columns = [
            [one if isinstance(one, str) else json.dumps(one, ensure_ascii=False) for one in column.to_pylist()]
            for column in self.as_table(changes).columns
        ]
        return _written(zip(*columns, strict=True), self._file, end=self._end)


def _of_length(count: int, row: list[str] | str) -> list[str] | str:
    """Return a row if it has `count` cells, or else what is wrong with it."""
    if isinstance(row, str) or len(row) == count:
        return row
    return f"ragged row: it has {len(row)} cells, and the first row {count}"


def _cells(raw: bytes, file: Input) -> list[str] | str:
    """Return the cells of a row, or what is wrong with it."""
    if len(raw) > LINE_BYTES:
        return f"too long row: it has more than {LINE_BYTES >> 20} MB"
    try:
        with _long_cells():
            return next(csv.reader([raw.decode()], delimiter=_DELIMITERS[file.layout], strict=True))
    except UnicodeDecodeError as error:
        return f"row that is not UTF-8: byte {error.start} (0x{raw[error.start]:02x})"
    except csv.Error as error:
        return f"broken row: {error}"


@contextmanager
def _long_cells() -> Iterator[None]:
    """Let cells be as long as records. Python's default limit, which is global to the process, is too low for pages."""
    before = csv.field_size_limit(LINE_BYTES)
    try:
        yield
    finally:
        csv.field_size_limit(before)


class _Rows(list[str]):
    """The target that `csv` writes into, one row at a time."""

    write = list.append


def _written(rows: Iterable[Iterable[str]], file: Input, *, end: str) -> bytes:
    written = _Rows()
    # Cells that contain a part of this break are quoted. For any other break, Python before 3.13 leaves a part bare.
    usual = "\r\n"
    csv.writer(written, delimiter=_DELIMITERS[file.layout], lineterminator=usual).writerows(rows)
    return "".join(f"{row.removesuffix(usual)}{end}" for row in written).encode()


def raw_rows(raw: RawIOBase, file: Input) -> Iterator[bytes]:
    """Yield the raw rows of a file, the first one included; for a row that is too long, a marker.

    Rows without a character are skipped. Memory holds one row and a chunk.

    Raises StreamError, after the rows before it, if the file cannot be read further.
    """
    head, chunks = begun(chunks_of(raw, file.name, plain=_PLAIN))
    problem = _problem(head)
    if problem:
        raise StreamError(problem)
    lines = _Lines(chunks)
    reader = csv.reader(lines, delimiter=_DELIMITERS[file.layout])
    while True:
        try:
            with _long_cells():
                empty = not next(reader)
        except StopIteration:
            return
        except (csv.Error, _LongRowError):  # whatever parses the row later will say what is wrong with it
            empty = False
        row = lines.taken()
        if not empty:
            yield row


def _problem(head: bytes) -> str:
    """Return why a file that begins so holds no rows, or an empty string."""
    if head.startswith(PARQUET):
        return "it is Parquet; name it .parquet"
    encoding = json.detect_encoding(head)
    return "" if encoding.startswith("utf-8") else f"it is {encoding} or not text; convert it to utf-8"


class _LongRowError(Exception):
    """A row is too long for memory."""


class _Lines:
    """The lines of a file, for a row reader that takes as many as a row has."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._chunk = b""
        self._at = 0
        self._taken: list[bytes] = []
        self._size = 0
        self._quotes = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        """Return the next line; bytes that are not UTF-8 are replaced by placeholders.

        Raises _LongRowError after the end of a row that is too long.
        """
        before = len(self._taken)
        within = before > 0  # rows continue only within quotes, and all lines up to the next quote can be one
        while self._at < len(self._chunk) or self._grow():
            start = self._chunk.find(b'"', self._at) if within else self._at
            end = self._chunk.find(b"\n", start) + 1 if start >= 0 else 0
            self._take(end or len(self._chunk))
            within = self._quotes % 2 > 0 if self._size > LINE_BYTES else within and start < 0
            if end and not within:
                break
        if self._size > LINE_BYTES:
            raise _LongRowError
        if len(self._taken) == before:
            raise StopIteration
        return b"".join(self._taken[before:]).decode("utf-8", "surrogateescape")

    def _grow(self) -> bool:
        self._chunk, self._at = next(self._chunks, b""), 0
        return self._chunk != b""

    def _take(self, end: int) -> None:
        part = self._chunk[self._at : end]
        self._at = end
        if self._size <= LINE_BYTES:
            self._taken.append(part)
        self._size += len(part)
        self._quotes += part.count(b'"')

    def taken(self) -> bytes:
        """Return the lines since the last call, which are one row; for a row that is too long, a marker."""
        taken = b"".join(self._taken)
        self._taken, self._size, self._quotes = [], 0, 0
        return taken
