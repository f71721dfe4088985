from collections.abc import Collection, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from cleanwire.corpus import shards as module
from cleanwire.corpus import streams
from cleanwire.corpus.inputs import Input, find_inputs
from cleanwire.corpus.kinds import kind_of
from cleanwire.corpus.shards import DamageError, Shard
from invented_corpora import as_lines, records, write


def given(path: Path) -> Input:
    (file,) = find_inputs([path], output=path.parent / "out")
    return file


def shards_of(file: Input, done: Collection[int] = ()) -> Iterator[Shard]:
    return kind_of(file).shards(file, done)


def lines_of(shards: list[Shard]) -> list[bytes]:
    return [line for shard in shards for line in shard.payload]


@pytest.fixture
def ten(tmp_path: Path) -> Path:
    return write(tmp_path / "a.jsonl", records(10))


def test_a_shard_holds_so_many_records(ten: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SHARD_RECORDS", 4)
    shards = [*shards_of(given(ten))]
    assert [(shard.number, shard.first) for shard in shards] == [(0, 1), (1, 5), (2, 9)]
    assert lines_of(shards) == as_lines(records(10)).splitlines()


def test_a_shard_holds_so_many_bytes(ten: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SHARD_BYTES", 700)
    assert [shard.first for shard in shards_of(given(ten))] == [1, 4, 7, 10]


@pytest.mark.parametrize("chunk", [1, 7, 1000])
def test_lines_are_whole_however_they_are_read(ten: Path, monkeypatch: pytest.MonkeyPatch, chunk: int) -> None:
    monkeypatch.setattr(streams, "CHUNK_BYTES", chunk)
    ten.write_bytes(b"\n" + ten.read_bytes() + b"\n\nlast")
    assert lines_of([*shards_of(given(ten))]) == ten.read_bytes().split(b"\n")


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "a.jsonl.zst", "a.parquet"])
def test_what_is_done_is_left_out_and_the_bytes_add_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(module, "SHARD_RECORDS", 3)
    file = given(write(tmp_path / name, records(10)))
    whole = [*shards_of(file)]
    assert [shard.number for shard in whole] == [0, 1, 2, 3]
    assert sum(shard.read for shard in whole) == file.size
    assert [*shards_of(file, done={0, 2})] == [whole[1], whole[3]]


def test_rows_of_large_texts_make_small_batches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SHARD_BYTES", 4000)
    path = tmp_path / "a.parquet"
    pq.write_table(
        pa.table({"text": [f"{n}" * 1000 for n in range(10)]}), path, compression="none", use_dictionary=False
    )
    assert [shard.first for shard in shards_of(given(path))] == [1, 4, 7, 10]


def test_damage_comes_after_the_shards_before_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SHARD_RECORDS", 3)
    path = write(tmp_path / "a.jsonl.gz", records(10))
    path.write_bytes(path.read_bytes()[:-30])
    reading = shards_of(given(path))
    seen = []
    with pytest.raises(DamageError, match="damaged: its gzip data is truncated") as caught:
        seen.extend(reading)
    assert lines_of(seen) == as_lines(records(10)).splitlines()[: caught.value.record - 1]


def test_a_table_that_says_it_has_more_rows_is_damaged_behind_those_it_has(tmp_path: Path) -> None:
    path = write(tmp_path / "a.parquet", records(77))
    raw = path.read_bytes()
    at = raw.index(b"\x16\x9a\x01", len(raw) - int.from_bytes(raw[-8:-4], "little") - 8)  # 77, as Thrift writes it
    path.write_bytes(raw[:at] + b"\x16\x9c\x01" + raw[at + 3 :])
    reading = shards_of(given(path))
    assert next(reading).first == 1
    with pytest.raises(DamageError, match="damaged: it says that it has 78 rows, but has 77") as caught:
        next(reading)
    assert caught.value.record == 78


def test_a_page_whose_checksum_is_wrong_is_damage(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    table = pa.table({"text": [f"It was crossing number {n}." for n in range(50)]})
    pq.write_table(table, path, compression="none", use_dictionary=False, write_page_checksum=True)
    path.write_bytes(path.read_bytes().replace(b"number 7.", b"number 8."))
    with pytest.raises(DamageError, match="CRC checksum"):
        next(shards_of(given(path)))
