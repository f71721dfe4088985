import gzip
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from click.testing import CliRunner, Result

from cleanwire.cli import main
from cleanwire.corpus import CorpusOptions, Progress, clean_files, clean_lines
from cleanwire.corpus import shards as shards_module
from cleanwire.errors import OptionError
from cleanwire.report.summary import CorpusSummary
from invented_corpora import as_lines, records, rows_of, write
from invented_sites import article, text_of

pytestmark = pytest.mark.slow

COUNT = 20
LINES = as_lines(records(COUNT))
NOTE = "cleanwire: standard input is read once, so no profile is fitted: name one with --profile, or use --no-profile\n"


@pytest.fixture(autouse=True)
def _few_a_shard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards_module, "SHARD_RECORDS", 3)


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def piped(source: bytes, options: CorpusOptions | None = None, **course: Any) -> tuple[bytes, bytes, CorpusSummary]:
    """Return the output, the rejections, and the summary."""
    sink, rejected = io.BytesIO(), io.BytesIO()
    summary = clean_lines(io.BytesIO(source), sink, options, rejected=rejected, **{"workers": 1, **course})
    return sink.getvalue(), rejected.getvalue(), summary


class Trickle(io.RawIOBase):
    """Bytes that arrive one by one, as through a slow pipe."""

    def __init__(self, data: bytes) -> None:
        self._left = io.BytesIO(data)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        byte = self._left.read(1)
        buffer[: len(byte)] = byte
        return len(byte)


class TestLines:
    @pytest.mark.parametrize("workers", [1, 3])
    def test_lines_come_out_as_from_a_file(self, workers: int) -> None:
        source = LINES[:900] + b"\n" + LINES[900:] + b"{\n" + LINES
        options = CorpusOptions(profile=None, spans=True)
        summary = clean_files(write(Path("a.jsonl"), source), "out", options, workers=1)
        cleaned, rejected, told = piped(source, options, workers=workers)
        assert told == summary
        assert cleaned == Path("out/a.jsonl").read_bytes()
        assert rejected == Path("out/rejected.jsonl").read_bytes().replace(b"a.jsonl", b"standard input")

    @pytest.mark.parametrize(
        "compress", [bytes, gzip.compress, lambda raw: pa.Codec("zstd").compress(raw, asbytes=True)]
    )
    def test_a_stream_may_be_compressed(self, compress: Any) -> None:
        assert piped(compress(LINES))[0] == piped(LINES)[0]

    def test_an_array_becomes_lines(self) -> None:
        assert piped(json.dumps(records(COUNT)).encode())[0] == piped(LINES)[0]

    def test_lines_may_come_byte_by_byte(self) -> None:
        sink = io.BytesIO()
        source = io.BufferedReader(Trickle(LINES[:2000]))
        clean_lines(source, sink, rejected=io.BytesIO(), workers=1)
        assert sink.getvalue() == piped(LINES[:2000])[0]

    def test_nothing_becomes_nothing(self) -> None:
        cleaned, rejected, summary = piped(b"")
        assert (cleaned, rejected, summary.documents) == (b"", b"", 0)

    def test_a_record_of_a_hundred_megabytes_is_rejected_and_the_others_are_cleaned(self) -> None:
        long = b'{"text": "%s"}\n' % (b"It opened on Monday. " * 5_000_000)
        cleaned, rejected, _ = piped(b'{"text": "a"}\n' + long + b'{"text": "c"}\n')
        assert cleaned == b'{"text": "a"}\n{"text": "c"}\n'
        assert json.loads(rejected)["reason"] == "too long: more than 64 MB on one line"

    def test_a_stream_that_breaks_off_is_damaged_from_there_on(self) -> None:
        cleaned, rejected, summary = piped(gzip.compress(LINES)[:-12])
        kept = cleaned.count(b"\n")
        assert piped(LINES)[0].startswith(cleaned)
        assert json.loads(rejected)["line"] == kept + 1
        assert json.loads(rejected)["reason"] == "damaged: its gzip data is truncated"
        assert summary.rejected[0].reason == "damaged"

    def test_what_is_passed_on_lies_nowhere_else(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
        held: list[int] = []

        def watch(_: Progress) -> None:
            held.append(sum(path.stat().st_size for path in tmp_path.rglob("*.data")))

        piped(LINES, watch=watch)
        assert held == [0] * (COUNT // 3 + 2)
        assert [*tmp_path.iterdir()] == []

    def test_what_a_reader_of_lines_raises_ends_the_run(self) -> None:
        class Gone(io.BytesIO):
            def write(self, _: Any) -> int:
                raise BrokenPipeError

        with pytest.raises(BrokenPipeError):
            clean_lines(io.BytesIO(LINES), Gone(), rejected=io.BytesIO(), workers=2)

    @pytest.mark.parametrize(
        ("options", "problem"),
        [
            (CorpusOptions(), "a stream is read once; pass a profile, or None"),
            (CorpusOptions(profile=None, format="parquet"), "a stream holds JSON lines; omit the format"),
        ],
    )
    def test_options_that_need_files_are_refused(self, options: CorpusOptions, problem: str) -> None:
        with pytest.raises(OptionError, match=problem):
            piped(LINES, options)


def run(*arguments: str, source: bytes = LINES) -> Result:
    return CliRunner().invoke(main, ["corpus", *arguments, "--workers", "1"], input=source)


class TestCommand:
    def test_lines_go_to_standard_output_and_all_else_to_standard_error(self) -> None:
        result = run("-", "-o", "-", "--no-profile", source=b"{\n" + LINES)
        assert (result.exit_code, result.stdout_bytes) == (0, piped(LINES)[0])
        first, _, report = result.stderr.partition("\n")
        assert json.loads(first) == {
            "file": "standard input",
            "line": 1,
            "reason": "broken JSON: Expecting a field's name in double quotes at character 1",
        }
        assert report.startswith(f"{COUNT} documents cleaned · 1 rejected")

    def test_that_no_profile_is_fitted_is_said_unless_it_is_asked_for(self) -> None:
        assert run("-", "-o", "-").stderr.startswith(NOTE)
        assert NOTE not in run("-", "-o", "-", "--no-profile").stderr

    def test_a_profile_that_was_learnt_before_is_used(self) -> None:
        line = "Kettle and quay since the long winter"
        rows = [{**row, "text": text_of(*article(row["id"]), above=[line])} for row in records(24)]
        clean_files(write(Path("a.jsonl"), rows), "out", workers=1)
        result = run("-", "-o", "-", "--profile", "out/site-profile", source=as_lines(rows))
        assert result.stdout_bytes == Path("out/a.jsonl").read_bytes()
        assert line.encode() not in result.stdout_bytes
        assert NOTE not in result.stderr

    def test_what_is_rejected_can_go_to_a_file(self) -> None:
        result = run("-", "-o", "-", "--no-profile", "--rejected", "r.jsonl", source=b"{\n" + LINES)
        assert [row["line"] for row in rows_of(Path("r.jsonl"))] == [1]
        assert result.stderr.startswith(f"{COUNT} documents cleaned · 1 rejected")
        assert {path.name for path in Path().iterdir()} == {"r.jsonl"}

    def test_the_report_can_be_a_page(self) -> None:
        assert run("-", "-o", "-", "--report", "r.html").exit_code == 0
        assert "en/ad_marker/marker" in Path("r.html").read_text("utf-8")

    def test_damage_changes_the_exit_code(self) -> None:
        result = run("-", "-o", "-", "--no-profile", source=gzip.compress(LINES)[:-12])
        assert result.exit_code == 1
        assert result.stderr.endswith(
            "cleanwire: standard input: damaged; the last rejected entry says from where on, and why\n"
        )

    @pytest.mark.parametrize(
        ("arguments", "problem"),
        [
            (["-", "-o", "out"], "standard input can only be written to standard output: use -o -, or name files"),
            (["a.jsonl", "-o", "-"], "-o - is for standard input: name - as IN"),
            (["-", "a.jsonl", "-o", "-"], "-o - is for standard input: name - as IN"),
            (["-", "-o", "-", "--format", "parquet"], "a stream holds JSON lines"),
            (["-", "-o", "-", "--rejected", "none/r"], "--rejected none/r: its folder does not exist"),
            (["-", "-o", "-", "--profile", "none"], "none: cannot be read"),
            (["a.jsonl", "-o", "out", "--rejected", "r"], "--rejected is for standard input"),
        ],
    )
    def test_wrong_use_is_one_line_on_standard_error(self, arguments: list[str], problem: str) -> None:
        result = run(*arguments)
        assert (result.exit_code, result.stdout) == (2, "")
        assert problem in result.stderr
        assert result.stderr.removeprefix(NOTE).count("\n") == 1


def start(source: Any, **options: Any) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "cleanwire.cli", "corpus", "-", "-o", "-", "--no-profile", "--workers", "2"]
    return subprocess.Popen(command, stdin=source, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)


class TestProcesses:
    def test_a_file_that_the_shell_opened_is_read_on_from_where_it_stands(self) -> None:
        write(Path("a.jsonl"), LINES)
        with Path("a.jsonl").open("rb", buffering=0) as source:
            while source.read(1) != b"\n":
                continue
            out, _ = start(source).communicate()
        assert out == piped(LINES.partition(b"\n")[2])[0]

    @pytest.mark.skipif(sys.platform == "win32", reason="pipes of POSIX")
    def test_a_reader_that_goes_ends_the_run_without_a_word(self) -> None:
        reader, writer = os.pipe()
        os.close(reader)
        write(Path("a.jsonl"), as_lines(records(3000)))
        with Path("a.jsonl").open("rb") as source:
            command = [
                sys.executable,
                "-m",
                "cleanwire.cli",
                "corpus",
                "-",
                "-o",
                "-",
                "--no-profile",
                "--workers",
                "1",
            ]
            done = subprocess.run(command, stdin=source, stdout=writer, stderr=subprocess.PIPE, check=False)
        os.close(writer)
        assert (done.returncode, done.stderr) == (141, b"")
