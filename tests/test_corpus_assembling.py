import gzip
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from cleanwire.corpus import CorpusOptions, assembling, clean_files, shards
from invented_corpora import records, rows_of, write

ZSTD_FRAME = b"\x28\xb5\x2f\xfd"
"""How every frame begins."""


@pytest.fixture(autouse=True)
def _few_a_shard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "SHARD_RECORDS", 3)


def cleaned(path: Path) -> Path:
    out = path.parent / "out"
    clean_files(path, out, CorpusOptions(profile=None), workers=1)
    return out / path.name


def test_a_zstd_output_is_one_frame_since_some_readers_stop_behind_the_first(tmp_path: Path) -> None:
    assert cleaned(write(tmp_path / "a.jsonl.zst", records(10))).read_bytes().count(ZSTD_FRAME) == 1


def test_a_gzip_output_has_no_time_in_it_and_is_read_by_the_standard_library(tmp_path: Path) -> None:
    raw = cleaned(write(tmp_path / "a.jsonl.gz", records(10))).read_bytes()
    assert raw[4:8] == b"\x00" * 4
    assert gzip.decompress(raw).count(b"\n") == 10


def test_shards_share_a_row_group_until_it_is_large_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = cleaned(write(tmp_path / "a.parquet", records(10)))
    assert pq.read_metadata(out).num_row_groups == 1
    monkeypatch.setattr(assembling, "ROW_GROUP_BYTES", 1)
    again = cleaned(write(tmp_path / "b" / "a.parquet", records(10)))
    assert pq.read_metadata(again).num_row_groups == 4
    assert rows_of(again) == rows_of(out)
