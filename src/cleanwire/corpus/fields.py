"""Checks whether the files have the field to clean, before hours are spent on them."""

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
"""How many records of each file are checked before any file is read further. Mostly the first has the field."""

SOUGHT_BYTES = 1 << 30
"""How much is read to find the field if none of these has it: 4 to 7 seconds, so a wrong name is reported soon."""

SHOWN = 20
"""How many fields are named when the wanted one is missing: they fit on a few lines."""


def check_fields(inputs: Sequence[Input], options: CorpusOptions) -> None:
    """Raise OptionError unless some file has texts in the field to clean, and all columns can be written.

    If some records have the field, others that lack it do not end the run: they are rejected one by one.
    """
    lines: list[Input] = []
    problems: list[str] = []
    for file in inputs:
        with suppress(DamageError):  # the file is rejected later, and the run continues
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
            f"{file.place}: several columns have the name {twice[0]!r}, which JSON does not allow; "
            "rename them, or keep the format of the file"
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
    are_pages = holds_texts(kind, html=True)
    remedy = "use --html if they are pages" if are_pages else "name the field with texts with --text-field"
    return f"{file.place}: field {field!r} holds {kind}, which is not text; {remedy}"


def holds_texts(kind: "pa.DataType", *, html: bool) -> bool:
    """Whether a column of a type can hold texts to clean, or pages."""
    values = kind.value_type if pa.types.is_dictionary(kind) else kind
    return any(fits(values) for fits in (*_TEXTS, *(_PAGES if html else ())))


_TEXTS = (pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view)
_PAGES = (pa.types.is_binary, pa.types.is_large_binary, pa.types.is_binary_view)


def _of_lines(files: Sequence[Input], options: CorpusOptions) -> Iterator[str]:
    """Yield why no record can be cleaned; nothing if one has the field, or if there are no records."""
    missing = ""
    left = SOUGHT_BYTES
    # The beginnings of all files, then whole files.
    beginnings = (islice(_records(file), FIRST_RECORDS) for file in files)
    for file, raw in chain.from_iterable(chain(beginnings, map(_records, files))):
        names, found = _seen(raw, options.text_field)
        if found:
            yield ""
            return
        if names and not missing:
            missing = _missing(file, names, options.text_field)
        left -= len(raw)
        if left < 0:
            missing = missing and f"{missing} (searched: {SOUGHT_BYTES >> 20:,} MB)"
            break
    if missing:
        yield missing


def _records(file: Input) -> Iterator[tuple[Input, bytes]]:
    with suppress(StreamError, OSError), file.open() as raw:
        for record in raw_records(raw, file.name):
            yield file, record


def _seen(raw: bytes, field: str) -> tuple[Collection[str], bool]:
    """Return the field names of a record (none if it is broken), and whether the wanted field is among them."""
    try:
        line = raw.decode("utf-8-sig")
        members = members_of(line)
    except (LineError, UnicodeDecodeError):
        return (), False
    return members, member_at(line, members, field) is not None


def _missing(file: Input, names: Collection[str], field: str) -> str:
    shown = ", ".join(repr(name) for name in islice(names, SHOWN)) + (", …" if len(names) > SHOWN else "")
    return f"{file.place}: has no field {field!r} but {shown or 'none'}; name the one with texts with --text-field"
