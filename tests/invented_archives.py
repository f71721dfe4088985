"""WARC records of invented pages, for the tests of `cleanwire.corpus`."""

import gzip
from collections.abc import Iterable

import pyarrow as pa

from invented_corpora import FIRST, SECOND

DATE = "2026-03-04T05:06:07Z"


def page_of(number: int, *, charset: str = "") -> str:
    """Return a page whose article contains its number."""
    meta = f"<meta charset={charset}>" if charset else ""
    return (
        f"<!doctype html>{meta}<title>Crossing {number}</title><nav><a href='/'>Home</a></nav><article>"
        f"<p>{FIRST}</p><p>{SECOND}</p><p>It was crossing number {number} of the café boat that day.</p></article>"
    )


def warc(kind: str, block: bytes, **headers: str) -> bytes:
    """Return a record; `content_type="text/plain"` is a header."""
    named = {"WARC-Type": kind, "WARC-Date": DATE, **{name.replace("_", "-"): value for name, value in headers.items()}}
    lines = "".join(f"{name}: {value}\r\n" for name, value in {**named, "Content-Length": str(len(block))}.items())
    return f"WARC/1.0\r\n{lines}\r\n".encode() + block + b"\r\n\r\n"


def answer(
    number: int,
    body: bytes | None = None,
    *,
    http: str = "Content-Type: text/html; charset=utf-8",
    status: str = "200 OK",
) -> bytes:
    """Return the record of a server's answer."""
    head = f"HTTP/1.1 {status}\r\n{http}\r\n\r\n" if http else f"HTTP/1.1 {status}\r\n\r\n"
    return warc(
        "response",
        head.encode() + (page_of(number).encode() if body is None else body),
        WARC_Record_ID=f"<urn:uuid:{number:012}>",
        WARC_Target_URI=f"https://oxley.example/{number}",
        Content_Type="application/http; msgtype=response",
    )


def request(number: int) -> bytes:
    return warc(
        "request",
        b"GET / HTTP/1.1\r\nHost: oxley.example\r\n\r\n",
        WARC_Target_URI=f"https://oxley.example/{number}",
        Content_Type="application/http; msgtype=request",
    )


def text_of_page(number: int, text: bytes) -> bytes:
    """Return the record of a text extracted from a page, as in WET files."""
    return warc(
        "conversion",
        text,
        WARC_Record_ID=f"<urn:uuid:{number:012}>",
        WARC_Target_URI=f"https://oxley.example/{number}",
        Content_Type="text/plain",
    )


INFO = warc("warcinfo", b"software: crawler\r\n", Content_Type="application/warc-fields")


def members(records: Iterable[bytes]) -> bytes:
    """Return records compressed with gzip as in WARC: each is a member."""
    return b"".join(gzip.compress(record, mtime=0) for record in records)


def frames(records: Iterable[bytes]) -> bytes:
    """Return records compressed with zstd as in WARC: each is a frame."""
    return b"".join(pa.Codec("zstd").compress(record, asbytes=True) for record in records)
