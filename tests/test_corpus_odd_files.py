"""Odd files: every record is in the output or among the rejected ones, and errors are one line."""

import gzip
import json
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanwire.cli import main
from cleanwire.corpus import CorpusOptions, clean_files
from cleanwire.corpus import shards as shards_module
from cleanwire.report.summary import CorpusSummary
from invented_corpora import ARTICLE, SCRAPED, Record, as_cells, as_lines, files_in, raw_lines, rows_of
from stopped_runs import assert_goes_on

pytestmark = pytest.mark.slow

COUNT = 10
PLAIN = CorpusOptions(profile=None)
ROWS = [{"id": n, "text": SCRAPED} for n in range(1, COUNT + 1)]
LINES = as_lines(ROWS)


@pytest.fixture(autouse=True)
def _few_a_shard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards_module, "SHARD_RECORDS", 3)


def zstd(raw: bytes) -> bytes:
    return bytes(pa.Codec("zstd").compress(raw, asbytes=True))


def split(compress: Callable[[bytes], bytes]) -> bytes:
    """Return all lines in two members, cut within a line."""
    return compress(LINES[:700]) + compress(LINES[700:])


def knows_views() -> bool:
    """Whether this pyarrow can write views; one that cannot does not read them either."""
    try:
        pq.write_table(pa.table({"a": pa.array(["a"], pa.string_view())}), pa.BufferOutputStream())
    except pa.ArrowNotImplementedError:
        return False
    return True


STRING_VIEW, BINARY_VIEW = (pa.string_view(), pa.binary_view()) if knows_views() else (pa.string(), pa.binary())


def column(kind: pa.DataType) -> pa.Array:
    return pa.array([SCRAPED] * COUNT).cast(kind)


def parquet(*columns: tuple[str, pa.Array], **options: Any) -> bytes:
    sink = pa.BufferOutputStream()
    names = ["id", *[name for name, _ in columns]]
    table = pa.table([pa.array(range(1, COUNT + 1)), *[values for _, values in columns]], names=names)
    pq.write_table(table, sink, **options)
    return bytes(sink.getvalue().to_pybytes())


TEXTS = column(pa.string())


def with_views_inside() -> bytes:
    """Return Parquet whose lists are said to hold views, as other writers do; pyarrow cannot write them."""
    raw = parquet(("text", TEXTS), ("tags", pa.array([["a"], None, [], ["b", None]] * 2 + [["c"]] * 2)))
    said = pq.read_metadata(pa.BufferReader(raw)).metadata[b"ARROW:schema"]
    schema = pa.schema([("id", pa.int64()), ("text", pa.string()), ("tags", pa.list_(pa.string_view()))])
    other = b64encode(schema.serialize().to_pybytes())
    assert len(other) == len(said)
    return raw.replace(said, other)


NULLS = pa.array([SCRAPED, None] * 5, STRING_VIEW)

WHOLE: dict[str, bytes] = {
    "crlf.jsonl": LINES.replace(b"\n", b"\r\n"),
    "no-last-break.jsonl": LINES.rstrip(),
    "marks.jsonl": b"\xef\xbb\xbf" + LINES.replace(b'\n{"id": 6', b'\n\xef\xbb\xbf{"id": 6'),
    "gzip.jsonl": gzip.compress(LINES),
    "zstd.jsonl": zstd(LINES),
    "plain.jsonl.gz": LINES,
    "gzip.jsonl.zst": gzip.compress(LINES),
    "members.jsonl.gz": split(gzip.compress),
    "padded.jsonl.gz": gzip.compress(LINES) + bytes(1000),
    "frames.jsonl.zst": split(zstd),
    "array.json": json.dumps(ROWS).encode(),
    "pretty.json": b"\xef\xbb\xbf" + json.dumps(ROWS, indent=2).replace("\n", "\r\n").encode(),
    "array.json.gz": gzip.compress(json.dumps(ROWS).encode()),
    "array.json.zst": zstd(json.dumps(ROWS).encode()),
    "string_view.parquet": parquet(("text", column(STRING_VIEW)), ("other", column(STRING_VIEW))),
    "large_string.parquet": parquet(("text", column(pa.large_string())), ("other", column(pa.large_binary()))),
    "dictionary.parquet": parquet(("text", column(pa.dictionary(pa.int8(), pa.string())))),
    "binary_view.parquet": parquet(("text", TEXTS), ("other", column(BINARY_VIEW))),
    "views-inside.parquet": with_views_inside(),
    "groups.parquet": parquet(("text", TEXTS), row_group_size=4, data_page_size=100),
}
"""Files of which all records are cleaned."""

PARTLY: dict[str, tuple[bytes, dict[int, str]]] = {
    "late.jsonl": (
        as_lines([{"id": n} for n in range(1, COUNT)]) + as_lines(ROWS[-1:]),
        dict.fromkeys(range(1, COUNT), "no field 'text'"),
    ),
    "others.jsonl": (
        LINES + b'[1]\nnull\n"a"\n{"text": [""]}\n\x00\x00\n{"text": "\x00"}\n{"text": "\xff"}\n{"text": "a',
        {
            11: "not a JSON object",
            12: "not a JSON object",
            13: "not a JSON object",
            14: "field 'text' is not text but a list",
            15: "broken JSON: Expecting value at character 0",
            16: "broken JSON: Invalid control character at character 10",
            17: "not UTF-8: byte 10",
            18: "broken JSON: Unterminated string starting at character 9",
        },
    ),
    "blank.jsonl": (b"\n \n" + LINES.replace(b"\n", b"\n\r\n") + b"{\n", {23: "broken JSON"}),
    "others.json": (
        json.dumps([*ROWS, 5, {"id": 12}]).encode(),
        {11: "not a JSON object", 12: "no field 'text'"},
    ),
    "bytes.json": (
        json.dumps(ROWS).encode().replace(b'"id": 3', b'"id": "\xff"'),
        {3: "not UTF-8: byte 8"},
    ),
    "nulls.parquet": (
        parquet(("text", NULLS), ("other", NULLS)),
        dict.fromkeys(range(2, COUNT + 1, 2), "field 'text' is not text but null"),
    ),
}
"""Files of which some records cannot be cleaned, and why."""

GZIP = "its gzip data is broken, or something else follows: "
ZSTD = "its zstd data is truncated, broken, or something else follows: "

DAMAGED: dict[str, tuple[bytes, int, str]] = {
    "cut.jsonl.gz": (gzip.compress(LINES)[:-12], COUNT, "its gzip data is truncated"),
    "cut-member.jsonl.gz": (gzip.compress(LINES) + gzip.compress(LINES)[:9], COUNT + 1, "its gzip data is truncated"),
    "behind.jsonl.gz": (
        gzip.compress(LINES) + b"<!-- end -->",
        COUNT + 1,
        "its gzip data is broken, or something else",
    ),
    "checksum.jsonl.gz": (
        gzip.compress(LINES)[:-8] + bytes(8),
        COUNT + 1,
        "its gzip data is broken, or something else",
    ),
    "cut.jsonl.zst": (zstd(LINES) + zstd(LINES)[:-2], COUNT + 1, ZSTD),
    "behind.jsonl.zst": (
        zstd(LINES) + b"<!-- end -->",
        COUNT + 1,
        "its zstd data is truncated, broken, or something else",
    ),
    "cut.json": (json.dumps(ROWS).encode()[:-30], COUNT, "broken JSON: Unterminated string"),
    "behind.json": (json.dumps(ROWS).encode() + b"\n{}", COUNT + 1, "something follows the end of its array"),
    "broken.json": (json.dumps(ROWS).replace('"id": 4', '"id" 4').encode(), 4, "broken JSON: Expecting ':' delimiter"),
    "utf-16.jsonl": (LINES.decode().encode("utf-16"), 1, "it is utf-16; convert it to utf-8"),
    "object.json": (json.dumps(ROWS[0], indent=1).encode(), 1, "it is JSON on many lines; write each record on a line"),
    "parquet.jsonl": (parquet(("text", TEXTS)), 1, "it is Parquet; name it .parquet"),
    "lines.parquet": (LINES, 1, "Parquet magic bytes not found in footer"),
    "cut.parquet": (parquet(("text", TEXTS))[:-20], 1, "Parquet magic bytes not found in footer"),
    "empty.parquet": (b"", 1, "Parquet file size is 0 bytes"),
    "no-table.jsonl.gz": (bytes(100), 1, GZIP),
}
"""Files that cannot be read from some record on, and why."""


def put(path: Path, data: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def clean(path: Path, options: CorpusOptions = PLAIN) -> CorpusSummary:
    return clean_files(path, path.parent / "out", options, workers=1)


def run(path: Path, *options: str) -> Result:
    """Clean a file with the command."""
    arguments = ("corpus", str(path), "-o", str(path.parent / "out"), "--no-profile", "--workers", "1")
    return CliRunner().invoke(main, [*arguments, *options])


def output(path: Path) -> list[Record]:
    """Return the records of a file's output, whose format is that of the input's name."""
    out = path.parent / "out" / path.name
    if not out.exists():
        return []
    if path.suffix != ".parquet" and raw_lines(out).startswith(b"["):
        rows: list[Record] = json.loads(raw_lines(out))
        return rows
    return rows_of(out)


def rejected(path: Path) -> dict[int, str]:
    listed = path.parent / "out/rejected.jsonl"
    return {row["line"]: row["reason"] for row in rows_of(listed)} if listed.exists() else {}


@pytest.mark.parametrize("name", WHOLE)
def test_what_can_be_read_is_cleaned_in_the_format_that_its_name_says(tmp_path: Path, name: str) -> None:
    path = put(tmp_path / name, WHOLE[name])
    summary = clean(path)
    assert (summary.documents, summary.rejected) == (COUNT, ())
    assert [(row["id"], row["text"]) for row in output(path)] == [(row["id"], ARTICLE) for row in ROWS]


@pytest.mark.parametrize("name", ["a", "url"])
def test_of_two_columns_of_one_name_both_stay(tmp_path: Path, name: str) -> None:
    clean(put(tmp_path / "a.parquet", parquet((name, TEXTS), ("text", TEXTS), (name, TEXTS))))
    with pq.ParquetFile(tmp_path / "out/a.parquet") as out:
        table = out.read()
    assert table.column_names == ["id", name, "text", name]
    assert [column[0].as_py() for column in table.columns] == [1, SCRAPED, ARTICLE, SCRAPED]


@pytest.mark.parametrize("name", [name for name in WHOLE if name.endswith(".parquet")])
def test_columns_keep_their_types_but_for_views_in_others(tmp_path: Path, name: str) -> None:
    path = put(tmp_path / name, WHOLE[name])
    clean(path)
    before, after = [[str(field.type) for field in pq.read_schema(file)] for file in (path, tmp_path / "out" / name)]
    plain = {"list<element: string_view>": "list<element: string>"}
    wide = {"dictionary<values=string, indices=int8, ordered=0>": "dictionary<values=string, indices=int32, ordered=0>"}
    assert after == [(plain | wide).get(kind, kind) for kind in before]


@pytest.mark.parametrize("name", PARTLY)
def test_every_record_is_in_the_output_or_rejected_with_its_reason(tmp_path: Path, name: str) -> None:
    data, problems = PARTLY[name]
    path = put(tmp_path / name, data)
    summary = clean(path)
    told = rejected(path)
    assert told.keys() == problems.keys()
    assert all(told[line].startswith(problem) for line, problem in problems.items())
    assert summary.documents == len(output(path)) + len(problems)
    if name not in ("blank.jsonl", "bytes.json"):
        assert {row["id"] for row in output(path)} | problems.keys() == {*range(1, summary.documents + 1)}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_file_that_cannot_be_read_further_is_one_line_and_all_before_is_cleaned(tmp_path: Path, name: str) -> None:
    data, line, problem = DAMAGED[name]
    path = put(tmp_path / name, data)
    result = run(path)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"cleanwire: {name}: damaged: {problem}")
    assert result.stderr.count("\n") == 1
    assert [*rejected(path)] == [line]
    assert rejected(path)[line].startswith(f"damaged: {problem}")
    assert (tmp_path / "out" / name).exists() is (line > 1)
    if line > 1:
        assert output(path) == [{**row, "text": ARTICLE} for row in ROWS[: line - 1]]


def test_a_field_that_a_table_lacks_is_missing_in_each_of_its_rows(tmp_path: Path) -> None:
    put(tmp_path / "in/a.parquet", parquet(("text", TEXTS)))
    put(tmp_path / "in/b.parquet", parquet(("body", TEXTS)))
    put(tmp_path / "in/c.parquet", parquet(("text", pa.nulls(COUNT)), ("added", pa.nulls(COUNT))))
    put(tmp_path / "in/d.parquet", parquet(("text", TEXTS), ("text", TEXTS)))
    summary = clean_files(tmp_path / "in", tmp_path / "out", PLAIN, workers=1)
    assert summary.documents == 4 * COUNT
    assert {(row.reason, row.documents) for row in summary.rejected} == {
        ("no field 'text'", COUNT),
        ("field 'text' is not text but null", COUNT),
        ("2 columns have the name 'text'", COUNT),
    }
    assert [pq.read_metadata(tmp_path / f"out/{name}.parquet").num_rows for name in "abcd"] == [COUNT, 0, 0, 0]
    assert pq.read_schema(tmp_path / "out/b.parquet").names == ["id", "body"]


@pytest.mark.parametrize("format", ["jsonl", "jsonl.gz", "parquet"])
def test_an_array_becomes_every_other_format(tmp_path: Path, format: Any) -> None:  # noqa: A002
    path = put(tmp_path / "a.json", WHOLE["array.json"])
    clean(path, CorpusOptions(profile=None, format=format))
    assert rows_of(tmp_path / f"out/a.{format}") == [{**row, "text": ARTICLE} for row in ROWS]


def test_an_array_keeps_the_characters_of_its_records_and_gets_one_a_line(tmp_path: Path) -> None:
    record = b'{"text":%s,"price":1.50, "e":"\\u00e9\\/"}'
    texts = [json.dumps(text).encode() for text in (SCRAPED, ARTICLE)]
    clean(put(tmp_path / "a.json", b"[%s]" % b", ".join(record % texts[0] for _ in range(4))))
    assert (tmp_path / "out/a.json").read_bytes() == b"[\n%s\n]\n" % b",\n".join(record % texts[1] for _ in range(4))


@pytest.mark.parametrize("data", [b"[]", b"[\n]\n", b'[{"id": 1}, {"text": null}]'])
def test_an_array_of_which_nothing_stays_is_empty(tmp_path: Path, data: bytes) -> None:
    path = put(tmp_path / "a.json", data)
    clean(path)
    assert output(path) == []


def test_rows_whose_columns_json_cannot_hold_are_one_error_that_names_the_field(tmp_path: Path) -> None:
    broken = pa.Array.from_buffers(pa.string(), 1, [None, pa.py_buffer(b"\0\0\0\0\1\0\0\0"), pa.py_buffer(b"\xff")])
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"text": [SCRAPED], "name": broken}), path)
    arguments = [
        "corpus",
        str(path),
        "-o",
        str(tmp_path / "out"),
        "--no-profile",
        "--workers",
        "1",
        "--format",
        "jsonl",
    ]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 2
    assert "a.parquet, from record 1: field 'name' has values that JSON cannot hold" in result.stderr
    assert result.stderr.endswith("; leave the file as Parquet\n")


def test_times_of_nanoseconds_keep_them_in_json(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    times = pa.array([1_000_000_001], pa.timestamp("ns"))
    pq.write_table(pa.table({"text": [SCRAPED], "when": times}), path)
    clean(path, CorpusOptions(profile=None, format="jsonl"))
    assert rows_of(tmp_path / "out/a.jsonl")[0]["when"] == "1970-01-01T00:00:01.000000001"


@pytest.mark.parametrize(
    "fields", [b'"n": %s' % (b"9" * 5000), b'"\\ud800": 1', b'"m": {}', b'"m": %s1%s' % (b"[" * 300, b"]" * 300)]
)
def test_lines_whose_values_no_table_can_hold_are_one_error(tmp_path: Path, fields: bytes) -> None:
    path = put(tmp_path / "a.jsonl", b'{"text": "a", %s}' % fields)
    result = run(path, "--format", "parquet")
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert result.stderr.endswith("; leave the file as JSON lines\n")


class TestResuming:
    def corpus(self, folder: Path) -> Path:
        for name, data in WHOLE.items():
            put(folder / name, data)
        for name, (data, *_) in {**PARTLY, **DAMAGED}.items():
            put(folder / f"odd-{name}", data)
        return folder

    def test_any_number_of_workers_writes_the_same_and_all_is_accounted_for(self, tmp_path: Path) -> None:
        names = [*self.corpus(tmp_path / "in").iterdir()]
        one = clean_files(names, tmp_path / "one", PLAIN, workers=1)
        three = clean_files(names, tmp_path / "three", PLAIN, workers=3)
        assert one == three
        assert files_in(tmp_path / "one") == files_in(tmp_path / "three")
        told = sum(len(problems) for _, problems in PARTLY.values()) + len(DAMAGED)
        assert sum(row.documents for row in one.rejected) == told == len(rows_of(tmp_path / "one/rejected.jsonl"))

    @pytest.mark.parametrize(
        "name", ["array.json.gz", "string_view.parquet", "members.jsonl.gz", "late.jsonl", "cut.json"]
    )
    @pytest.mark.parametrize(
        "options", [CorpusOptions(), CorpusOptions(profile=None, spans=True)], ids=["fit", "spans"]
    )
    def test_a_run_stopped_after_any_shard_ends_like_one_that_was_not(
        self, tmp_path: Path, name: str, options: CorpusOptions
    ) -> None:
        data = {**WHOLE, **{name: data for name, (data, *_) in {**PARTLY, **DAMAGED}.items()}}[name]
        path = put(tmp_path / name, data)
        seen = assert_goes_on(path, tmp_path, options)
        assert seen[-1].read == len(data)


SOUND = {**WHOLE, **{name: data for name, (data, *_) in PARTLY.items()}, "cells.csv": as_cells(ROWS)}


@settings(max_examples=40, deadline=None)
@given(name=st.sampled_from([*SOUND]), cut=st.slices(900), news=st.binary(max_size=6), at_end=st.booleans())
def test_however_a_file_is_broken_the_counts_add_up(
    tmp_path_factory: pytest.TempPathFactory, name: str, cut: slice, news: bytes, at_end: bool
) -> None:
    data = bytearray(SOUND[name])
    data[len(data) if at_end else cut.start : cut.stop] = news
    path = put(tmp_path_factory.mktemp("broken") / name, bytes(data))
    result = run(path)
    assert isinstance(result.exception, SystemExit | None)
    assert result.stderr.count("\n") == 1
    if result.exit_code < 2:
        out = path.parent / "out" / name
        table = out.exists() and out.suffix == ".parquet"  # its texts may not be UTF-8 now
        kept = pq.read_metadata(out).num_rows if table else len(output(path))
        told = len(rejected(path))
        assert result.stdout.startswith(f"{kept} documents cleaned · {told} rejected")
