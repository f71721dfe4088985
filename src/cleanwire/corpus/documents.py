"""Records read as documents, and documents stored, since reading an HTML page takes a hundred times as long."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import pyarrow as pa

from cleanwire.corpus.options import CorpusOptions
from cleanwire.corpus.records import Record
from cleanwire.document import Document, Hint
from cleanwire.errors import ReadingError
from cleanwire.markup import Element, Line, Mark, Markup
from cleanwire.reading import read
from cleanwire.reading.formats import Extractor
from cleanwire.reading.text import read_lines, read_text

__all__ = ["Reading", "packed", "read_record", "read_source", "unpacked"]

Reading = Document | str
"""The document in a record, or why there is none."""

_CODEC = "zstd"


def read_record(record: Record, options: CorpusOptions) -> Reading:
    """Return the document in a record, or why there is none."""
    if record.problem:
        return record.problem
    return read_source(record.text, url=record.url, html=record.html, extractor=options.cleaner.extractor)


def read_source(source: str | bytes, *, url: str | None, html: bool, extractor: Extractor) -> Reading:
    """Return the document in a text or page, or why there is none."""
    try:
        document = read(source, format="html" if html else "text", url=url, extractor=extractor)
    except ReadingError as error:
        return str(error)
    return document.reason or document


def packed(readings: Sequence[Reading]) -> bytes:
    """Return readings as bytes, in a format that cannot run code when it is read."""
    raw = json.dumps([one if isinstance(one, str) else _plain(one) for one in readings]).encode("ascii")
    tight: bytes = pa.Codec(_CODEC).compress(raw, asbytes=True)
    return len(raw).to_bytes(8, "big") + tight


def unpacked(data: bytes) -> list[Reading]:
    """Return the readings from the bytes that `packed` made, identical to the last bit."""
    raw = pa.Codec(_CODEC).decompress(data[8:], int.from_bytes(data[:8], "big"), asbytes=True)
    return [one if isinstance(one, str) else _document(one) for one in json.loads(raw)]


def _plain(document: Document) -> dict[str, Any]:
    """Return the parts from which the rest of a document can be computed."""
    markup = document.markup
    return {
        "source": document.original,
        "url": document.url,
        "title": document.title,
        "hints": document.hints,
        "markup": None if markup is None else [markup.elements, markup.lines],
    }


def _document(plain: dict[str, Any]) -> Document:
    read_again = read_lines if plain["hints"] else read_text
    document = read_again(plain["source"], url=plain["url"], title=plain["title"])
    hints = tuple(
        Hint(tag, linked, tuple(names), tuple(elements), *rest)
        for tag, linked, names, elements, *rest in plain["hints"]
    )
    return replace(document, hints=hints, markup=_markup(*plain["markup"]) if plain["markup"] else None)


def _markup(elements: Iterable[Any], lines: Iterable[Any]) -> Markup:
    return Markup(
        tuple(Element(*element) for element in elements),
        tuple(
            Line(start, end, element, broken, tuple(Mark(*mark) for mark in marks))
            for start, end, element, broken, marks in lines
        ),
    )
