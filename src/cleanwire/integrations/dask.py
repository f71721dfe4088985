"""Cleans Dask frames: the workers of a cluster clean their own partitions."""

from typing import Unpack

import pyarrow as pa

from cleanwire.corpus.columns import span_type
from cleanwire.corpus.options import SPANS_FIELD
from cleanwire.integrations.arrow import TableCleaner, TableOptions
from cleanwire.integrations.installing import needs
from cleanwire.integrations.profiles import PIECES, assemble_pieces, join_pieces, pieces_from
from cleanwire.profile.ranges import RANGES
from cleanwire.profile.site_profile import SiteProfile
from cleanwire.profile.sites import SiteOf, registered_domain

with needs("dask"):
    import dask
    import dask.dataframe as dd
    import pandas as pd
    from dask.delayed import Delayed

    from cleanwire.integrations.pandas import cleaned_by, documents_in

__all__ = ["clean", "fit_profile"]


def clean(frame: dd.DataFrame, **options: Unpack[TableOptions]) -> dd.DataFrame:
    """Return a frame with its texts cleaned. `options` are those of `TableCleaner`; nothing runs until it is computed.

    Partitions, index and types are as `cleanwire.integrations.pandas.clean` leaves them, except that
    `cleanwire_removed` always has Arrow's type, which can be written to files. The cleaner, with its profile, is sent
    to each worker once.

    Raises OptionError for options that cannot be used, and if the frame has no column of texts with that name.
    """
    cleaner = TableCleaner(**options)
    meta = _cleaned(frame._meta, cleaner)
    return frame.map_partitions(_cleaned, _shared(cleaner), meta=meta)


def fit_profile(
    frame: dd.DataFrame, *, key: SiteOf = registered_domain, **options: Unpack[TableOptions]
) -> SiteProfile:
    """Return the finished site profile of the documents in a frame; `key` gives the site of an address.

    Workers fit parts, Dask shuffles them by ranges of keys, workers join each range, and this process assembles them,
    which takes little more memory than the profile.

    Raises OptionError as `clean` does.
    """
    cleaner = TableCleaner(**options)
    documents_in(frame._meta, cleaner)
    pieces = frame.map_partitions(_pieces, _shared(cleaner), key, meta=_NO_PIECES)
    ranges = pieces.set_index("range", divisions=[*range(RANGES + 1)])
    joined = ranges.map_partitions(_joined, key, meta=_NO_PIECES).compute()
    return assemble_pieces([pa.Table.from_pandas(joined, PIECES)], key=key)


_NO_PIECES = PIECES.empty_table().to_pandas(types_mapper=pd.ArrowDtype)
"""The columns of pieces, with types that preserve bytes when workers exchange them."""


def _shared(cleaner: TableCleaner) -> Delayed:
    """Return a cleaner as a task of its own, so that it is sent to each worker once and not with each partition."""
    return dask.delayed(cleaner, traverse=False)  # else Dask takes it apart, as it does with dataclasses


def _cleaned(frame: pd.DataFrame, cleaner: TableCleaner) -> pd.DataFrame:
    cleaned = cleaned_by(cleaner, frame)
    # Dask writes objects as strings, but these are lists.
    return cleaned.astype({SPANS_FIELD: pd.ArrowDtype(span_type())}) if cleaner.spans else cleaned


def _pieces(frame: pd.DataFrame, cleaner: TableCleaner, key: SiteOf) -> pd.DataFrame:
    """Return the pieces of the profile of a partition."""
    pieces = pa.Table.from_batches([*pieces_from(documents_in(frame, cleaner), key=key)], PIECES)
    return pieces.to_pandas(types_mapper=pd.ArrowDtype)


def _joined(frame: pd.DataFrame, key: SiteOf) -> pd.DataFrame:
    """Return the pieces of the range in a partition, joined into one."""
    pieces = pa.Table.from_pandas(frame.reset_index(), PIECES)
    return join_pieces(pieces, key=key).to_pandas(types_mapper=pd.ArrowDtype)
