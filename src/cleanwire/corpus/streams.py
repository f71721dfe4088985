"""The bytes that a file holds once it is decompressed.

What a file is compressed with is told by its first bytes and not by its name: downloads come with the wrong suffix, or
decompressed on the way. A file that breaks off gives all that can be had of it before the error.
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
"""Read at a time: with a quarter or four times as much, 125 MB of records in lines, gzip, zstd or an array take the
same time within a sixth."""

HEAD_BYTES = 4096
"""So much of a file's beginning tells what it is: before the first bracket there are only blanks."""

PARQUET = b"PAR1"
"""How a file of Parquet begins."""

_MAGIC: dict[bytes, Literal["gzip", "zstd"]] = {b"\x1f\x8b": "gzip", b"\x28\xb5\x2f\xfd": "zstd"}

_SUFFIXES: dict[str, Literal["gzip", "zstd"]] = {".gz": "gzip", ".zst": "zstd", ".zstd": "zstd"}

_TEXT = re.compile(rb"(?:\xef\xbb\xbf)?\s*+(?:[{\[]|$)")
"""How records begin that are not compressed, and what is empty."""


class StreamError(ValueError):
    """A file cannot be read further: the message says why."""


def chunks_of(raw: RawIOBase, name: str, *, plain: re.Pattern[bytes] = _TEXT) -> Iterator[bytes]:
    """Yield what an open file holds, decompressed: of several members or frames, all. Memory holds a chunk.

    A file whose first bytes are those of no compression but match `plain` is not compressed, whatever its name says.

    Raises StreamError, after all that comes before the damage, where it cannot be read further.
    """
    head, raw = rewound(raw)
    match _compression(head, name, plain):
        case "gzip":
            return _of_gzip(raw)
        case "zstd":
            return _of_zstd(raw)
        case None:
            return iter(partial(raw.read, CHUNK_BYTES), b"")


def rewound(raw: RawIOBase) -> tuple[bytes, RawIOBase]:
    """Return the beginning of an open file, and what reads it from there on."""
    head = b""
    while len(head) < HEAD_BYTES and (more := raw.read(HEAD_BYTES - len(head))):
        head += more
    if not raw.seekable():
        return head, _Again(head, raw)
    raw.seek(0)
    return head, raw


class _Again(RawIOBase):
    """What was read of a file already, and the rest of it; closing this does not close the file."""

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
    """Return the beginning of what chunks hold, and all of it."""
    head = b""
    try:
        while len(head) < HEAD_BYTES and (chunk := next(chunks, b"")):
            head += chunk
    except StreamError as error:
        chunks = _damaged(error)
    return head, chain([head], chunks)


def _damaged(error: StreamError) -> Iterator[bytes]:
    """Yield nothing, and raise what was raised before what came could be passed on."""
    yield b""
    raise error


def _of_gzip(raw: RawIOBase) -> Iterator[bytes]:
    with gzip.GzipFile(fileobj=raw) as stream:
        try:
            while chunk := stream.read1(CHUNK_BYTES):  # not read, which loses what came before an error
                yield chunk
        except EOFError as error:
            raise StreamError("its gzip data break off") from error
        except (gzip.BadGzipFile, zlib.error) as error:
            raise StreamError(f"its gzip data are broken, or something else follows: {error}") from error


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
        raise StreamError(f"its zstd data break off, are broken, or something else follows: {error}") from error


def _end_of_zstd(raw: RawIOBase, passed: int) -> bytes:
    """Return what can be read behind so many bytes.

    What pyarrow has decompressed for a read that fails is lost, so the end is read again and byte by byte.
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
    return pa.CompressedInputStream(_Again(b"", raw), "zstd")  # it closes its file when it goes, and not that one's
