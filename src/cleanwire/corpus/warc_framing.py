"""The records of a WARC file one after the other, and behind a broken one those that follow it.

A file of gigabytes is not lost for one bad record, as WARC means it: each record begins with a line of its own, and is
mostly compressed by itself.
"""

import re
import zlib
from collections.abc import Iterator
from io import RawIOBase

from cleanwire.corpus.lines import LINE_BYTES
from cleanwire.corpus.streams import CHUNK_BYTES, StreamError, chunks_of, rewound

__all__ = ["BROKEN", "Piece", "pieces_of", "raw_records"]

BROKEN = "broken record"
"""How the reason begins for which one record is rejected where others follow."""

HEADER_BYTES = 32 << 10
"""A header is at most so long, as fastwarc has it; those of crawlers have a thirtieth of that."""

_START = b"WARC/"
_BREAKS = b"\r\n"
_LENGTH = re.compile(rb"^content-length:[ \t]*(\d{1,15})[ \t]*\r$", re.IGNORECASE | re.MULTILINE)

_PLAIN = re.compile(rb"WARC/|$")
"""How a file begins that is not compressed, and what is empty."""

_GZIP = b"\x1f\x8b\x08"
"""How a member of gzip begins."""

_DICTIONARY = b"\x5d\x2a\x4d\x18"
"""How a file of zstd begins that brings its dictionary along: iipc.github.io/warc-specifications/ has the form."""

Piece = bytes | StreamError
"""Bytes of a file as they follow each other, or why some are missing here."""


def pieces_of(raw: RawIOBase, name: str) -> Iterator[Piece]:
    """Yield what an open file holds, decompressed. Memory holds a chunk.

    Behind a broken member of gzip the next ones follow; any other damage is the end.
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
            yield StreamError(f"its gzip data are broken: {error}")
            held = _next_member(held if begun else held[1:], raw)
        else:
            if not member.eof:
                yield StreamError("its gzip data break off")
            held = held.lstrip(b"\0") or raw.read(CHUNK_BYTES)  # tapes leave zeros


def _next_member(held: bytes, raw: RawIOBase) -> bytes:
    """Return what is read already from the beginning of the next member on; nothing where none follows."""
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
        raise StreamError(f"its zstd data break off or are broken: {error}") from error


def raw_records(pieces: Iterator[Piece]) -> Iterator[bytes]:
    r"""Yield records as they stand in the file; of what cannot be read, why; of one too long, its beginning.

    >>> record = b"WARC/1.0\r\nContent-Length: 2\r\n\r\nab\r\n\r\n"
    >>> [*raw_records(iter([record, b"WARC/1.0\r\n\r\n", record[:20], record[20:]]))][1:]
    [b'broken record: its header has no Content-Length', b'WARC/1.0\r\nContent-Length: 2\r\n\r\nab']

    Memory holds one record and a piece.

    Raises StreamError, after the records before it, for a broken record behind which none follows.
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
    """What comes next is no whole record: the message says why."""


class _Window:
    """The part of a file that is being looked at, and what comes behind it."""

    def __init__(self, pieces: Iterator[Piece]) -> None:
        self._pieces = pieces
        self._held = b""
        self._at = 0
        self._gap = ""
        """Why bytes are missing behind those that are held."""

    def more(self) -> bool:
        """Go to where the next record should begin; False at the end."""
        while self._has(1) and self._held[self._at] in _BREAKS:
            self._at += 1
        return self._has(1) or self._gap != ""

    def record(self) -> bytes:
        """Return the record that comes next, without the breaks behind it, and go there.

        Raises _BrokenError, and stays, where none comes.
        """
        header = self._header()
        found = _LENGTH.search(header)
        if found is None:
            raise _BrokenError("its header has no Content-Length")
        length = int(found[1])
        kept = len(header) + (length if length <= LINE_BYTES else HEADER_BYTES)
        if not self._has(kept):
            raise _BrokenError(self._gap or "it breaks off")
        record = self._held[self._at : self._at + kept]
        if length <= LINE_BYTES and self._has(kept + 1) and self._held[self._at + kept] not in _BREAKS:
            raise _BrokenError("it goes on behind its Content-Length")
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
        """Go to where the next record begins, behind one that is broken; False where none does."""
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
        """Whether so many bytes come before the end or the next gap."""
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
        """Go so many bytes further, or to the end or the next gap."""
        while count and self._has(1):
            step = min(count, len(self._held) - self._at)
            self._at += step
            count -= step
