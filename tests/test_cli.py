import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import cleanwire
from cleanwire.cli import main
from cleanwire.reading.formats import EXTRACTORS
from cleanwire.report.labelled import parse_labelled
from invented_sites import site

FIRST = "The bridge over the northern river opened on Monday after two years of work, the mayor said."
SECOND = "Tickets for the ferry beside it cost five euros, and the first visitors came on foot from the bank."
ARTICLE = f"{FIRST}\n\n{SECOND}\n"
SCRAPED = f"{FIRST}\n\nAdvertisement\n\n{SECOND}\n"
PAGE = f"<!doctype html><title>Bridge</title><article><p>{FIRST} &mdash; caf\xe9</p><p>{SECOND}</p></article>"

PACK = """
label = "notice"
[blink]
why      = "A line of a widget that no shipped rule knows."
is       = ["Zarquon blinks"]
match    = ["Zarquon blinks!"]
no-match = ["Zarquon blinks twice."]
"""
BLINKING = f"{FIRST}\nZarquon blinks\n{SECOND}\n"

BARE_ENVIRONMENT = {
    name: value
    for name, value in os.environ.items()
    if name not in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE")
}


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in os.environ.keys() - BARE_ENVIRONMENT.keys():
        monkeypatch.delenv(name)


@pytest.fixture
def pack() -> str:
    Path("my.toml").write_text(PACK, "utf-8")
    return "my.toml"


def run(*arguments: str, stdin: str | bytes = b"") -> Result:
    return CliRunner().invoke(main, arguments, input=stdin)


def program(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "cleanwire.cli", *arguments]


def start(command: list[str], *, environment: Mapping[str, str] = BARE_ENVIRONMENT) -> "subprocess.Popen[bytes]":
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, env=environment)


def assert_failed(result: Result, *problems: str) -> None:
    """Assert that a run ended with one line on standard error that names the problems, and nothing else."""
    assert result.exit_code == 2
    assert result.stderr.startswith("cleanwire: ")
    assert result.stderr.count("\n") == 1
    assert [problem for problem in problems if problem not in result.stderr] == []
    assert result.stdout_bytes == b""


class TestProgram:
    def test_its_version_is_that_of_the_package(self) -> None:
        assert run("--version").stdout == f"cleanwire {cleanwire.__version__}\n"

    def test_it_is_run_as_a_module(self) -> None:
        out, _ = start([sys.executable, "-m", "cleanwire", "--version"]).communicate()
        assert out.decode().strip() == f"cleanwire {cleanwire.__version__}"

    @pytest.mark.parametrize("arguments", [[], ["--help"], ["-h"]])
    def test_help_names_every_command(self, arguments: list[str]) -> None:
        result = run(*arguments)
        assert result.exit_code == 0
        assert all(f"\n  {command} " in result.stdout for command in main.commands)

    def test_a_group_of_commands_alone_is_help(self) -> None:
        result = run("profile")
        assert (result.exit_code, result.stderr) == (0, "")
        assert "\n  merge " in result.stdout

    @pytest.mark.parametrize("command", sorted(main.commands))
    def test_every_command_has_help(self, command: str) -> None:
        shown = run(command, "--help").stdout
        assert shown.startswith(f"Usage: cleanwire {command} ")
        assert "\\b" not in shown, "click reads a backspace, not the letters of its escape"

    @pytest.mark.parametrize(
        ("arguments", "problem"),
        [
            (["blur"], "No such command 'blur'"),
            (["--blur"], "--blur"),
            (["clean", "--blur"], "--blur"),
            (["clean", "--strictness", "total"], "'safe', 'default', 'thorough'"),
            (["clean", "--input-format", "pdf"], "'auto', 'text', 'html'"),
            (["clean", "--extractor", "boilerpipe"], "'trafilatura', 'resiliparse'"),
            (["clean", "-o"], "Option '-o' requires an argument; see cleanwire clean --help"),
            (["completion"], "Missing argument 'SHELL'. Choose from: bash, zsh, fish; see cleanwire completion --help"),
            (["clean", "--keep", "prose"], "'prose' is neither a label"),
            (["clean", "--drop", "xx/nothing/"], "xx/nothing/"),
            (["clean", "--pack", "none.toml"], "none.toml"),
            (["clean", "--weights", "none"], "none/trees.json: No such file or directory; training/judge.py writes"),
            (["clean", "--encoding", "klingon"], "'klingon'"),
            (["explain", "--format", "xml"], "'terminal', 'labelled', 'json'"),
            (["explain", "a", "b"], "one page each (--html OUT/) or one line of JSON each (--json)"),
            (["explain", "a", "--html", "b", "--format", "json"], "exclude each other"),
            (["rules", "--show", "a", "--test", "b"], "exclude each other"),
            (["rules", "--test"], "--test needs packs: --test our-pack.toml; see cleanwire rules --help"),
        ],
    )
    def test_wrong_use_is_one_line_on_standard_error(self, arguments: list[str], problem: str) -> None:
        assert_failed(run(*arguments), problem)

    def test_an_error_is_one_line_even_where_a_name_holds_line_breaks(self) -> None:
        assert_failed(run("clean", "a\nb\x1b[2J.txt"), r"a\nb\x1b[2J.txt")

    def test_importing_the_library_imports_nothing_of_the_command_line(self) -> None:
        code = "import cleanwire, sys; print({'click', 'rich'} & set(sys.modules))"
        out, _ = start([sys.executable, "-c", code]).communicate()
        assert out.strip() == b"set()"

    def test_cleaning_does_not_import_rich(self) -> None:
        code = "import cleanwire.cli, sys; cleanwire.cli.main(['clean'], standalone_mode=False)"
        command = [
            sys.executable,
            "-c",
            f"import atexit, sys; atexit.register(lambda: print('rich' in sys.modules)); {code}",
        ]
        out, _ = start(command).communicate(b"")
        assert out.strip() == b"False"


class TestClean:
    def test_standard_input_goes_to_standard_output(self) -> None:
        result = run("clean", stdin=SCRAPED)
        assert (result.exit_code, result.stdout, result.stderr) == (0, ARTICLE, "")

    def test_a_dash_is_standard_input(self) -> None:
        Path("a.txt").write_text("One.\n", "utf-8")
        assert run("clean", "a.txt", "-", stdin="Two.\n").stdout == "One.\nTwo.\n"

    def test_standard_input_cannot_be_named_twice(self) -> None:
        assert_failed(run("clean", "-", "-"), "twice")

    def test_several_files_go_to_standard_output_one_after_the_other(self) -> None:
        Path("a.txt").write_text(SCRAPED, "utf-8")
        Path("b.txt").write_text("One.\n", "utf-8")
        assert run("clean", "b.txt", "a.txt", "b.txt").stdout == f"One.\n{ARTICLE}One.\n"

    def test_two_articles_on_standard_output_do_not_share_a_line(self) -> None:
        Path("a.txt").write_text("One.", "utf-8")
        Path("b.txt").write_text("", "utf-8")
        assert run("clean", "a.txt", "b.txt", "a.txt").stdout == "One.\nOne."

    @pytest.mark.parametrize("text", ["a\r\n\r\nb\r\n", "a\rb", "\ufeffa\n", "a\x00\x0c\x85\u2028b\n", "no end", ""])
    def test_text_passes_through_untouched(self, text: str) -> None:
        Path("in.txt").write_bytes(text.encode())
        assert run("clean", "in.txt").stdout_bytes == text.encode()
        assert run("clean", stdin=text.encode()).stdout_bytes == text.encode()
        assert run("clean", "in.txt", "-o", "out.txt").exit_code == 0
        assert Path("out.txt").read_bytes() == text.encode()

    def test_the_real_program_translates_no_line_break(self) -> None:
        scraped = SCRAPED.replace("\n", "\r\n").encode()
        out, err = start(program("clean")).communicate(scraped)
        assert (out, err) == (ARTICLE.replace("\n", "\r\n").encode(), b"")

    def test_a_summary_of_what_was_removed_goes_to_standard_error(self) -> None:
        Path("a.txt").write_text(f"{FIRST}\nAdvertisement\n", "utf-8")
        result = run("clean", "--summary", "a.txt", "a.txt")
        size = len(FIRST) + 15
        told = f"kept {2 * size - 28} of {2 * size} characters; removed ad_marker 2"
        assert result.stderr == f"cleanwire: 2 files: {told}\n"

    def test_nothing_is_said_where_nobody_looks(self) -> None:
        assert run("clean", stdin=f"{FIRST}\nAdvertisement\n").stderr == ""

    def test_a_text_in_a_language_without_rules_is_told(self) -> None:
        text = "Кметът каза, че мостът е отворен за всички от понеделник и че това е добре за града. " * 8
        result = run("clean", stdin=text)
        assert result.stderr.startswith("cleanwire: standard input: no rules know its language (bg): boilerplate is")
        assert (result.exit_code, result.stdout) == (0, text)

    def test_a_label_that_is_kept_stays(self) -> None:
        assert run("clean", "--keep", "ad_marker", stdin=SCRAPED).stdout == SCRAPED

    def test_a_rule_that_is_kept_removes_nothing(self) -> None:
        assert run("clean", "--keep", "en/ad_marker/", stdin=SCRAPED).stdout == SCRAPED

    def test_keep_can_be_given_more_than_once(self, pack: str) -> None:
        scraped = f"{BLINKING}{SCRAPED}"
        arguments = [
            "clean",
            "--pack",
            pack,
            "--keep",
            "my/notice/blink",
            "--keep",
            "ad_marker",
            "--keep",
            "duplicate",
        ]
        assert run(*arguments, stdin=scraped).stdout == scraped

    def test_drop_outweighs_keep(self) -> None:
        arguments = ["clean", "--keep", "ad_marker", "--drop", "ad_marker"]
        assert run(*arguments, stdin=SCRAPED).stdout == ARTICLE

    def test_a_pack_adds_its_rules(self, pack: str) -> None:
        assert run("clean", stdin=BLINKING).stdout == BLINKING
        assert run("clean", "--pack", pack, stdin=BLINKING).stdout == f"{FIRST}\n{SECOND}\n"

    @pytest.mark.parametrize(("strictness", "stays"), [("safe", True), ("default", True), ("thorough", False)])
    def test_strictness_sets_the_confidence_that_a_removal_needs(self, pack: str, strictness: str, stays: bool) -> None:
        Path(pack).write_text(f"{PACK}confidence = 0.4\n", "utf-8")
        result = run("clean", "--pack", pack, "--strictness", strictness, stdin=BLINKING)
        assert ("Zarquon" in result.stdout) is stays

    def test_a_broken_pack_is_an_error_that_names_it(self, pack: str) -> None:
        Path(pack).write_text(f"{PACK}colour = 'red'\n", "utf-8")
        assert_failed(run("clean", "--pack", pack), pack, "[blink]", "'colour'")


class TestCleanIntoFiles:
    def test_one_file_is_written_to_the_output(self) -> None:
        Path("a.txt").write_text(SCRAPED, "utf-8")
        result = run("clean", "a.txt", "-o", "b.txt")
        assert (result.exit_code, result.stdout_bytes) == (0, b"")
        assert Path("b.txt").read_text("utf-8") == ARTICLE

    def test_standard_input_is_written_to_the_output(self) -> None:
        assert run("clean", "-o", "b.txt", stdin=SCRAPED).exit_code == 0
        assert Path("b.txt").read_text("utf-8") == ARTICLE

    def test_a_file_can_be_cleaned_in_place(self) -> None:
        Path("a.txt").write_text(SCRAPED, "utf-8")
        Path("a.txt").chmod(0o640)
        assert run("clean", "a.txt", "-o", "a.txt").exit_code == 0
        assert Path("a.txt").read_text("utf-8") == ARTICLE
        assert Path("a.txt").stat().st_mode & 0o777 == 0o640

    @pytest.mark.parametrize("folder", ["there", "there/", "new/", "new/and/deep/"])
    @pytest.mark.parametrize("names", [["a.txt"], ["a.txt", "in/b.txt"]])
    def test_files_go_into_a_folder_under_their_names(self, folder: str, names: list[str]) -> None:
        Path("there").mkdir()
        Path("in").mkdir()
        for name in names:
            Path(name).write_text(SCRAPED, "utf-8")
        assert run("clean", *names, "-o", folder).exit_code == 0
        written = {path.name: path.read_text("utf-8") for path in Path(folder).iterdir()}
        assert written == {Path(name).name: ARTICLE for name in names}

    def test_several_files_need_a_folder(self) -> None:
        assert_failed(run("clean", "a.txt", "b.txt", "-o", "c.txt"), "c.txt", "folder")

    def test_two_inputs_of_one_name_are_an_error_before_anything_is_written(self) -> None:
        Path("in").mkdir()
        Path("a.txt").write_text(SCRAPED, "utf-8")
        Path("in/a.txt").write_text(SCRAPED, "utf-8")
        assert_failed(run("clean", "a.txt", "in/a.txt", "-o", "out/"), "a.txt and in/a.txt", "out/a.txt")
        assert not Path("out").exists()

    def test_standard_input_has_no_name_in_a_folder(self) -> None:
        assert_failed(run("clean", "-", "-o", "out/"), "standard input has no name")

    def test_an_empty_output_is_an_error_and_not_the_current_folder(self) -> None:
        Path("a.txt").write_text(SCRAPED, "utf-8")
        assert_failed(run("clean", "a.txt", "-o", ""), "empty")
        assert Path("a.txt").read_text("utf-8") == SCRAPED

    def test_an_input_that_fails_leaves_the_outputs_before_it_whole(self) -> None:
        Path("a.txt").write_text(SCRAPED, "utf-8")
        Path("b.txt").write_text(SCRAPED, "utf-8")
        assert_failed(run("clean", "a.txt", "b.txt", "none.txt", "-o", "out/"), "none.txt")
        assert {path.name: path.read_text("utf-8") for path in Path("out").iterdir()} == {
            "a.txt": ARTICLE,
            "b.txt": ARTICLE,
        }

    def test_a_first_input_that_fails_makes_no_folder(self) -> None:
        assert_failed(run("clean", "none.txt", "-o", "out/"), "none.txt")
        assert not Path("out").exists()

    @pytest.mark.parametrize("output", ["none/out.txt", "a.txt/out.txt", "a.txt/"])
    def test_an_output_that_cannot_be_written_is_an_error(self, output: str) -> None:
        Path("a.txt").write_text(SCRAPED, "utf-8")
        assert_failed(run("clean", "a.txt", "-o", output), output.rstrip("/"))
        assert [path.name for path in Path().iterdir()] == ["a.txt"]

    @pytest.mark.skipif(os.name != "posix", reason="needs ulimit")
    def test_a_disk_that_fills_up_leaves_the_old_file_and_nothing_else(self) -> None:
        Path("big.txt").write_text(f"{FIRST}\n" * 2000, "utf-8")
        Path("out.txt").write_text("old", "utf-8")
        limited = [
            "/bin/sh",
            "-c",
            'ulimit -f 8; exec "$@"',
            "sh",
            *program("clean", "big.txt", "-o", "out.txt"),
        ]
        process = start(limited, environment={**BARE_ENVIRONMENT, "PYTHONDONTWRITEBYTECODE": "1"})
        _, err = process.communicate()
        assert process.returncode == 2
        assert err.startswith(b"cleanwire: out.txt: cannot be written: ")
        assert Path("out.txt").read_text("utf-8") == "old"
        assert sorted(path.name for path in Path().iterdir()) == ["big.txt", "out.txt"]


class TestInputs:
    @pytest.mark.parametrize("command", ["clean", "explain"])
    def test_text_that_is_not_utf_8_is_an_error_with_the_byte_and_the_remedy(self, command: str) -> None:
        Path("a.txt").write_bytes(b"caf\xe9")
        assert_failed(run(command, "a.txt"), "a.txt: byte 3 (0xe9)", "--encoding NAME")

    def test_standard_input_that_is_not_utf_8_is_an_error(self) -> None:
        assert_failed(run("clean", stdin=b"caf\xe9"), "standard input: byte 3")

    @pytest.mark.parametrize("encoding", ["latin-1", "utf-16"])
    def test_text_goes_out_in_the_encoding_that_it_came_in(self, encoding: str) -> None:
        result = run("clean", "--encoding", encoding, stdin=SCRAPED.replace("mayor", "ma\xeere").encode(encoding))
        assert result.stdout_bytes == ARTICLE.replace("mayor", "ma\xeere").encode(encoding)

    @pytest.mark.parametrize("command", ["clean", "explain"])
    @pytest.mark.parametrize(("name", "problem"), [("none.txt", "no such file"), ("folder", "it is a folder")])
    def test_a_file_that_cannot_be_read_is_an_error(self, command: str, name: str, problem: str) -> None:
        Path("folder").mkdir()
        assert_failed(run(command, name), f"{name}: ", problem)

    @pytest.mark.parametrize("arguments", [[], ["--input-format", "html"], ["--encoding", "latin-1"]])
    def test_the_text_of_a_page_goes_out_as_utf_8(self, arguments: list[str]) -> None:
        declared = PAGE.replace("<title>", '<meta charset="latin-1"><title>').encode("latin-1")
        result = run("clean", *arguments, stdin=declared)
        assert f"{FIRST} — café" in result.stdout_bytes.decode("utf-8")

    @pytest.mark.parametrize(
        ("source", "markdown"),
        [
            (f"<html><h1>Bridge</h1><p>{FIRST}</p><p><a href=/fares>{SECOND}</a> It sails.</p>", "# Bridge\n"),
            (ARTICLE, ARTICLE),
        ],
    )
    def test_pages_are_written_as_markdown_where_that_is_asked_for_and_text_as_it_is(
        self, source: str, markdown: str
    ) -> None:
        result = run("clean", "--markdown", "--url", "https://oxley.example/news", stdin=source)
        assert result.exit_code == 0
        assert result.stdout.startswith(markdown)
        assert ("](https://oxley.example/fares)" in result.stdout) == source.startswith("<")

    def test_a_page_that_is_to_be_text_is_text(self) -> None:
        assert run("clean", "--input-format", "text", stdin="<html> is a tag\n").stdout == "<html> is a tag\n"

    @pytest.mark.parametrize("extractor", EXTRACTORS)
    @pytest.mark.parametrize("command", ["clean", "explain"])
    def test_a_page_is_read_by_the_extractor_that_is_asked_for(self, command: str, extractor: str) -> None:
        result = run(command, "--extractor", extractor, stdin=PAGE)
        assert result.exit_code == 0
        assert FIRST in " ".join(result.stdout.split())

    def test_the_reason_of_an_empty_page_names_the_extractor_that_was_asked_for(self) -> None:
        result = run("explain", "--extractor", "resiliparse", stdin="<html><img></html>")
        assert "resiliparse finds no article" in result.output

    def test_a_page_that_cannot_be_read_is_an_error_that_names_it(self) -> None:
        Path("a.bin").write_bytes(bytes(100))
        assert_failed(run("clean", "--input-format", "html", "a.bin"), "a.bin: ")


class TestEndings:
    @pytest.mark.parametrize("command", [["clean"], ["explain"], ["explain", "--format", "json"]])
    def test_a_reader_that_goes_away_ends_the_program_quietly(self, command: list[str]) -> None:
        process = start(program(*command))
        assert process.stdout
        process.stdout.close()
        process.stdout = None
        _, err = process.communicate(f"{FIRST}\n".encode() * 2000)
        assert (process.returncode, err) == (141, b"")

    @pytest.mark.parametrize("unbuffered", ["", "1"])
    def test_a_reader_that_has_read_enough_ends_the_program_quietly(self, unbuffered: str) -> None:
        with start(program("clean"), environment={**BARE_ENVIRONMENT, "PYTHONUNBUFFERED": unbuffered}) as process:
            assert process.stdin
            assert process.stdout
            process.stdin.write(b"word " * 200_000)
            process.stdin.close()
            assert process.stdout.read(10) == b"word word "
            process.stdout.close()
        assert process.returncode == 141

    @pytest.mark.skipif(os.name != "posix", reason="needs SIGINT")
    def test_an_interruption_ends_the_program_quietly(self) -> None:
        Path("a.txt").write_text(ARTICLE, "utf-8")
        # If the tests run in the background, SIGINT may be switched off, which processes inherit.
        heeds = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
        process = start(
            [sys.executable, "-c", f"{heeds}; from cleanwire.cli import main; main(['clean', 'a.txt', '-'])"]
        )
        assert process.stdout
        process.stdout.read(1)  # now it waits for standard input
        process.send_signal(signal.SIGINT)
        _, err = process.communicate()
        assert (process.returncode, err) == (130, b"")

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a full device")
    def test_standard_output_that_is_full_is_an_error(self) -> None:
        command = ["/bin/sh", "-c", '"$@" > /dev/full', "sh", *program("clean")]
        process = start(command)
        _, err = process.communicate(ARTICLE.encode())
        assert process.returncode == 2
        assert err.startswith(b"cleanwire: standard output: ")
        assert err.count(b"\n") == 1

    @pytest.mark.skipif(os.name != "posix", reason="needs a shell")
    @pytest.mark.parametrize(("stream", "closed"), [("standard input", "<&-"), ("standard output", ">&-")])
    def test_a_standard_stream_that_is_closed_is_an_error(self, stream: str, closed: str) -> None:
        process = start(["/bin/sh", "-c", f'"$@" {closed}', "sh", *program("clean")])
        _, err = process.communicate(ARTICLE.encode())
        assert process.returncode == 2
        assert err.startswith(f"cleanwire: {stream} is closed".encode())


class TestExplain:
    def test_the_terminal_view_is_the_default(self) -> None:
        lines = run("explain", stdin=SCRAPED).stdout.splitlines()
        assert lines[0] == f"  {FIRST}"
        assert lines[2].startswith("-- ad_marker · en/ad_marker/marker · ")
        assert lines[3] == "- Advertisement"
        assert lines[-1].endswith("removals: ad_marker 1")

    def test_labelled_text_gives_the_source_back(self) -> None:
        scraped = SCRAPED.replace("\n", "\r\n")
        result = run("explain", "--format", "labelled", stdin=scraped.encode())
        labelled = parse_labelled(result.stdout_bytes.decode())
        assert (labelled.source, labelled.text) == (scraped, ARTICLE.replace("\n", "\r\n"))

    def test_json_holds_the_text_and_every_removal(self) -> None:
        Path("a.txt").write_text(SCRAPED, "utf-8")
        record = json.loads(run("explain", "a.txt", "--format", "json").stdout)
        assert (record["source"], record["text"], record["guarded"]) == (SCRAPED, ARTICLE, False)
        (removal,) = record["removed"]
        assert removal["text"] == SCRAPED[removal["start"] : removal["end"]] == "Advertisement\n\n"
        assert (removal["label"], removal["rule"]) == ("ad_marker", "en/ad_marker/marker")
        assert (removal["evidence"], removal["confidence"] > 0.5) == ("Advertisement", True)

    def test_json_is_one_line_of_ascii(self) -> None:
        out = run("explain", "--format", "json", stdin="Café\u2028\x85 opened.\n").stdout_bytes
        assert out.isascii()
        assert out.count(b"\n") == 1

    def test_the_options_of_clean_are_those_of_explain(self) -> None:
        assert "Advertisement" in run("explain", "--format", "json", "--keep", "ad_marker", stdin=SCRAPED).stdout
        assert run("explain", "--keep", "ad_marker", stdin=SCRAPED).stdout.endswith(" 0 removed\n")

    @pytest.mark.parametrize(("color", "coloured"), [("auto", False), ("never", False), ("always", True)])
    def test_colours_come_where_they_are_asked_for(self, color: str, coloured: bool) -> None:
        assert ("\x1b[" in run("explain", "--color", color, stdin=SCRAPED).stdout) is coloured

    @pytest.mark.parametrize(
        ("arguments", "environment", "style"),
        [([], {}, b"\x1b[2;9;31m"), ([], {"NO_COLOR": "1"}, b"\x1b[2;9m"), (["--color", "never"], {}, b"- ")],
    )
    def test_colours_come_on_a_terminal_unless_unwanted(
        self, arguments: list[str], environment: dict[str, str], style: bytes
    ) -> None:
        pty = pytest.importorskip("pty")
        Path("a.txt").write_text(SCRAPED, "utf-8")
        ours, theirs = pty.openpty()
        environment = {**BARE_ENVIRONMENT, "TERM": "xterm", **environment}
        command = program("explain", "a.txt", *arguments)
        with subprocess.Popen(command, stdout=theirs, env=environment) as process:
            process.wait()
        os.close(theirs)
        shown = os.read(ours, 10_000)
        os.close(ours)
        assert style + b"Advertisement" in shown

    def test_a_terminal_that_lacks_a_character_gets_its_escape(self) -> None:
        process = start(program("explain"), environment={**BARE_ENVIRONMENT, "PYTHONIOENCODING": "ascii"})
        out, _ = process.communicate("Café\n".encode())
        assert out.startswith(rb"  Caf\xe9")


class TestRules:
    def test_rules_are_listed_with_tabs_between_where_there_is_no_terminal(self) -> None:
        rows = [line.split("\t") for line in run("rules").stdout.splitlines()]
        assert {len(row) for row in rows} == {4}
        (marker,) = [row for row in rows if row[0] == "en/ad_marker/marker"]
        assert marker[1] == "block"
        assert 0 < float(marker[2]) <= 1

    def test_rules_are_a_table_on_a_terminal(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("FORCE_COLOR", "1")
        shown = run("rules").stdout
        assert "confidence" in shown.splitlines()[0]
        assert "en/ad_marker/marker " in shown

    def test_a_rule_is_shown_whole(self) -> None:
        lines = run("rules", "--show", "en/ad_marker/marker").stdout.splitlines()
        assert lines[0] == "en/ad_marker/marker"
        assert {line.split()[0] for line in lines[1:]} >= {
            "why",
            "is",
            "reach",
            "confidence",
            "match",
            "no-match",
        }

    def test_the_beginning_of_an_id_shows_every_rule_that_has_it(self) -> None:
        shown = run("rules", "--show", "en/ad_marker/").stdout.split("\n\n")
        listed = [line.split("\t")[0] for line in run("rules").stdout.splitlines()]
        assert [rule.splitlines()[0] for rule in shown] == [name for name in listed if name.startswith("en/ad_marker/")]

    def test_an_unknown_rule_is_an_error_with_those_near_it(self) -> None:
        assert_failed(run("rules", "--show", "en/ad_market/marker"), "'en/ad_market/marker'", "similar: en/ad_marker/")

    def test_a_rule_like_no_other_is_an_error_with_the_remedy(self) -> None:
        assert_failed(run("rules", "--show", "§§§"), "`cleanwire rules` lists all")

    def test_several_packs_prove_themselves(self, pack):
        Path("second.toml").write_text(PACK.replace("[blink]", "[wink]"), "utf-8")
        result = run("rules", "--test", pack, "second.toml")
        assert (result.exit_code, result.stdout.splitlines()[-1].split(",")[0]) == (0, "2 rules")

    def test_packs_that_cannot_be_used_together_are_noted(self, pack):
        Path("other").mkdir()
        Path("other", pack).write_text(PACK, "utf-8")
        result = run("rules", "--test", pack, pack, f"other/{pack}")
        assert result.stdout.splitlines() == [
            f"other/{pack}: has a rule my/notice/blink as another of these packs: they cannot be used together",
            "2 rules, 4 examples, 0 failures",
        ]

    @pytest.mark.parametrize("arguments", [("--test", "my.toml", "--json"), ("--test", "--json", "my.toml")])
    def test_failures_are_json_for_programs(self, pack, arguments):
        Path(pack).write_text(PACK.replace('"Zarquon blinks twice."', '"Zarquon blinks"'), "utf-8")
        result = run("rules", *arguments)
        (failure,) = map(json.loads, result.stdout.splitlines())
        assert (result.exit_code, failure["rule"], failure["field"]) == (1, "my/notice/blink", "no-match")

    def test_rules_are_json_for_programs(self) -> None:
        listed = [json.loads(line) for line in run("rules", "--json", "--language", "de").stdout.splitlines()]
        (one,) = map(json.loads, run("rules", "--json", "--show", listed[0]["id"]).stdout.splitlines())
        assert one == listed[0]
        assert {rule["language"] for rule in listed} == {"de"}
        assert one["match"]

    def test_a_pack_without_what_to_do_with_it_is_refused_with_advice(self, pack):
        assert_failed(run("rules", pack), f"write --test {pack}")

    def test_marks_that_are_not_compared_are_noted(self, pack):
        Path(pack).write_text(
            PACK + '\n[also]\nwhy = "x"\nstarts = ["Read also:"]\nmatch = ["Read also: this"]\nno-match = ["x"]\n',
            "utf-8",
        )
        assert "'Read also:' matches 'read also' with or without ':'" in run("rules", "--test", pack).stdout

    def test_a_good_pack_passes_its_test(self, pack: str) -> None:
        result = run("rules", "--test", pack)
        assert (result.exit_code, result.stdout) == (0, "1 rule, 2 examples, 0 failures\n")

    @pytest.mark.parametrize(
        ("field", "example", "problem"),
        [
            ("todo-match", "Zarquon blinks.", "my/notice/blink: todo-match: passes now: move it to match"),
            (
                "todo-no-match",
                "Zarquon winks.",
                "my/notice/blink: todo-no-match: passes now: move it to no-match",
            ),
        ],
    )
    def test_a_known_gap_that_is_closed_fails(self, pack: str, field: str, example: str, problem: str) -> None:
        Path(pack).write_text(f"{PACK}{field} = [{example!r}]\n", "utf-8")
        result = run("rules", "--test", pack)
        assert result.exit_code == 1
        assert result.stdout == f"{problem}\n    {example}\n1 rule, 3 examples, 1 failure\n"

    @pytest.mark.parametrize(
        ("field", "example"), [("todo-match", "Zarquon winks."), ("todo-no-match", "Zarquon blinks.")]
    )
    def test_a_known_gap_that_is_open_passes(self, pack: str, field: str, example: str) -> None:
        Path(pack).write_text(f"{PACK}{field} = [{example!r}]\n", "utf-8")
        assert run("rules", "--test", pack).exit_code == 0

    def test_each_example_that_fails_is_shown_whole(self, pack: str) -> None:
        text = PACK.replace('"Zarquon blinks!"', '"""\nIt opened.\n» Zarquon winks\n"""')
        Path(pack).write_text(text.replace("Zarquon blinks twice.", "Zarquon blinks."), "utf-8")
        result = run("rules", "--test", pack)
        lines = result.stdout.splitlines()
        assert result.exit_code == 1
        assert lines[0].startswith("my/notice/blink: match: ")
        assert lines[1:3] == ["    It opened.", "    » Zarquon winks"]
        assert lines[3].startswith("my/notice/blink: no-match: ")
        assert lines[4:] == ["    Zarquon blinks.", "1 rule, 2 examples, 2 failures"]

    @pytest.mark.parametrize(
        "text", ["label = 'notice'\n[a]\n", "label = 'news'\n", "not toml", PACK.replace("match", "fits")]
    )
    def test_a_pack_that_is_none_is_an_error(self, pack: str, text: str) -> None:
        Path(pack).write_text(text, "utf-8")
        assert_failed(run("rules", "--test", pack), pack)


# A site profile


@pytest.fixture
def profile() -> str:
    cleanwire.SiteProfile.fit(site(5, below=("Read us with your tea, the lamp is lit",))).finished().save("site")
    return "site"


def test_clean_knows_the_lines_of_a_site(profile: str) -> None:
    scraped = f"{ARTICLE}\nRead us with your tea, the lamp is lit\n"
    done = run("clean", "--profile", profile, "--url", "https://www.tide-table.example/9", stdin=scraped)
    assert done.stdout.strip() == ARTICLE.strip()


def test_another_site_keeps_them(profile: str) -> None:
    scraped = f"{ARTICLE}\nRead us with your tea, the lamp is lit\n"
    assert run("clean", "--profile", profile, "--url", "https://other.example/9", stdin=scraped).stdout == scraped


def test_a_profile_that_is_none_is_one_error() -> None:
    Path("site").write_text("no profile")
    done = subprocess.run(program("clean", "--profile", "site"), capture_output=True, text=True, check=False, input="x")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("cleanwire: site: is not a profile")
