"""Small corpora for the tests of `cleanwire.corpus`: records of invented articles, in files of every format."""

import csv
import gzip
import io
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

FIRST = "The bridge over the northern river opened on Monday after two years of work, the mayor said."
SECOND = "Tickets for the ferry beside it cost five euros, and the first visitors came on foot from the bank."
SCRAPED = f"{FIRST}\n\nAdvertisement\n\n{SECOND}\n"
ARTICLE = f"{FIRST}\n\n{SECOND}\n"
PAGE = (
    "<!doctype html><title>Bridge</title><nav><a href='/'>Home</a></nav>"
    f"<article><h1>Bridge opens</h1><p>{FIRST}</p><p>{SECOND}</p><p>{FIRST.replace('bridge', 'tunnel')}</p></article>"
)
NO_PAGE = "<!doctype html><html><body><a href='/news'>News</a></body></html>"
NOT_UTF_8 = pa.Array.from_buffers(
    pa.string(), 2, [None, pa.py_buffer(b"\0\0\0\0\2\0\0\0\x04\0\0\0"), pa.py_buffer(b"\xff\xfeok")]
)
"""Two values for a text field; the first is not text."""
WORD = "crossing "
HUGE = WORD * (100_000_000 // len(WORD))
"""100 MB in one paragraph, from which nothing is removed."""

Record = dict[str, Any]


def records(count: int, *, start: int = 0) -> list[Record]:
    """Return records with one advertisement each and a number that distinguishes them."""
    return [
        {"id": n, "text": f"{SCRAPED}It was crossing number {n}.\n", "url": f"https://oxley.example/{n % 7}/{n}"}
        for n in range(start, start + count)
    ]


def as_lines(rows: Iterable[Record]) -> bytes:
    return "".join(f"{json.dumps(row)}\n" for row in rows).encode()


def as_cells(rows: Sequence[Record], delimiter: str = ",") -> bytes:
    """Return records with the same fields as rows of cells."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, [*rows[0]], delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def write(path: Path, rows: Sequence[Record] | bytes) -> Path:
    """Write records, or the bytes of lines, in the format of the path's suffix."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".parquet":
        assert not isinstance(rows, bytes)
        pq.write_table(pa.Table.from_pylist([*rows]), path)
        return path
    delimiter = {".csv": ",", ".tsv": "\t"}.get(path.suffixes[0])
    raw = rows if isinstance(rows, bytes) else as_cells(rows, delimiter) if delimiter else as_lines(rows)
    if path.suffix == ".gz":
        raw = gzip.compress(raw, mtime=0)
    elif path.suffix == ".zst":
        raw = pa.Codec("zstd").compress(raw, asbytes=True)
    path.write_bytes(raw)
    return path


def raw_lines(path: Path) -> bytes:
    """Return the lines of a file, decompressed if needed."""
    kinds = {".gz": "gzip", ".zst": "zstd"}
    if path.suffix not in kinds:
        return path.read_bytes()
    with pa.OSFile(str(path)) as raw:
        return bytes(pa.CompressedInputStream(raw, kinds[path.suffix]).read())


def rows_of(path: Path) -> list[Record]:
    """Return the records of a file."""
    if path.suffix == ".parquet":
        rows: list[Record] = pq.read_table(path).to_pylist()
        return rows
    if {".csv", ".tsv"} & {*path.suffixes}:
        text = io.StringIO(raw_lines(path).decode(), newline="")
        return [*csv.DictReader(text, delimiter="\t" if ".tsv" in path.suffixes else ",")]
    return [json.loads(line) for line in raw_lines(path).splitlines()]


def files_in(folder: Path) -> dict[str, bytes]:
    """Return the content of a folder, except the run's own files."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".cleanwire" not in path.parts
    }
