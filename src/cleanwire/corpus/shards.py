"""Files cut into shards: so many records at a time that any machine can hold them, always the same ones."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Literal, Protocol

import pyarrow as pa
import pyarrow.parquet as pq

from cleanwire.corpus.inputs import DAMAGED, Input
from cleanwire.errors import CleanwireError

__all__ = ["DamageError", "Shard", "parquet_schema", "shards_of"]

SHARD_RECORDS = 1000
"""At most so many records a shard: text takes 2 to 5 ms each, so that an interruption costs a few seconds."""

SHARD_BYTES = 8 << 20
"""A shard is closed once it holds so much. Each worker holds one, which with its copies is about 100 MB; half of this
would make no difference to speed, a tenth would write ten times the files."""

LINE_BYTES = 64 << 20
"""A longer line is no document but a file that is none of lines: it is rejected, since it would have to be in memory
whole. The largest pages that are read have 20 million characters, which is 60 MB where each takes three bytes."""

CHUNK_BYTES = 256 << 10
"""Read at a time. Of a damaged file what was read before the damage counts, so a chunk should not be large."""


class _Stream(Protocol):
    def read(self, nbytes: int) -> bytes: ...


class DamageError(CleanwireError):
    """A file can be read up to some record and no further."""

    def __init__(self, record: int, message: str) -> None:
        super().__init__(message)
        self.record = record
        """The first record that cannot be read, counted from 1."""


@dataclass(frozen=True, slots=True)
class Shard:
    """A run of a file's records, on its way to a worker."""

    number: int
    first: int
    """The number of its first record: of its line, or of its row, from 1."""
    payload: bytes = field(repr=False)
    """Lines, or one batch of rows as an Arrow stream."""
    kind: Literal["lines", "rows"]
    read: int
    """How many bytes of the file it takes, as they lie on the disk; an estimate, whose sum is exact."""


def shards_of(file: Input, *, done: Collection[int] = ()) -> Iterator[Shard]:
    """Yield the shards of a file, but those that are done.

    The same file gives the same shards. Memory does not grow with the file.

    Raises DamageError, after the shards before it, where the file cannot be read further.
    """
    if file.format == "parquet":
        return _row_shards(file, done)
    return _line_shards(file, done)


def _line_shards(file: Input, done: Collection[int]) -> Iterator[Shard]:
    number, first, position, size = 0, 1, 0, 0
    lines: list[bytes] = []
    damage = None
    with pa.OSFile(str(file.path)) as raw:
        reading = _lines(_decompressed(raw, file))
        while True:
            try:
                line = next(reading, None)
            except OSError as error:
                damage, line = error, None
            if line is not None:
                lines.append(line)
                size += len(line)
            if lines and (line is None or len(lines) == SHARD_RECORDS or size >= SHARD_BYTES):
                at = file.size if line is None else raw.tell()
                if number not in done:
                    yield Shard(number, first, b"\n".join(lines), "lines", at - position)
                number, first, position, size = number + 1, first + len(lines), at, 0
                lines = []
            if line is None:
                break
    if damage:
        raise DamageError(first, f"{DAMAGED}: {damage}") from damage


def _decompressed(raw: "pa.NativeFile", file: Input) -> "_Stream":
    kinds = {"jsonl.gz": "gzip", "jsonl.zst": "zstd"}
    stream: _Stream = pa.CompressedInputStream(raw, kinds[file.format]) if file.format in kinds else raw
    return stream


def _lines(stream: "_Stream") -> Iterator[bytes]:
    """Yield the lines of a stream without their breaks; of one that is too long, the beginning that tells it."""
    open_line: list[bytes] = []
    length = 0
    while chunk := stream.read(CHUNK_BYTES):
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


def parquet_schema(file: Input) -> "pa.Schema":
    """Return what columns a Parquet file has.

    Raises DamageError where it is none.
    """
    try:
        return pq.read_schema(file.path)
    except (pa.ArrowException, OSError) as error:
        raise _damage(1, error) from error


def _row_shards(file: Input, done: Collection[int]) -> Iterator[Shard]:
    row = 0
    try:
        with pq.ParquetFile(
            file.path, pre_buffer=False, buffer_size=CHUNK_BYTES, page_checksum_verification=True
        ) as rows:
            total = rows.metadata.num_rows
            batches = rows.iter_batches(batch_size=_batch_rows(rows.metadata), use_threads=False)
            for number, batch in enumerate(batch for batch in batches if batch.num_rows):
                behind = row + batch.num_rows
                if number not in done:
                    whole = max(total, behind)
                    read = file.size * behind // whole - file.size * row // whole
                    yield Shard(number, row + 1, _as_stream(batch), "rows", read)
                row = behind
    except (pa.ArrowException, OSError) as error:
        raise _damage(row + 1, error) from error
    if row < total:
        raise _damage(row + 1, f"it says that it has {total} rows, and has {row}")


def _damage(record: int, reason: object) -> DamageError:
    return DamageError(record, f"{DAMAGED}: {' '.join(str(reason).split())}")


def _batch_rows(metadata: "pq.FileMetaData") -> int:
    size = sum(metadata.row_group(group).total_byte_size for group in range(metadata.num_row_groups))
    rows: int = SHARD_BYTES * metadata.num_rows // max(size, 1)
    return max(1, min(SHARD_RECORDS, rows))


def _as_stream(batch: "pa.RecordBatch") -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, batch.schema) as stream:
        stream.write_batch(batch)
    taken: bytes = sink.getvalue().to_pybytes()
    return taken
