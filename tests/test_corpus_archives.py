import gzip
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanwire.corpus import CorpusOptions, archives, clean_files, warc_framing
from cleanwire.corpus import shards as shards_module
from cleanwire.corpus.inputs import find_inputs
from cleanwire.errors import OptionError
from cleanwire.report.summary import CorpusSummary
from engines import engine
from invented_archives import DATE, INFO, answer, frames, members, page_of, request, text_of_page, warc
from invented_corpora import ARTICLE, FIRST, NO_PAGE, SCRAPED, Record, files_in, rows_of, write
from stopped_runs import assert_goes_on

pytestmark = pytest.mark.slow

stream_io = engine("warc", "fastwarc.stream_io")

PLAIN = CorpusOptions(profile=None)
COUNT = 8
CRAWL = [INFO, *[record for n in range(COUNT) for record in (request(n), answer(n))]]
TEXTS = [INFO, *[text_of_page(n, SCRAPED.encode()) for n in range(COUNT)]]

PACKED: dict[str, Callable[[Iterable[bytes]], bytes]] = {
    ".warc": b"".join,
    ".warc.gz": members,
    ".warc.zst": frames,
}


@pytest.fixture(autouse=True)
def _few_a_shard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards_module, "SHARD_RECORDS", 4)


def clean(path: Path, data: bytes, options: CorpusOptions = PLAIN) -> CorpusSummary:
    """Write an archive and clean it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return clean_files(path, path.parent / "out", options, workers=1)


def cleaned(path: Path, data: bytes, options: CorpusOptions = PLAIN) -> list[Record]:
    """Write an archive, clean it, and return the records of its output."""
    clean(path, data, options)
    (out,) = [file for file in (path.parent / "out").iterdir() if file.name.startswith(f"{path.name[0]}.")]
    return rows_of(out)


def rejected(folder: Path) -> list[tuple[int, str]]:
    listed = folder / "out/rejected.jsonl"
    return [(row["line"], row["reason"]) for row in rows_of(listed)] if listed.exists() else []


def numbers(rows: list[Record]) -> list[int]:
    """Return the pages that records come from."""
    return [int(row["url"].rpartition("/")[2]) for row in rows]


class TestPages:
    @pytest.mark.parametrize("suffix", PACKED)
    def test_a_page_becomes_an_article_with_its_id_address_and_date(self, tmp_path: Path, suffix: str) -> None:
        rows = cleaned(tmp_path / f"a{suffix}", PACKED[suffix](CRAWL))
        assert numbers(rows) == [*range(COUNT)]
        first = rows[0]
        assert [*first] == ["id", "url", "date", "text"]
        assert (first["id"], first["url"], first["date"]) == (
            "<urn:uuid:000000000000>",
            "https://oxley.example/0",
            DATE,
        )
        assert FIRST in first["text"]
        assert "café" in first["text"]
        assert "Home" not in first["text"]

    @pytest.mark.parametrize(
        ("name", "target"),
        [
            ("CC-MAIN-1.warc.gz", "CC-MAIN-1.jsonl.gz"),
            ("CC-MAIN-1.warc.wet.gz", "CC-MAIN-1.jsonl.gz"),
            ("a.warc", "a.jsonl"),
            ("a.wet", "a.jsonl"),
            ("a.WARC.ZST", "a.jsonl.zst"),
        ],
    )
    def test_the_output_is_json_lines_compressed_as_the_input(self, tmp_path: Path, name: str, target: str) -> None:
        (tmp_path / name).touch()
        assert [file.target for file in find_inputs([tmp_path], output=tmp_path / "out")] == [target]

    def test_metadata_of_crawls_are_passed_over_in_folders(self, tmp_path: Path) -> None:
        for name in ("a.warc.gz", "a.warc.wat.gz", "a.cdx.gz"):
            (tmp_path / name).touch()
        assert [file.name for file in find_inputs([tmp_path], output=tmp_path / "out")] == ["a.warc.gz"]

    @pytest.mark.parametrize("format", ["jsonl", "jsonl.zst", "parquet"])
    def test_another_format_can_be_asked_for(self, tmp_path: Path, format: Any) -> None:  # noqa: A002
        rows = cleaned(tmp_path / "a.warc.gz", members(CRAWL), CorpusOptions(profile=None, format=format, spans=True))
        assert (tmp_path / f"out/a.{format}").exists()
        assert numbers(rows) == [*range(COUNT)]
        assert [*rows[0]] == ["id", "url", "date", "text", "cleanwire_removed"]

    def test_an_archive_without_pages_has_all_columns(self, tmp_path: Path) -> None:
        clean(tmp_path / "a.warc", INFO, CorpusOptions(profile=None, format="parquet"))
        assert pq.read_schema(tmp_path / "out/a.parquet") == pa.schema(
            [(name, pa.string()) for name in ("id", "url", "date", "text")]
        )

    def test_fields_have_the_names_of_the_options(self, tmp_path: Path) -> None:
        options = CorpusOptions(profile=None, text_field="meta.body", url_field="address")
        (row,) = cleaned(tmp_path / "a.warc", answer(1), options)
        assert [*row] == ["id", "address", "date", "meta.body"]
        with pytest.raises(OptionError, match="text_field = 'date' is the name of another of its fields"):
            clean(tmp_path / "b/a.warc", answer(1), CorpusOptions(profile=None, text_field="date"))

    def test_sites_are_told_by_the_addresses_and_learn_what_they_repeat(self, tmp_path: Path) -> None:
        summary = clean(tmp_path / "a.warc.gz", members(CRAWL), CorpusOptions())
        assert [(site.site, site.documents) for site in summary.sites] == [("oxley.example", COUNT)]
        assert (tmp_path / "out/site-profile").exists()


class TestPassedOver:
    @pytest.mark.parametrize(
        "record",
        [
            INFO,
            request(1),
            warc("metadata", b"fetchTimeMs: 5\r\n"),
            warc("revisit", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", Content_Type="application/http"),
            warc("response", b"1.2.3.4", Content_Type="text/dns"),
            answer(1, http="Content-Type: image/png"),
            answer(1, http="Content-Type: application/json"),
            answer(1, b'{"a": 1}', http=""),
            answer(1, status="404 Not Found"),
            answer(1, b"", status="301 Moved Permanently"),
            warc("conversion", b"\x89PNG", Content_Type="image/png"),
        ],
    )
    def test_records_that_hold_no_document_are_counted_but_not_rejected(self, tmp_path: Path, record: bytes) -> None:
        summary = clean(tmp_path / "a.warc", record + answer(2))
        assert (summary.documents, summary.passed, summary.rejected) == (1, 1, ())
        assert rejected(tmp_path) == []

    def test_the_type_that_the_crawler_found_counts_before_that_of_the_server(self, tmp_path: Path) -> None:
        image = answer(1).replace(b"WARC-Type", b"WARC-Identified-Payload-Type: image/png\r\nWARC-Type")
        page = answer(2, http="Content-Type: text/plain").replace(
            b"WARC-Type", b"WARC-Identified-Payload-Type: application/xhtml+xml\r\nWARC-Type"
        )
        assert numbers(cleaned(tmp_path / "a.warc", image + page)) == [2]

    def test_what_nobody_named_is_a_page_if_it_begins_as_one(self, tmp_path: Path) -> None:
        assert numbers(cleaned(tmp_path / "a.warc", answer(1, http="") + answer(2, http="Server: a"))) == [1, 2]


class TestTexts:
    @pytest.mark.parametrize("suffix", PACKED)
    @pytest.mark.parametrize("name", ["a{}", "a.wet"])
    def test_a_text_is_cleaned_as_a_text(self, tmp_path: Path, suffix: str, name: str) -> None:
        name = name.format(suffix.replace(".warc", ".warc.wet"))
        rows = cleaned(tmp_path / name, PACKED[suffix](TEXTS))
        assert [row["text"] for row in rows] == [ARTICLE] * COUNT
        assert numbers(rows) == [*range(COUNT)]

    def test_pages_and_texts_may_stand_in_one_file(self, tmp_path: Path) -> None:
        html = text_of_page(2, f"<html>\n{FIRST}\n".encode())
        rows = cleaned(tmp_path / "a.warc", answer(1) + html)
        assert rows[1]["text"] == f"<html>\n{FIRST}\n"
        assert "<" not in rows[0]["text"]

    def test_a_text_that_is_no_utf_8_is_rejected(self, tmp_path: Path) -> None:
        rows = cleaned(tmp_path / "a.wet", text_of_page(1, b"caf\xe9") + text_of_page(2, b"It opened.\n"))
        assert numbers(rows) == [2]
        assert rejected(tmp_path) == [(1, "not UTF-8: byte 3 of the text (0xe9)")]


class TestEncodings:
    """Types of servers' answers, and their content."""

    BODY = page_of(1).encode()

    @pytest.mark.parametrize(
        ("http", "body"),
        [
            ("Content-Encoding: gzip", gzip.compress(BODY)),
            ("Content-Encoding: deflate", zlib.compress(BODY)),
            ("Transfer-Encoding: chunked", b"%x\r\n%s\r\n0\r\n\r\n" % (len(BODY), BODY)),
            ("Content-Encoding: gzip", BODY),
            ("Content-Encoding: br", BODY),
            ("Content-Encoding: none-such", BODY),
            ("Transfer-Encoding: chunked", BODY),
        ],
        ids=["gzip", "deflate", "chunked", "not gzip", "not brotli", "unknown", "not chunked"],
    )
    def test_what_was_answered_is_decoded_where_it_is_encoded(self, tmp_path: Path, http: str, body: bytes) -> None:
        (row,) = cleaned(tmp_path / "a.warc", answer(1, body, http=f"Content-Type: text/html\r\n{http}"))
        assert "the café boat" in row["text"]

    @pytest.mark.parametrize(
        ("server", "page", "encoding"),
        [
            ("", "", "utf-8"),
            ("utf-8", "", "utf-8"),
            ("iso-8859-1", "iso-8859-1", "utf-8"),
            ("cp1252", "", "cp1252"),
            ('"ISO-8859-1"', "", "cp1252"),
            ("cp850", "cp1252", "cp850"),
            ("", "cp850", "cp850"),
            ("none-such", "cp850", "cp850"),
            ("utf-8", "cp850", "cp850"),
        ],
    )
    def test_the_charset_is_that_of_the_server_before_that_of_the_page(
        self, tmp_path: Path, server: str, page: str, encoding: str
    ) -> None:
        http = f"Content-Type: text/html; charset={server}" if server else "Content-Type: text/html"
        record = answer(1, page_of(1, charset=page).encode(encoding), http=http)
        assert "the café boat" in cleaned(tmp_path / "a.warc", record)[0]["text"]


BAD: dict[str, tuple[bytes, str]] = {
    "no length": (answer(5).replace(b"Content-Length", b"Content-Lenth"), "broken record: its header has no Content-L"),
    "length too short": (
        answer(5).replace(b"Content-Length: ", b"Content-Length: 1\r\nX-Length: "),
        "broken record: it continues after its Content-Length",
    ),
    "length too long": (
        answer(5).replace(b"Content-Length: ", b"Content-Length: 1"),
        "broken record: it ",
    ),
    "version": (answer(5).replace(b"WARC/1.0", b"WORC/1.0"), "broken record: it does not begin with WARC/"),
    "endless header": (
        b"WARC/1.0\r\n" + b"X: y\r\n" * 9000,
        "broken record: its header does not end",
    ),
    "no HTTP": (
        answer(5).replace(b"HTTP/1.1 200 OK", b"220 ready\r\nX: y"),
        "broken record: its HTTP header has no status",
    ),
    "no article": (answer(5, NO_PAGE.encode()), "the page holds no article"),
    "no text": (answer(5, bytes(500)), "html: the source contains NUL bytes"),
    "too long": (answer(5, b"<p>" * (1 << 20)), "too long: more than 1 MB in one record"),
    "bomb": (
        answer(5, gzip.compress(bytes(3 << 20)), http="Content-Type: text/html\r\nContent-Encoding: gzip"),
        "too long: more than 1 MB in one record",
    ),
}


class TestBadRecords:
    @pytest.mark.parametrize("suffix", PACKED)
    @pytest.mark.parametrize("name", BAD)
    def test_a_bad_record_is_rejected_and_the_others_are_cleaned(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, suffix: str
    ) -> None:
        for module in (archives, warc_framing):
            monkeypatch.setattr(module, "LINE_BYTES", 1 << 20)
        bad, problem = BAD[name]
        rows = cleaned(tmp_path / f"a{suffix}", PACKED[suffix]([answer(1), answer(2), bad, answer(3), answer(4)]))
        assert numbers(rows) == [1, 2, 3, 4]
        ((number, reason),) = rejected(tmp_path)
        assert (number, reason[: len(problem)]) == (3, problem)

    @pytest.mark.parametrize("at", [0.1, 0.5, 0.9])
    def test_behind_a_broken_member_of_gzip_the_next_ones_are_cleaned(self, tmp_path: Path, at: float) -> None:
        packed = [gzip.compress(answer(n), mtime=0) for n in range(5)]
        broken = bytearray(packed[2])
        broken[int(len(broken) * at)] ^= 0xFF
        summary = clean(tmp_path / "a.warc.gz", b"".join([*packed[:2], broken, *packed[3:]]))
        assert numbers(rows_of(tmp_path / "out/a.jsonl.gz")) == [0, 1, 3, 4]
        assert summary.documents == 5
        ((number, reason),) = rejected(tmp_path)
        assert (number, reason[:36]) == (3, "broken record: its gzip data is brok")

    def test_a_member_that_breaks_off_before_another_one_is_one_record(self, tmp_path: Path) -> None:
        packed = [gzip.compress(answer(n), mtime=0) for n in range(4)]
        clean(tmp_path / "a.warc.gz", packed[0] + packed[1][:200] + packed[2] + packed[3])
        assert numbers(rows_of(tmp_path / "out/a.jsonl.gz")) == [0, 2, 3]
        assert [number for number, _ in rejected(tmp_path)] == [2]

    def test_a_record_of_a_hundred_megabytes_is_rejected_or_passed_over(self, tmp_path: Path) -> None:
        long = b"<p>It opened.</p>" * 6_000_000
        image = answer(2, long, http="Content-Type: image/png")
        summary = clean(tmp_path / "a.warc", answer(1, long) + image + answer(3))
        assert numbers(rows_of(tmp_path / "out/a.jsonl")) == [3]
        assert rejected(tmp_path) == [(1, "too long: more than 64 MB in one record")]
        assert summary.passed == 1

    @pytest.mark.parametrize(
        ("name", "data", "number", "problem"),
        [
            ("a.warc", b"".join(CRAWL)[:-300], len(CRAWL), "it is truncated"),
            ("a.warc", INFO + b"hello\n" * 99, 2, "it does not begin with WARC/"),
            ("a.warc", b'{"text": "a"}\n', 1, "it does not begin with WARC/"),
            ("a.warc.gz", members(CRAWL)[:-30], len(CRAWL), "its gzip data is truncated"),
            (
                "a.warc.gz",
                members(CRAWL) + b"hello",
                len(CRAWL) + 1,
                "its gzip data is",
            ),
            ("a.warc.zst", frames(CRAWL)[:-30], len(CRAWL), "its zstd data is truncated"),
        ],
    )
    def test_a_file_that_cannot_be_read_further_is_damaged_from_there_on(
        self, tmp_path: Path, name: str, data: bytes, number: int, problem: str
    ) -> None:
        summary = clean(tmp_path / name, data)
        ((told, reason),) = rejected(tmp_path)
        assert (told, reason[: len(problem) + 42]) == (number, f"damaged: broken record, and none follows: {problem}")
        assert summary.documents + summary.passed == number

    def test_zeros_behind_the_last_member_are_no_damage(self, tmp_path: Path) -> None:
        assert clean(tmp_path / "a.warc.gz", members(CRAWL) + bytes(512)).rejected == ()

    def test_a_file_of_zstd_may_bring_its_dictionary_along(self, tmp_path: Path) -> None:
        samples = [answer(n, page_of(n * 7919).encode()) for n in range(200)]
        dictionary = stream_io.zstd_train_dictionary_from_samples(samples, 4000)
        with (tmp_path / "a.warc.zst").open("wb") as raw:
            writer = stream_io.ZstdWriter(raw, dictionary=dictionary)
            for record in CRAWL:
                writer.write(record)
                writer.finish()
            writer.flush()
        data = (tmp_path / "a.warc.zst").read_bytes()
        assert numbers(cleaned(tmp_path / "b.warc.zst", data)) == [*range(COUNT)]
        clean(tmp_path / "cut/a.warc.zst", data[:-9])
        ((_, reason),) = rejected(tmp_path / "cut")
        assert "its zstd data is truncated" in reason


class TestResuming:
    def corpus(self, folder: Path) -> Path:
        mixed = [*CRAWL, answer(9).replace(b"Content-Length", b"Content-Lenth"), *TEXTS]
        write(folder / "a.warc.gz", b"").write_bytes(members(mixed))
        write(folder / "b.warc", b"").write_bytes(b"".join(mixed)[:-40])
        return folder

    @pytest.mark.parametrize(
        "options", [CorpusOptions(), CorpusOptions(profile=None, spans=True)], ids=["fit", "spans"]
    )
    def test_a_run_stopped_after_any_shard_ends_like_one_that_was_not(
        self, tmp_path: Path, options: CorpusOptions
    ) -> None:
        corpus = self.corpus(tmp_path / "in")
        seen = assert_goes_on(corpus, tmp_path, options, step=3)
        assert seen[-1].read == seen[-1].size

    def test_any_number_of_workers_writes_the_same(self, tmp_path: Path) -> None:
        corpus = self.corpus(tmp_path / "in")
        one = clean_files(corpus, tmp_path / "one", PLAIN, workers=1)
        assert clean_files(corpus, tmp_path / "three", PLAIN, workers=3) == one
        assert files_in(tmp_path / "one") == files_in(tmp_path / "three")


@settings(max_examples=60, deadline=None)
@given(
    cut=st.slices(3000),
    news=st.binary(max_size=6),
    suffix=st.sampled_from([*PACKED]),
    chunk=st.sampled_from([100, 1 << 18]),
)
def test_however_an_archive_is_broken_the_counts_add_up(
    tmp_path_factory: pytest.TempPathFactory, cut: slice, news: bytes, suffix: str, chunk: int
) -> None:
    data = bytearray(PACKED[suffix]([INFO, *[text_of_page(n, SCRAPED.encode()) for n in range(9)]]))
    data[cut.start : cut.stop] = news
    folder = tmp_path_factory.mktemp("broken")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(warc_framing, "CHUNK_BYTES", chunk)
        summary = clean(folder / f"a{suffix}", bytes(data))
    out = folder / f"out/a{suffix.replace('warc', 'jsonl')}"
    kept = len(rows_of(out)) if out.exists() else 0
    assert summary.documents == kept + len(rejected(folder))


def test_without_fastwarc_the_error_says_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(INFO)
    code = (
        "import sys; sys.modules['fastwarc'] = None\n"
        "from cleanwire.cli import main; main(['corpus', 'a.warc', '-o', 'out'])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr == (
        "cleanwire: a.warc: WARC needs a package that is not installed: pip install 'cleanwire[warc]'\n"
    )
