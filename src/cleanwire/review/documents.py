"""The documents to review: an index of the files' contents; each document is read when it is opened.

A document is identified by a checksum of its source, so its place and its name may change. Duplicates are listed once.
"""

import gzip
import json
import lzma
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal, NamedTuple

from cleanwire.errors import LabelledTextError, OptionError, ReadingError
from cleanwire.files.problems import reason_of
from cleanwire.files.sources import STANDARD, read_source
from cleanwire.report.labelled import Labelled, parse_labelled
from cleanwire.review.decisions import CHOICES

__all__ = ["Documents", "Entry", "Raw", "checksum", "find_documents"]

_RECORDS = re.compile(r"\.(?:jsonl|ndjson)(?P<packed>\.gz|\.xz)?$", re.IGNORECASE)
"""Suffixes of files whose records are lines of JSON; other files hold one document."""

SHOWN_FIELDS = 20
"""How many fields are named when the wanted one is missing: they fit on a few lines."""

Kind = Literal["source", "labelled", "record", "gold"]


class Entry(NamedTuple):
    """What is known about a document before it is read. A named tuple, since there may be hundreds of thousands."""

    id: str
    name: str
    """Its name in lists."""
    kind: Kind
    path: str
    at: int = 0
    """The offset of its record in the file, in bytes."""
    size: int = 0
    part: str = ""
    """The extractor of the text, in a gold record."""


@dataclass(frozen=True, slots=True)
class Raw:
    """A document as in its file."""

    source: str | bytes
    url: str = ""
    labelled: Labelled | None = None
    """What labelled text says is removed."""
    labels: tuple[str | None, ...] | None = None
    """What a gold record says about each line."""
    record: Mapping[str, Any] = field(default_factory=dict)
    """The gold record that contains it."""


@dataclass(frozen=True)
class Documents:
    """An index of documents, and access to each of them."""

    entries: tuple[Entry, ...]
    field: str
    """The field of records that holds the source."""
    copies: int = 0
    """The number of documents that were the same as an earlier one."""
    without: int = 0
    """The number of records without a source."""
    encoding: str | None = None
    """The encoding of text files; UTF-8 if none is named."""

    def read(self, number: int) -> Raw:
        """Return a document by its number.

        Raises ReadingError if its file cannot be read, or no longer holds it.
        """
        entry = self.entries[number]
        if entry.kind == "source":
            raw = Raw(read_source(entry.path, encoding=self.encoding).content)
        elif entry.kind == "labelled":
            labelled = _labelled_in(entry.path, self.encoding)
            raw = Raw(labelled.source, labelled=labelled)
        else:
            raw = self._of_record(entry)
        if checksum(raw.source) != entry.id:
            raise ReadingError(_CHANGED.format(entry.name))
        return raw

    def _of_record(self, entry: Entry) -> Raw:
        try:
            with Path(entry.path).open("rb") as file:
                file.seek(entry.at)
                record = json.loads(file.read(entry.size))
            if entry.kind == "gold":
                labels = tuple(record["labels"][entry.part])
                _check_labels(labels)
                return Raw(record["texts"][entry.part], str(record.get("url") or ""), labels=labels, record=record)
            return Raw(record[self.field], str(record.get("url") or ""))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ReadingError(f"{entry.name}: its record cannot be used: {error}; fix it and start again") from error


def checksum(source: str | bytes) -> str:
    """Return the id of a source: the first 32 hexadecimal digits of its SHA-256."""
    data = source.encode("utf-8", "surrogatepass") if isinstance(source, str) else source
    return sha256(data).hexdigest()[:32]


def find_documents(
    names: Sequence[str], *, scratch: Path, field: str = "text", encoding: str | None = None
) -> Documents:
    """Return an index of what files hold: one text, page or labelled text each, or records in lines of JSON.

    A record holds its source in a field. A record with the texts of extractors and labels for their lines
    (`docs/judge.md`) holds a document for each of these texts. Files of records may be compressed with gzip or xz; they
    are decompressed into the folder `scratch`, for random access to their records. All files are read once; about 300
    bytes are held for each document.

    Raises ReadingError for a file that cannot be read, for a line that is not a record, and if no record has the field;
    OptionError for standard input, which cannot be read again, and for an unknown encoding.
    """
    if STANDARD in names:
        raise OptionError("standard input cannot be reviewed, since documents are read again; name a file")
    index = _Index(field)
    for number, name in enumerate(names):
        match = _RECORDS.search(name)
        if match is None:
            index.add(_entry_of(name, encoding))
        else:
            path = _unpacked(name, scratch / str(number)) if match["packed"] else name
            index.add_records(name, path)
    if not index.entries and index.without:
        raise ReadingError(
            f"{index.first}: no record has text in the field {field!r}; name the one that has with --field: "
            f"{', '.join(index.fields)}"
        )
    return Documents(tuple(index.entries.values()), field, index.copies, index.without, encoding)


class _Index:
    """What has been found so far."""

    def __init__(self, field: str) -> None:
        self.field = field
        self.entries: dict[str, Entry] = {}
        self.copies = 0
        self.without = 0
        self.first = ""
        """The file of the first record without the field."""
        self.fields: list[str] = []
        """The fields that it has instead."""

    def add(self, entry: Entry) -> None:
        """Add a document, unless there is one with the same source."""
        self.copies += entry.id in self.entries
        self.entries.setdefault(entry.id, entry)

    def add_records(self, name: str, path: str) -> None:
        """Add the documents in a file of records."""
        for number, at, raw in _lines_in(name, path):
            try:
                record = json.loads(raw)
            except (ValueError, RecursionError) as error:
                raise ReadingError(f"{name}: line {number} is not JSON: {error}; fix or remove it") from error
            found = [*_documents_in(record, self.field)]
            for kind, part, source in found:
                title = _title_of(record, f"{name}:{number}") + (f" · {part}" if part else "")
                self.add(Entry(checksum(source), title, kind, path, at, len(raw), part))
            if not found:
                self._pass_over(name, record)

    def _pass_over(self, name: str, record: object) -> None:
        self.without += 1
        if not self.first:
            self.first = name
            self.fields = [repr(one) for one in record][:SHOWN_FIELDS] if isinstance(record, dict) else ["none"]


def _documents_in(record: object, field: str) -> Iterator[tuple[Kind, str, str]]:
    if not isinstance(record, dict):
        return
    texts, labels = record.get("texts"), record.get("labels")
    if isinstance(texts, dict) and isinstance(labels, dict):
        for part, text in texts.items():
            if isinstance(text, str) and isinstance(labels.get(part), list):
                yield "gold", part, text
    elif isinstance(record.get(field), str):
        yield "record", "", record[field]


def _check_labels(labels: Sequence[object]) -> None:
    """Raise ValueError for labels that gold records cannot have."""
    for label in labels:
        if label is not None and (not isinstance(label, str) or label not in CHOICES):
            raise ValueError(f"{label!r} is not a label")


def _title_of(record: Mapping[str, Any], place: str) -> str:
    found = (record.get(name) for name in ("id", "url"))
    return next((str(value) for value in found if isinstance(value, str | int) and value), place)


def _entry_of(name: str, encoding: str | None) -> Entry:
    source = read_source(name, encoding=encoding).content
    if isinstance(source, str):
        try:
            labelled = parse_labelled(source)
        except LabelledTextError:
            return Entry(checksum(source), name, "source", name)
        if labelled.source:
            return Entry(checksum(labelled.source), name, "labelled", name)
    return Entry(checksum(source), name, "source", name)


_CHANGED = "{}: the file has changed since it was opened; start the review again"


def _labelled_in(name: str, encoding: str | None) -> Labelled:
    content = read_source(name, encoding=encoding).content
    try:
        return parse_labelled(content if isinstance(content, str) else "")
    except LabelledTextError as error:
        raise ReadingError(_CHANGED.format(name)) from error


def _lines_in(name: str, path: str) -> Iterator[tuple[int, int, bytes]]:
    """Yield the lines of a file that are not blank, each with its number and its offset."""
    at = 0
    try:
        with Path(path).open("rb") as file:
            for number, raw in enumerate(file, start=1):
                if raw.strip():
                    yield number, at, raw
                at += len(raw)
    except OSError as error:
        raise ReadingError(f"{name}: cannot be read: {reason_of(error)}") from error


def _unpacked(name: str, target: Path) -> str:
    """Decompress a file, and return the path."""
    opened = lzma.open if name.lower().endswith(".xz") else gzip.open
    try:
        with opened(name, "rb") as packed, target.open("wb") as file:
            shutil.copyfileobj(packed, file)
    except (OSError, EOFError, lzma.LZMAError) as error:
        if isinstance(error, OSError) and error.errno:  # the system's, and not that of the decompression
            raise ReadingError(f"{name}: cannot be read: {reason_of(error)}") from error
        raise ReadingError(f"{name}: cannot be decompressed: {error}; check the file") from error
    return str(target)
