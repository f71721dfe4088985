"""Assembles shards into whole outputs, in the order of the input."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from shutil import copyfileobj, rmtree
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from cleanwire.corpus.columns import output_schema
from cleanwire.corpus.delimited import header
from cleanwire.corpus.folder import RunFolder
from cleanwire.corpus.inputs import Input
from cleanwire.corpus.kinds import kind_of
from cleanwire.corpus.naming import DAMAGED, layout_of
from cleanwire.corpus.options import CorpusOptions
from cleanwire.corpus.records import TypesError
from cleanwire.corpus.tools import Done, Tools, unwritable
from cleanwire.report.summary import Collector, CorpusSummary

__all__ = ["Assemble", "assemble"]

ROW_GROUP_BYTES = 64 << 20
"""A row group of an output is closed once it holds this much in memory. Common sizes are 16 to 128 MB, and a worker
that assembles a file holds one."""

CODEC = "zstd"
"""The compression of Parquet if the input does not name one: smaller than snappy and as fast."""


@dataclass(frozen=True, slots=True)
class Assemble:
    """Assemble the shards of a file, and publish the result."""

    index: int
    """The index of the input."""
    file: Input
    shards: int
    damage: bytes
    """The rejection of the rest of the file; empty if all of it can be read."""

    @property
    def place(self) -> str:
        """The path or address of the file."""
        return self.file.place

    def done_with(self, tools: Tools) -> Done:
        """Write the output, the rejections and the note, then remove the shards."""
        folder = tools.folder
        self._publish(tools)
        collector = Collector()
        read = 0
        for number in range(self.shards):
            note = folder.noted("clean", f"{self.index}/{number}") or {}
            read += Done(*note["done"]).read
            summary = folder.place("clean", self.index, f"{number}.summary").read_bytes()
            collector.merge(CorpusSummary.from_dict(json.loads(summary)))
        if self.damage:
            collector.reject(DAMAGED)
        folder.finish(self.index, {"summary": collector.summary().to_dict(), "output": self._has_output})
        for part in ("clean", "pages"):
            rmtree(folder.path(part, str(self.index)), ignore_errors=True)
        damaged = bool(self.damage)
        return Done(self.index, None, self.file.size - read, damaged, damaged)

    @property
    def _has_output(self) -> bool:
        """Whether anything could be read. An empty output would look as if everything had been."""
        return self.shards > 0 or not self.damage

    def _publish(self, tools: Tools) -> None:
        folder = tools.folder
        with folder.place("done", self.index, "rejected").open("wb") as whole:
            for path in self._parts(folder, "rejected"):
                whole.write(path.read_bytes())
            whole.write(self.damage)
        if self._has_output:
            whole_path = folder.place("clean", self.index, "whole")
            try:
                assemble(self.file, self._parts(folder, "data"), whole_path, tools.options)
            except (TypesError, pa.ArrowException) as error:
                raise unwritable(self.place, self.file, tools.options, error) from error
            folder.output.publish(whole_path, self.file.target)

    def _parts(self, folder: RunFolder, kind: str) -> list[Path]:
        return [folder.place("clean", self.index, f"{number}.{kind}") for number in range(self.shards)]


def assemble(file: Input, shards: Sequence[Path], whole: Path, options: CorpusOptions) -> None:
    """Write the output of a file from its shards. The same shards give the same bytes; memory does not grow with them.

    Raises TypesError if the shards of a Parquet output do not fit one schema.
    """
    kind = file.output
    match layout_of(kind), kind:
        case "parquet", _:
            _write_table(file, shards, whole, options)
        case "json", _:
            with _sink(whole, kind) as sink:
                _write_array(shards, sink)
        case "csv" | "tsv", _:
            with _sink(whole, kind) as sink:
                sink.write(header(file, options))
                _join(shards, sink)
        case _, "jsonl.zst":  # a single frame, since some readers stop after the first; so a single process
            with _sink(whole, kind) as sink:
                _join(shards, sink)
        case _:  # every reader reads the members of gzip one after the other
            with whole.open("wb") as sink:
                _join(shards, sink)


def _sink(whole: Path, kind: str) -> "pa.NativeFile":
    """Open a file for writing, compressed as its kind says."""
    return pa.output_stream(str(whole), compression={".gz": "gzip", ".zst": "zstd"}.get(PurePath(kind).suffix))


def _join(shards: Sequence[Path], sink: "BinaryIO | pa.NativeFile") -> None:
    for shard in shards:
        with shard.open("rb") as source:
            copyfileobj(source, sink)


def _write_array(shards: Sequence[Path], sink: "pa.NativeFile") -> None:
    separator = b"[\n"
    for shard in shards:
        with shard.open("rb") as lines:
            for line in lines:
                sink.write(separator + line.removesuffix(b"\n"))
                separator = b",\n"
    sink.write(b"[]\n" if separator == b"[\n" else b"\n]\n")


def _write_table(file: Input, shards: Sequence[Path], whole: Path, options: CorpusOptions) -> None:
    schema = _schema(file, shards, options)
    with pq.ParquetWriter(whole, schema, compression=_codec(file)) as writer:
        waiting: list[pa.Table] = []
        for table in _tables(shards, schema):
            waiting.append(table)  # not yet in the output's types: not every pyarrow can tell the size of views
            if sum(part.nbytes for part in waiting) >= ROW_GROUP_BYTES:
                _write_group(writer, waiting)
                waiting = []
        if waiting:
            _write_group(writer, waiting)


def _write_group(writer: "pq.ParquetWriter", tables: Sequence["pa.Table"]) -> None:
    table = pa.concat_tables([table.cast(writer.schema) for table in tables])
    writer.write_table(table, row_group_size=max(table.num_rows, 1))


def _schema(file: Input, shards: Sequence[Path], options: CorpusOptions) -> "pa.Schema":
    """Return the columns of an output: those of the input, or those that the values of all shards need."""
    known = kind_of(file).schema(file, options)
    if known is not None:
        return output_schema(known, options)
    empty = pa.schema([(options.text_field, pa.string())])
    unified = pa.schema([])
    for shard in shards:
        with pa.ipc.open_stream(shard) as stream:
            try:
                unified = pa.unify_schemas([unified, stream.schema], promote_options="permissive")
            except pa.ArrowException as error:
                raise TypesError(f"values of one field do not fit one column of Parquet: {error}") from error
    return unified if len(unified) else empty


def _tables(shards: Sequence[Path], schema: "pa.Schema") -> Iterator["pa.Table"]:
    for shard in shards:
        with pa.ipc.open_stream(shard) as stream:
            table = stream.read_all()
        if table.num_rows:
            if table.schema.names != schema.names:  # some field is missing in all lines of this shard
                table = pa.concat_tables([schema.empty_table(), table], promote_options="permissive")
                table = table.select(schema.names)
            yield table


def _codec(file: Input) -> str:
    """Return the compression of the input's columns."""
    if file.format != "parquet":
        return CODEC
    with file.open(scattered=True) as raw:
        metadata = pq.read_metadata(raw)
    if not metadata.num_row_groups or not metadata.num_columns:
        return CODEC
    codec: str = metadata.row_group(0).column(0).compression.lower()
    return "none" if codec == "uncompressed" else codec
