"""Files cut into shards: so many records at a time that any machine can hold them, always the same ones."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field, replace
from io import RawIOBase

from cleanwire.corpus.inputs import Input
from cleanwire.corpus.naming import DAMAGED
from cleanwire.corpus.streams import StreamError
from cleanwire.errors import CleanwireError

__all__ = ["SHARD_BYTES", "SHARD_RECORDS", "DamageError", "Shard", "cut", "damage", "shards_of"]

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
    payload: tuple[bytes, ...] = field(repr=False)
    """The records as they stand in the file, or one batch of rows as an Arrow stream."""
    read: int = 0
    """How many bytes of the file it takes, as they lie on the disk; an estimate, whose sum is exact."""


def cut(file: Input, records: Callable[[RawIOBase], Iterator[bytes]], done: Collection[int]) -> Iterator[Shard]:
    """Yield the shards of a file whose bytes are read from its beginning to its end, but those that are done.

    Raises DamageError, after the shards before it, where the records end with a StreamError.
    """
    position = 0
    with file.open() as raw:
        for shard in shards_of(records(raw)):
            at = min(raw.tell(), file.size)  # of a file whose size nobody tells, it is 0
            if shard.number not in done:
                yield replace(shard, read=at - position)
            position = at


def shards_of(records: Iterator[bytes]) -> Iterator[Shard]:
    """Yield records as shards, of whose bytes in the file nothing is known.

    Raises DamageError, after the shards before it, where the records end with a StreamError.
    """
    first = 1
    try:
        for number, batch in enumerate(_batches(records)):
            yield Shard(number, first, tuple(batch))
            first += len(batch)
    except StreamError as error:
        raise damage(first, error) from error


def _batches(records: Iterator[bytes]) -> Iterator[list[bytes]]:
    """Yield as many records at a time as make a shard; before an error those that came before it."""
    batch: list[bytes] = []
    size = 0
    problem = None
    try:
        for record in records:
            batch.append(record)
            size += len(record)
            if len(batch) == SHARD_RECORDS or size >= SHARD_BYTES:
                yield batch
                batch, size = [], 0
    except (StreamError, OSError) as error:
        problem = error
    if batch:
        yield batch
    if problem:
        raise StreamError(str(problem)) from problem


def damage(record: int, reason: object) -> DamageError:
    """Return the error for a file that cannot be read from some record on."""
    return DamageError(record, f"{DAMAGED}: {' '.join(str(reason).split())}")
