"""Splits a WARC file into records, and finds the next one after a broken record.

A file of gigabytes is not lost for one bad record, and WARC is made for this: each record begins with a line of its
own, and is mostly compressed by itself.
"""

import re
import zlib
from collections.abc import Iterator
from io import RawIOBase

from cleanwire.corpus.lines import LINE_BYTES
from cleanwire.corpus.streams import CHUNK_BYTES, StreamError, chunks_of, rewound

__all__ = ["BROKEN", "Piece", "pieces_of", "raw_records"]

BROKEN = "broken record"
"""The beginning of the reason for rejecting one record if others follow."""

HEADER_BYTES = 32 << 10
"""The greatest length of a header, as in fastwarc; those of crawlers have a thirtieth of that."""

_START = b"WARC/"
_BREAKS = b"\r\n"
_LENGTH = re.compile(rb"^content-length:[ \t]*(\d{1,15})[ \t]*\r$", re.IGNORECASE | re.MULTILINE)

_PLAIN = re.compile(rb"WARC/|$")
"""How an uncompressed file begins; also matches an empty file."""

_GZIP = b"\x1f\x8b\x08"
"""How a member of gzip begins."""

_DICTIONARY = b"\x5d\x2a\x4d\x18"
"""How a zstd file begins that contains its dictionary; the format is at iipc.github.io/warc-specifications/."""

Piece = bytes | StreamError
"""Consecutive bytes of a file, or why some are missing here."""


def pieces_of(raw: RawIOBase, name: str) -> Iterator[Piece]:
    """Yield the decompressed content of an open file. Memory holds a chunk.

    After a broken member of gzip the next ones follow; any other damage ends the file.
    """
    head, raw = rewound(raw)
    try:
        if head.startswith(_GZIP):
            yield from _of_members(raw)
        elif head.startswith(_DICTIONARY):
            yield from _with_dictionary(raw)
        else:
            yield from chunks_of(raw, name, plain=_PLAIN)
    except StreamError as error:
        yield error


def _of_members(raw: RawIOBase) -> Iterator[Piece]:
    held = raw.read(CHUNK_BYTES)
    while held:
        member = zlib.decompressobj(wbits=31)
        begun = False
        try:
            while held and not member.eof:
                yield member.decompress(held, CHUNK_BYTES)
                held = member.unconsumed_tail or member.unused_data or raw.read(CHUNK_BYTES)
                begun = True
        except zlib.error as error:
            yield StreamError(f"its gzip data is broken: {error}")
            held = _next_member(held if begun else held[1:], raw)
        else:
            if not member.eof:
                yield StreamError("its gzip data is truncated")
            held = held.lstrip(b"\0") or raw.read(CHUNK_BYTES)  # tapes leave zeros


def _next_member(held: bytes, raw: RawIOBase) -> bytes:
    """Return what is already read from the beginning of the next member on; nothing if none follows."""
    while (at := held.find(_GZIP)) < 0:
        more = raw.read(CHUNK_BYTES)
        if not more:
            return b""
        held = held[1 - len(_GZIP) :] + more
    return held[at:]


def _with_dictionary(raw: RawIOBase) -> Iterator[bytes]:
    from fastwarc.stream_io import ZstdReader  # noqa: PLC0415, an extra

    stream = ZstdReader(raw)
    try:
        while chunk := stream.read(HEADER_BYTES):
            yield chunk
    except OSError as error:
        raise StreamError(f"its zstd data is truncated or broken: {error}") from error


def raw_records(pieces: Iterator[Piece]) -> Iterator[bytes]:
    r"""Yield the raw records of a file; for one that cannot be read, the reason; for one too long, its beginning.

    >>> record = b"WARC/1.0\r\nContent-Length: 2\r\n\r\nab\r\n\r\n"
    >>> [*raw_records(iter([record, b"WARC/1.0\r\n\r\n", record[:20], record[20:]]))][1:]
    [b'broken record: its header has no Content-Length', b'WARC/1.0\r\nContent-Length: 2\r\n\r\nab']

    Memory holds one record and a piece.

    Raises StreamError, after the records before it, for a broken record that no other follows.
    """
    window = _Window(pieces)
    while window.more():
        try:
            record = window.record()
        except _BrokenError as error:
            if not window.find_next():
                raise StreamError(f"{BROKEN}, and none follows: {error}") from error
            record = f"{BROKEN}: {error}".encode()
        yield record


class _BrokenError(ValueError):
    """What comes next is not a whole record; the message says why."""


class _Window:
    """A window on a file, which grows as needed."""

    def __init__(self, pieces: Iterator[Piece]) -> None:
        self._pieces = pieces
        self._held = b""
        self._at = 0
        self._gap = ""
        """Why bytes are missing after those in the window."""

    def more(self) -> bool:
        """Move to where the next record should begin; return False at the end."""
        while self._has(1) and self._held[self._at] in _BREAKS:
            self._at += 1
        return self._has(1) or self._gap != ""

    def record(self) -> bytes:
        """Return the next record, without the line breaks after it, and move past it.

        Raises _BrokenError, and does not move, if there is none.
        """
        header = self._header()
        found = _LENGTH.search(header)
        if found is None:
            raise _BrokenError("its header has no Content-Length")
        length = int(found[1])
        kept = len(header) + (length if length <= LINE_BYTES else HEADER_BYTES)
        if not self._has(kept):
            raise _BrokenError(self._gap or "it is truncated")
        record = self._held[self._at : self._at + kept]
        if length <= LINE_BYTES and self._has(kept + 1) and self._held[self._at + kept] not in _BREAKS:
            raise _BrokenError("it continues after its Content-Length")
        self._pass(len(header) + length)
        return record

    def _header(self) -> bytes:
        self._has(HEADER_BYTES)
        if not self._held.startswith(_START, self._at):
            raise _BrokenError((not self._has(1) and self._gap) or "it does not begin with WARC/")
        end = self._held.find(b"\r\n\r\n", self._at, self._at + HEADER_BYTES)
        if end < 0:
            raise _BrokenError(self._gap or "its header does not end")
        return self._held[self._at : end + 4]

    def find_next(self) -> bool:
        """Move to the next record after a broken one; return False if there is none."""
        self._pass(1)
        while True:
            found = self._held.find(b"\n" + _START, self._at)
            if found >= 0:
                self._at = found + 1
                return True
            left = len(self._held) - self._at
            self._at += max(0, left - len(_START))
            if self._has(len(_START) + 1):
                continue
            if not self._gap:
                return False
            self._held, self._at, self._gap = b"", 0, ""
            if self._has(len(_START)) and self._held.startswith(_START):
                return True

    def _has(self, count: int) -> bool:
        """Whether there are `count` bytes before the end or the next gap."""
        size = len(self._held) - self._at
        if size >= count:
            return True
        parts = [self._held[self._at :]]
        while size < count and not self._gap:
            piece = next(self._pieces, None)
            if isinstance(piece, StreamError):
                self._gap = str(piece)
            elif piece is None:
                break
            else:
                parts.append(piece)
                size += len(piece)
        self._held, self._at = b"".join(parts), 0
        return size >= count

    def _pass(self, count: int) -> None:
        """Move `count` bytes on, or to the end or the next gap."""
        while count and self._has(1):
            step = min(count, len(self._held) - self._at)
            self._at += step
            count -= step
