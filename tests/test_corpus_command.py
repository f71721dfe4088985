import gzip
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cleanwire.cli import main
from invented_corpora import PAGE, SCRAPED, as_lines, files_in, records, rows_of, write

pytestmark = pytest.mark.slow

FILES = 12
"""One shard each: a run over them is long enough to be killed in the middle."""

RESUMED = "cleanwire: complete, resumed from an earlier run: the cleaned files are in out\n"


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["corpus", *arguments])


def assert_failed(result: Result, problem: str) -> None:
    assert (result.exit_code, result.stdout) == (2, "")
    assert problem in result.stderr
    assert result.stderr.count("\n") == 1


class TestReport:
    def test_a_run_ends_with_a_report(self) -> None:
        write(Path("in/a.jsonl"), b"{\n" + as_lines(records(3)))
        result = run("in", "-o", "out", "--no-profile", "--workers", "1")
        assert result.exit_code == 0
        assert result.stderr == (
            "cleanwire: complete: the cleaned files are in out; 1 rejected records are listed in out/rejected.jsonl\n"
        )
        assert "3 documents cleaned · 1 rejected" in result.stdout
        assert "en/ad_marker/marker" in result.stdout
        assert len(rows_of(Path("out/a.jsonl"))) == 3

    def test_the_report_is_a_page_too_where_that_is_asked_for(self) -> None:
        write(Path("a.jsonl"), records(3))
        result = run("a.jsonl", "-o", "out", "--no-profile", "--workers", "1", "--report", "r.html")
        assert result.exit_code == 0
        assert "en/ad_marker/marker" in Path("r.html").read_text("utf-8")

    def test_the_same_command_again_shows_the_report_again(self) -> None:
        write(Path("in/a.jsonl"), records(3))
        first = run("in", "-o", "out", "--no-profile", "--workers", "1")
        again = run("in", "-o", "out", "--no-profile", "--workers", "1")
        assert again.stdout == first.stdout
        assert (first.stderr, again.stderr) == (
            "cleanwire: complete: the cleaned files are in out\n",
            "cleanwire: already complete, nothing was cleaned again: the cleaned files are in out\n",
        )

    def test_a_damaged_file_is_told_and_changes_the_exit_code(self) -> None:
        write(Path("in/a.jsonl"), records(1))
        Path("in/b.json.gz").write_bytes(gzip.compress(as_lines(records(3))) + b"?")
        Path("in/c.parquet").write_bytes(b"")
        result = run("in", "-o", "out", "--no-profile", "--workers", "1")
        assert result.exit_code == 1
        assert result.stderr == (
            "cleanwire: b.json.gz: damaged: its gzip data is broken, or something else follows: "
            "Not a gzipped file (b'?'); the records before 4 are cleaned: repair the file, and clean it again for "
            "the rest; 1 more in out/rejected.jsonl\n"
        )

    def test_a_file_of_which_nothing_can_be_read_is_told_so(self) -> None:
        Path("a.parquet").write_bytes(b"")
        result = run("a.parquet", "-o", "out", "--no-profile", "--workers", "1")
        assert result.exit_code == 1
        assert result.stderr == (
            "cleanwire: a.parquet: damaged: Parquet file size is 0 bytes; nothing of it can be read: "
            "repair the file, and clean it again for the rest\n"
        )


class TestOptions:
    def test_options_reach_the_run(self) -> None:
        write(Path("a.jsonl"), [{"body": SCRAPED}])
        result = run(
            *("a.jsonl", "-o", "out", "--no-profile", "--workers", "1", "--text-field", "body", "--spans"),
            *("--keep", "ad_marker", "--format", "parquet"),
        )
        assert result.exit_code == 0
        assert rows_of(Path("out/a.parquet")) == [{"body": SCRAPED, "cleanwire_removed": []}]

    def test_articles_of_pages_can_be_written_as_markdown(self) -> None:
        write(Path("a.jsonl"), [{"text": PAGE}])
        result = run("a.jsonl", "-o", "out", "--no-profile", "--workers", "1", "--html", "--markdown")
        assert result.exit_code == 0
        assert rows_of(Path("out/a.jsonl"))[0]["text"].startswith("# Bridge opens\n\n")

    @pytest.mark.parametrize(
        ("arguments", "problem"),
        [
            ([], "Missing argument 'IN...'"),
            (["a.jsonl"], "Missing option '-o'"),
            (["a.jsonl", "-o", "out", "--workers", "0"], "--workers"),
            (["a.jsonl", "-o", "out", "--format", "csv"], "--format"),
            (["a.jsonl", "-o", "out", "--profile", "x", "--no-profile"], "exclude each other"),
            (["a.jsonl", "-o", "out", "--markdown"], "--markdown is for HTML: add --html"),
            (["a.jsonl", "-o", "out", "--report", "none/r.html"], "--report none/r.html: its folder does not exist"),
            (["none.jsonl", "-o", "out"], "none.jsonl: cannot be read"),
            (["a.jsonl", "-o", "a.jsonl"], "a.jsonl: is a file; name a folder"),
            (["a.jsonl", "-o", "out", "--text-field", "body"], "has no field 'body' but 'id', 'text', 'url'"),
            (["a.jsonl", "-o", "out", "--keep", "prose"], "'prose' is neither a label"),
        ],
    )
    def test_wrong_use_is_one_line_on_standard_error(self, arguments: list[str], problem: str) -> None:
        write(Path("a.jsonl"), records(1))
        assert_failed(run(*arguments), problem)

    def test_another_run_in_the_folder_is_one_line_with_the_remedy(self) -> None:
        write(Path("a.jsonl"), records(1))
        run("a.jsonl", "-o", "out", "--no-profile", "--workers", "1")
        arguments = ("a.jsonl", "-o", "out", "--no-profile", "--workers", "1", "--spans")
        assert_failed(
            run(*arguments), "out: holds a run with other options (spans: False there, True now); name another"
        )
        assert run(*arguments, "--overwrite").exit_code == 0


def start(*options: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "cleanwire.cli", "corpus", "in", "-o", "out", *options]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8", start_new_session=True
    )


def wait_for(process: "subprocess.Popen[str]", pattern: str, count: int) -> None:
    """Wait until a run has written a number of files of a kind."""
    until = time.monotonic() + 60
    while len([*Path("out").glob(pattern)]) < count:
        if process.poll() is not None or time.monotonic() > until:
            process.kill()
            pytest.fail(f"the run left no {count} {pattern}: {process.communicate()}")
        time.sleep(0.005)


def workers_of(process: "subprocess.Popen[str]") -> list[int]:
    """Return the ids of the processes of a run's session, except the first."""
    listed = subprocess.run(["ps", "-o", "pid=", "-s", str(process.pid)], capture_output=True, text=True, check=False)
    return [pid for pid in map(int, listed.stdout.split()) if pid != process.pid]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus") / "in"
    for file in range(FILES):
        write(folder / f"{file:02}{('.jsonl.gz', '.parquet')[file % 2]}", records(15, start=15 * file))
    return folder


@pytest.fixture(scope="module")
def whole(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return what an uninterrupted run writes."""
    out = tmp_path_factory.mktemp("whole") / "out"
    assert run(str(corpus), "-o", str(out), "--workers", "1").exit_code == 0
    return files_in(out)


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
class TestInterruption:
    @pytest.mark.parametrize(("stage", "workers"), [("fit", "1"), ("done", "2")])
    def test_a_run_that_is_killed_goes_on_and_writes_the_same_bytes(
        self, corpus: Path, whole: dict[str, bytes], stage: str, workers: str
    ) -> None:
        Path("in").symlink_to(corpus)
        process = start("--workers", workers)
        wait_for(process, f".cleanwire/*/{stage}/*", 3)
        os.kill(process.pid, signal.SIGKILL)
        process.communicate()
        assert not whole.keys() <= files_in(Path("out")).keys()
        again = start("--workers", workers)
        assert (again.communicate()[1], again.returncode) == (RESUMED, 0)
        assert files_in(Path("out")) == whole

    def test_workers_go_with_a_run_that_is_killed(self, corpus: Path) -> None:
        Path("in").symlink_to(corpus)
        process = start("--workers", "2", "--no-profile")
        wait_for(process, ".cleanwire/*/done/*.json", 1)
        assert workers_of(process)
        os.kill(process.pid, signal.SIGKILL)
        process.communicate()
        until = time.monotonic() + 30
        while workers_of(process):
            assert time.monotonic() < until
            time.sleep(0.05)

    @pytest.mark.parametrize("workers", ["1", "2"])
    def test_ctrl_c_ends_with_one_line_that_says_how_to_go_on(self, corpus: Path, workers: str) -> None:
        Path("in").symlink_to(corpus)
        process = start("--workers", workers, "--no-profile")
        wait_for(process, ".cleanwire/*/done/*.json", 1)
        os.killpg(process.pid, signal.SIGINT)
        out, error = process.communicate(timeout=30)
        assert (process.returncode, out) == (130, "")
        assert error == "cleanwire: interrupted; run the same command again to resume\n"

    def test_a_worker_that_is_killed_is_one_line_with_the_remedy(self, corpus: Path) -> None:
        Path("in").symlink_to(corpus)
        process = start("--workers", "2", "--no-profile")
        wait_for(process, ".cleanwire/*/done/*.json", 1)
        os.kill(workers_of(process)[-1], signal.SIGKILL)
        _, error = process.communicate(timeout=30)
        assert process.returncode == 2
        assert error.startswith("cleanwire: in/")
        assert error.count("\n") == 1
        assert "was killed by signal 9, as happens when memory runs out; run the same command again to resume" in error
