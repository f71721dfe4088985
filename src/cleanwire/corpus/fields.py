"""Whether the files hold the field to clean, asked before hours are spent on them."""

from collections.abc import Iterable, Sequence
from contextlib import suppress

import pyarrow as pa

from cleanwire.corpus.inputs import Input
from cleanwire.corpus.lines import LineError, members_of
from cleanwire.corpus.options import CorpusOptions
from cleanwire.corpus.shards import DamageError, parquet_schema, shards_of
from cleanwire.errors import OptionError

__all__ = ["check_fields"]

SHOWN = 20
"""So many fields are named where the wanted one is missing: they fit a few lines."""


def check_fields(inputs: Sequence[Input], options: CorpusOptions) -> None:
    """Raise OptionError unless every Parquet file, and the first file of lines, has texts in the field to clean."""
    lines = next((file for file in inputs if file.format != "parquet"), None)
    if lines:
        _check_lines(lines, options)
    for file in inputs:
        if file.format == "parquet":
            with suppress(DamageError):  # it is rejected, and the run goes on
                _check_columns(file, parquet_schema(file), options)


def _check_lines(file: Input, options: CorpusOptions) -> None:
    """Look at the first shard: one record with the field will do."""
    names: dict[str, None] = {}
    with suppress(DamageError):
        first = next(shards_of(file), None)
        for raw in first.payload.split(b"\n") if first else ():
            with suppress(LineError, UnicodeDecodeError):
                members = members_of(raw.decode("utf-8-sig"))
                if options.text_field in members:
                    return
                names.update(dict.fromkeys(members))
    if names:
        raise _missing(file, names, options)


def _check_columns(file: Input, schema: "pa.Schema", options: CorpusOptions) -> None:
    if options.text_field not in schema.names:
        raise _missing(file, schema.names, options)
    kind = schema.field(options.text_field).type
    values = kind.value_type if pa.types.is_dictionary(kind) else kind
    if any(fits(values) for fits in _TEXTS):
        return
    pages = any(fits(kind) for fits in _PAGES)
    if pages and options.html:
        return
    remedy = "use --html if they are pages" if pages else "name the field with texts with --text-field"
    raise OptionError(f"{file.path}: field {options.text_field!r} holds {kind}, which is no text; {remedy}")


_TEXTS = (pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view)
_PAGES = (pa.types.is_binary, pa.types.is_large_binary, pa.types.is_binary_view)


def _missing(file: Input, names: Iterable[str], options: CorpusOptions) -> OptionError:
    all_names = [*names]
    shown = ", ".join(repr(name) for name in all_names[:SHOWN]) + (", …" if len(all_names) > SHOWN else "")
    return OptionError(
        f"{file.path}: has no field {options.text_field!r} but {shown}; name the one with texts with --text-field"
    )
