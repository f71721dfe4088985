"""Cleans Polars frames and expressions.

Importing this gives expressions the namespace `cleanwire`: see `ArticleNamespace`.
"""

from collections.abc import Sequence
from functools import partial
from typing import TypeVar, Unpack

import pyarrow as pa

from cleanwire.cleaning.cleaner import Cleaner
from cleanwire.errors import OptionError
from cleanwire.integrations.arrow import TableCleaner, TableOptions
from cleanwire.integrations.installing import needs
from cleanwire.integrations.profiles import fit_in_parts
from cleanwire.profile.site_profile import SiteProfile
from cleanwire.profile.sites import SiteOf, registered_domain

with needs("polars"):
    import polars as pl

__all__ = ["ArticleNamespace", "clean", "fit_profile"]

ROWS = 1_000
"""How many rows are read at a time to fit a profile: a few megabytes, which takes no time compared with fitting."""

Frame = TypeVar("Frame", pl.DataFrame, pl.LazyFrame)


def clean(frame: Frame, **options: Unpack[TableOptions]) -> Frame:
    r"""Return a frame with its texts cleaned; the options are those of `TableCleaner`.

    >>> frame = pl.DataFrame({"id": [1, 2], "text": ["It sailed again.\nAdvertisement\n", None]})
    >>> clean(frame, reason=True).rows()
    [(1, 'It sailed again.\n', None), (2, None, "field 'text' is not text but null")]

    A lazy frame stays lazy, and can be optimised: filters on other columns come first, and nothing is cleaned if no one
    uses the texts. Other columns are unchanged; categorical texts become strings.

    Raises OptionError if the frame has no column of texts with that name.
    """
    cleaner = TableCleaner(**options)
    schema = _schema(frame, cleaner)
    names = cleaner.columns(schema)
    made = cleaner.schema(pa.schema([schema.field(name) for name in names]))
    made = pa.schema([one for one in made if one.name not in names[1:]])
    cleaned = pl.struct(*names).map_batches(
        partial(_cleaned, cleaner, made.names), return_dtype=_struct(made), is_elementwise=True
    )
    return frame.with_columns(cleaned.struct.unnest())


def fit_profile(
    frame: pl.DataFrame | pl.LazyFrame, *, key: SiteOf = registered_domain, **options: Unpack[TableOptions]
) -> SiteProfile:
    """Return the finished site profile of the documents in a frame; rows that cannot be read are skipped.

    A lazy frame is read by the streaming engine, and never held in memory. `key` gives the site of an address.

    Raises OptionError if the frame has no column of texts with that name.
    """
    cleaner = TableCleaner(**options)
    names = cleaner.columns(_schema(frame, cleaner))
    batches = frame.lazy().select(names).collect_batches(chunk_size=ROWS, engine="streaming")
    # Before 1.44, structs of a batch can only be passed to Arrow if they are in one chunk.
    return fit_in_parts(cleaner.documents(batch.rechunk().to_arrow() for batch in batches), key=key)


@pl.api.register_expr_namespace("cleanwire")
class ArticleNamespace:
    r"""The namespace `cleanwire` of expressions.

    >>> frame = pl.DataFrame({"body": ["It sailed again.\nAdvertisement\n"]})
    >>> frame.select(pl.col("body").cleanwire.clean()).item()
    'It sailed again.\n'
    >>> frame.select(pl.col("body").cleanwire.explain()).item()["cleanwire_removed"]
    [{'start': 17, 'end': 31, 'label': 'ad_marker', 'rule': 'en/ad_marker/marker'}]

    `url` is the address of each document, as the name of a column or an expression; a profile needs it to know the
    site. With `html`, the texts are HTML pages, as text or bytes. Expressions are computed row by row, on any engine.
    """

    def __init__(self, texts: pl.Expr) -> None:
        self._texts = texts

    def clean(self, url: pl.Expr | str | None = None, *, html: bool = False, cleaner: Cleaner | None = None) -> pl.Expr:
        """Return the article of each text; null if there is none."""
        made = TableCleaner(html=html, cleaner=cleaner or Cleaner())
        return self._given(url).map_batches(partial(_article, made), return_dtype=pl.String, is_elementwise=True)

    def explain(
        self, url: pl.Expr | str | None = None, *, html: bool = False, cleaner: Cleaner | None = None
    ) -> pl.Expr:
        """Return a struct for each text: `text`, `cleanwire_removed`, `cleanwire_guarded` and `cleanwire_reason`."""
        made = TableCleaner(html=html, spans=True, guarded=True, reason=True, cleaner=cleaner or Cleaner())
        return self._given(url).map_batches(
            partial(_explained, made), return_dtype=_struct(made.schema(_TEXTS)), is_elementwise=True
        )

    def _given(self, url: pl.Expr | str | None) -> pl.Expr:
        address = pl.lit(None, pl.String) if url is None else pl.col(url) if isinstance(url, str) else url
        return pl.struct(self._texts, cleanwire_url=address)  # the first field names the struct, and so the output


_TEXTS = pa.schema({"text": pa.large_string()})


def _schema(frame: pl.DataFrame | pl.LazyFrame, cleaner: TableCleaner) -> "pa.Schema":
    """Return the names of a frame's columns, and the types of those that may be read."""
    asked = {part for name in (cleaner.text_field, cleaner.url_field) for part in (name, name.partition(".")[0])}
    empty = pl.DataFrame(schema=frame.collect_schema())
    return pa.schema([(one.name, _plain(one).to_arrow().type if one.name in asked else pa.null()) for one in empty])


def _plain(column: pl.Series) -> pl.Series:
    """Return a column with values that may be any texts, if it holds texts."""
    return column.cast(pl.String) if column.dtype in (pl.Categorical, pl.Enum) else column


def _struct(schema: "pa.Schema") -> pl.DataType:
    """Return the struct type of some columns."""
    return pl.Struct(pl.from_arrow(schema.empty_table()).schema)


def _cleaned(cleaner: TableCleaner, names: Sequence[str], rows: pl.Series) -> pl.Series:
    """Return some columns of a table cleaner's output for structs, as structs."""
    table = pl.DataFrame([_plain(column) for column in rows.struct.unnest()]).to_arrow()
    return pl.from_arrow(cleaner(table).select(names)).to_struct(rows.name)


def _article(cleaner: TableCleaner, rows: pl.Series) -> pl.Series:
    return _explained(cleaner, rows).struct.field("text").alias(rows.name)


def _explained(cleaner: TableCleaner, rows: pl.Series) -> pl.Series:
    texts = rows.struct.fields[:-1]
    if len(texts) != 1:
        raise OptionError(f"one column is cleaned, not {', '.join(map(repr, texts))}; clean each with an expression")
    return _cleaned(cleaner, cleaner.schema(_TEXTS).names, rows.struct.rename_fields(["text", "url"]))
