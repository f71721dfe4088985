"""WARC and WET: files whose records are pages as servers answered them, or texts extracted from pages."""

from collections.abc import Collection, Iterator
from importlib.util import find_spec
from io import BytesIO
from typing import TYPE_CHECKING, Literal, NamedTuple

import pyarrow as pa

from cleanwire.corpus.inputs import Input
from cleanwire.corpus.lines import LINE_BYTES
from cleanwire.corpus.options import CorpusOptions
from cleanwire.corpus.records import Record, Rows
from cleanwire.corpus.shards import Shard, cut
from cleanwire.corpus.warc_framing import BROKEN, pieces_of, raw_records
from cleanwire.errors import OptionError, ReadingError
from cleanwire.reading.formats import looks_like_html

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

__all__ = ["Archived", "records", "schema", "shards"]

_PAGES = ("text/html", "application/xhtml+xml")
"""The media types of HTML pages."""


def schema(file: Input, options: CorpusOptions) -> "pa.Schema":
    """Return the columns of the output of a file: the record's id and address, its date and its text.

    Raises OptionError if fastwarc is not installed, or if two fields would have the same name.
    """
    if find_spec("fastwarc") is None:
        raise OptionError(f"{file.place}: WARC needs a package that is not installed: pip install 'cleanwire[warc]'")
    names = _names(options)
    for option, name in (("text_field", options.text_field), ("url_field", options.url_field)):
        if names.count(name) > 1:
            raise OptionError(f"{file.place}: {option} = {name!r} is the name of another of its fields; choose another")
    return pa.schema([(name, pa.string()) for name in names])


def _names(options: CorpusOptions) -> list[str]:
    return ["id", options.url_field, "date", options.text_field]


def shards(file: Input, done: Collection[int]) -> Iterator[Shard]:
    """Yield the shards of a file: all its records, whatever their type."""
    return cut(file, lambda raw: raw_records(pieces_of(raw, file.name)), done)


def records(file: Input, shard: Shard, options: CorpusOptions) -> "Archived":  # noqa: ARG001, they say what they are
    """Return the pages and texts of a shard."""
    return Archived(shard, options)


class _Found(NamedTuple):
    """A page or text found in a record, or why there is none."""

    record: Record
    id: str | None = None
    date: str | None = None


class Archived(Rows):
    """The records of an archive that hold a page or a text; all others are skipped."""

    def __init__(self, shard: Shard, options: CorpusOptions) -> None:
        read = [_read(raw, number) for number, raw in enumerate(shard.payload, shard.first)]
        self._found = [one for one in read if one is not None]
        self.passed: int = len(read) - len(self._found)
        columns = zip(*[(one.id, one.record.url, one.date, one.record.text) for one in self._found], strict=True)
        arrays = [pa.array(column, pa.string()) for column in columns] or [pa.array([], pa.string())] * 4
        super().__init__(pa.table(arrays, names=_names(options)), shard.first, options)

    def __iter__(self) -> Iterator[Record]:
        return (one.record for one in self._found)


def _read(raw: bytes, number: int) -> _Found | None:
    """Return the page or text in a record, or why it cannot be read; None if it holds neither."""
    if raw.startswith(BROKEN.encode()):
        return _Found(Record(number, "", None, raw.decode("utf-8", "replace")))
    try:
        try:
            return _opened(raw, number, "all")
        except OSError:  # many crawlers decode the answer but keep the headers that name its encoding
            return _opened(raw, number, "none")
    except OSError as error:
        return _Found(Record(number, "", None, f"{BROKEN}: {error}"))


def _opened(raw: bytes, number: int, decode: Literal["all", "none"]) -> _Found | None:
    from fastwarc.warc import ArchiveIterator, WarcRecordType  # noqa: PLC0415, an extra

    wanted = WarcRecordType.response | WarcRecordType.conversion
    for record in ArchiveIterator(BytesIO(raw), record_types=wanted, auto_decode=decode):
        if record.is_http and record.http_headers.status_code is None:
            return _Found(Record(number, "", None, f"{BROKEN}: its HTTP header has no status"))
        is_text = (record.headers.get("Content-Type") or "").lower().startswith("text/plain")
        if not (_may_be_page(record) if record.is_http else is_text):
            continue
        body = record.reader.read(LINE_BYTES + 1)
        if record.is_http and not _media_type(record) and not looks_like_html(body):
            continue
        url = (record.headers.get("WARC-Target-URI") or "").strip("<>")  # some crawlers put it in angle brackets
        text, problem = _decoded(record, body)
        page = Record(number, text, url or None, problem, html=record.is_http)
        return _Found(page, record.record_id, record.headers.get("WARC-Date"))
    return None


def _may_be_page(record: "WarcRecord") -> bool:
    """Whether a record holds a successful answer whose type is that of a page or unknown."""
    status = record.http_headers.status_code
    return status is not None and 200 <= status < 300 and _media_type(record) in ("", *_PAGES)


def _media_type(record: "WarcRecord") -> str:
    """Return the media type of an answer, as the crawler detected it or else as the server stated it; "" if neither."""
    return (record.headers.get("WARC-Identified-Payload-Type") or record.http_content_type or "").strip().lower()


def _decoded(record: "WarcRecord", body: bytes) -> tuple[str, str]:
    """Return the text of a body, and why there is none."""
    if record.content_length > LINE_BYTES or len(body) > LINE_BYTES:
        return "", f"too long: more than {LINE_BYTES >> 20} MB in one record"
    try:
        if not record.is_http:
            return body.decode(), ""
        from cleanwire.reading.html.decoding import decoded  # noqa: PLC0415, texts need none of it

        return decoded(body, charset=(record.http_charset or "").strip("\"' ")), ""
    except ReadingError as error:
        return "", str(error)
    except UnicodeDecodeError as error:
        return "", f"not UTF-8: byte {error.start} of the text (0x{body[error.start]:02x})"
