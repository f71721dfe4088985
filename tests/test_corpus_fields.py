from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from cleanwire.corpus import fields
from cleanwire.corpus.fields import check_fields
from cleanwire.corpus.inputs import find_inputs
from cleanwire.corpus.options import CorpusOptions
from cleanwire.errors import OptionError
from invented_corpora import as_lines, write

Files = dict[str, list[dict[str, Any]] | bytes]


def check(folder: Path, files: Files, **options: Any) -> None:
    for name, rows in files.items():
        write(folder / "in" / name, rows)
    check_fields(find_inputs([folder / "in"], output=folder / "out"), CorpusOptions(**options))


LATE = as_lines([{"id": n} for n in range(1500)]) + b"{\n" + as_lines([{"text": "a"}])


@pytest.mark.parametrize(
    "files",
    [
        {"a.jsonl": [{"text": "a"}]},
        {"a.jsonl": [{"text": None}]},
        {"a.jsonl": LATE},
        {"a.jsonl.gz": LATE},
        {"a.jsonl": [{"id": 1}], "b.jsonl": LATE},
        {"a.jsonl": [{"id": 1}], "b.parquet": [{"text": "a"}]},
        {"a.jsonl": [{"text": "a"}], "b.parquet": [{"id": 1}]},
        {"a.parquet": [{"text": "a"}], "b.parquet": [{"id": 1}], "c.parquet": [{"text": None}]},
        {"a.jsonl": b""},
        {"a.jsonl": b"{\n[1]\n"},
    ],
    ids=str,
)
def test_it_is_enough_that_some_record_has_the_field(tmp_path: Path, files: Files) -> None:
    check(tmp_path, files)


@pytest.mark.parametrize(
    ("files", "problem"),
    [
        ({"a.jsonl": [{"id": 1, "body": "a"}]}, r"a\.jsonl: has no field 'text' but 'id', 'body'; .*--text-field"),
        ({"a.jsonl": b"", "b.jsonl": [{"id": 1}]}, r"b\.jsonl: has no field 'text' but 'id'"),
        ({"a.jsonl": [{"id": 1}], "b.parquet": [{"body": 1}]}, r"b\.parquet: has no field 'text' but 'body'"),
        ({"a.jsonl": b"", "b.parquet": [{"body": 1}]}, r"b\.parquet: has no field 'text' but 'body'"),
        ({"a.parquet": [{"text": 1}]}, r"a\.parquet: field 'text' holds int64, which is not text"),
        ({"a.parquet": [{"text": [""]}]}, r"a\.parquet: field 'text' holds list<.*>, which is not text"),
        ({"a.parquet": [{"text": b""}]}, r"a\.parquet: field 'text' holds binary.*use --html if they are pages"),
        ({"a.jsonl": [{str(n): 1 for n in range(99)}]}, r"but '0', .*, '19', …; name"),
    ],
)
def test_where_none_has_it_the_error_names_those_there_are(tmp_path: Path, files: Files, problem: str) -> None:
    with pytest.raises(OptionError, match=problem):
        check(tmp_path, files)


def test_a_search_that_takes_too_long_says_how_far_it_went(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fields, "SOUGHT_BYTES", 1 << 20)
    files: Files = {"a.jsonl": [{"id": "x" * 1000}] * 2000 + [{"text": "a"}]}
    with pytest.raises(OptionError, match=r"has no field 'text' but 'id'.*\(searched: 1 MB\)"):
        check(tmp_path, files)


def test_a_table_without_columns_has_no_field(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    pq.write_table(pa.table({}), tmp_path / "in/a.parquet")
    with pytest.raises(OptionError, match="has no field 'text' but none"):
        check(tmp_path, {})


class TestColumnsOfOneName:
    def write(self, folder: Path, *names: str) -> None:
        (folder / "in").mkdir()
        columns = [pa.array([f"{n}"]) for n in range(len(names))]
        pq.write_table(pa.table(columns, names=[*names]), folder / "in/a.parquet")

    def test_two_columns_with_texts_are_an_error_that_says_what_to_do(self, tmp_path: Path) -> None:
        self.write(tmp_path, "text", "id", "text")
        with pytest.raises(OptionError, match=r"a\.parquet: 2 columns have the name 'text'; rename all but one"):
            check(tmp_path, {})

    def test_other_columns_may_share_a_name(self, tmp_path: Path) -> None:
        self.write(tmp_path, "text", "id", "id")
        check(tmp_path, {})

    def test_no_fields_of_json_can(self, tmp_path: Path) -> None:
        self.write(tmp_path, "text", "id", "id")
        with pytest.raises(OptionError, match=r"a\.parquet: several columns have the name 'id', .*; rename them, or"):
            check(tmp_path, {}, format="jsonl")
        check(tmp_path, {}, format="parquet")
