"""Parquet: files whose records are the rows of a table."""

from collections.abc import Collection, Iterator

import pyarrow as pa
import pyarrow.parquet as pq

from cleanwire.corpus import shards as sizes
from cleanwire.corpus.columns import as_stream
from cleanwire.corpus.inputs import Input
from cleanwire.corpus.options import CorpusOptions
from cleanwire.corpus.records import Rows
from cleanwire.corpus.shards import DamageError, Shard
from cleanwire.corpus.streams import CHUNK_BYTES

__all__ = ["records", "schema", "shards"]


def schema(file: Input, options: CorpusOptions) -> "pa.Schema":  # noqa: ARG001, other kinds need the options
    """Return the columns of a file."""
    try:
        with file.open(scattered=True) as raw:
            return pq.read_schema(raw)
    except (pa.ArrowException, OSError) as error:
        raise DamageError(1, error) from error


def shards(file: Input, done: Collection[int]) -> Iterator[Shard]:
    """Yield the shards of a file: batches of its rows."""
    row = 0
    try:
        with (
            file.open(scattered=True) as raw,
            pq.ParquetFile(raw, pre_buffer=False, buffer_size=CHUNK_BYTES, page_checksum_verification=True) as rows,
        ):
            total = rows.metadata.num_rows
            batches = rows.iter_batches(batch_size=_batch_rows(rows.metadata), use_threads=False)
            for number, batch in enumerate(batch for batch in batches if batch.num_rows):
                behind = row + batch.num_rows
                if number not in done:
                    whole = max(total, behind)
                    read = file.size * behind // whole - file.size * row // whole
                    yield Shard(number, row + 1, (as_stream(batch),), read)
                row = behind
    except (pa.ArrowException, OSError) as error:
        raise DamageError(row + 1, error) from error
    if row < total:
        raise DamageError(row + 1, f"it says that it has {total} rows, but has {row}")


def records(file: Input, shard: Shard, options: CorpusOptions) -> Rows:  # noqa: ARG001, a batch has its schema
    """Return the rows of a shard."""
    (payload,) = shard.payload
    return Rows(pa.ipc.open_stream(payload).read_all(), shard.first, options)


def _batch_rows(metadata: "pq.FileMetaData") -> int:
    size = sum(metadata.row_group(group).total_byte_size for group in range(metadata.num_row_groups))
    rows: int = sizes.SHARD_BYTES * metadata.num_rows // max(size, 1)
    return max(1, min(sizes.SHARD_RECORDS, rows))
