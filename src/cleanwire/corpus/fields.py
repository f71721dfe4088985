"""Whether the files hold the field to clean, asked before hours are spent on them."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from itertools import chain, islice

import pyarrow as pa

from cleanwire.corpus.columns import place_of, problem_with_name, type_at
from cleanwire.corpus.inputs import Input
from cleanwire.corpus.json_records import raw_records
from cleanwire.corpus.kinds import kind_of
from cleanwire.corpus.lines import LineError, member_at, members_of
from cleanwire.corpus.options import CorpusOptions
from cleanwire.corpus.shards import DamageError
from cleanwire.corpus.streams import StreamError
from cleanwire.errors import OptionError

__all__ = ["SHOWN", "check_fields", "holds_texts"]

FIRST_RECORDS = 100
"""So many records of each file are looked at before any file is read further: mostly the first one has the field."""

SOUGHT_BYTES = 1 << 30
"""Where none of these has it, so much is read to find one that does: 4 to 7 seconds, so a wrong name is soon told."""

SHOWN = 20
"""So many fields are named where the wanted one is missing: they fit a few lines."""


def check_fields(inputs: Sequence[Input], options: CorpusOptions) -> None:
    """Raise OptionError unless some file has texts in the field to clean, and all columns can be written.

    Where some have it, records and rows that lack it are no error of the run: they are rejected one by one.
    """
    lines: list[Input] = []
    problems: list[str] = []
    for file in inputs:
        with suppress(DamageError):  # it is rejected, and the run goes on
            schema = kind_of(file).schema(file, options)
            if schema is None:
                lines.append(file)
            else:
                problems.append(_problem_of_table(file, schema, options))
    if "" not in problems:
        problems += _of_lines(lines, options)
    if problems and all(problems):
        raise OptionError(problems[0])


def _check_names(file: Input, schema: "pa.Schema") -> None:
    twice = [name for name, count in Counter(schema.names).items() if count > 1]
    if twice:
        raise OptionError(
            f"{file.place}: several columns have the name {twice[0]!r}, which fields of JSON cannot; "
            "rename them, or leave the file in its format"
        )


def _problem_of_table(file: Input, schema: "pa.Schema", options: CorpusOptions) -> str:
    if options.format not in (None, "parquet"):
        _check_names(file, schema)
    field = options.text_field
    place = place_of(schema, field)
    if place is None:
        return _missing(file, schema.names, field)
    problem = problem_with_name(schema, field)
    if problem:
        return f"{file.place}: {problem}; rename all but one, or name another field with --text-field"
    kind = type_at(schema, place)
    if holds_texts(kind, html=options.html):
        return ""
    remedy = (
        "use --html if they are pages"
        if holds_texts(kind, html=True)
        else "name the field with texts with --text-field"
    )
    return f"{file.place}: field {field!r} holds {kind}, which is no text; {remedy}"


def holds_texts(kind: "pa.DataType", *, html: bool) -> bool:
    """Whether a column of a type can hold texts to clean, or pages."""
    values = kind.value_type if pa.types.is_dictionary(kind) else kind
    return any(fits(values) for fits in (*_TEXTS, *(_PAGES if html else ())))


_TEXTS = (pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view)
_PAGES = (pa.types.is_binary, pa.types.is_large_binary, pa.types.is_binary_view)


def _of_lines(files: Sequence[Input], options: CorpusOptions) -> Iterator[str]:
    """Yield why no record can be cleaned, or nothing where one has the field; neither, where there are no records."""
    missing = ""
    left = SOUGHT_BYTES
    for file, raw in _records_of(files):
        names, found = _seen(raw, options.text_field)
        if found:
            yield ""
            return
        if names and not missing:
            missing = _missing(file, names, options.text_field)
        left -= len(raw)
        if left < 0:
            missing = missing and f"{missing} (so far as was looked: {SOUGHT_BYTES >> 20:,} MB)"
            break
    if missing:
        yield missing


def _records_of(files: Sequence[Input]) -> Iterator[tuple[Input, bytes]]:
    """Yield the beginnings of all files, then all files as a whole."""
    beginnings = (islice(_records(file), FIRST_RECORDS) for file in files)
    return chain.from_iterable(chain(beginnings, map(_records, files)))


def _records(file: Input) -> Iterator[tuple[Input, bytes]]:
    with suppress(StreamError, OSError), file.open() as raw:
        for record in raw_records(raw, file.name):
            yield file, record


def _seen(raw: bytes, field: str) -> tuple[Collection[str], bool]:
    """Return the names of a record's fields, none where it is broken, and whether the wanted one is there."""
    try:
        line = raw.decode("utf-8-sig")
        members = members_of(line)
    except (LineError, UnicodeDecodeError):
        return (), False
    return members, member_at(line, members, field) is not None


def _missing(file: Input, names: Collection[str], field: str) -> str:
    shown = ", ".join(repr(name) for name in islice(names, SHOWN)) + (", …" if len(names) > SHOWN else "")
    return f"{file.place}: has no field {field!r} but {shown or 'none'}; name the one with texts with --text-field"
