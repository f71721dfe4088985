"""Cleans datasets of Hugging Face, both stored and streamed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial, reduce
from itertools import chain
from typing import Any, TypeVar, Unpack

import pyarrow as pa

import cleanwire
from cleanwire.errors import OptionError
from cleanwire.integrations.arrow import TableCleaner, TableOptions
from cleanwire.integrations.installing import needs
from cleanwire.integrations.profiles import fit_in_parts
from cleanwire.profile.site_profile import SiteProfile
from cleanwire.profile.sites import SiteOf, registered_domain

with needs("datasets"):
    from datasets import Dataset, DatasetDict, Features, IterableDataset, IterableDatasetDict

__all__ = ["clean", "fit_profile"]

ROWS = 1_000
"""How many rows are read at a time: the default of `datasets`."""

Data = TypeVar("Data", Dataset, IterableDataset, DatasetDict, IterableDatasetDict)
Batch = Mapping[str, Sequence[Any]]


def clean(dataset: Data, *, num_proc: int | None = None, **options: Unpack[TableOptions]) -> Data:
    r"""Return a dataset, or all splits of one, with its texts cleaned. `options` are those of `TableCleaner`.

    >>> dataset = Dataset.from_dict({"id": [7], "text": ["It sailed again.\nAdvertisement\n"]})
    >>> clean(dataset)[0]
    {'id': 7, 'text': 'It sailed again.\n'}

    Other columns and their features are unchanged. A stored dataset is cleaned by `num_proc` processes and cached: the
    same options find the cache again, another version of cleanwire does not. It keeps its format. A stream is cleaned
    row by row as it is read, and has no format.

    Raises OptionError for options that cannot be used, and if the dataset has no column of texts. A stream that does
    not know its features raises this at its first row.
    """
    cleaner = TableCleaner(**options)
    if isinstance(dataset, dict):
        return type(dataset)({name: clean(split, num_proc=num_proc, **options) for name, split in dataset.items()})
    if isinstance(dataset, IterableDataset):
        if num_proc is not None:
            raise OptionError("num_proc: a stream is cleaned by the process that reads it; omit num_proc")
        features = _features(dataset, cleaner) if dataset.features else None
        rows = dataset.with_format(None)
        return rows.map(partial(_cleaned, cleaner), batched=True, batch_size=ROWS, features=features)
    features = _features(dataset, cleaner)
    if not len(dataset):  # map would not change anything then, not even columns
        return _with_format_of(dataset, _without_rows(dataset, features))
    tables = dataset.with_format("arrow")
    cleaned = tables.map(_Cached(cleaner), batched=True, batch_size=ROWS, features=features, num_proc=num_proc)
    return _with_format_of(dataset, cleaned)


def fit_profile(
    dataset: Dataset | IterableDataset | DatasetDict | IterableDatasetDict,
    *,
    key: SiteOf = registered_domain,
    **options: Unpack[TableOptions],
) -> SiteProfile:
    """Return the finished site profile of the documents in a dataset, or in all its splits, read as a stream.

    `key` gives the site of an address. Rows that cannot be read are skipped.

    Raises OptionError as `clean` does.
    """
    splits = dataset.values() if isinstance(dataset, dict) else [dataset]
    return fit_in_parts(chain.from_iterable(_documents(one, TableCleaner(**options)) for one in splits), key=key)


@dataclass(frozen=True, slots=True)
class _Cached:
    """A table cleaner as `Dataset.map` calls it; caches are found again by its values."""

    cleaner: TableCleaner
    version: str = cleanwire.__version__

    def __call__(self, table: "pa.Table") -> "pa.Table":
        return self.cleaner(table)


def _features(dataset: Dataset | IterableDataset, cleaner: TableCleaner) -> Features:
    """Return the features of the cleaned dataset."""
    return Features.from_arrow_schema(cleaner.schema(dataset.features.arrow_schema))


def _without_rows(dataset: Dataset, features: Features) -> Dataset:
    """Return the metadata of a dataset with other features and no rows."""
    info = dataset.info.copy()
    info.features = features
    return Dataset(features.arrow_schema.empty_table(), info=info, split=dataset.split)


def _with_format_of(dataset: Dataset, cleaned: Dataset) -> Dataset:
    """Return a cleaned dataset with its original format; added columns are shown unless only some columns were."""
    held = dataset.format
    shown = None if {*held["columns"]} == {*dataset.column_names} else held["columns"]
    return cleaned.with_format(held["type"], shown, held["output_all_columns"], **held["format_kwargs"])


def _documents(dataset: Dataset | IterableDataset, cleaner: TableCleaner) -> Iterator[tuple[str, str | None]]:
    if dataset.features:
        cleaner.columns(dataset.features.arrow_schema)
    if isinstance(dataset, Dataset):
        return cleaner.documents(dataset.with_format("arrow").iter(ROWS))
    batches = dataset.with_format(None).iter(ROWS)
    return chain.from_iterable(cleaner.documents_of(*_values(batch, cleaner)) for batch in batches)


# A stream of Python rows cannot be read as tables: each row would get types from its own values.


def _cleaned(cleaner: TableCleaner, batch: Batch) -> dict[str, Sequence[Any]]:
    """Return the columns of a batch that cleaning makes."""
    made = cleaner.of_values(*_values(batch, cleaner)).to_pydict()
    name, path = _path(batch, cleaner.text_field)
    texts = made.pop(cleaner.text_field)
    return {name: [_replaced(*pair, path) for pair in zip(batch[name], texts, strict=True)], **made}


def _values(batch: Batch, cleaner: TableCleaner) -> tuple[Sequence[Any], Sequence[Any] | None]:
    """Return the values to clean and, if there are any, the addresses."""
    texts = _at(batch, cleaner.text_field)
    if texts is None:
        cleaner.columns(pa.schema([(name, pa.null()) for name in batch]))  # raises an error that names the columns
    return texts or [], _at(batch, cleaner.url_field)


def _at(batch: Batch, name: str) -> Sequence[Any] | None:
    """Return the values of a column, or of a path into one; None if there is no such column."""
    column, path = _path(batch, name)
    return [reduce(_field, path, value) for value in batch[column]] if column in batch else None


def _path(batch: Batch, name: str) -> tuple[str, Sequence[str]]:
    """Return the column that a name refers to, and the path within it."""
    column, *path = [name] if name in batch else name.split(".")
    return column, path


def _field(value: Any, name: str) -> Any:
    return value.get(name) if isinstance(value, dict) else None


def _replaced(value: Any, text: str | None, path: Sequence[str]) -> Any:
    """Return a value with a text at the end of a path; without it if the path ends early."""
    if not path:
        return text
    return {**value, path[0]: _replaced(value.get(path[0]), text, path[1:])} if isinstance(value, dict) else value
