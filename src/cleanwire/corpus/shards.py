"""Files cut into shards: so many records at a time that any machine can hold them, always the same ones."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from io import FileIO
from typing import Literal

import pyarrow as pa
import pyarrow.parquet as pq

from cleanwire.corpus.inputs import DAMAGED, Input
from cleanwire.corpus.layouts import raw_records
from cleanwire.corpus.streams import CHUNK_BYTES, StreamError
from cleanwire.errors import CleanwireError

__all__ = ["DamageError", "Shard", "parquet_schema", "shards_of"]

SHARD_RECORDS = 1000
"""At most so many records a shard: text takes 2 to 5 ms each, so that an interruption costs a few seconds."""

SHARD_BYTES = 8 << 20
"""A shard is closed once it holds so much. Each worker holds one, which with its copies is about 100 MB; half of this
would make no difference to speed, a tenth would write ten times the files."""


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
    first, position = 1, 0
    try:
        with FileIO(file.path) as raw:
            for number, batch in enumerate(_batches(raw_records(raw, file.path.name))):
                at = raw.tell()
                if number not in done:
                    yield Shard(number, first, b"\n".join(batch), "lines", at - position)
                first, position = first + len(batch), at
    except StreamError as error:
        raise _damage(first, error) from error


def _batches(records: Iterator[bytes]) -> Iterator[list[bytes]]:
    """Yield as many records at a time as make a shard; before an error those that came before it."""
    batch: list[bytes] = []
    size = 0
    damage = None
    try:
        for record in records:
            batch.append(record)
            size += len(record)
            if len(batch) == SHARD_RECORDS or size >= SHARD_BYTES:
                yield batch
                batch, size = [], 0
    except (StreamError, OSError) as error:
        damage = error
    if batch:
        yield batch
    if damage:
        raise StreamError(str(damage)) from damage


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
