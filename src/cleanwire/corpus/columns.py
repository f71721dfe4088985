"""The columns of tables: how they are found by name, and the types in which they are cleaned and written.

A name is that of a column, or a path into struct columns, such as `meta.url`.
"""

from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from cleanwire.corpus.options import SPANS_FIELD, CorpusOptions

__all__ = [
    "Place",
    "as_stream",
    "output_schema",
    "place_of",
    "problem_with_name",
    "span_type",
    "text_type",
    "type_at",
    "values_at",
    "with_field",
    "with_type_at",
    "with_values_at",
    "without_views",
]

Place = tuple[int, ...]
"""Where a column is: its number, and within structs the numbers of the fields."""


def place_of(schema: "pa.Schema", name: str) -> Place | None:
    """Return the place of the column with a name, or None. If several have it, as Parquet allows, return the first."""
    if name in schema.names:
        return (schema.names.index(name),)
    first, *rest = name.split(".")
    if not rest or first not in schema.names:
        return None
    place = [schema.names.index(first)]
    kind = schema.field(place[0]).type
    for part in rest:
        at = kind.get_field_index(part) if pa.types.is_struct(kind) else -1
        if at < 0:
            return None
        place.append(at)
        kind = kind.field(at).type
    return tuple(place)


def type_at(schema: "pa.Schema", place: Place) -> "pa.DataType":
    """Return the type of a column."""
    kind = schema.field(place[0]).type
    for at in place[1:]:
        kind = kind.field(at).type
    return kind


def values_at(table: "pa.Table | pa.RecordBatch", place: Place) -> "pa.Array | pa.ChunkedArray":
    """Return a column; it is null wherever the struct around it is."""
    column = table.column(place[0])
    return pc.struct_field(column, [*place[1:]]) if place[1:] else column


def with_values_at(table: "pa.Table", place: Place, values: "pa.Array | pa.ChunkedArray") -> "pa.Table":
    """Return a table with a column replaced by other values, in their type. Structs around it stay null where they are.

    The column keeps its name and its metadata.
    """
    field = table.schema.field(place[0])
    column = _replaced(table.column(place[0]), place[1:], values)
    return table.set_column(place[0], field.with_type(column.type), column)


def _replaced(
    column: "pa.Array | pa.ChunkedArray", path: Sequence[int], values: "pa.Array | pa.ChunkedArray"
) -> "pa.Array | pa.ChunkedArray":
    if not path:
        return values
    struct = _combined(column)
    fields = [struct.type.field(at) for at in range(struct.type.num_fields)]
    inner = [pc.struct_field(struct, [at]) for at in range(len(fields))]
    new = _combined(_replaced(inner[path[0]], path[1:], values))
    inner[path[0]], fields[path[0]] = new, fields[path[0]].with_type(new.type)
    return pa.StructArray.from_arrays(inner, fields=fields, mask=struct.is_null())


def _combined(column: "pa.Array | pa.ChunkedArray") -> "pa.Array":
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column


def problem_with_name(schema: "pa.Schema", name: str) -> str:
    """Return why a name does not name exactly one column, or an empty string if it does."""
    count = schema.names.count(name)
    if count > 1:
        return f"{count} columns have the name {name!r}"
    return "" if place_of(schema, name) else f"no field {name!r}"


def span_type() -> "pa.DataType":
    """Return the type of the column that holds the removed spans."""
    span = [("start", pa.int64()), ("end", pa.int64()), ("label", pa.string()), ("rule", pa.string())]
    return pa.list_(pa.struct(span))


def text_type(kind: "pa.DataType") -> "pa.DataType":
    """Return the type for the text of a column: its own, or a string if it held the bytes of pages.

    Indices of dictionaries are widened: one text may become several, because it may be on several sites.
    """
    if pa.types.is_dictionary(kind):
        return pa.dictionary(pa.int32(), text_type(kind.value_type))
    if pa.types.is_large_binary(kind):
        return pa.large_string()
    return pa.string() if pa.types.is_binary(kind) or pa.types.is_binary_view(kind) else kind


def as_stream(rows: "pa.Table | pa.RecordBatch") -> bytes:
    """Return rows in Arrow's stream format."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, rows.schema) as stream:
        stream.write(rows)
    taken: bytes = sink.getvalue().to_pybytes()
    return taken


def without_views(schema: "pa.Schema") -> "pa.Schema":
    """Return a schema with plain strings and bytes instead of views, which few of pyarrow's functions support."""
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

    Views stay views, except within lists and the like, where pyarrow cannot write them. In Parquet both are the same.
    """
    plain = without_views(schema)
    for at, field in enumerate(schema):
        if pa.types.is_string_view(field.type) or pa.types.is_binary_view(field.type):
            plain = plain.set(at, field)
    text = place_of(plain, options.text_field)
    if text is not None:
        plain = with_type_at(plain, text, text_type(type_at(plain, text)))
    return with_field(plain, pa.field(SPANS_FIELD, span_type())) if options.spans else plain


def with_type_at(schema: "pa.Schema", place: Place, kind: "pa.DataType", *, nullable: bool = False) -> "pa.Schema":
    """Return a schema in which one column has another type, and is made nullable if asked for."""
    return schema.set(place[0], _retyped(schema.field(place[0]), place[1:], kind, nullable=nullable))


def _retyped(field: "pa.Field", path: Sequence[int], kind: "pa.DataType", *, nullable: bool) -> "pa.Field":
    if not path:
        return field.with_type(kind).with_nullable(field.nullable or nullable)
    fields = [field.type.field(at) for at in range(field.type.num_fields)]
    fields[path[0]] = _retyped(fields[path[0]], path[1:], kind, nullable=nullable)
    return field.with_type(pa.struct(fields))


def with_field(schema: "pa.Schema", field: "pa.Field") -> "pa.Schema":
    """Return a schema with one more column, which replaces a column of the same name."""
    return schema.set(schema.names.index(field.name), field) if field.name in schema.names else schema.append(field)
