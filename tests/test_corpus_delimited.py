import csv
import gzip
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanwire.corpus import CorpusOptions, clean_files, delimited, streams
from cleanwire.corpus import shards as shards_module
from cleanwire.errors import OptionError
from cleanwire.report.summary import CorpusSummary
from invented_corpora import ARTICLE, PAGE, SCRAPED, Record, as_cells, files_in, raw_lines, rows_of, write
from stopped_runs import assert_goes_on

pytestmark = pytest.mark.slow

PLAIN = CorpusOptions(profile=None)
COUNT = 10
ROWS: list[Record] = [
    {"id": f"{n}.50", "text": SCRAPED, "note": f'said "{n}",\r\nand\tleft ', "empty": ""} for n in range(COUNT)
]
CLEANED = [{**row, "text": ARTICLE} for row in ROWS]
NAMES = [f"a.{layout}{codec}" for layout in ("csv", "tsv") for codec in ("", ".gz", ".zst")]


@pytest.fixture(autouse=True)
def _few_a_shard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards_module, "SHARD_RECORDS", 3)


def clean(path: Path, options: CorpusOptions = PLAIN) -> CorpusSummary:
    return clean_files(path, path.parent / "out", options, workers=1)


def cleaned(path: Path, rows: list[Record] | bytes, options: CorpusOptions = PLAIN) -> Path:
    """Write a file, clean it, and return its output."""
    clean(write(path, rows), options)
    return path.parent / "out" / path.name


def rejected(out: Path) -> list[tuple[int, str]]:
    listed = out.parent / "rejected.jsonl"
    return [(row["line"], row["reason"]) for row in rows_of(listed)] if listed.exists() else []


@pytest.mark.parametrize("name", NAMES)
def test_each_row_keeps_the_values_of_its_other_cells(tmp_path: Path, name: str) -> None:
    out = cleaned(tmp_path / name, ROWS)
    assert rows_of(out) == CLEANED
    assert rejected(out) == []


@pytest.mark.parametrize("format", ["jsonl", "jsonl.zst", "parquet"])
@pytest.mark.parametrize("name", ["a.csv", "a.tsv.gz"])
def test_cells_become_strings_in_other_formats(tmp_path: Path, name: str, format: Any) -> None:  # noqa: A002
    clean(write(tmp_path / name, ROWS), CorpusOptions(profile=None, format=format))
    assert rows_of(tmp_path / f"out/a.{format}") == CLEANED


def test_a_file_without_rows_becomes_one_with_its_names_and_types(tmp_path: Path) -> None:
    assert cleaned(tmp_path / "a.csv", b"id,text\n").read_bytes() == b"id,text\n"
    clean(write(tmp_path / "b/a.csv", b"id,text\n"), CorpusOptions(profile=None, format="parquet", spans=True))
    schema = pq.read_schema(tmp_path / "b/out/a.parquet")
    assert (schema.names, schema.types[:2]) == (["id", "text", "cleanwire_removed"], [pa.string()] * 2)


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["bare", "marked"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_line_ends_and_a_byte_order_mark_stay(tmp_path: Path, mark: bytes, end: bytes) -> None:
    raw = mark + end.join([b"text,id", b'"It opened.\rIt closed.\n",1', b"", b"It opened.,2", b""])
    assert cleaned(tmp_path / "a.csv", raw).read_bytes() == raw.replace(end + end, end)


def test_quotes_stand_only_where_they_have_to(tmp_path: Path) -> None:
    out = cleaned(tmp_path / "a.csv", b'"id","text"\n"1","It opened."\n"2","He said ""no"", twice"\n')
    assert out.read_bytes() == b'id,text\n1,It opened.\n2,"He said ""no"", twice"\n'


def test_what_was_removed_stands_in_its_cell_as_json(tmp_path: Path) -> None:
    options = CorpusOptions(profile=None, spans=True)
    once = cleaned(tmp_path / "a.csv", ROWS, options)
    (span,) = json.loads(rows_of(once)[0]["cleanwire_removed"])
    assert (SCRAPED[span["start"] : span["end"]], span["label"]) == ("Advertisement\n\n", "ad_marker")
    again = cleaned(tmp_path / "again/a.csv", once.read_bytes(), options)
    assert [row["cleanwire_removed"] for row in rows_of(again)] == ["[]"] * COUNT
    assert [*rows_of(again)[0]] == [*rows_of(once)[0]]


def test_pages_in_cells_become_articles(tmp_path: Path) -> None:
    out = cleaned(tmp_path / "a.csv", [{"text": PAGE}], CorpusOptions(profile=None, html=True))
    assert "bridge" in rows_of(out)[0]["text"]
    assert "<" not in rows_of(out)[0]["text"]


BAD: dict[str, tuple[bytes, str]] = {
    "too few": (b"5\n", "ragged row: it has 1 cells, and the first row 2"),
    "too many": (b"5,a,b\n", "ragged row: it has 3 cells, and the first row 2"),
    "no UTF-8": (b"5,a\xffb\n", "row that is not UTF-8: byte 3 (0xff)"),
    "no UTF-8 elsewhere": (b"\xff,a\n", "row that is not UTF-8: byte 0 (0xff)"),
    "quotes": (b'5,"a" b\n', "broken row: ',' expected after '\"'"),
    "a lone break": (b"5,a\rb\n", "broken row: new-line character seen in unquoted field"),
    "too long": (b"5,%s\n" % (b"a" * (3 << 20)), "too long row: it has more than 1 MB"),
    "too long with breaks": (b'5,"%s"\n' % (b"a\n" * (3 << 19)), "too long row: it has more than 1 MB"),
    "too long in many cells": (b'5%s,"\n"\n' % (b"," * (3 << 20)), "too long row: it has more than 1 MB"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_row_is_rejected_and_the_others_are_cleaned(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(delimited, "LINE_BYTES", 1 << 20)
    bad, problem = BAD[name]
    good = b'1,"two\nlines"\n'
    out = cleaned(tmp_path / "a.csv", b"id,text\n" + good * 4 + bad + good * 4)
    assert out.read_bytes() == b"id,text\n" + good * 8
    ((line, reason),) = rejected(out)
    assert (line, reason[: len(problem)]) == (5, problem)


@pytest.mark.parametrize("chunk", [1, 2, 7, 1000])
@pytest.mark.parametrize("raw", [as_cells(ROWS), b'id,text\n5" pipe,a\n6,"b ""\n\n""c"\n7,"d\n"'])
def test_rows_are_whole_however_they_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, raw: bytes, chunk: int
) -> None:
    whole = cleaned(tmp_path / "whole/a.csv", raw).read_bytes()
    monkeypatch.setattr(streams, "CHUNK_BYTES", chunk)
    assert cleaned(tmp_path / "a.csv", raw).read_bytes() == whole
    assert rejected(tmp_path / "out/a.csv") == []


def test_a_row_of_a_hundred_megabytes_is_rejected_and_the_others_are_cleaned(tmp_path: Path) -> None:
    row = b'1,"' + (b"It opened on Monday. " * 5000 + b"\n") * 1000 + b'"\n'
    out = cleaned(tmp_path / "a.csv", b"id,text\n1,a\n" + row + b"3,c\n")
    assert out.read_bytes() == b"id,text\n1,a\n3,c\n"
    assert rejected(out) == [(2, "too long row: it has more than 64 MB")]


def test_a_quote_that_is_never_closed_is_a_broken_last_row(tmp_path: Path) -> None:
    out = cleaned(tmp_path / "a.csv", b'id,text\n1,a\n2,"b\n3,c\n')
    assert out.read_bytes() == b"id,text\n1,a\n"
    assert rejected(out) == [(2, "broken row: unexpected end of data")]


def test_a_cell_may_be_longer_than_python_s_own_limit(tmp_path: Path) -> None:
    before = csv.field_size_limit()
    rows = [{"id": "1", "text": "It opened. " * (before // 10)}]
    text = cleaned(tmp_path / "a.csv", rows).read_text("utf-8")
    assert text == f"id,text\n1,{rows[0]['text']}\n"
    assert csv.field_size_limit() == before


DAMAGED: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "it is empty: the first row should name the columns"),
    "blank": (b"\n\r\n\n", "it is empty: the first row should name the columns"),
    "utf-16": ("id,text\n".encode("utf-16"), "it is utf-16 or not text; convert it to utf-8"),
    "parquet": (b"PAR1\x15\x04\x15\n", "it is Parquet; name it .parquet"),
    "latin-1": ("größe,text\n1,a\n".encode("latin-1"), "its first row, which should name the columns, is a row that"),
    "cut gzip": (gzip.compress(b"id,text\n1,a\n")[:12], "its gzip data is truncated"),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_file_without_names_is_damaged_from_its_first_row_on(tmp_path: Path, name: str) -> None:
    write(tmp_path / "in/b.csv", b"id,text\n1,a\n")
    data, problem = DAMAGED[name]
    (tmp_path / "in/a.csv").write_bytes(data)
    clean_files(tmp_path / "in", tmp_path / "out", PLAIN, workers=1)
    ((line, reason),) = rejected(tmp_path / "out/a.csv")
    assert line == 1
    assert reason.startswith(f"damaged: {problem}")
    assert files_in(tmp_path / "out").keys() == {"b.csv", "rejected.jsonl"}


@pytest.mark.parametrize("compress", [bytes, gzip.compress, lambda raw: pa.Codec("zstd").compress(raw, asbytes=True)])
def test_first_bytes_tell_how_a_file_is_compressed_and_not_its_name(
    tmp_path: Path, compress: Callable[[bytes], bytes]
) -> None:
    raw = compress(as_cells(ROWS))
    for name in ("a.csv", "b.csv.gz", "c.csv.zst"):
        (tmp_path / name).write_bytes(raw)
        clean_files(tmp_path / name, tmp_path / f"out-{name}", PLAIN, workers=1)
        assert rows_of(tmp_path / f"out-{name}" / name) == CLEANED


def test_what_comes_before_damage_is_cleaned(tmp_path: Path) -> None:
    raw = gzip.compress(as_cells(ROWS))[:-12]
    path = tmp_path / "a.csv.gz"
    path.write_bytes(raw)
    clean(path)
    out = tmp_path / "out/a.csv.gz"
    kept = rows_of(out)
    assert kept == CLEANED[: len(kept)]
    assert rejected(out) == [(len(kept) + 1, "damaged: its gzip data is truncated")]
    assert kept


def test_a_column_that_is_missing_is_an_error_that_names_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match=r"a\.csv: has no field 'text' but 'id;text'; .*--text-field"):
        clean(write(tmp_path / "a.csv", b"id;text\n1;a\n"))


def test_of_two_columns_with_the_name_of_the_text_neither_is_cleaned(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="2 columns have the name 'text'"):
        clean(write(tmp_path / "a.csv", b"text,text\na,b\n"))


def test_other_columns_may_share_a_name_but_not_in_json(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", b"id,id,,text\n1,2,3,a\n")
    clean(path)
    assert (tmp_path / "out/a.csv").read_bytes() == path.read_bytes()
    with pytest.raises(OptionError, match="several columns have the name 'id'"):
        clean_files(path, tmp_path / "json", CorpusOptions(profile=None, format="jsonl"), workers=1)


@pytest.mark.parametrize("options", [CorpusOptions(), CorpusOptions(profile=None, spans=True)], ids=["fit", "spans"])
def test_a_run_stopped_after_any_shard_ends_like_one_that_was_not(tmp_path: Path, options: CorpusOptions) -> None:
    path = write(tmp_path / "a.csv.gz", as_cells(ROWS) + b"ragged\r\n" + as_cells(ROWS))
    seen = assert_goes_on(path, tmp_path, options)
    assert seen[-1].read == seen[-1].size


@settings(max_examples=40, deadline=None)
@given(
    cells=st.lists(st.text(st.characters(codec="utf-8")), max_size=5),
    end=st.sampled_from(["\n", "\r\n"]),
    name=st.sampled_from(["a.csv", "a.tsv"]),
    quoting=st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]),
)
def test_cells_of_any_text_pass_through(
    tmp_path_factory: pytest.TempPathFactory, cells: list[str], end: str, name: str, quoting: Any
) -> None:
    raw = io.StringIO(newline="")
    delimiter = "\t" if name == "a.tsv" else ","
    writer = csv.writer(raw, delimiter=delimiter, lineterminator=end, quoting=quoting)
    writer.writerows([("text", "other"), *[("It opened.", cell) for cell in cells]])
    out = cleaned(tmp_path_factory.mktemp("any") / name, raw.getvalue().encode())
    read = csv.reader(io.StringIO(raw_lines(out).decode(), newline=""), delimiter=delimiter)
    assert [*read] == [["text", "other"], *[["It opened.", cell] for cell in cells]]
