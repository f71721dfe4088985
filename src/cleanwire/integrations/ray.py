"""Cleans Ray datasets: the workers of a cluster clean their own blocks."""

from functools import cached_property, partial
from typing import Any, Unpack

import pyarrow as pa

from cleanwire.integrations.arrow import TableCleaner, TableOptions
from cleanwire.integrations.installing import needs
from cleanwire.integrations.profiles import DOCUMENTS, PIECES, ProfilePieces, assemble_pieces, join_pieces
from cleanwire.profile.ranges import RANGES
from cleanwire.profile.site_profile import SiteProfile
from cleanwire.profile.sites import SiteOf, registered_domain

with needs("ray"):
    import ray
    import ray.data

__all__ = ["SharedCleaner", "clean", "fit_profile"]

ROWS = 1_000
"""Smaller blocks are cleaned together, up to this many rows. Each task unpickles the cleaner, which takes as long as
cleaning 20 documents."""


class SharedCleaner:
    """A `TableCleaner` in Ray's object store, where the workers of a machine share the arrays of its profile.

    It can be called with a table in any worker, and can be passed to `map_batches` with `batch_format="pyarrow"`.
    """

    def __init__(self, cleaner: TableCleaner) -> None:
        self._reference = ray.put(cleaner)

    def __getstate__(self) -> dict[str, Any]:
        """Pickle only the reference."""
        return {"_reference": self._reference}

    def __call__(self, table: "pa.Table") -> "pa.Table":
        """Return the table with its texts cleaned, as `TableCleaner` does."""
        return self._cleaner(table)

    @cached_property
    def _cleaner(self) -> TableCleaner:
        cleaner: TableCleaner = ray.get(self._reference)
        return cleaner


def clean(dataset: ray.data.Dataset, **options: Unpack[TableOptions]) -> ray.data.Dataset:
    """Return a dataset with its texts cleaned. `options` are those of `TableCleaner`; nothing runs until it is used.

    The cleaner, with its profile, is put into the object store once.

    Raises OptionError for options that cannot be used, and if the dataset has no column of texts; if Ray does not know
    the columns yet, a task raises it.
    """
    cleaner = TableCleaner(**options)
    schema = _schema(dataset)
    if schema is not None:
        cleaner.schema(schema)
    return dataset.map_batches(SharedCleaner(cleaner), batch_format="pyarrow", batch_size=ROWS)


def fit_profile(
    dataset: ray.data.Dataset, *, key: SiteOf = registered_domain, **options: Unpack[TableOptions]
) -> SiteProfile:
    """Return the finished site profile of the documents in a dataset; `key` gives the site of an address.

    Workers fit parts, Ray shuffles them by ranges of keys, workers join each range, and this process assembles them,
    which takes little more memory than the profile.

    Raises OptionError as `clean` does.
    """
    cleaner = TableCleaner(**options)
    schema = _schema(dataset)
    if schema is not None:
        dataset = dataset.select_columns([*cleaner.columns(schema)])
    make = partial(_pieces, ProfilePieces(cleaner, key))
    blocks = dataset.map_batches(make, batch_format="pyarrow", batch_size=DOCUMENTS).to_arrow_refs()
    # Blocks without documents have no columns either, and Ray cannot shuffle them.
    count = ray.remote(lambda table: table.num_rows)
    rows = ray.get([count.remote(block) for block in blocks])
    filled = [block for block, number in zip(blocks, rows, strict=True) if number]
    if not filled:
        return assemble_pieces([], key=key)
    ranges = ray.data.from_arrow_refs(filled).groupby("range", num_partitions=RANGES)
    joined = ranges.map_groups(partial(join_pieces, key=key), batch_format="pyarrow")
    return assemble_pieces(joined.iter_batches(batch_format="pyarrow", batch_size=None), key=key)


def _schema(dataset: ray.data.Dataset) -> "pa.Schema | None":
    """Return the columns of a dataset, or None if they are not known without running it."""
    known = dataset.schema(fetch_if_missing=False)
    return known.base_schema if known is not None and isinstance(known.base_schema, pa.Schema) else None


def _pieces(maker: ProfilePieces, table: "pa.Table") -> "pa.Table":
    return pa.Table.from_batches([*maker([table])], PIECES)
