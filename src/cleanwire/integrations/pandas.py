"""Pandas frames in, the same frames with the articles out."""

from collections.abc import Iterator, Sequence
from typing import Unpack

import pyarrow as pa

from cleanwire.corpus.options import GUARDED_FIELD, SPANS_FIELD
from cleanwire.corpus.values import value_of
from cleanwire.errors import OptionError
from cleanwire.integrations.arrow import TableCleaner, TableOptions
from cleanwire.integrations.installing import not_installed
from cleanwire.integrations.profiles import fit_in_parts
from cleanwire.profile.site_profile import SiteProfile
from cleanwire.profile.sites import SiteOf, registered_domain

try:
    import pandas as pd
    from pandas.api.types import is_float_dtype
except ImportError as error:
    raise not_installed("pandas") from error

__all__ = ["clean", "cleaned_by", "documents_in", "fit_profile"]


def clean(frame: pd.DataFrame, **options: Unpack[TableOptions]) -> pd.DataFrame:
    r"""Return a frame with its texts cleaned; the options are those of `TableCleaner`.

    >>> frame = pd.DataFrame({"text": ["It sailed again.\nAdvertisement\n", None]}, index=["a", "b"])
    >>> clean(frame, reason=True).loc["a", "text"]
    'It sailed again.\n'
    >>> clean(frame, reason=True).loc["b", "cleanwire_reason"]
    "field 'text' is not text but null"

    The index, the other columns and the type of the texts stay: objects, strings of any storage, Arrow's; texts of a
    category come out in the type of its categories, and a column of nothing but NaN as objects. One that cannot be
    cleaned is missing, in the way of its type. Beside texts of Arrow's types, what is added is of these; else
    `cleanwire_removed` holds lists of dictionaries, `cleanwire_guarded` is "boolean", and `cleanwire_reason` is of the
    type of the texts.

    Raises OptionError for a frame without a column of texts under that name.
    """
    return cleaned_by(TableCleaner(**options), frame)


def cleaned_by(cleaner: TableCleaner, frame: pd.DataFrame) -> pd.DataFrame:
    """Return what `clean` does, by a cleaner that is there already."""
    schema = _schema(frame, cleaner)
    made = cleaner.of_values(*_values(frame, cleaner.columns(schema)))
    at = frame.columns.get_loc(cleaner.text_field)
    cleaned = frame.copy(deep=False)
    for field in cleaner.schema(pa.schema([schema.field(cleaner.text_field)])):
        kind = _type(field, frame.dtypes.iloc[at])
        values = pd.Series(made[field.name].to_pylist(), index=frame.index, dtype=kind)
        if field.name == cleaner.text_field:
            cleaned.isetitem(at, values)
        else:
            cleaned[field.name] = values
    return cleaned


def fit_profile(
    frame: pd.DataFrame, *, key: SiteOf = registered_domain, **options: Unpack[TableOptions]
) -> SiteProfile:
    """Return the finished site profile of the documents in a frame; rows that cannot be read are passed over.

    `key` tells the site of a document from its address.

    Raises OptionError for a frame without a column of texts under that name.
    """
    return fit_in_parts(documents_in(frame, TableCleaner(**options)), key=key)


def documents_in(frame: pd.DataFrame, cleaner: TableCleaner) -> Iterator[tuple[str, str | None]]:
    """Return text and address of each row that can be read.

    Raises OptionError for a frame without a column of texts.
    """
    return cleaner.documents_of(*_values(frame, cleaner.columns(_schema(frame, cleaner))))


_ADDED = {SPANS_FIELD: object, GUARDED_FIELD: "boolean"}
"""The types of added columns, where they are not that of the texts."""


def _schema(frame: pd.DataFrame, cleaner: TableCleaner) -> "pa.Schema":
    """Return the names of a frame's columns, and the type of the one to clean."""
    names = [name for name in frame.columns if isinstance(name, str)]
    text = cleaner.text_field
    kind = _kind(frame[text]) if names.count(text) == 1 else pa.null()
    return pa.schema([(name, kind if name == text else pa.null()) for name in names])


def _kind(column: pd.Series) -> "pa.DataType":
    """Return the type of a column, of which objects may hold anything.

    Raises OptionError for one that only pandas has.
    """
    if _knows_no_type(column):
        return pa.null()
    values = column.cat.categories if isinstance(column.dtype, pd.CategoricalDtype) else column
    try:
        return pa.array(values.array[:0]).type
    except (pa.ArrowTypeError, pa.ArrowNotImplementedError) as error:
        raise OptionError(
            f"text_field = {column.name!r} is a column of {column.dtype}, which is not text; name that with texts"
        ) from error


def _knows_no_type(column: pd.Series) -> bool:
    """Whether pandas calls a column one of numbers for want of any value, as where it reads a batch of nulls."""
    return is_float_dtype(column.dtype) and len(column) > 0 and bool(column.isna().all())


def _values(frame: pd.DataFrame, names: Sequence[str]) -> Iterator[Iterator[object]]:
    """Yield the values of some columns; None for what pandas calls missing."""
    for name in names:
        column = frame.iloc[:, [*frame.columns].index(name)]
        if _is_arrow(column.dtype):
            yield map(value_of, pa.array(column.array))
        else:  # not all of these values have a place in Arrow, such as half a character
            yield (None if gone else value for value, gone in zip(column, column.isna(), strict=True))


def _is_arrow(kind: object) -> bool:
    """Whether Arrow holds the values of a type, in which there may be what is not UTF-8."""
    return isinstance(kind, pd.ArrowDtype) or getattr(kind, "storage", "").startswith("pyarrow")


def _type(field: "pa.Field", texts: object) -> object:
    """Return the type of a column that is made, from that of the column to clean."""
    if isinstance(texts, pd.ArrowDtype):
        return pd.ArrowDtype(field.type)
    if isinstance(texts, pd.CategoricalDtype):
        texts = texts.categories.dtype
    return _ADDED.get(field.name, object if is_float_dtype(texts) else texts)
