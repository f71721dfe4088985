"""Cleans pandas frames."""

from collections.abc import Iterator, Sequence
from typing import Unpack

import pyarrow as pa

from cleanwire.corpus.options import GUARDED_FIELD, SPANS_FIELD
from cleanwire.corpus.values import value_of
from cleanwire.errors import OptionError
from cleanwire.integrations.arrow import TableCleaner, TableOptions
from cleanwire.integrations.installing import needs
from cleanwire.integrations.profiles import fit_in_parts
from cleanwire.profile.site_profile import SiteProfile
from cleanwire.profile.sites import SiteOf, registered_domain

with needs("pandas"):
    import pandas as pd
    from pandas.api.types import is_float_dtype

__all__ = ["clean", "cleaned_by", "documents_in", "fit_profile"]


def clean(frame: pd.DataFrame, **options: Unpack[TableOptions]) -> pd.DataFrame:
    r"""Return a frame with its texts cleaned; the options are those of `TableCleaner`.

    >>> frame = pd.DataFrame({"text": ["It sailed again.\nAdvertisement\n", None]}, index=["a", "b"])
    >>> clean(frame, reason=True).loc["a", "text"]
    'It sailed again.\n'
    >>> clean(frame, reason=True).loc["b", "cleanwire_reason"]
    "field 'text' is not text but null"

    The index, the other columns and the type of the texts are kept, whether objects, strings of any storage, or Arrow's
    types. Categorical texts come out in the type of their categories, and a column of nothing but NaN as objects. A
    text that cannot be cleaned becomes the missing value of its type. If the texts have an Arrow type, added columns
    have Arrow types, too; otherwise `cleanwire_removed` holds lists of dictionaries, `cleanwire_guarded` is "boolean",
    and `cleanwire_reason` has the type of the texts.

    Raises OptionError if the frame has no column of texts with that name.
    """
    return cleaned_by(TableCleaner(**options), frame)


def cleaned_by(cleaner: TableCleaner, frame: pd.DataFrame) -> pd.DataFrame:
    """Do what `clean` does, with a given cleaner."""
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
    """Return the finished site profile of the documents in a frame; rows that cannot be read are skipped.

    `key` gives the site of an address.

    Raises OptionError if the frame has no column of texts with that name.
    """
    return fit_in_parts(documents_in(frame, TableCleaner(**options)), key=key)


def documents_in(frame: pd.DataFrame, cleaner: TableCleaner) -> Iterator[tuple[str, str | None]]:
    """Yield text and address of each readable row.

    Raises OptionError if the frame has no column of texts.
    """
    return cleaner.documents_of(*_values(frame, cleaner.columns(_schema(frame, cleaner))))


_ADDED = {SPANS_FIELD: object, GUARDED_FIELD: "boolean"}
"""The types of added columns, unless they have that of the texts."""


def _schema(frame: pd.DataFrame, cleaner: TableCleaner) -> "pa.Schema":
    """Return the names of a frame's columns, and the type of the one to clean."""
    names = [name for name in frame.columns if isinstance(name, str)]
    text = cleaner.text_field
    kind = _kind(frame[text]) if names.count(text) == 1 else pa.null()
    return pa.schema([(name, kind if name == text else pa.null()) for name in names])


def _kind(column: pd.Series) -> "pa.DataType":
    """Return the type of a column; objects may hold anything.

    Raises OptionError for a type that only pandas has.
    """
    if _knows_no_type(column):
        return pa.null()
    values = column.cat.categories if isinstance(column.dtype, pd.CategoricalDtype) else column
    try:
        return pa.array(values.array[:0]).type
    except (pa.ArrowTypeError, pa.ArrowNotImplementedError) as error:
        raise OptionError(
            f"text_field = {column.name!r} is a column of {column.dtype}, which is not text; name the one with texts"
        ) from error


def _knows_no_type(column: pd.Series) -> bool:
    """Whether a column is numeric only because it has no values, as when pandas reads a batch of nulls."""
    return is_float_dtype(column.dtype) and len(column) > 0 and bool(column.isna().all())


def _values(frame: pd.DataFrame, names: Sequence[str]) -> Iterator[Iterator[object]]:
    """Yield the values of some columns, with None for missing values."""
    for name in names:
        column = frame.iloc[:, [*frame.columns].index(name)]
        if _is_arrow(column.dtype):
            yield map(value_of, pa.array(column.array))
        else:  # some values cannot be stored in Arrow, such as lone surrogates
            yield (None if gone else value for value, gone in zip(column, column.isna(), strict=True))


def _is_arrow(kind: object) -> bool:
    """Whether a type is stored in Arrow, so that its values may not be UTF-8."""
    return isinstance(kind, pd.ArrowDtype) or getattr(kind, "storage", "").startswith("pyarrow")


def _type(field: "pa.Field", texts: object) -> object:
    """Return the type of a column that is added, from that of the column to clean."""
    if isinstance(texts, pd.ArrowDtype):
        return pd.ArrowDtype(field.type)
    if isinstance(texts, pd.CategoricalDtype):
        texts = texts.categories.dtype
    return _ADDED.get(field.name, object if is_float_dtype(texts) else texts)
