"""Cleans lines from one stream to another in one pass; no state is stored, so runs cannot be resumed."""

import json
from collections.abc import Iterator
from functools import partial
from io import RawIOBase
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO, Protocol

from cleanwire.corpus.folder import RunFolder
from cleanwire.corpus.inputs import Input
from cleanwire.corpus.json_records import raw_records
from cleanwire.corpus.naming import DAMAGED
from cleanwire.corpus.options import CorpusOptions, Pass
from cleanwire.corpus.running import Run, Stage, Watcher
from cleanwire.corpus.shards import DamageError, shards_of
from cleanwire.corpus.stores import store_at
from cleanwire.corpus.tasks import CleanShard, rejection
from cleanwire.corpus.tools import Done, Tools
from cleanwire.corpus.workers import Crew, Task
from cleanwire.errors import OptionError
from cleanwire.report.summary import Collector, CorpusSummary

__all__ = ["Sink", "pipe_lines"]

NAME = "standard input"
"""The name of the input in rejections."""


class Sink(Protocol):
    """Something that can be written to."""

    def write(self, data: bytes, /) -> object:
        """Write all bytes."""


class _Onward(RawIOBase):
    """A stream that continues reading another from its position, as bytes arrive."""

    def __init__(self, source: BinaryIO) -> None:
        self._read = getattr(source, "read1", source.read)  # read1 does not wait for more than there is

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def pipe_lines(
    source: BinaryIO, sink: Sink, options: CorpusOptions, *, rejected: Sink, workers: int, watch: Watcher | None
) -> CorpusSummary:
    """Implement `clean_lines`."""
    if options.profile == "fit":
        raise OptionError("profile = 'fit' reads all records twice, but a stream is read once; pass a profile, or None")
    if options.format not in (None, "jsonl"):
        raise OptionError(f"format = {options.format!r}: a stream holds JSON lines; omit the format")
    file = Input(NAME, NAME, "jsonl", "", "jsonl", 0, 0)
    with TemporaryDirectory() as scratch:
        folder = RunFolder.of(store_at(Path(scratch)), {})
        with folder.locked(), Crew(partial(Tools, options, folder), workers=workers) as crew:
            folder.begin({}, ())
            run = Run((file,), folder, crew, watch)
            stage = _Piping(run, source, sink, rejected)
            run.work(stage)
            return stage.summary()


class _Piping(Stage):
    """Clean every shard, and write its output once all shards before it are written."""

    name: Pass = "clean"

    def __init__(self, run: Run, source: BinaryIO, sink: Sink, rejected: Sink) -> None:
        super().__init__(run)
        self._source, self._sink, self._rejected = source, sink, rejected
        self._collector = Collector()
        self._waiting: set[int] = set()
        self._next = 0
        self._damage = b""

    def tasks(self) -> Iterator[Task[Tools, Done]]:
        (file,) = self.run.inputs
        try:
            for shard in shards_of(raw_records(_Onward(self._source), file.name)):
                yield CleanShard(0, file, shard)
        except DamageError as error:
            self._damage = rejection(file.name, error.record, str(error))

    def count(self, done: Done, *, earlier: bool = False) -> None:
        """Add up the outcome of a shard, and write those whose turn it is."""
        if done.shard is not None:
            self._waiting.add(done.shard)
        while self._next in self._waiting:
            self._waiting.remove(self._next)
            self._pass_on(self._next)
            self._next += 1
        super().count(done, earlier=earlier)

    def _pass_on(self, number: int) -> None:
        place = partial(self.run.folder.place, "clean", 0)
        self._sink.write(place(f"{number}.data").read_bytes())
        self._rejected.write(place(f"{number}.rejected").read_bytes())
        self._collector.merge(CorpusSummary.from_dict(json.loads(place(f"{number}.summary").read_bytes())))
        for kind in ("data", "rejected", "summary", "json"):
            place(f"{number}.{kind}").unlink()

    def summary(self) -> CorpusSummary:
        """Return the summary of the whole stream, including what cannot be read."""
        if self._damage:
            self._collector.reject(DAMAGED)
            self._rejected.write(self._damage)
        return self._collector.summary()
