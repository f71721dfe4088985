"""Cuts files into shards: always the same ones, and small enough for any machine to hold."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field, replace
from io import RawIOBase

from cleanwire.corpus.inputs import Input
from cleanwire.corpus.naming import DAMAGED
from cleanwire.corpus.streams import StreamError
from cleanwire.errors import CleanwireError

__all__ = ["SHARD_BYTES", "SHARD_RECORDS", "DamageError", "Shard", "cut", "shards_of"]

SHARD_RECORDS = 1000
"""At most this many records per shard. Text takes 2 to 5 ms each, so an interruption costs a few seconds."""

SHARD_BYTES = 8 << 20
"""A shard is closed once it holds this much. Each worker holds one, which with its copies is about 100 MB. Half of
this would not change the speed; a tenth would write ten times as many files."""


class DamageError(CleanwireError):
    """A file can be read up to some record and no further."""

    def __init__(self, record: int, reason: object) -> None:
        super().__init__(f"{DAMAGED}: {' '.join(str(reason).split())}")
        self.record = record
        """The first record that cannot be read, counted from 1."""


@dataclass(frozen=True, slots=True)
class Shard:
    """A run of consecutive records of a file, to be sent to a worker."""

    number: int
    first: int
    """The number of its first record: its line or row, from 1."""
    payload: tuple[bytes, ...] = field(repr=False)
    """The records as they are in the file, or one batch of rows as an Arrow stream."""
    read: int = 0
    """How many bytes it takes of the file as stored on disk: an estimate, but the sum over all shards is exact."""


def cut(file: Input, records: Callable[[RawIOBase], Iterator[bytes]], done: Collection[int]) -> Iterator[Shard]:
    """Yield the shards of a file that is read from beginning to end, except those that are done.

    Raises DamageError, after the shards before it, if the records end with a StreamError.
    """
    position = 0
    with file.open() as raw:
        for shard in shards_of(records(raw)):
            at = min(raw.tell(), file.size)  # the size is 0 if unknown
            if shard.number not in done:
                yield replace(shard, read=at - position)
            position = at


def shards_of(records: Iterator[bytes]) -> Iterator[Shard]:
    """Yield records as shards whose sizes in the file are unknown.

    Raises DamageError, after the shards before it, if the records end with a StreamError.
    """
    number, first, size = 0, 1, 0
    batch: list[bytes] = []
    problem = None
    try:
        for record in records:
            batch.append(record)
            size += len(record)
            if len(batch) == SHARD_RECORDS or size >= SHARD_BYTES:
                yield Shard(number, first, tuple(batch))
                number, first, batch, size = number + 1, first + len(batch), [], 0
    except (StreamError, OSError) as error:
        problem = error
    if batch:
        yield Shard(number, first, tuple(batch))
    if problem:
        raise DamageError(first + len(batch), problem) from problem
