"""The kinds of files; each has its own module."""

from collections.abc import Collection, Iterator
from typing import Protocol

import pyarrow as pa

from cleanwire.corpus import archives, delimited, json_records, parquet_rows
from cleanwire.corpus.inputs import Input
from cleanwire.corpus.naming import Layout
from cleanwire.corpus.options import CorpusOptions
from cleanwire.corpus.records import Rows
from cleanwire.corpus.shards import Shard

__all__ = ["Kind", "Records", "kind_of"]

Records = Rows | json_records.Lines
"""The records of a shard."""


class Kind(Protocol):
    """How files of a kind are read."""

    def schema(self, file: Input, options: CorpusOptions) -> "pa.Schema | None":
        """Return the columns of a file, or None if only its records tell.

        Raises DamageError if nothing of it can be read.
        """

    def shards(self, file: Input, done: Collection[int]) -> Iterator[Shard]:
        """Yield the shards of a file, except those that are done.

        The same file gives the same shards. Memory does not grow with the file.

        Raises DamageError, after the shards before it, if the file cannot be read further.
        """

    def records(self, file: Input, shard: Shard, options: CorpusOptions) -> Records:
        """Return the records of a shard of a file."""


_KINDS: dict[Layout, Kind] = {
    "jsonl": json_records,
    "json": json_records,
    "parquet": parquet_rows,
    "csv": delimited,
    "tsv": delimited,
    "warc": archives,
}


def kind_of(file: Input) -> Kind:
    """Return the kind of a file."""
    return _KINDS[file.layout]
