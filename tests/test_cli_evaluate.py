import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cleanwire.cli import main

LABELLED = "  The ferry sailed again on Monday.\n-- gold (share_widget, 1.00)\n- Share on Facebook\n"


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["evaluate", *arguments])


def assert_failed(result: Result, problem: str) -> None:
    assert (result.exit_code, result.stdout) == (2, "")
    assert problem in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.fixture
def ferry() -> str:
    Path("en").mkdir()
    Path("en/ferry.txt").write_text(LABELLED, "utf-8")
    return "en/ferry.txt"


@pytest.fixture
def gold() -> str:
    rows = [{"html": "<p>One", "gold": "One", "part": part} for part in ("fit", "fit", "check")]
    rows += [{"text": "One", "labels": ["body"], "part": "fit"}]
    Path("gold.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows), "utf-8")
    return "gold.jsonl"


def test_the_default_output_is_the_same_in_every_run(ferry: str) -> None:
    first = run(ferry)
    assert (first.exit_code, first.stderr) == (0, "")
    assert first.stdout == run(ferry).stdout
    assert first.stdout.startswith("1 text\n\n")


def test_tables_may_be_markdown_with_languages_and_times(ferry: str) -> None:
    lines = run(ferry, "--only", "everything", "--markdown", "--languages", "--times").stdout.splitlines()
    assert lines[0] == "| 1 text | boilerplate removed | article lost | texts losing over 5% | failed | ms each |"
    assert lines[2].startswith("| everything | 0.0% | 0.00% | 0 | 0 | 0.")
    assert lines[4:] == [
        "| Boilerplate removed and article lost, in %, by language | en |",
        "|---|---:|",
        "| everything | 0 / 0.0 |",
    ]


def test_json_is_for_programs(ferry: str) -> None:
    [row] = json.loads(run(ferry, "--only", "cleanwire", "--json").stdout)["tools"]
    assert (row["tool"], row["documents"], row["removed"], row["lost"]) == ("cleanwire", 1, 1.0, 0.0)


def test_a_part_may_be_chosen(gold: str) -> None:
    assert run(gold, "--only", "trafilatura", "--part", "fit").stdout.startswith("2 pages\n")
    assert_failed(run(gold, "--part", "test"), "--part: no document belongs to the part 'test'; there are check, fit")


def test_documents_without_parts_have_none_to_choose(ferry: str) -> None:
    assert_failed(run(ferry, "--part", "fit"), "'fit'; these documents have no parts")


def test_a_sample_takes_so_many_of_each_kind(gold: str) -> None:
    shown = run(gold, "--only", "trafilatura", "--only", "everything", "--sample", "2").stdout
    assert shown.startswith("2 pages\n")
    assert "\n1 text\n" in shown


def test_an_unknown_tool_is_an_error_that_names_all(ferry: str) -> None:
    assert_failed(run(ferry, "--only", "magic"), "--only: there is no tool 'magic'; there are cleanwire, ")


def test_a_broken_file_is_one_error() -> None:
    Path("gold.jsonl").write_text("{}\n", "utf-8")
    assert_failed(run("gold.jsonl"), "gold.jsonl: line 1: has no `gold`; a record needs")


def test_markdown_and_json_exclude_each_other(ferry: str) -> None:
    assert_failed(run(ferry, "--markdown", "--json"), "--markdown and --json exclude each other")
