"""The bytes of a file after decompression.

The compression of a file is recognised by its first bytes, not by its name: downloads come with the wrong suffix, or
are decompressed on the way. If a file is truncated, everything that can be read comes before the error.
"""

import gzip
import re
import zlib
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from io import RawIOBase
from itertools import chain
from pathlib import PurePath
from typing import Any, Literal

import pyarrow as pa

__all__ = ["CHUNK_BYTES", "HEAD_BYTES", "PARQUET", "StreamError", "begun", "chunks_of", "rewound"]

CHUNK_BYTES = 256 << 10
"""How much is read at a time. With a quarter or four times as much, reading 125 MB of records as lines, gzip, zstd or
an array takes the same time within a sixth."""

HEAD_BYTES = 4096
"""How much of the beginning of a file shows what it is: only blanks precede the first bracket."""

PARQUET = b"PAR1"
"""How a Parquet file begins."""

_MAGIC: dict[bytes, Literal["gzip", "zstd"]] = {b"\x1f\x8b": "gzip", b"\x28\xb5\x2f\xfd": "zstd"}

_SUFFIXES: dict[str, Literal["gzip", "zstd"]] = {".gz": "gzip", ".zst": "zstd", ".zstd": "zstd"}

_TEXT = re.compile(rb"(?:\xef\xbb\xbf)?\s*+(?:[{\[]|$)")
"""How uncompressed records begin; also matches an empty file."""


class StreamError(ValueError):
    """A file cannot be read further; the message says why."""


def chunks_of(raw: RawIOBase, name: str, *, plain: re.Pattern[bytes] = _TEXT) -> Iterator[bytes]:
    """Yield the decompressed content of an open file, of all its members or frames. Memory holds a chunk.

    A file whose first bytes match no compression but `plain` is not compressed, whatever its name says.

    Raises StreamError, after everything before the damage, if it cannot be read further.
    """
    head, raw = rewound(raw)
    compression = _compression(head, name, plain)
    if compression is None:
        return iter(partial(raw.read, CHUNK_BYTES), b"")
    return _of_gzip(raw) if compression == "gzip" else _of_zstd(raw)


def rewound(raw: RawIOBase) -> tuple[bytes, RawIOBase]:
    """Return the beginning of an open file, and a stream that reads it from the start."""
    head = b""
    while len(head) < HEAD_BYTES and (more := raw.read(HEAD_BYTES - len(head))):
        head += more
    if not raw.seekable():
        return head, _Again(head, raw)
    raw.seek(0)
    return head, raw


class _Again(RawIOBase):
    """The part of a file that was already read, then the rest. Closing this does not close the file."""

    def __init__(self, head: bytes, rest: RawIOBase) -> None:
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        if not self._head:
            return self._rest.readinto(buffer)
        part = self._head[: len(buffer)]
        buffer[: len(part)] = part
        self._head = self._head[len(part) :]
        return len(part)


def _compression(head: bytes, name: str, plain: re.Pattern[bytes]) -> Literal["gzip", "zstd"] | None:
    for magic, compression in _MAGIC.items():
        if head.startswith(magic):
            return compression
    return None if plain.match(head) else _SUFFIXES.get(PurePath(name).suffix.lower())


def begun(chunks: Iterator[bytes]) -> tuple[bytes, Iterator[bytes]]:
    """Return the beginning of the content of chunks, and an iterator over all of it."""
    head = b""
    try:
        while len(head) < HEAD_BYTES and (chunk := next(chunks, b"")):
            head += chunk
    except StreamError as error:
        chunks = _damaged(error)
    return head, chain([head], chunks)


def _damaged(error: StreamError) -> Iterator[bytes]:
    """Yield nothing, and raise an error that was raised before its chunks could be passed on."""
    yield b""
    raise error


def _of_gzip(raw: RawIOBase) -> Iterator[bytes]:
    with gzip.GzipFile(fileobj=raw) as stream:
        try:
            while chunk := stream.read1(CHUNK_BYTES):  # not read, which loses what came before an error
                yield chunk
        except EOFError as error:
            raise StreamError("its gzip data is truncated") from error
        except (gzip.BadGzipFile, zlib.error) as error:
            raise StreamError(f"its gzip data is broken, or something else follows: {error}") from error


def _of_zstd(raw: RawIOBase) -> Iterator[bytes]:
    stream = _zstd_stream(raw)
    passed = 0
    try:
        while chunk := stream.read(CHUNK_BYTES):
            yield chunk
            passed += len(chunk)
    except OSError as error:
        if raw.seekable():
            yield _end_of_zstd(raw, passed)
        raise StreamError(f"its zstd data is truncated, broken, or something else follows: {error}") from error


def _end_of_zstd(raw: RawIOBase, passed: int) -> bytes:
    """Return what can be read after the first `passed` bytes.

    What pyarrow has decompressed for a read that fails is lost, so the end is read again, byte by byte.
    """
    raw.seek(0)
    stream = _zstd_stream(raw)
    while passed and (chunk := stream.read(min(passed, CHUNK_BYTES))):
        passed -= len(chunk)
    end = bytearray()
    with suppress(OSError):
        while byte := stream.read(1):
            end += byte
    return bytes(end)


def _zstd_stream(raw: RawIOBase) -> "pa.CompressedInputStream":
    return pa.CompressedInputStream(_Again(b"", raw), "zstd")  # it closes its file when deleted, so not `raw` itself
