"""What workers do with a shard: fit the profile to it, or clean it.

Each task stores its output in the folder of the run, and then a note. A task that was interrupted is done again.
"""

import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa

from cleanwire.corpus.columns import as_stream
from cleanwire.corpus.delimited import Cells
from cleanwire.corpus.documents import Reading, packed, read_record, unpacked
from cleanwire.corpus.inputs import Input
from cleanwire.corpus.kinds import Records, kind_of
from cleanwire.corpus.naming import layout_of
from cleanwire.corpus.options import SPANS_FIELD, CorpusOptions
from cleanwire.corpus.records import Change, TypesError
from cleanwire.corpus.shards import Shard
from cleanwire.corpus.tools import Done, Tools, unwritable
from cleanwire.corpus.values import spans_of
from cleanwire.document import Document
from cleanwire.profile.site_profile import SiteProfile
from cleanwire.report.summary import Collector
from cleanwire.result import Result

__all__ = ["CleanShard", "FitShard", "rejection"]


@dataclass(frozen=True, slots=True)
class _ShardTask:
    """A shard to work on."""

    index: int
    """The index of its input."""
    file: Input
    shard: Shard

    @property
    def place(self) -> str:
        """The file and its first record."""
        return f"{self.file.place}, from record {self.shard.first}"

    def records(self, tools: Tools) -> Records:
        """Return the records of the shard."""
        return kind_of(self.file).records(self.file, self.shard, tools.options)


@dataclass(frozen=True, slots=True)
class FitShard(_ShardTask):
    """Fit the profile to the documents of a shard."""

    def done_with(self, tools: Tools) -> Done:
        """Write this part of the profile, the documents read from its pages, and the note."""
        folder, number = tools.folder, self.shard.number
        records = [*self.records(tools)]
        readings = [read_record(record, tools.options) for record in records]
        if any(record.html for record in records):
            folder.write("pages", self.index, f"{number}.pages", packed(readings))
        documents = [(one.original, one.url or None) for one in readings if isinstance(one, Document)]
        part = folder.place("fit", self.index, f"{number}.profile")
        SiteProfile.fit(documents, key=tools.options.site_key).save(part)
        done = Done(self.index, number, self.shard.read, len(readings), len(readings) - len(documents))
        folder.note("fit", f"{self.index}/{number}", {"done": done})
        return done


@dataclass(frozen=True, slots=True)
class CleanShard(_ShardTask):
    """Clean the documents of a shard."""

    def done_with(self, tools: Tools) -> Done:
        """Write the cleaned records in the format of the output, the rejections, the summary, and the note."""
        folder, number = tools.folder, self.shard.number
        shard = self.records(tools)
        records = [*shard]
        readings = self._kept(tools) or [read_record(record, tools.options) for record in records]
        collector = Collector()
        collector.pass_over(shard.passed)
        changes: list[Change | None] = []
        rejections: list[bytes] = []
        for record, reading in zip(records, readings, strict=True):
            if isinstance(reading, str):
                collector.reject(reading.partition(":")[0], url=record.url)  # counts reasons of one kind together
                changes.append(None)
                rejections.append(rejection(self.file.name, record.number, reading))
            else:
                result = tools.cleaner.judge(reading)
                collector.add(result, url=record.url)
                changes.append(_change(result, tools.options))
        summary = collector.summary()
        folder.write("clean", self.index, f"{number}.data", self._written(shard, changes, tools.options))
        folder.write("clean", self.index, f"{number}.rejected", b"".join(rejections))
        folder.write("clean", self.index, f"{number}.summary", json.dumps(summary.to_dict()).encode("ascii"))
        done = Done(self.index, number, self.shard.read, len(records), len(rejections), summary.words, summary.removed)
        folder.note("clean", f"{self.index}/{number}", {"done": done})
        return done

    def _kept(self, tools: Tools) -> list[Reading]:
        """Return the documents that the first pass read from the shard's pages; nothing if there was none."""
        pages = tools.folder.place("pages", self.index, f"{self.shard.number}.pages")
        return unpacked(pages.read_bytes()) if pages.exists() else []

    def _written(self, shard: Records, changes: Sequence[Change | None], options: CorpusOptions) -> bytes:
        try:
            match layout_of(self.file.output):
                case "parquet":
                    return as_stream(shard.as_table(changes))
                case "csv" | "tsv" if isinstance(shard, Cells):  # no other kind is written in these formats
                    return shard.as_cells(changes)
            lines = shard.as_lines(changes)
        except (TypesError, pa.ArrowException) as error:
            raise unwritable(self.place, self.file, options, error) from error
        return gzip.compress(lines, mtime=0) if lines and self.file.output == "jsonl.gz" else lines


def _change(result: Result, options: CorpusOptions) -> Change:
    change: dict[str, object] = {options.text_field: options.cleaner.written(result)}
    return change | {SPANS_FIELD: spans_of(result)} if options.spans else change


def rejection(file: str, number: int, reason: str) -> bytes:
    """Return a line of the list of rejections."""
    return f"{json.dumps({'file': file, 'line': number, 'reason': reason})}\n".encode("ascii")
