"""The columns of tables: which one has a name, and the types in which they are cleaned and written."""

import pyarrow as pa

from cleanwire.corpus.options import SPANS_FIELD, CorpusOptions

__all__ = ["column_at", "output_schema", "problem_with_name", "span_type", "text_type", "without_views"]


def column_at(schema: "pa.Schema", name: str) -> int | None:
    """Return which column has a name, or None; the first, where several have it, as Parquet allows."""
    return schema.names.index(name) if name in schema.names else None


def problem_with_name(schema: "pa.Schema", name: str) -> str:
    """Return why a name is not that of one column, or nothing where it is."""
    count = schema.names.count(name)
    if count > 1:
        return f"{count} columns have the name {name!r}"
    return "" if count else f"no field {name!r}"


def span_type() -> "pa.DataType":
    """Return the type of the column that holds what was removed."""
    span = [("start", pa.int64()), ("end", pa.int64()), ("label", pa.string()), ("rule", pa.string())]
    return pa.list_(pa.struct(span))


def text_type(kind: "pa.DataType") -> "pa.DataType":
    """Return the type for the text of a column: its own, and a string's where it held the bytes of pages.

    Indices of dictionaries become large enough: what was one text is several where it stood on several sites.
    """
    if pa.types.is_dictionary(kind):
        return pa.dictionary(pa.int32(), text_type(kind.value_type))
    if pa.types.is_large_binary(kind):
        return pa.large_string()
    return pa.string() if pa.types.is_binary(kind) or pa.types.is_binary_view(kind) else kind


def without_views(schema: "pa.Schema") -> "pa.Schema":
    """Return the columns with plain strings and bytes for views, which most of pyarrow's functions do not know."""
    return pa.schema([_plain_field(field) for field in schema], schema.metadata)


def _plain_field(field: "pa.Field") -> "pa.Field":
    return field.with_type(_plain_type(field.type))


def _plain_type(kind: "pa.DataType") -> "pa.DataType":
    if pa.types.is_string_view(kind):
        return pa.string()
    if pa.types.is_binary_view(kind):
        return pa.binary()
    if pa.types.is_map(kind):
        key, item = _plain_field(kind.key_field), _plain_field(kind.item_field)
        return pa.map_(key, item, keys_sorted=kind.keys_sorted)
    return _plain_nested(kind) if pa.types.is_nested(kind) else kind


def _plain_nested(kind: "pa.DataType") -> "pa.DataType":
    fields = [_plain_field(kind.field(at)) for at in range(kind.num_fields)]
    if pa.types.is_struct(kind):
        return pa.struct(fields)
    if pa.types.is_fixed_size_list(kind):
        return pa.list_(*fields, kind.list_size)
    if pa.types.is_large_list(kind):
        return pa.large_list(*fields)
    return pa.list_(*fields) if pa.types.is_list(kind) else kind


def output_schema(schema: "pa.Schema", options: CorpusOptions) -> "pa.Schema":
    """Return the columns of an output from those of its input.

    Views stay views, but not those within lists and the like, which pyarrow cannot write; in Parquet both are the same.
    """
    plain = without_views(schema)
    for at, field in enumerate(schema):
        if pa.types.is_string_view(field.type) or pa.types.is_binary_view(field.type):
            plain = plain.set(at, field)
    text = column_at(plain, options.text_field)
    if text is not None:
        plain = plain.set(text, plain.field(text).with_type(text_type(plain.field(text).type)))
    if options.spans:
        own, spans = column_at(plain, SPANS_FIELD), pa.field(SPANS_FIELD, span_type())
        plain = plain.append(spans) if own is None else plain.set(own, spans)
    return plain
