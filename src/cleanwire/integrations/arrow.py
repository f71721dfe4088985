"""Cleans the texts of Arrow tables; all integrations for tables call this."""

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import TypedDict, TypeVar

import pyarrow as pa

from cleanwire.cleaning.cleaner import Cleaner
from cleanwire.corpus.columns import (
    place_of,
    problem_with_name,
    span_type,
    text_type,
    type_at,
    values_at,
    with_field,
    with_type_at,
    with_values_at,
    without_views,
)
from cleanwire.corpus.documents import Reading, read_source
from cleanwire.corpus.fields import SHOWN, holds_texts
from cleanwire.corpus.options import GUARDED_FIELD, REASON_FIELD, SPANS_FIELD
from cleanwire.corpus.values import problem_with, value_of
from cleanwire.document import Document
from cleanwire.errors import OptionError
from cleanwire.profile.site_profile import SiteProfile
from cleanwire.profile.sites import SiteOf, registered_domain
from cleanwire.result import Result

__all__ = ["TableCleaner", "TableOptions"]

CHUNK_BYTES = 1 << 30
"""Texts are collected in chunks of this size, since an array of Arrow's strings holds 2 GB at most."""


class TableOptions(TypedDict, total=False):
    """The options of a `TableCleaner`, as the functions of the integrations take them."""

    text_field: str
    url_field: str
    html: bool
    spans: bool
    guarded: bool
    reason: bool
    cleaner: Cleaner


AnyTable = TypeVar("AnyTable", "pa.Table", "pa.RecordBatch")


@dataclass(frozen=True, slots=True, kw_only=True)
class TableCleaner:
    r"""A callable that cleans Arrow tables and record batches. It is immutable and picklable.

    `text_field` names the column to clean, `url_field` the one with the address, which may be absent; `meta.url` is
    the field `url` of a column of structs. With `html`, the text column holds HTML pages, as text or bytes, and each
    is replaced by its article, as text, or as Markdown if the cleaner has `output="markdown"`. `spans`, `guarded` and
    `reason` each add a column: the removed spans (a list of `{start, end, label, rule}`; offsets refer to the original
    text, or with `html` to the text found in the page), whether removals were undone, and why a row has no text.

    >>> import pyarrow as pa
    >>> table = pa.table({"id": [1, 2], "text": ["The ferry sailed again after two years.\nAdvertisement\n", None]})
    >>> TableCleaner(reason=True)(table).to_pylist()[0]["text"]
    'The ferry sailed again after two years.\n'
    >>> TableCleaner(reason=True)(table).to_pylist()[1]
    {'id': 2, 'text': None, 'cleanwire_reason': "field 'text' is not text but null"}

    Rows keep their order and number, other columns their values and types. A row that cannot be cleaned (not text, not
    UTF-8, a page that cannot be read or holds no article) gets null as its text, and never fails the batch.

    Raises OptionError if the table has no column of texts with that name.
    """

    text_field: str = "text"
    url_field: str = "url"
    html: bool = False
    spans: bool = False
    guarded: bool = False
    reason: bool = False
    cleaner: Cleaner = field(default_factory=Cleaner)

    def __post_init__(self) -> None:
        for option in ("text_field", "url_field"):
            name = getattr(self, option)
            if not isinstance(name, str) or not name:
                raise OptionError(f"{option} = {name!r} should be the name of a column")
        if self.text_field in (self.url_field, SPANS_FIELD, GUARDED_FIELD, REASON_FIELD):
            raise OptionError(f"text_field = {self.text_field!r} is the name of another column; name the one with text")
        if not isinstance(self.cleaner, Cleaner):
            raise OptionError(f"cleaner = {self.cleaner!r} should be a Cleaner, as in cleaner=Cleaner(keep=['byline'])")

    def __call__(self, table: AnyTable) -> AnyTable:
        """Return the table with its texts cleaned, and with the columns that `schema` describes."""
        if isinstance(table, pa.RecordBatch):
            whole = self._cleaned(pa.Table.from_batches([table]))
            return pa.RecordBatch.from_arrays([one.combine_chunks() for one in whole.columns], schema=whole.schema)
        return self._cleaned(table)

    def schema(self, schema: "pa.Schema") -> "pa.Schema":
        """Return the columns of a cleaned table from those of its input.

        Views become plain strings and bytes; texts become strings if they were bytes of pages or nulls. All other
        types are unchanged.
        """
        place = self._checked(schema)
        schema = without_views(schema)
        kind = type_at(schema, place)
        kind = pa.string() if _may_be_anything(kind) else text_type(kind)
        schema = with_type_at(schema, place, kind, nullable=True)
        for name, values in self._added(_Found()):
            schema = with_field(schema, pa.field(name, values.type))
        return schema

    def of_values(self, texts: Iterable[object], urls: Iterable[object] | None = None) -> "pa.Table":
        r"""Clean values that are not in an Arrow table; return the column of texts, then the columns asked for.

        >>> TableCleaner(reason=True).of_values(["It opened.\nAdvertisement\n", 7]).to_pydict()
        {'text': ['It opened.\n', None], 'cleanwire_reason': [None, "field 'text' is not text but a number"]}
        """
        found = _Found()
        for reading in self._readings(texts, urls):
            if isinstance(reading, str):
                found.refuse(reading)
            else:
                result = self.cleaner.judge(reading)
                found.add(result, self.cleaner.written(result))
        return pa.table({self.text_field: found.texts(), **dict(self._added(found))})

    def fit_profile(
        self, tables: "Iterable[pa.Table | pa.RecordBatch]", *, key: SiteOf = registered_domain
    ) -> SiteProfile:
        """Return the site profile of the documents in some tables. Rows that cannot be read are skipped."""
        return SiteProfile.fit(self.documents(tables), key=key)

    def documents(self, tables: "Iterable[pa.Table | pa.RecordBatch]") -> Iterator[tuple[str, str | None]]:
        """Yield text and address of each readable row, as profiles are fitted to them."""
        return chain.from_iterable(self.documents_of(*self._values(table)) for table in tables)

    def documents_of(
        self, texts: Iterable[object], urls: Iterable[object] | None = None
    ) -> Iterator[tuple[str, str | None]]:
        """Yield the same for values that are not in an Arrow table."""
        readings = self._readings(texts, urls)
        return ((one.original, one.url or None) for one in readings if isinstance(one, Document))

    def columns(self, schema: "pa.Schema") -> tuple[str, ...]:
        """Return the columns of a table that are read: the one with the texts, and the one with the addresses if any.

        Raises OptionError if the table has no column of texts.
        """
        places = (self._checked(schema), place_of(schema, self.url_field))
        return tuple(dict.fromkeys(schema.names[place[0]] for place in places if place))

    def _checked(self, schema: "pa.Schema") -> tuple[int, ...]:
        """Return the place of the column to clean.

        Raises OptionError if there is none.
        """
        place = place_of(schema, self.text_field)
        if place is None:
            problem = problem_with_name(schema, self.text_field)
            names = ", ".join(map(repr, schema.names[:SHOWN])) or "none"
            raise OptionError(f"the table has {problem} but {names}; name the column with texts as text_field")
        kind = type_at(schema, place)
        if not (_may_be_anything(kind) or holds_texts(kind, html=self.html)):
            remedy = "use html=True if they are pages" if holds_texts(kind, html=True) else "name the one with texts"
            raise OptionError(f"text_field = {self.text_field!r} is a column of {kind}, which is not text; {remedy}")
        for name in (self.text_field, *(name for name, _ in self._added(_Found()))):
            if schema.names.count(name) > 1:
                raise OptionError(f"{problem_with_name(schema, name)}, and one is to be written; rename all but one")
        return place

    def _values(self, table: "pa.Table | pa.RecordBatch") -> tuple[Iterator[object], Iterator[object] | None]:
        """Return the values of the column to clean and, if there is one, of the column with the addresses."""
        texts, urls = self._checked(table.schema), place_of(table.schema, self.url_field)
        return map(value_of, values_at(table, texts)), map(value_of, values_at(table, urls)) if urls else None

    def _readings(self, texts: Iterable[object], urls: Iterable[object] | None) -> Iterator[Reading]:
        """Yield the document in each value, or why there is none."""
        pairs = ((text, None) for text in texts) if urls is None else zip(texts, urls, strict=True)
        for text, url in pairs:
            if isinstance(text, str) or (self.html and isinstance(text, bytes)):
                address = url if isinstance(url, str) else None
                yield read_source(text, url=address, html=self.html, extractor=self.cleaner.extractor)
            else:
                yield problem_with(self.text_field, text)

    def _cleaned(self, table: "pa.Table") -> "pa.Table":
        schema = self.schema(table.schema)
        plain = without_views(table.schema)
        table = table if plain == table.schema else table.cast(plain)
        made = self.of_values(*self._values(table))
        text = self._checked(plain)
        table = with_values_at(table, text, made.column(0).cast(type_at(schema, text)))
        for name, values in zip(made.column_names[1:], made.columns[1:], strict=True):
            at = schema.names.index(name)
            new = (at, schema.field(name), values)
            table = table.set_column(*new) if at < table.num_columns else table.append_column(*new[1:])
        return table.cast(schema)

    def _added(self, found: "_Found") -> Iterator[tuple[str, "pa.Array"]]:
        """Yield the names and values of the columns that are asked for besides the text."""
        if self.spans:
            yield SPANS_FIELD, found.spans()
        if self.guarded:
            yield GUARDED_FIELD, pa.array(found.guarded, pa.bool_())
        if self.reason:
            yield REASON_FIELD, pa.array(found.reasons, pa.string())


class _Found:
    """The columns that cleaning makes, collected row by row; nothing else of a row is held."""

    def __init__(self) -> None:
        self._text = pa.lib.StringBuilder()
        self._size = 0
        self._chunks: list[pa.Array] = []
        self.reasons: list[str | None] = []
        self.guarded: list[bool | None] = []
        self._edges = array("q", [0])
        self._starts, self._ends = array("q"), array("q")
        self._labels: list[str] = []
        self._rules: list[str] = []

    def refuse(self, reason: str) -> None:
        """Add a row that cannot be cleaned."""
        self._text.append(None)
        self.reasons.append(reason)
        self.guarded.append(None)
        self._edges.append(len(self._starts))

    def add(self, result: Result, text: str) -> None:
        """Add a cleaned row and its article."""
        try:
            self._text.append(text)
        except UnicodeEncodeError:
            self.refuse("holds a lone surrogate (half of a character), which Arrow cannot store")
            return
        self._size += len(text)
        if self._size > CHUNK_BYTES:
            self._close()
        self.reasons.append(None)
        self.guarded.append(result.guarded)
        for span in result.removed:
            self._starts.append(span.start)
            self._ends.append(span.end)
            self._labels.append(span.label.value)
            self._rules.append(span.rule)
        self._edges.append(len(self._starts))

    def _close(self) -> None:
        self._chunks.append(self._text.finish())
        self._size = 0

    def texts(self) -> "pa.ChunkedArray":
        self._close()
        return pa.chunked_array(self._chunks, pa.string())

    def spans(self) -> "pa.Array":
        """Return the removed spans of each row; null if it could not be cleaned."""
        kind = span_type().value_type
        columns = zip((self._starts, self._ends, self._labels, self._rules), kind, strict=True)
        structs = pa.StructArray.from_arrays([pa.array(values, own.type) for values, own in columns], fields=[*kind])
        missing = [reason is not None for reason in self.reasons] + [False]
        edges = [None if gone else edge for gone, edge in zip(missing, self._edges, strict=True)]
        return pa.ListArray.from_arrays(pa.array(edges, pa.int32()), structs, type=span_type())


def _may_be_anything(kind: "pa.DataType") -> bool:
    """Whether a type may hold anything, so that only the values tell whether they are texts.

    Engines that infer types from values give a batch without texts the type null, and Ray gives values that Arrow
    cannot store the type object.
    """
    return pa.types.is_null(kind) or getattr(kind, "extension_name", "") == "ray.data.arrow_pickled_object"
