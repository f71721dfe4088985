"""Inputs and outputs at addresses, in the memory of this process: what must hold for all that fsspec supports."""

import gzip
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from cleanwire.cli import main
from cleanwire.corpus import CorpusOptions, Progress, clean_files, fit_files
from cleanwire.corpus import shards as shards_module
from cleanwire.corpus.inputs import find_inputs
from cleanwire.errors import OptionError, ReadingError
from cleanwire.report.summary import CorpusSummary
from engines import engine
from invented_archives import answer, members
from invented_corpora import as_lines, files_in, records, write
from stopped_runs import Stopped, Stopping

pytestmark = pytest.mark.slow

fsspec = engine("remote", "fsspec")

PLAIN = CorpusOptions(profile=None)
NAMES = ("a.jsonl", "b.jsonl.gz", "c.jsonl.zst", "d.parquet", "e.csv", "f.warc.gz", "g.json")


@pytest.fixture(autouse=True)
def _few_a_shard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards_module, "SHARD_RECORDS", 3)


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the user's cache folder, which only this test uses."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def memory() -> Iterator[Any]:
    """Return an empty file system."""
    system = fsspec.filesystem("memory")
    yield system
    system.store.clear()
    system.pseudo_dirs[:] = [""]


def fill(folder: Path) -> Path:
    """Write a corpus with files of every kind."""
    rows = records(7)
    for name in NAMES[:5]:
        write(folder / name, rows)
    write(folder / NAMES[5], b"").write_bytes(members(answer(n) for n in range(5)))
    write(folder / NAMES[6], json.dumps(rows).encode())
    write(folder / "deep/broken.jsonl.gz", b"").write_bytes(gzip.compress(b"{\n" + as_lines(rows))[:-9])
    return folder


def outputs(system: Any, folder: str) -> dict[str, bytes]:
    """Return the content of a folder at an address, except the run's own files."""
    root = system._strip_protocol(folder)
    found = {path.removeprefix(f"{root}/"): path for path in system.find(root)}
    return {name: system.cat_file(path) for name, path in found.items() if ".cleanwire" not in name}


@pytest.fixture
def corpus(tmp_path: Path, memory: Any) -> Path:
    """Return a folder with a corpus that is at memory://crawl, too."""
    folder = fill(tmp_path / "in")
    memory.put(f"{folder}/", "/crawl/", recursive=True)
    return folder


class TestSameAsOnThisMachine:
    @pytest.mark.parametrize("options", [CorpusOptions(), CorpusOptions(profile=None, spans=True)])
    @pytest.mark.parametrize(("source", "target"), [("memory://crawl", "out"), ("memory://crawl", "memory://out/a")])
    def test_a_corpus_at_an_address_becomes_the_same_files(
        self, memory: Any, corpus: Path, options: CorpusOptions, source: str, target: str
    ) -> None:
        whole = clean_files([corpus, corpus / "g.json"], "whole", options, workers=1)
        assert clean_files([source, f"{source}/g.json"], target, options, workers=1) == whole
        made = files_in(Path(target)) if target == "out" else outputs(memory, target)
        assert made == files_in(Path("whole"))
        assert len(made) > len(NAMES)

    def test_files_of_this_machine_may_go_to_an_address(self, memory: Any, corpus: Path) -> None:
        whole = clean_files(corpus, "whole", PLAIN, workers=1)
        assert clean_files(corpus, "memory://out", PLAIN, workers=1) == whole
        assert outputs(memory, "memory://out") == files_in(Path("whole"))

    def test_an_address_of_a_file_here_is_its_path(self, tmp_path: Path) -> None:
        path = write(tmp_path / "a.jsonl", records(2))
        clean_files(f"file://{path}", f"file://{tmp_path}/out", PLAIN, workers=1)
        assert (tmp_path / "out/.cleanwire/run.json").exists()
        assert files_in(tmp_path / "out").keys() == {"a.jsonl"}

    def test_progress_grows_to_the_size_of_the_inputs(self, corpus: Path) -> None:
        seen: list[Progress] = []
        clean_files("memory://crawl", "memory://out", PLAIN, workers=1, watch=seen.append)
        size = sum(path.stat().st_size for path in corpus.rglob("*") if path.is_file() and path.suffix != ".json")
        assert seen[-1].read == seen[-1].size == size


class TestNames:
    def names(self, *inputs: str) -> list[str]:
        return [file.name for file in find_inputs(inputs, output="memory://out")]

    @pytest.mark.parametrize(
        ("address", "expected"),
        [
            ("memory://crawl", ["a.jsonl", "b.jsonl.gz", "c.jsonl.zst", "d.parquet", "deep/broken.jsonl.gz"]),
            ("memory://crawl/", ["a.jsonl", "b.jsonl.gz", "c.jsonl.zst", "d.parquet", "deep/broken.jsonl.gz"]),
            ("memory://crawl/a.jsonl", ["a.jsonl"]),
            ("memory://crawl/*.parquet", ["d.parquet"]),
            ("memory://crawl/[ab].*", ["a.jsonl", "b.jsonl.gz"]),
            ("memory://crawl/**/broken.*", ["deep/broken.jsonl.gz"]),
        ],
    )
    @pytest.mark.usefixtures("corpus")
    def test_folders_and_globs_name_files_below_them(self, address: str, expected: list[str]) -> None:
        assert self.names(address)[: len(expected)] == expected

    @pytest.mark.usefixtures("corpus")
    def test_hidden_files_and_outputs_are_no_inputs(self, memory: Any) -> None:
        for name in ("_tmp/a.jsonl", ".hidden.jsonl", "out/a.jsonl", "info.json", "readme.txt"):
            memory.pipe_file(f"/crawl/{name}", b"{}")
        before = self.names("memory://crawl")
        assert "out/a.jsonl" in before
        found = find_inputs(["memory://crawl"], output="memory://crawl/out")
        assert [file.name for file in found] == [name for name in before if name != "out/a.jsonl"]
        assert not {"_tmp/a.jsonl", ".hidden.jsonl", "info.json", "readme.txt"} & {*before}

    @pytest.mark.usefixtures("corpus")
    def test_what_a_run_wrote_can_be_cleaned_but_its_rejections(self) -> None:
        clean_files("memory://crawl", "memory://out", PLAIN, workers=1)
        names = [file.name for file in find_inputs(["memory://out/"], output="memory://again")]
        assert names == [
            "a.jsonl",
            "b.jsonl.gz",
            "c.jsonl.zst",
            "d.parquet",
            "deep/broken.jsonl.gz",
            "e.csv",
            "f.jsonl.gz",
        ]

    @pytest.mark.parametrize(
        ("address", "error", "problem"),
        [
            (
                "memory://none.jsonl",
                ReadingError,
                r"memory://none\.jsonl: cannot be read: there is no such file or fol",
            ),
            ("memory://crawl/*.none", ReadingError, r"memory://crawl/\*\.none: matches no file; check the pattern"),
            ("memory://empty", ReadingError, r"memory://empty: holds no file of records; known are"),
            ("memory://empty/a.txt", OptionError, r"a\.txt: its name is not that of a file of records"),
            (
                "memory://*/a.jsonl",
                OptionError,
                r"memory://\*/a\.jsonl: has a pattern in its first part.*name that part",
            ),
            (
                "nope://crawl/a.jsonl",
                OptionError,
                r"nope://crawl/a\.jsonl: is not an address that fsspec knows.*check how",
            ),
            ("gs://crawl/a.jsonl", OptionError, r"gs://crawl/a\.jsonl: needs a package that is not installed: .*gcsfs"),
        ],
    )
    @pytest.mark.usefixtures("corpus")
    def test_addresses_that_cannot_be_used_are_named_with_the_remedy(
        self, monkeypatch: pytest.MonkeyPatch, memory: Any, address: str, error: type[Exception], problem: str
    ) -> None:
        monkeypatch.setitem(sys.modules, "gcsfs", None)
        memory.pipe_file("/empty/a.txt", b"")
        with pytest.raises(error, match=problem):
            clean_files(address, "memory://out", PLAIN, workers=1)
        assert not memory.exists("/out")

    @pytest.mark.usefixtures("corpus")
    def test_an_output_is_never_written_over_an_input(self) -> None:
        with pytest.raises(OptionError, match="would overwrite an input"):
            clean_files("memory://crawl/a.jsonl", "memory://crawl/", PLAIN, workers=1, overwrite=True)
        with pytest.raises(ReadingError, match=r"memory://crawl/: is the output folder, or in it"):
            clean_files("memory://crawl/", "memory://crawl", PLAIN, workers=1)


def test_a_profile_is_fitted_to_files_at_addresses_and_saved_here(memory: Any, corpus: Path) -> None:
    fit_files("memory://crawl", "remote.profile", workers=1)
    fit_files(corpus, "local.profile", workers=1)
    assert Path("remote.profile").read_bytes() == Path("local.profile").read_bytes()
    with pytest.raises(OptionError, match="memory://a: a profile can only be saved on this machine"):
        fit_files("memory://crawl", "memory://a", workers=1)
    assert not memory.exists("/a")


class TestFolder:
    def test_a_run_that_is_done_is_not_done_again(self, memory: Any, corpus: Path) -> None:
        assert corpus.exists()
        first = clean_files("memory://crawl", "memory://out", workers=1)
        before = {path: memory.info(path) for path in memory.find("/out")}
        assert clean_files("memory://crawl", "memory://out", workers=1) == first
        after = {path: memory.info(path) for path in memory.find("/out")}
        changed = {path.rpartition("/")[2] for path in before if before[path] != after[path]}
        assert changed <= {"rejected.jsonl"}

    def test_another_run_is_refused_and_can_be_replaced(self, memory: Any, corpus: Path) -> None:
        assert corpus.exists()
        clean_files("memory://crawl", "memory://out", PLAIN, workers=1)
        with pytest.raises(OptionError, match=r"memory://out: holds a run with other options \(spans: False there"):
            clean_files("memory://crawl", "memory://out", CorpusOptions(profile=None, spans=True), workers=1)
        memory.pipe_file("/out/notes.txt", b"mine")
        memory.pipe_file("/out/rejected.jsonl.old/notes.txt", b"mine")
        clean_files("memory://crawl/a.jsonl", "memory://out", PLAIN, workers=1, overwrite=True)
        assert outputs(memory, "memory://out").keys() == {"a.jsonl", "notes.txt", "rejected.jsonl.old/notes.txt"}

    def test_files_that_changed_are_other_inputs(self, memory: Any, corpus: Path) -> None:
        assert corpus.exists()
        clean_files("memory://crawl/a.jsonl", "memory://out", PLAIN, workers=1)
        memory.pipe_file("/crawl/a.jsonl", memory.cat_file("/crawl/a.jsonl"))
        with pytest.raises(OptionError, match=r"other inputs \(a\.jsonl\)"):
            clean_files("memory://crawl/a.jsonl", "memory://out", PLAIN, workers=1)

    def test_a_file_of_no_run_is_not_written_over(self, memory: Any, corpus: Path) -> None:
        assert corpus.exists()
        memory.pipe_file("/out/a.jsonl", b"mine")
        with pytest.raises(OptionError, match=r"memory://out/a\.jsonl: exists already, and belongs to no run"):
            clean_files("memory://crawl/a.jsonl", "memory://out", PLAIN, workers=1)
        assert memory.cat_file("/out/a.jsonl") == b"mine"

    def test_a_folder_in_the_place_of_an_output_is_left_alone(self, memory: Any, corpus: Path) -> None:
        memory.pipe_file("/out/rejected.jsonl/notes.txt", b"mine")
        clean_files(corpus / "a.jsonl", "memory://out", PLAIN, workers=1, overwrite=True)
        assert memory.cat_file("/out/rejected.jsonl/notes.txt") == b"mine"

    def test_two_runs_of_one_machine_do_not_write_into_one_folder(self, corpus: Path) -> None:
        def intrude(_: Progress) -> None:
            with pytest.raises(OptionError, match="memory://out: another run is writing there"):
                clean_files(corpus / "a.jsonl", "memory://out/", PLAIN, workers=1)

        clean_files(corpus / "a.jsonl", "memory://out", PLAIN, workers=1, watch=intrude)

    def test_a_run_leaves_no_state_on_this_machine_once_it_is_done(self, cache: Path, corpus: Path) -> None:
        clean_files(corpus / "a.jsonl", "memory://out", workers=1)
        assert [path.name for path in cache.rglob("*") if path.is_file()] == ["lock"]

    def test_a_damaged_file_is_told_by_the_command(self, corpus: Path) -> None:
        assert corpus.exists()
        arguments = ["corpus", "memory://crawl/", "-o", "memory://out/", "--no-profile", "--workers", "1"]
        result = CliRunner().invoke(main, arguments)
        assert result.exit_code == 1
        assert result.stderr.startswith("cleanwire: deep/broken.jsonl.gz: damaged: its gzip data is truncated")


class TestResuming:
    @pytest.mark.parametrize("elsewhere", [False, True], ids=["here", "on another machine"])
    @pytest.mark.parametrize(
        "options", [CorpusOptions(), CorpusOptions(profile=None, format="parquet")], ids=["fit", "table"]
    )
    def test_a_run_stopped_after_any_shard_ends_like_one_that_was_not(
        self,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        memory: Any,
        corpus: Path,
        options: CorpusOptions,
        *,
        elsewhere: bool,
    ) -> None:
        assert corpus.exists()
        seen: list[Progress] = []
        whole = clean_files("memory://crawl", "memory://whole", options, workers=1, watch=seen.append)
        for stop in range(1, len(seen), 7):
            out = f"memory://out-{stop}"
            with pytest.raises(Stopped):
                clean_files("memory://crawl", out, options, workers=1, watch=Stopping(stop))
            if elsewhere:
                monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / f"cache-{stop}"))
            assert clean_files("memory://crawl", out, options, workers=1) == whole
            assert outputs(memory, out) == outputs(memory, "memory://whole")

    def test_another_machine_goes_on_behind_the_last_file_that_is_whole(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, memory: Any, corpus: Path
    ) -> None:
        assert corpus.exists()
        whole: list[Progress] = []
        clean_files("memory://crawl", "memory://whole", PLAIN, workers=1, watch=whole.append)
        with pytest.raises(Stopped):
            clean_files("memory://crawl", "memory://out", PLAIN, workers=1, watch=Stopping(len(whole) - 3))
        there = len(outputs(memory, "memory://out"))
        assert there > 3
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "another"))
        rest: list[Progress] = []
        clean_files("memory://crawl", "memory://out", PLAIN, workers=1, watch=rest.append)
        assert 0 < len(rest) < len(whole)
        assert outputs(memory, "memory://out") == outputs(memory, "memory://whole")


class TestFailures:
    """Network errors, which do not mean that a file is damaged."""

    @pytest.mark.parametrize("name", NAMES)
    def test_a_file_that_cannot_be_had_any_more_ends_the_run_which_can_go_on(
        self, monkeypatch: pytest.MonkeyPatch, memory: Any, corpus: Path, name: str
    ) -> None:
        from fsspec.implementations.memory import MemoryFile  # noqa: PLC0415, an extra

        assert corpus.exists()
        options = CorpusOptions(profile=None)
        summary: CorpusSummary = clean_files(f"memory://crawl/{name}", "memory://whole", options, workers=1)

        def fail(_: object, length: int = -1) -> bytes:
            raise TimeoutError(f"the line is dead after {length}")

        with monkeypatch.context() as patch:

            def break_line(_: Progress) -> None:
                patch.setattr(MemoryFile, "read", fail, raising=False)
                patch.setattr(MemoryFile, "readinto", fail, raising=False)

            with pytest.raises(
                ReadingError, match=rf"memory://crawl/{name}: cannot be read: the line is dead .*network"
            ):
                clean_files(f"memory://crawl/{name}", "memory://out", options, workers=1, watch=break_line)
        assert not memory.exists("/out/rejected.jsonl")
        assert clean_files(f"memory://crawl/{name}", "memory://out", options, workers=1) == summary
        assert outputs(memory, "memory://out") == outputs(memory, "memory://whole")


@pytest.mark.parametrize(
    ("missing", "arguments", "problem"),
    [
        (
            "fsspec",
            ["s3://crawl/a.jsonl", "-o", "out"],
            "s3://crawl/a.jsonl: addresses need a package that is not installed: pip install 'cleanwire[remote]'",
        ),
        (
            "fsspec",
            ["a.jsonl", "-o", "s3://crawl/out"],
            "s3://crawl/out: addresses need a package that is not installed: pip install 'cleanwire[remote]'",
        ),
        (
            "s3fs",
            ["s3://crawl/a.jsonl", "-o", "out"],
            "s3://crawl/a.jsonl: needs a package that is not installed: Inst",
        ),
        (
            "aiohttp",
            ["https://crawl/a.jsonl", "-o", "out"],
            "https://crawl/a.jsonl: needs a package that is not install",
        ),
    ],
)
def test_without_a_package_the_error_says_what_to_install(
    tmp_path: Path, missing: str, arguments: list[str], problem: str
) -> None:
    write(tmp_path / "a.jsonl", records(1))
    code = (
        f"import sys; sys.modules[{missing!r}] = None\n"
        f"from cleanwire.cli import main; main(['corpus', '--no-profile', '--workers', '1', *{arguments!r}])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"cleanwire: {problem}")
    assert done.stderr.count("\n") == 1
