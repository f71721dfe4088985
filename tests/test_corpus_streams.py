import gzip
import zlib
from collections.abc import Callable
from io import FileIO
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanwire.corpus import streams
from cleanwire.corpus.streams import StreamError, chunks_of

LINES = b"".join(b'{"text": "It was crossing number %d."}\n' % n for n in range(500))
SKIPPED = b"\x50\x2a\x4d\x18\x03\x00\x00\x00abc"
"""An empty frame of zstd, as parallel compressors write them."""


def zstd(raw: bytes) -> bytes:
    return bytes(pa.Codec("zstd").compress(raw, asbytes=True))


def read(path: Path, data: bytes) -> tuple[bytes, str]:
    """Return what can be read from a file with these bytes, and why no more."""
    path.write_bytes(data)
    whole = bytearray()
    with FileIO(path) as raw:
        try:
            for chunk in chunks_of(raw, path.name):
                whole += chunk
        except StreamError as error:
            return bytes(whole), str(error)
    return bytes(whole), ""


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "a.jsonl.zst", "a.json.ZSTD"])
@pytest.mark.parametrize("data", [LINES, gzip.compress(LINES), zstd(LINES)], ids=["plain", "gzip", "zstd"])
def test_the_first_bytes_tell_how_a_file_is_compressed_and_not_its_name(tmp_path: Path, name: str, data: bytes) -> None:
    assert read(tmp_path / name, data) == (LINES, "")


@pytest.mark.parametrize("beginning", [b"\xef\xbb\xbf", b"\n \r\n", b"\n" * 20_000, b"\n["])
def test_records_without_compression_may_begin_with_blanks_and_a_mark(tmp_path: Path, beginning: bytes) -> None:
    assert read(tmp_path / "a.jsonl.gz", beginning + LINES) == (beginning + LINES, "")


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "a.jsonl.zst"])
def test_an_empty_file_is_empty_whatever_its_name(tmp_path: Path, name: str) -> None:
    assert read(tmp_path / name, b"") == (b"", "")


@pytest.mark.parametrize("chunk", [1, 1000, 1 << 20])
@pytest.mark.parametrize(
    "data",
    [
        gzip.compress(LINES[:777]) + gzip.compress(b"") + gzip.compress(LINES[777:]),
        gzip.compress(LINES) + bytes(512),
        zstd(LINES[:777]) + zstd(b"") + zstd(LINES[777:]),
        SKIPPED + zstd(LINES[:777]) + SKIPPED + zstd(LINES[777:]) + SKIPPED,
    ],
    ids=["members", "padding", "frames", "skippable frames"],
)
def test_all_members_and_frames_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: bytes, chunk: int
) -> None:
    monkeypatch.setattr(streams, "CHUNK_BYTES", chunk)
    name = "a.gz" if data.startswith(b"\x1f") else "a.zst"
    assert read(tmp_path / name, data) == (LINES, "")


@pytest.mark.parametrize("chunk", [7, 1 << 20])
@pytest.mark.parametrize("compress", [gzip.compress, zstd], ids=["gzip", "zstd"])
def test_what_follows_a_whole_member_is_told_behind_all_that_it_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, compress: Callable[[bytes], bytes], chunk: int
) -> None:
    monkeypatch.setattr(streams, "CHUNK_BYTES", chunk)
    whole, problem = read(tmp_path / "a", compress(LINES) + b"<!-- cached -->")
    assert whole == LINES
    assert "something else follows" in problem


@pytest.mark.parametrize("kept", [5, 20, 200, 900])
def test_of_gzip_that_breaks_off_comes_all_that_its_bytes_tell(tmp_path: Path, kept: int) -> None:
    data = gzip.compress(LINES)[:kept]
    assert read(tmp_path / "a.gz", data) == (zlib.decompressobj(31).decompress(data), "its gzip data is truncated")


@pytest.mark.parametrize("chunk", [1000, 1 << 20])
def test_of_zstd_that_breaks_off_comes_every_whole_block(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chunk: int
) -> None:
    monkeypatch.setattr(streams, "CHUNK_BYTES", chunk)
    whole, problem = read(tmp_path / "a.zst", zstd(LINES[:4321]) + zstd(LINES[4321:])[:-9])
    assert whole == LINES[:4321]
    assert problem.startswith("its zstd data is truncated")


def test_a_checksum_that_is_wrong_is_told_behind_the_data(tmp_path: Path) -> None:
    data = bytearray(gzip.compress(LINES))
    data[-8] ^= 1
    whole, problem = read(tmp_path / "a.gz", bytes(data))
    assert whole == LINES
    assert "CRC check failed" in problem


@settings(max_examples=200, deadline=None)
@given(
    cut=st.slices(600),
    news=st.binary(max_size=8),
    compress=st.sampled_from([gzip.compress, zstd, bytes]),
    name=st.sampled_from(["a.jsonl", "a.jsonl.gz", "a.jsonl.zst"]),
)
def test_any_file_is_read_to_its_end_or_to_an_error(
    tmp_path_factory: pytest.TempPathFactory, cut: slice, news: bytes, compress: Callable[[bytes], bytes], name: str
) -> None:
    data = bytearray(compress(LINES[:4000]))
    data[slice(cut.start, cut.stop)] = news
    read(tmp_path_factory.getbasetemp() / name, bytes(data))


def test_the_file_stays_open_to_be_asked_where_it_stands(tmp_path: Path) -> None:
    for compress in (gzip.compress, zstd, bytes):
        path = tmp_path / "a"
        path.write_bytes(compress(LINES))
        with FileIO(path) as raw:
            assert b"".join(chunks_of(raw, path.name)) == LINES
            assert raw.tell() == path.stat().st_size
