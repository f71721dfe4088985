import datetime
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from hashlib import shake_256
from pathlib import Path
from typing import Any, ClassVar

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from cleanwire import Cleaner, SiteProfile
from cleanwire.cleaning.options import Output
from cleanwire.corpus import CorpusOptions, Progress, clean_files
from cleanwire.corpus import shards as shards_module
from cleanwire.errors import OptionError, ProfileError, ReadingError, WritingError
from cleanwire.stages import judging
from invented_corpora import (
    ARTICLE,
    FIRST,
    NO_PAGE,
    PAGE,
    SCRAPED,
    SECOND,
    as_lines,
    files_in,
    raw_lines,
    records,
    rows_of,
    write,
)
from invented_sites import article, text_of
from stopped_runs import assert_goes_on

pytestmark = pytest.mark.slow

PLAIN = CorpusOptions(profile=None)
NAMES = ("a.jsonl", "b.jsonl.gz", "c.jsonl.zst", "d.parquet")


@pytest.fixture
def few_a_shard(monkeypatch: pytest.MonkeyPatch) -> None:
    """Use three records per shard, so that a small file has many shards."""
    monkeypatch.setattr(shards_module, "SHARD_RECORDS", 3)


def clean_one(path: Path, options: CorpusOptions = PLAIN, **course: Any) -> Path:
    """Clean one file and return its output."""
    out = path.parent / "out"
    clean_files(path, out, options, workers=1, **course)
    return out / path.name


def rejected(out: Path) -> list[tuple[str, int, str]]:
    path = out / "rejected.jsonl"
    return [(row["file"], row["line"], row["reason"]) for row in rows_of(path)] if path.exists() else []


class TestOutput:
    @pytest.mark.parametrize("name", NAMES)
    def test_every_format_keeps_its_records_in_their_order_with_cleaned_texts(self, tmp_path: Path, name: str) -> None:
        rows = records(7)
        out = clean_one(write(tmp_path / name, rows))
        assert rows_of(out) == [{**row, "text": row["text"].replace("Advertisement\n\n", "")} for row in rows]

    def test_only_the_text_of_a_line_changes(self, tmp_path: Path) -> None:
        line = '{"id" : 1.50,"text":%s,  "e": "\\u00e9/\\/", "big": 1e400, "n": null}\r\n'
        path = write(tmp_path / "a.jsonl", (line % json.dumps(SCRAPED)).encode())
        assert clean_one(path).read_bytes() == (line % json.dumps(ARTICLE)).encode()

    def test_a_line_whose_text_stays_is_the_same_line(self, tmp_path: Path) -> None:
        line = b'{"text":"It \\u006fpened.","n":1}\n'
        assert clean_one(write(tmp_path / "a.jsonl", line)).read_bytes() == line

    def test_columns_keep_their_order_types_nulls_and_metadata(self, tmp_path: Path) -> None:
        schema = pa.schema(
            [
                pa.field("when", pa.timestamp("us", tz="UTC")),
                pa.field("text", pa.large_string(), metadata={"of": "the field"}),
                pa.field("price", pa.decimal128(9, 2)),
                pa.field("raw", pa.binary()),
                pa.field("kind", pa.dictionary(pa.int8(), pa.string())),
                pa.field("nested", pa.list_(pa.struct([("a", pa.int16()), ("b", pa.map_(pa.string(), pa.float32()))]))),
            ],
            metadata={"of": "the table"},
        )
        row = {
            "when": datetime.datetime(2026, 1, 2, tzinfo=datetime.UTC),
            "text": SCRAPED,
            "price": Decimal("1.50"),
            "raw": b"\x00\xff",
            "kind": "news",
            "nested": [{"a": 1, "b": [("x", 0.5)]}, None],
        }
        rows = [row, dict.fromkeys(row) | {"text": ARTICLE}]
        path = tmp_path / "a.parquet"
        pq.write_table(pa.Table.from_pylist(rows, schema), path, compression="gzip")
        out = clean_one(path)
        assert pq.read_schema(out).equals(pq.read_schema(path), check_metadata=True)
        assert rows_of(out) == [{**row, "text": ARTICLE}, rows[1]]
        assert pq.read_metadata(out).row_group(0).column(0).compression == "GZIP"

    @pytest.mark.parametrize("kind", [pa.string(), pa.large_string(), pa.dictionary(pa.int32(), pa.string())])
    def test_texts_of_any_string_type_are_cleaned(self, tmp_path: Path, kind: pa.DataType) -> None:
        path = tmp_path / "a.parquet"
        pq.write_table(pa.table({"text": pa.array([SCRAPED, SCRAPED]).cast(kind)}), path)
        out = clean_one(path)
        assert pq.read_schema(out).field("text").type == kind
        assert rows_of(out) == [{"text": ARTICLE}] * 2

    def test_folders_and_globs_keep_their_shape(self, tmp_path: Path) -> None:
        write(tmp_path / "in/x/a.jsonl", records(1))
        write(tmp_path / "in/y/a.jsonl.gz", records(1))
        clean_files(tmp_path / "in", tmp_path / "folder", PLAIN, workers=1)
        clean_files(f"{tmp_path}/in/*/a.*", tmp_path / "glob", PLAIN, workers=1)
        assert files_in(tmp_path / "folder").keys() == {"x/a.jsonl", "y/a.jsonl.gz"}
        assert files_in(tmp_path / "folder") == files_in(tmp_path / "glob")

    @pytest.mark.parametrize("name", NAMES)
    def test_a_file_without_records_becomes_one(self, tmp_path: Path, name: str) -> None:
        path = tmp_path / name
        if path.suffix == ".parquet":
            pq.write_table(pa.table({"text": pa.array([], pa.string())}), path)
        else:
            write(path, b"")
        out = clean_one(path)
        assert rows_of(out) == []
        assert out.exists()

    def test_blank_lines_are_no_records(self, tmp_path: Path) -> None:
        out = clean_one(write(tmp_path / "a.jsonl", b'\n{"text": "a"}\n  \n{"text": "b"}'))
        assert out.read_bytes() == b'{"text": "a"}\n{"text": "b"}\n'

    def test_a_byte_order_mark_is_no_part_of_the_first_record(self, tmp_path: Path) -> None:
        out = clean_one(write(tmp_path / "a.jsonl", b'\xef\xbb\xbf{"text": "a"}\n'))
        assert out.read_bytes() == b'{"text": "a"}\n'

    def test_the_cleaner_is_that_of_the_options(self, tmp_path: Path) -> None:
        options = CorpusOptions(profile=None, cleaner=Cleaner(keep={"ad_marker"}))
        out = clean_one(write(tmp_path / "a.jsonl", records(1)), options)
        assert rows_of(out) == records(1)


class TestNestedFields:
    OPTIONS = CorpusOptions(profile=None, text_field="meta.text", url_field="meta.url", spans=True)
    ROW: ClassVar[dict[str, Any]] = {"id": 1, "meta": {"url": "https://oxley.example/1", "text": SCRAPED, "n": 1.5}}

    @pytest.mark.parametrize("format", [None, "jsonl", "parquet"])
    @pytest.mark.parametrize("name", ["a.jsonl", "a.json", "a.parquet"])
    def test_a_path_names_a_field_of_an_object(self, tmp_path: Path, name: str, format: Any) -> None:  # noqa: A002
        rows = [self.ROW, self.ROW]
        path = write(tmp_path / name, json.dumps(rows).encode() if name == "a.json" else rows)
        summary = clean_files(path, tmp_path / "out", replace(self.OPTIONS, format=format), workers=1)
        out = tmp_path / "out" / f"a.{format or name.partition('.')[2]}"
        cleaned = json.loads(out.read_bytes()) if out.suffix == ".json" else rows_of(out)
        assert [row["meta"] for row in cleaned] == [{**self.ROW["meta"], "text": ARTICLE}] * 2
        assert [len(row["cleanwire_removed"]) for row in cleaned] == [1, 1]
        assert summary.sites[0].site == "oxley.example"

    def test_all_other_characters_of_a_line_stay(self, tmp_path: Path) -> None:
        line = '{"n":1.50,  "meta" : {"e":"\\u00e9\\/" , "text":%s,"big": 1e400},"x":[] }\n'
        path = write(tmp_path / "a.jsonl", (line % json.dumps(SCRAPED)).encode())
        out = clean_one(path, CorpusOptions(profile=None, text_field="meta.text"))
        assert out.read_bytes() == (line % json.dumps(ARTICLE)).encode()

    @pytest.mark.parametrize("name", ["a.jsonl", "a.parquet"])
    def test_a_field_whose_own_name_has_the_dot_comes_first(self, tmp_path: Path, name: str) -> None:
        path = write(tmp_path / name, [{"meta": {"text": SCRAPED}, "meta.text": SCRAPED}])
        out = clean_one(path, CorpusOptions(profile=None, text_field="meta.text"))
        assert rows_of(out) == [{"meta": {"text": SCRAPED}, "meta.text": ARTICLE}]

    def test_records_without_the_path_are_rejected(self, tmp_path: Path) -> None:
        path = write(tmp_path / "a.jsonl", [self.ROW, {"meta": {}}, {"meta": "text"}, {"meta": {"text": None}}])
        out = clean_one(path, self.OPTIONS)
        reasons = ["no field 'meta.text'", "no field 'meta.text'", "field 'meta.text' is not text but null"]
        assert [reason for *_, reason in rejected(out.parent)] == reasons

    def test_a_path_that_no_record_has_is_an_error(self, tmp_path: Path) -> None:
        path = write(tmp_path / "a.jsonl", [self.ROW])
        with pytest.raises(OptionError, match=r"has no field 'meta.body' but 'id', 'meta'"):
            clean_one(path, CorpusOptions(profile=None, text_field="meta.body"))


class TestSpans:
    @pytest.mark.parametrize("name", NAMES)
    def test_spans_say_what_was_removed_of_the_source(self, tmp_path: Path, name: str) -> None:
        path = write(tmp_path / name, records(2))
        (row, _) = rows_of(clean_one(path, CorpusOptions(profile=None, spans=True)))
        (span,) = row["cleanwire_removed"]
        assert span["label"], span["rule"] == ("ad_marker", "en/ad_marker/marker")
        assert records(1)[0]["text"][span["start"] : span["end"]] == "Advertisement\n\n"

    @pytest.mark.parametrize("name", NAMES)
    def test_spans_of_an_earlier_run_are_replaced(self, tmp_path: Path, name: str) -> None:
        options = CorpusOptions(profile=None, spans=True)
        once = clean_one(write(tmp_path / name, records(1)), options)
        again = clean_one(write(tmp_path / "again" / name, rows_of(once)), options)
        assert [row["cleanwire_removed"] for row in rows_of(again)] == [[]]

    def test_a_table_in_which_nothing_is_removed_has_the_column_too(self, tmp_path: Path) -> None:
        path = write(tmp_path / "a.parquet", [{"text": FIRST}])
        out = clean_one(path, CorpusOptions(profile=None, spans=True))
        assert pq.read_schema(out).field("cleanwire_removed").type.value_type.num_fields == 4


class TestPages:
    OPTIONS = CorpusOptions(profile=None, html=True, text_field="page")

    @pytest.mark.parametrize("name", NAMES)
    def test_the_article_takes_the_place_of_the_page(self, tmp_path: Path, name: str) -> None:
        path = write(tmp_path / name, [{"page": PAGE, "id": 1}])
        (row,) = rows_of(clean_one(path, self.OPTIONS))
        assert FIRST in row["page"]
        assert "<" not in row["page"]
        assert row["id"] == 1

    @pytest.mark.parametrize(
        ("kind", "text"),
        [
            (pa.binary(), pa.string()),
            (pa.large_binary(), pa.large_string()),
            (pa.dictionary(pa.int8(), pa.binary()), pa.dictionary(pa.int32(), pa.string())),
        ],
        ids=str,
    )
    def test_bytes_of_pages_become_text(self, tmp_path: Path, kind: pa.DataType, text: pa.DataType) -> None:
        page = PAGE.replace("<title>", "<meta charset=latin-1><title>").replace("tunnel", "tunn\xe9l").encode("latin-1")
        path = tmp_path / "a.parquet"
        pq.write_table(pa.table({"page": pa.array([page]).cast(kind)}), path)
        out = clean_one(path, self.OPTIONS)
        assert pq.read_schema(out).field("page").type == text
        assert "tunn\xe9l" in rows_of(out)[0]["page"]

    def test_a_page_without_an_article_is_rejected(self, tmp_path: Path) -> None:
        out = clean_one(write(tmp_path / "a.jsonl", [{"page": NO_PAGE}, {"page": PAGE}]), self.OPTIONS)
        assert len(rows_of(out)) == 1
        ((_, line, reason),) = rejected(out.parent)
        assert (line, reason.partition(":")[0]) == (1, "the page holds no article")

    def test_a_page_that_cannot_be_read_is_rejected(self, tmp_path: Path) -> None:
        huge = f"<html><body>{'<b>x</b>' * 60_000}</body></html>"
        out = clean_one(write(tmp_path / "a.jsonl", [{"page": huge}]), self.OPTIONS)
        assert rejected(out.parent)[0][2].startswith("html: the page has 120,004 tags")

    def test_text_that_looks_like_a_page_is_text_where_nothing_says_otherwise(self, tmp_path: Path) -> None:
        rows = [{"text": f"<html>\n{FIRST}\n"}]
        assert rows_of(clean_one(write(tmp_path / "a.jsonl", rows))) == rows


class TestProfile:
    """Each page of the site begins with a line that no rule knows."""

    LINE = "Kettle and quay since the long winter"
    FIT = CorpusOptions(spans=True)

    def corpus(self, folder: Path, count: int = 24) -> Path:
        rows = [{**row, "text": text_of(*article(row["id"]), above=[self.LINE])} for row in records(count)]
        write(folder / "a.jsonl", rows[::2])
        write(folder / "b.parquet", rows[1::2])
        return folder

    def test_what_a_site_repeats_is_learnt_in_a_first_pass_and_goes(self, tmp_path: Path) -> None:
        summary = clean_files(self.corpus(tmp_path / "in"), tmp_path / "out", self.FIT, workers=1)
        texts = [row["text"] for name in ("a.jsonl", "b.parquet") for row in rows_of(tmp_path / "out" / name)]
        assert not any(self.LINE in text for text in texts)
        assert summary.sites[0].templates[0].line == self.LINE
        assert SiteProfile.load(tmp_path / "out/site-profile").sites["oxley.example"] == 24

    @pytest.mark.usefixtures("few_a_shard")
    def test_a_saved_profile_and_a_given_one_do_the_same_as_the_fitted_one(self, tmp_path: Path) -> None:
        corpus = self.corpus(tmp_path / "in")
        clean_files(corpus, tmp_path / "fitted", self.FIT, workers=1)
        path = tmp_path / "fitted/site-profile"
        for number, profile in enumerate((path, str(path), SiteProfile.load(path))):
            out = tmp_path / f"out-{number}"
            clean_files(corpus, out, replace(self.FIT, profile=profile), workers=1)
            assert files_in(out).keys() == {"a.jsonl", "b.parquet"}
            assert files_in(out).items() < files_in(tmp_path / "fitted").items()

    @pytest.mark.parametrize("output", ["text", "markdown"])
    @pytest.mark.usefixtures("few_a_shard")
    def test_pages_that_the_first_pass_read_are_cleaned_like_those_read_anew(
        self, tmp_path: Path, output: Output
    ) -> None:
        page = PAGE.replace("Tickets", "<a href='/fares'>Tickets</a>")
        rows = [{"text": page.replace("tunnel", f"tunnel {n}"), "url": f"https://oxley.example/{n}"} for n in range(5)]
        path = write(tmp_path / "a.jsonl", [*rows, {"text": NO_PAGE}, {"text": None}])
        fit = CorpusOptions(html=True, spans=True, cleaner=Cleaner(output=output))
        whole = clean_files(path, tmp_path / "fitted", fit, workers=1)
        again = replace(fit, profile=tmp_path / "fitted/site-profile")
        assert clean_files(path, tmp_path / "again", again, workers=1) == whole
        assert files_in(tmp_path / "again").items() < files_in(tmp_path / "fitted").items()
        written = rows_of(tmp_path / "again/a.jsonl")[0]["text"]
        assert ("[Tickets](https://oxley.example/fares)" in written) == (output == "markdown")

    @pytest.mark.usefixtures("few_a_shard")
    def test_a_run_stopped_in_either_pass_ends_like_one_that_was_not(self, tmp_path: Path) -> None:
        corpus = self.corpus(tmp_path / "in", 12)
        seen = assert_goes_on(corpus, tmp_path, self.FIT)
        assert {progress.stage for progress in seen} == {"fit", "clean"}

    def test_a_corpus_without_documents_has_a_profile_too(self, tmp_path: Path) -> None:
        summary = clean_files(write(tmp_path / "a.jsonl", b""), tmp_path / "out", workers=1)
        assert summary.documents == 0
        assert files_in(tmp_path / "out").keys() == {"a.jsonl", "site-profile"}

    def test_a_cleaner_with_a_profile_of_its_own_is_refused(self) -> None:
        with pytest.raises(OptionError, match="the cleaner has a profile of its own"):
            CorpusOptions(cleaner=Cleaner(profile=SiteProfile.fit([])))


class TestFormats:
    @pytest.mark.parametrize("format", ["jsonl", "jsonl.gz", "jsonl.zst", "parquet"])
    @pytest.mark.parametrize("name", NAMES)
    def test_every_format_becomes_every_other(self, tmp_path: Path, name: str, format: Any) -> None:  # noqa: A002
        rows = records(4)
        write(tmp_path / "in" / name, rows)
        clean_files(tmp_path / "in", tmp_path / "out", CorpusOptions(profile=None, format=format), workers=1)
        assert rows_of(tmp_path / "out" / f"{name[0]}.{format}") == [
            {**row, "text": row["text"].replace("Advertisement\n\n", "")} for row in rows
        ]

    @pytest.mark.usefixtures("few_a_shard")
    def test_columns_have_the_type_that_all_lines_need(self, tmp_path: Path) -> None:
        rows = [{"text": "a", "n": None}] * 3 + [{"text": "b", "n": 1, "x": {"y": 1}}] * 3 + [{"text": "c", "n": 1.5}]
        path = write(tmp_path / "a.jsonl", rows)
        clean_files(path, tmp_path / "out", CorpusOptions(profile=None, format="parquet"), workers=1)
        table = pq.read_table(tmp_path / "out/a.parquet")
        assert table.schema.field("n").type == pa.float64()
        assert table.column("n").to_pylist() == [None] * 3 + [1.0] * 3 + [1.5]
        assert table.column("x").to_pylist() == [None] * 3 + [{"y": 1}] * 3 + [None]

    @pytest.mark.usefixtures("few_a_shard")
    @pytest.mark.parametrize("values", [[1, "a"], [1, 1, 1, "a"], [2**70]])
    def test_values_that_fit_no_column_are_an_error_that_names_the_field(
        self, tmp_path: Path, values: list[Any]
    ) -> None:
        path = write(tmp_path / "a.jsonl", [{"text": "a", "score": value} for value in values])
        with pytest.raises(WritingError, match=r"a\.jsonl.*score.*JSON lines"):
            clean_files(path, tmp_path / "out", CorpusOptions(profile=None, format="parquet"), workers=1)

    def test_what_json_has_no_type_for_becomes_a_string(self, tmp_path: Path) -> None:
        row = {"text": "a", "when": datetime.date(2026, 1, 2), "price": Decimal("1.50"), "raw": b"\x00"}
        path = write(tmp_path / "a.parquet", [row])
        clean_files(path, tmp_path / "out", CorpusOptions(profile=None, format="jsonl"), workers=1)
        (row,) = rows_of(tmp_path / "out/a.jsonl")
        assert row == {"text": "a", "when": "2026-01-02", "price": "1.50", "raw": "AA=="}


class TestRejections:
    @pytest.mark.parametrize(
        ("line", "reason"),
        [
            (b'{"text": ', "broken JSON: Expecting value at character 9"),
            (b"[1]", "not a JSON object: the line holds another value"),
            (b'{"id": 1}', "no field 'text'"),
            (b'{"text": null}', "field 'text' is not text but null"),
            (b'{"text": 5}', "field 'text' is not text but a number"),
            (b'{"text": ["a"]}', "field 'text' is not text but a list"),
            (b'{"text": "\xff"}', "not UTF-8: byte 10 of the line (0xff)"),
        ],
    )
    def test_a_bad_line_goes_to_the_list_and_the_others_stay(self, tmp_path: Path, line: bytes, reason: str) -> None:
        good = as_lines([{"text": "a"}])
        out = clean_one(write(tmp_path / "a.jsonl", good + line + b"\n" + good))
        assert out.read_bytes() == good * 2
        assert rejected(out.parent) == [("a.jsonl", 2, reason)]

    def test_a_row_without_text_goes_to_the_list(self, tmp_path: Path) -> None:
        out = clean_one(write(tmp_path / "a.parquet", [{"text": "a"}, {"text": None}, {"text": "b"}]))
        assert rows_of(out) == [{"text": "a"}, {"text": "b"}]
        assert rejected(out.parent) == [("a.parquet", 2, "field 'text' is not text but null")]

    def test_a_line_too_long_for_memory_is_rejected(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("cleanwire.corpus.json_records.LINE_BYTES", 1 << 20)
        lines = as_lines([{"text": "a"}, {"text": "b" * (3 << 20)}, {"text": "c"}])
        out = clean_one(write(tmp_path / "a.jsonl", lines))
        assert rows_of(out) == [{"text": "a"}, {"text": "c"}]
        assert rejected(out.parent) == [("a.jsonl", 2, "too long: more than 1 MB on one line")]

    def test_rejections_are_counted_and_sorted_like_the_inputs(self, tmp_path: Path) -> None:
        for name in ("b", "a"):
            write(tmp_path / f"in/{name}.jsonl", b'{"text": 5}\n' + as_lines(records(1)) + b"{\n")
        summary = clean_files(tmp_path / "in", tmp_path / "out", PLAIN, workers=1)
        assert [(file, line) for file, line, _ in rejected(tmp_path / "out")] == [
            ("a.jsonl", 1),
            ("a.jsonl", 3),
            ("b.jsonl", 1),
            ("b.jsonl", 3),
        ]
        assert (summary.documents, sum(row.documents for row in summary.rejected)) == (6, 4)

    def test_there_is_no_list_where_nothing_is_rejected(self, tmp_path: Path) -> None:
        assert files_in(clean_one(write(tmp_path / "a.jsonl", records(1))).parent).keys() == {"a.jsonl"}


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-40])


def no_archive(path: Path) -> None:
    path.write_bytes(b"\x00" * 100)


class TestDamage:
    @pytest.mark.parametrize("name", NAMES[1:])
    @pytest.mark.parametrize("damage", [truncated, no_archive])
    def test_a_damaged_file_is_rejected_by_name_and_the_others_are_cleaned(
        self, tmp_path: Path, name: str, damage: Callable[[Path], None]
    ) -> None:
        write(tmp_path / "in/0.jsonl", records(2))
        damage(write(tmp_path / "in" / name, records(3)))
        write(tmp_path / "in/z.jsonl", records(2))
        summary = clean_files(tmp_path / "in", tmp_path / "out", PLAIN, workers=1)
        ((file, line, reason),) = rejected(tmp_path / "out")
        assert (file, line, reason[:9]) == (name, 1, "damaged: ")
        assert files_in(tmp_path / "out").keys() == {"0.jsonl", "z.jsonl", "rejected.jsonl"}
        assert summary.rejected[0].reason == "damaged"

    def test_what_comes_before_the_damage_is_cleaned(self, tmp_path: Path) -> None:
        rows = [{"id": n, "text": shake_256(bytes([n % 256, n // 256])).hexdigest(500)} for n in range(2000)]
        path = write(tmp_path / "a.jsonl.gz", rows)
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
        out = clean_one(path)
        kept = rows_of(out)
        assert 500 < len(kept) < 1000
        assert kept == rows[: len(kept)]
        assert rejected(out.parent)[0][1] == len(kept) + 1


class TestArguments:
    @pytest.mark.parametrize(
        ("names", "error", "problem"),
        [
            (["none.jsonl"], ReadingError, "none.jsonl: cannot be read: No such file"),
            (["none/*.jsonl"], ReadingError, "matches no file"),
            (["empty"], ReadingError, "holds no file of records"),
            (["a.txt"], OptionError, "its name is not that of a file of records"),
            ([], OptionError, "no input is named"),
            (["x/a.jsonl", "y/a.jsonl"], OptionError, "would both become"),
        ],
    )
    def test_inputs_that_cannot_be_used_are_named(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, names: list[str], error: type[Exception], problem: str
    ) -> None:
        monkeypatch.chdir(tmp_path)
        (tmp_path / "empty").mkdir()
        (tmp_path / "a.txt").touch()
        for name in ("x/a.jsonl", "y/a.jsonl"):
            write(tmp_path / name, records(1))
        with pytest.raises(error, match=problem):
            clean_files(names, "out", PLAIN, workers=1)
        assert not Path("out").exists()

    @pytest.mark.parametrize("name", NAMES)
    def test_a_field_that_no_record_has_is_an_error_that_names_those_there_are(self, tmp_path: Path, name: str) -> None:
        path = write(tmp_path / name, records(1))
        with pytest.raises(OptionError, match=r"has no field 'body' but 'id', 'text', 'url'; .*--text-field"):
            clean_one(path, CorpusOptions(profile=None, text_field="body"))

    @pytest.mark.parametrize("value", [1, b"bytes"])
    def test_a_column_without_text_is_an_error(self, tmp_path: Path, value: object) -> None:
        path = write(tmp_path / "a.parquet", [{"text": value}])
        with pytest.raises(OptionError, match="which is not text"):
            clean_one(path)

    @pytest.mark.parametrize(
        "options",
        [{"format": "csv"}, {"text_field": ""}, {"text_field": "url"}, {"text_field": "cleanwire_removed"}],
    )
    def test_options_that_cannot_be_used_are_refused(self, options: dict[str, Any]) -> None:
        with pytest.raises(OptionError):
            CorpusOptions(**options)

    def test_workers_have_to_be_there(self, tmp_path: Path) -> None:
        with pytest.raises(OptionError, match="workers = 0"):
            clean_files(write(tmp_path / "a.jsonl", records(1)), tmp_path / "out", PLAIN, workers=0)

    def test_an_output_is_never_written_over_an_input(self, tmp_path: Path) -> None:
        path = write(tmp_path / "a.jsonl", records(1))
        with pytest.raises(OptionError, match="would overwrite an input"):
            clean_files(path, tmp_path, PLAIN, workers=1, overwrite=True)
        assert rows_of(path) == records(1)


class TestFolder:
    def test_a_run_that_is_done_is_not_done_again(self, tmp_path: Path) -> None:
        path = write(tmp_path / "a.jsonl", records(3))
        out = clean_one(path)
        before = out.stat()
        assert clean_one(path).stat() == before
        assert clean_files(path, tmp_path / "out", PLAIN, workers=1).documents == 3

    def test_an_output_that_was_lost_is_made_again(self, tmp_path: Path) -> None:
        path = write(tmp_path / "a.jsonl", records(3))
        out = clean_one(path)
        before = out.read_bytes()
        out.unlink()
        assert clean_one(path).read_bytes() == before

    @pytest.mark.parametrize(
        ("options", "difference"),
        [
            (CorpusOptions(profile=None, spans=True), "spans: False there, True now"),
            (CorpusOptions(profile=None, cleaner=Cleaner(keep={"byline"})), "keep"),
        ],
    )
    def test_a_folder_with_another_run_is_refused_and_stays(
        self, tmp_path: Path, options: CorpusOptions, difference: str
    ) -> None:
        path = write(tmp_path / "a.jsonl", records(3))
        out = clean_one(path)
        before = out.read_bytes()
        with pytest.raises(OptionError, match=f"other options.*{difference}.*--overwrite"):
            clean_one(path, options)
        assert out.read_bytes() == before

    def test_other_weights_are_another_run(self, tmp_path: Path) -> None:
        path = write(tmp_path / "a.jsonl", records(3))
        weights = Path(judging.__file__).parent
        clean_one(path, CorpusOptions(profile=None, cleaner=Cleaner(weights=weights)))
        with pytest.raises(OptionError, match=r"other options.*weights"):
            clean_one(path)

    def test_other_inputs_are_another_run(self, tmp_path: Path) -> None:
        path = write(tmp_path / "a.jsonl", records(3))
        clean_one(path)
        write(path, records(4))
        with pytest.raises(OptionError, match=r"other inputs \(a\.jsonl\)"):
            clean_one(path)

    def test_overwriting_leaves_nothing_of_the_former_run_and_all_else(self, tmp_path: Path) -> None:
        write(tmp_path / "in/a.jsonl", b"{\n" + as_lines(records(1)))
        write(tmp_path / "in/b.jsonl", records(1))
        out = tmp_path / "out"
        clean_files(tmp_path / "in", out, PLAIN, workers=1)
        (out / "notes.txt").write_text("mine", "utf-8")
        clean_files(tmp_path / "in/b.jsonl", out, PLAIN, workers=1, overwrite=True)
        assert files_in(out).keys() == {"b.jsonl", "notes.txt"}

    def test_a_file_of_no_run_is_not_written_over(self, tmp_path: Path) -> None:
        path = write(tmp_path / "a.jsonl", records(1))
        mine = write(tmp_path / "out/a.jsonl", b"mine")
        with pytest.raises(OptionError, match=r"exists already, and belongs to no run.*--overwrite"):
            clean_one(path)
        assert mine.read_bytes() == b"mine"
        clean_one(path, overwrite=True)
        assert len(rows_of(mine)) == 1

    def test_a_run_that_has_done_nothing_yet_is_in_nobody_s_way(self, tmp_path: Path) -> None:
        path = write(tmp_path / "a.jsonl", records(1))
        with pytest.raises(ProfileError, match=r"a\.jsonl: is not a profile"):
            clean_one(path, CorpusOptions(profile=path))
        assert clean_one(path).exists()

    def test_outputs_below_the_inputs_are_no_inputs(self, tmp_path: Path) -> None:
        write(tmp_path / "a.jsonl", records(1))
        out = tmp_path / "clean"
        clean_files(tmp_path, out, PLAIN, workers=1)
        clean_files(tmp_path, out, PLAIN, workers=1)
        assert files_in(out).keys() == {"a.jsonl"}

    def test_what_a_run_wrote_can_be_cleaned_but_its_rejections(self, tmp_path: Path) -> None:
        out = clean_one(write(tmp_path / "a.jsonl", b"{\n" + as_lines(records(1)))).parent
        clean_files(out, tmp_path / "again", PLAIN, workers=1)
        assert files_in(tmp_path / "again") == {"a.jsonl": (out / "a.jsonl").read_bytes()}

    def test_two_runs_do_not_write_into_one_folder(self, tmp_path: Path) -> None:
        path = write(tmp_path / "a.jsonl", records(1))

        def intrude(_: Progress) -> None:
            with pytest.raises(OptionError, match="another run is writing there"):
                clean_one(path)

        assert clean_one(path, watch=intrude).exists()


@pytest.mark.usefixtures("few_a_shard")
class TestResuming:
    def corpus(self, folder: Path) -> Path:
        rows = records(7)
        write(folder / "a.jsonl.gz", as_lines(rows[:5]) + b"{\n" + as_lines(rows[5:]))
        truncated(write(folder / "b.jsonl.gz", rows))
        pq.write_table(pa.Table.from_pylist(rows), folder / "c.parquet", row_group_size=4)
        return folder

    @pytest.mark.parametrize("format", [None, "parquet"])
    def test_a_run_stopped_after_any_shard_ends_like_one_that_was_not(self, tmp_path: Path, format: Any) -> None:  # noqa: A002
        options = CorpusOptions(profile=None, format=format, spans=True)
        corpus = self.corpus(tmp_path / "in")
        assert_goes_on(corpus, tmp_path, options)

    def test_any_number_of_workers_writes_the_same(self, tmp_path: Path) -> None:
        options = CorpusOptions(profile=None, spans=True)
        corpus = self.corpus(tmp_path / "in")
        one = clean_files(corpus, tmp_path / "one", options, workers=1)
        three = clean_files(corpus, tmp_path / "three", options, workers=3)
        assert files_in(tmp_path / "one") == files_in(tmp_path / "three")
        assert one == three

    def test_progress_grows_to_the_size_of_the_inputs(self, tmp_path: Path) -> None:
        seen: list[Progress] = []
        corpus = self.corpus(tmp_path / "in")
        summary = clean_files(corpus, tmp_path / "out", PLAIN, workers=1, watch=seen.append)
        assert [progress.read for progress in seen] == sorted(progress.read for progress in seen)
        last = seen[-1]
        assert last.read == last.size == sum(path.stat().st_size for path in corpus.iterdir())
        assert (last.documents, last.words, last.removed) == (summary.documents, summary.words, summary.removed)


def test_without_pyarrow_the_error_says_what_to_install(tmp_path: Path) -> None:
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); sys.modules['pyarrow'] = None\n"
        "from cleanwire.cli import main; main(['corpus', 'a.jsonl', '-o', 'out'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stderr == ("cleanwire: corpora need a package that is not installed: pip install 'cleanwire[corpus]'\n")


def test_raw_lines_of_compressed_outputs_are_those_of_plain_ones(tmp_path: Path) -> None:
    for name in NAMES[:3]:
        write(tmp_path / "in" / name, records(5))
    clean_files(tmp_path / "in", tmp_path / "out", PLAIN, workers=1)
    plain, *others = [raw_lines(tmp_path / "out" / name) for name in NAMES[:3]]
    assert [other == plain for other in others] == [True, True]
    assert SECOND.encode() in plain
