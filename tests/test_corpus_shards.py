from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from cleanwire.corpus import shards as module
from cleanwire.corpus.inputs import Input, find_inputs
from cleanwire.corpus.shards import DamageError, Shard, shards_of
from invented_corpora import as_lines, records, write


def given(path: Path) -> Input:
    (file,) = find_inputs([path], output=path.parent / "out")
    return file


def lines_of(shards: list[Shard]) -> list[bytes]:
    return [line for shard in shards for line in shard.payload.split(b"\n")]


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
    monkeypatch.setattr(module, "CHUNK_BYTES", chunk)
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
    monkeypatch.setattr(module, "CHUNK_BYTES", 500)
    path = write(tmp_path / "a.jsonl.gz", records(10))
    path.write_bytes(path.read_bytes()[:-30])
    reading = shards_of(given(path))
    seen = []
    with pytest.raises(DamageError, match="damaged: Truncated") as caught:
        seen.extend(reading)
    assert lines_of(seen) == as_lines(records(10)).splitlines()[: caught.value.record - 1]
