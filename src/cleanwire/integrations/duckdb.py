"""DuckDB: SQL functions that return the article in a text or an HTML page."""

from contextlib import suppress
from typing import Unpack

import pyarrow as pa

from cleanwire.cleaning.cleaner import Cleaner
from cleanwire.errors import OptionError
from cleanwire.integrations.arrow import TableCleaner, TableOptions
from cleanwire.integrations.installing import needs
from cleanwire.integrations.profiles import fit_in_parts
from cleanwire.profile.site_profile import SiteProfile
from cleanwire.profile.sites import SiteOf, registered_domain

with needs("duckdb"):
    import duckdb

__all__ = ["fit_profile", "register"]

ROWS = 1_000
"""How many rows are read at a time to fit a profile: a few megabytes, which takes no time compared with fitting."""


def register(
    connection: duckdb.DuckDBPyConnection,
    *,
    prefix: str = "cleanwire",
    html: bool = False,
    cleaner: Cleaner | None = None,
) -> None:
    r"""Add two SQL functions to a connection, replacing functions with the same names.

    >>> connection = duckdb.connect()
    >>> register(connection)
    >>> connection.execute("SELECT cleanwire_clean(?)", ["It sailed again.\nAdvertisement\n"]).fetchone()
    ('It sailed again.\n',)
    >>> connection.execute("SELECT cleanwire_explain(NULL, 'https://oxley.example/1').cleanwire_reason").fetchone()
    ("field 'text' is not text but null",)

    `cleanwire_clean(text)` and `cleanwire_clean(text, url)` return the article, or NULL if there is none.
    `cleanwire_explain` takes the same and returns a struct: `text`, `cleanwire_removed`, `cleanwire_guarded` and
    `cleanwire_reason`. The address may be NULL; a profile needs it to know the site. With `html`, the texts are HTML
    pages, as VARCHAR or BLOB. Names begin with `prefix`, so that one connection can have several cleaners.

    A text of another type raises DuckDB's InvalidInputException.
    """
    made = TableCleaner(html=html, spans=True, guarded=True, reason=True, cleaner=cleaner or Cleaner())
    functions = {
        "clean": ("VARCHAR", lambda *values: _told(made, values)["text"]),
        "explain": (_TOLD, lambda *values: _told(made, values).to_struct_array()),
    }
    for name, (kind, function) in functions.items():
        with suppress(duckdb.InvalidInputException):  # it does not exist
            connection.remove_function(f"{prefix}_{name}")
        connection.create_function(
            f"{prefix}_{name}",
            function,
            return_type=kind,
            type="arrow",
            null_handling="special",  # else the article of a text without an address would be NULL
        )


def fit_profile(
    relation: duckdb.DuckDBPyRelation, *, key: SiteOf = registered_domain, **options: Unpack[TableOptions]
) -> SiteProfile:
    """Return the finished site profile of the documents in a relation, which is streamed and never held in memory.

    The options are those of `TableCleaner`; `key` gives the site of an address. Rows that cannot be read are skipped.

    Raises OptionError if the relation has no column of texts with that name.
    """
    cleaner = TableCleaner(**options)
    names = cleaner.columns(relation.limit(0).to_arrow_table().schema)
    batches = relation.select(*map(duckdb.ColumnExpression, names)).to_arrow_reader(ROWS)
    return fit_in_parts(cleaner.documents(batches), key=key)


_TOLD = (
    "STRUCT(text VARCHAR, "
    'cleanwire_removed STRUCT("start" BIGINT, "end" BIGINT, label VARCHAR, rule VARCHAR)[], '
    "cleanwire_guarded BOOLEAN, cleanwire_reason VARCHAR)"
)


def _told(cleaner: TableCleaner, values: "tuple[pa.ChunkedArray, ...]") -> "pa.Table":
    """Return the cleaned columns of texts, given alone or with their addresses."""
    if not 1 <= len(values) <= 2:
        raise OptionError(f"a text and its address are cleaned, not {len(values)} values; pass the text, or both")
    table = cleaner(pa.table(dict(zip(("text", "url"), values, strict=False))))
    return table.select(_SCHEMA.names).cast(_SCHEMA)


_SCHEMA = TableCleaner(spans=True, guarded=True, reason=True).schema(pa.schema({"text": pa.string()}))
