"""The records of a file of JSON: its lines, or the elements of the one array that it is."""

import json
import re
from collections.abc import Iterator
from io import FileIO
from itertools import chain
from pathlib import Path

from cleanwire.corpus.json_arrays import elements_of
from cleanwire.corpus.lines import LINE_BYTES
from cleanwire.corpus.streams import HEAD_BYTES, StreamError, chunks_of

__all__ = ["holds_array", "raw_records"]

_ARRAY = re.compile(rb"(?:\xef\xbb\xbf)?\s*+\[\s*+[{\]]")
"""How an array of records begins. A list of other values is a bad line, and lines may follow."""

_OBJECT = re.compile(rb"(?:\xef\xbb\xbf)?\s*+\{[ \t\r]*+\n\s*+\"")
"""How an object begins that is written on many lines. A bracket alone may be a bad line, and other lines follow."""

_PARQUET = b"PAR1"


def raw_records(raw: FileIO, name: str) -> Iterator[bytes]:
    """Yield lines without their breaks, or an array's elements on one line each; of one too long, what tells it.

    Memory holds one record and a chunk.

    Raises StreamError, after the records before it, where the file cannot be read further.
    """
    head, chunks = _begun(chunks_of(raw, name))
    problem = _problem(head)
    if problem:
        raise StreamError(problem)
    yield from elements_of(chunks) if _ARRAY.match(head) else _lines(chunks)


def holds_array(path: Path) -> bool:
    """Whether a file is one JSON array of records."""
    with FileIO(path) as raw:
        head, _ = _begun(chunks_of(raw, path.name))
    return _ARRAY.match(head) is not None


def _begun(chunks: Iterator[bytes]) -> tuple[bytes, Iterator[bytes]]:
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


def _problem(head: bytes) -> str:
    """Return why a file that begins so holds no records, or nothing."""
    if head.startswith(_PARQUET):
        return "it is Parquet; name it .parquet"
    if _OBJECT.match(head):
        return "it is JSON on many lines; write each record on a line of its own"
    encoding = json.detect_encoding(head)
    if not encoding.startswith("utf-8") and head.decode(encoding, "ignore").lstrip("\ufeff \t\r\n")[:1] in ("{", "["):
        return f"it is {encoding}; convert it to utf-8"
    return ""


def _lines(chunks: Iterator[bytes]) -> Iterator[bytes]:
    open_line: list[bytes] = []
    length = 0
    for chunk in chunks:
        first, *others = chunk.split(b"\n")
        if length <= LINE_BYTES:
            open_line.append(first)
            length += len(first)
        if others:
            yield b"".join(open_line)
            yield from others[:-1]
            open_line, length = [others[-1]], len(others[-1])
    if length:
        yield b"".join(open_line)
