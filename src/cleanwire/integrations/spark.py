"""Cleans Spark's data frames: executors clean their own partitions."""

import atexit
import pickle
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial
from io import BytesIO
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any, Unpack

import pyarrow as pa

from cleanwire.corpus.columns import place_of
from cleanwire.integrations.arrow import TableCleaner, TableOptions
from cleanwire.integrations.installing import needs
from cleanwire.integrations.profiles import PIECES, ProfilePieces, assemble_pieces, join_pieces
from cleanwire.profile.site_profile import SiteProfile
from cleanwire.profile.sites import SiteOf, registered_domain

with needs("spark"):
    from pyspark import SparkFiles, StorageLevel, cloudpickle
    from pyspark.sql import DataFrame, SparkSession
    from pyspark.sql.pandas.types import from_arrow_type
    from pyspark.sql.types import StringType, StructField, StructType

__all__ = ["clean", "fit_profile"]

Batches = Iterator["pa.RecordBatch"]

_PIECES = "range int, piece binary"
"""The columns of `PIECES` as a Spark schema."""


def clean(frame: DataFrame, **options: Unpack[TableOptions]) -> DataFrame:
    """Return a frame with its texts cleaned. `options` are those of `TableCleaner`; nothing runs until it is used.

    A profile is sent to each executor once, as a file, which its Python workers map into memory and share. A profile
    that the cleaner was given as a path is not sent: every machine needs that file.

    Raises OptionError for options that cannot be used, and if the frame has no column of texts with that name.
    """
    cleaner = TableCleaner(**options)
    columns = _cleaned_columns(frame, cleaner)
    cleaned = partial(_cleaned, _packed(cleaner, frame.sparkSession), frame.columns)
    numbered = [StructField(_number(at), one.dataType, one.nullable, one.metadata) for at, one in enumerate(columns)]
    return _numbered(frame).mapInArrow(cleaned, StructType(numbered)).toDF(*columns.names)


def fit_profile(frame: DataFrame, *, key: SiteOf = registered_domain, **options: Unpack[TableOptions]) -> SiteProfile:
    """Return the finished site profile of the documents in a frame; `key` gives the site of an address.

    Executors fit parts, Spark shuffles them by ranges of keys, executors join each range, and the driver assembles
    them, which takes little more memory than the profile.

    Raises OptionError as `clean` does.
    """
    cleaner = TableCleaner(**options)
    schema = _schema(frame)
    names = cleaner.columns(schema)
    documents = _numbered(frame).select(*[_number(schema.names.index(name)) for name in names])
    pieces = documents.mapInArrow(partial(_pieces, ProfilePieces(cleaner, key), names), _PIECES)
    joined = pieces.groupBy("range").applyInArrow(_joining(key), _PIECES).persist(StorageLevel.DISK_ONLY)
    try:
        joined.count()  # joins all ranges in parallel; the iterator asks for one partition after the other
        rows = joined.toLocalIterator()
        return assemble_pieces((pa.Table.from_pylist([row.asDict()], PIECES) for row in rows), key=key)
    finally:
        joined.unpersist()


def _cleaned(packed: bytes, names: Sequence[str], batches: Batches) -> Batches:
    """Clean batches in a Python worker."""
    cleaner = _unpacked(packed)
    for batch in batches:
        cleaned = cleaner(batch.rename_columns(names))
        yield cleaned.rename_columns([_number(at) for at in range(cleaned.num_columns)])


def _pieces(maker: ProfilePieces, names: Sequence[str], batches: Batches) -> Batches:
    """Make pieces of a profile in a Python worker."""
    return maker(batch.rename_columns(names) for batch in batches)


def _joining(key: SiteOf) -> "Callable[[pa.Table], pa.Table]":
    """Return a function that joins the pieces of a range in a Python worker, with the types that Spark gave them."""
    return lambda table: join_pieces(table, key=key).cast(table.schema)


class _Pickler(cloudpickle.CloudPickler):  # type: ignore[misc]
    """Pickles a cleaner for Python workers, with the name of a file instead of its profile."""

    def __init__(self, file: BytesIO, profile: str) -> None:
        super().__init__(file)
        self._profile = profile

    def reducer_override(self, value: object) -> Any:
        if isinstance(value, SiteProfile):
            return _mapped, (self._profile, value.site_of)
        return super().reducer_override(value)


def _packed(cleaner: TableCleaner, session: SparkSession) -> bytes:
    """Return a pickled cleaner for Python workers; its profile, too large for each task, is sent to executors here."""
    profile = cleaner.cleaner.profile
    packed = BytesIO()
    _Pickler(packed, _sent(profile, session) if isinstance(profile, SiteProfile) else "").dump(cleaner)
    return packed.getvalue()


def _sent(profile: SiteProfile, session: SparkSession) -> str:
    """Let Spark send a profile to all executors as a file, and return its name there."""
    folder = Path(mkdtemp(prefix="cleanwire-"))
    atexit.register(rmtree, folder, ignore_errors=True)  # executors that start later fetch it from the driver
    file = folder / f"{folder.name}.profile"
    profile.save(file)
    session.addArtifacts(str(file), file=True)
    return file.name


@lru_cache(maxsize=1)
def _unpacked(packed: bytes) -> TableCleaner:
    """Return the cleaner in a Python worker, which unpickles it once, not for each of its tasks."""
    cleaner: TableCleaner = pickle.loads(packed)  # noqa: S301, from the driver
    return cleaner


def _mapped(name: str, key: SiteOf) -> SiteProfile:
    return SiteProfile.load(SparkFiles.get(name), key=key)


def _number(at: int) -> str:
    """Return a column's name while Spark passes it on, which supports neither names with dots nor equal names there."""
    return f"column_{at}"


def _numbered(frame: DataFrame) -> DataFrame:
    return frame.toDF(*[_number(at) for at in range(len(frame.columns))])


def _schema(frame: DataFrame) -> "pa.Schema":
    """Return the columns of a frame as workers will see them, without running anything."""
    empty = frame.sparkSession.createDataFrame([], frame.schema)
    return empty.limit(0).toArrow().schema


def _cleaned_columns(frame: DataFrame, cleaner: TableCleaner) -> StructType:
    """Return the columns of the cleaned frame. Unchanged columns keep the metadata that only Spark has."""
    before = _schema(frame)
    after = cleaner.schema(before)
    text = place_of(before, cleaner.text_field) or ()
    columns = [*frame.schema]
    columns[text[0]] = _with_text(columns[text[0]], text[1:])
    for at, field in enumerate(after):
        stays = at == text[0] or (at < len(before) and field.equals(before.field(at)))
        if not stays:
            columns[at : at + 1] = [StructField(field.name, from_arrow_type(field.type), nullable=True)]
    return StructType(columns)


def _with_text(column: StructField, path: Sequence[int]) -> StructField:
    """Return a column that holds a text, or has one in a field of its structs, made nullable."""
    if not path:
        kind = column.dataType if isinstance(column.dataType, StringType) else StringType()
        return StructField(column.name, kind, nullable=True, metadata=column.metadata)
    fields = [*column.dataType]
    fields[path[0]] = _with_text(fields[path[0]], path[1:])
    return StructField(column.name, StructType(fields), column.nullable, column.metadata)
