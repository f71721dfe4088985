"""JSON: files whose records are lines, or the elements of a single array."""

import json
import re
from codecs import BOM_UTF8
from collections.abc import Collection, Iterator, Sequence
from io import RawIOBase

import pyarrow as pa

from cleanwire.corpus.columns import span_type
from cleanwire.corpus.inputs import Input
from cleanwire.corpus.json_arrays import ARRAY, elements_of
from cleanwire.corpus.lines import LINE_BYTES, LineError, Member, member_at, members_of, with_values
from cleanwire.corpus.options import SPANS_FIELD, CorpusOptions
from cleanwire.corpus.records import Change, Record, TypesError
from cleanwire.corpus.shards import Shard, cut
from cleanwire.corpus.streams import PARQUET, StreamError, begun, chunks_of
from cleanwire.corpus.values import problem_with

__all__ = ["Lines", "raw_records", "records", "schema", "shards"]

_OBJECT = re.compile(rb"(?:\xef\xbb\xbf)?\s*+\{[ \t\r]*+\n\s*+\"")
"""How an object begins that is written on many lines. A bracket alone may be a bad line, with other lines after it."""


def schema(file: Input, options: CorpusOptions) -> None:
    """Return None: only the records tell which fields there are."""


def shards(file: Input, done: Collection[int]) -> Iterator[Shard]:
    """Yield the shards of a file: lines, or elements on one line each."""
    return cut(file, lambda raw: raw_records(raw, file.name), done)


def records(file: Input, shard: Shard, options: CorpusOptions) -> "Lines":  # noqa: ARG001, rows are read by their file
    """Return the lines of a shard."""
    return Lines(shard, options)


def raw_records(raw: RawIOBase, name: str) -> Iterator[bytes]:
    """Yield lines without their breaks, or the elements of an array on one line each; for one too long, a marker.

    Memory holds one record and a chunk.

    Raises StreamError, after the records before it, if the file cannot be read further.
    """
    head, chunks = begun(chunks_of(raw, name))
    problem = _problem(head)
    if problem:
        raise StreamError(problem)
    yield from elements_of(chunks) if ARRAY.match(head) else _lines(chunks)


def _problem(head: bytes) -> str:
    """Return why a file that begins so holds no records, or an empty string."""
    if head.startswith(PARQUET):
        return "it is Parquet; name it .parquet"
    if _OBJECT.match(head):
        return "it is JSON on many lines; write each record on a line of its own"
    encoding = json.detect_encoding(head)
    if not encoding.startswith("utf-8") and head.decode(encoding, "ignore").lstrip("\ufeff \t\r\n")[:1] in ("{", "["):
        return f"it is {encoding}; convert it to utf-8"
    return ""


def _lines(chunks: Iterator[bytes]) -> Iterator[bytes]:
    open_line: list[bytes] = []
    length = 0
    for chunk in chunks:
        first, *others = chunk.split(b"\n")
        if length <= LINE_BYTES:
            open_line.append(first)
            length += len(first)
        if others:
            yield b"".join(open_line)
            yield from others[:-1]
            open_line, length = [others[-1]], len(others[-1])
    if length:
        yield b"".join(open_line)


class Lines:
    """Records that are lines of JSON. Blank lines are skipped."""

    passed = 0

    def __init__(self, shard: Shard, options: CorpusOptions) -> None:
        self._shard = shard
        self._options = options
        self._taken: list[tuple[str, dict[str, Member]]] = []

    def __iter__(self) -> Iterator[Record]:
        # This works only once, since lines are scanned once.
        for number, raw in enumerate(self._shard.payload, self._shard.first):
            line = raw.removeprefix(BOM_UTF8)  # concatenated files have one before later lines, too
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
            field = self._options.text_field
            problem = problem_with(field, text.value) if text else f"no field {field!r}"
        return Record(
            number,
            text.value if text and isinstance(text.value, str) else "",
            url.value if url and isinstance(url.value, str) else None,
            problem,
            html=self._options.html,
        )

    def as_lines(self, changes: Sequence[Change | None]) -> bytes:
        """Return the changed lines, without those whose change is None."""
        return "".join(f"{line}\n" for line in self._changed(changes)).encode()

    def _changed(self, changes: Sequence[Change | None]) -> Iterator[str]:
        for (line, members), change in zip(self._taken, changes, strict=True):
            if change is not None:
                news = {
                    name: value for name, value in change.items() if name not in members or members[name].value != value
                }
                yield with_values(line, members, news) if news else line

    def as_table(self, changes: Sequence[Change | None]) -> "pa.Table":
        """Return the records as a table with the types that the values need.

        Raises TypesError for values that do not fit a column.
        """
        try:
            kept = [json.loads(line) for line in self._changed(changes)]
            names = dict.fromkeys(name for record in kept for name in record)
            return pa.table({name: _column(name, [record.get(name) for record in kept]) for name in names})
        except (ValueError, RecursionError) as error:  # numbers of thousands of digits, names with lone surrogates
            raise TypesError(f"a record does not fit columns of Parquet: {error}") from error


def _column(name: str, values: list[object]) -> "pa.Array":
    if name == SPANS_FIELD:
        return pa.array(values, span_type())
    try:
        return pa.array(values)
    except (pa.ArrowException, OverflowError, UnicodeEncodeError) as error:
        raise TypesError(f"field {name!r} has values that do not fit one column of Parquet: {error}") from error
