"""The command `diff`, over what `explain --json` writes."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cleanwire.cli import main
from invented import ARTICLE, HEADLINE

SCRAPED = f"By Jane Doe\n{ARTICLE}Advertisement\nShare on Facebook\n"


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(SCRAPED, "utf-8")
    Path("b.txt").write_text(ARTICLE, "utf-8")


def run(*arguments: str, stdin: str = "") -> Result:
    return CliRunner().invoke(main, arguments, input=stdin)


def explained(name: str, *options: str, files: tuple[str, ...] = ("a.txt", "b.txt")) -> str:
    Path(name).write_text(run("explain", "--json", *options, *files).stdout, "utf-8")
    return name


def test_explanations_of_several_files_are_a_line_each_with_its_name() -> None:
    records = [json.loads(line) for line in run("explain", "--json", "a.txt", "b.txt").stdout.splitlines()]
    assert [(record["file"], record["source"]) for record in records] == [("a.txt", SCRAPED), ("b.txt", ARTICLE)]


def test_the_same_cleaning_twice_differs_in_nothing() -> None:
    result = run("diff", explained("1.jsonl"), explained("2.jsonl"))
    assert (result.exit_code, result.stdout.splitlines()[-1][:23]) == (0, "0 of 2 files differ: 0 ")


def test_lines_that_one_cleaning_removes_are_shown_with_label_and_rule() -> None:
    result = run("diff", explained("1.jsonl", "--keep", "byline"), explained("2.jsonl", "--keep", "share_widget"))
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "a.txt",
        "-     1  By Jane Doe",
        "         byline en/byline/by-name",
        "+     8  Share on Facebook",
        "         share_widget en/share_widget/buttons",
        "",
        "1 of 2 files differ: 1 lines removed by B only, 1 kept by B only, 0 removed differently",
    ]


def test_lines_that_go_under_another_rule_are_shown_with_both() -> None:
    Path("ours.toml").write_text(
        'label = "notice"\n[share]\nwhy = "x"\nis = ["Share on Facebook"]\nconfidence = 1\n'
        'match = ["Share on Facebook"]\nno-match = ["x"]\n',
        "utf-8",
    )
    result = run("diff", explained("1.jsonl"), explained("2.jsonl", "--pack", "ours.toml"))
    assert "~     8  Share on Facebook" in result.stdout
    assert "share_widget en/share_widget/buttons -> notice ours/notice/share" in result.stdout


def test_differences_are_json_for_programs() -> None:
    result = run("diff", "--json", explained("1.jsonl", "--keep", "byline"), explained("2.jsonl"))
    (change,) = map(json.loads, result.stdout.splitlines())
    assert (change["file"], change["line"], change["kind"], change["before"]) == ("a.txt", 1, "removed", [])
    assert change["after"][0]["label"] == "byline"


def test_one_of_both_may_be_standard_input() -> None:
    second = run("explain", "--json", "a.txt", "b.txt").stdout
    assert run("diff", explained("1.jsonl"), "-", stdin=second).exit_code == 0


REMOVAL = {"start": 0, "end": 1, "label": "legal", "rule": "en/legal/rights"}


@pytest.mark.parametrize(
    "line",
    [
        "x",
        "{}",
        "[1]",
        "[" * 100_000,
        '{"source": 3, "removed": []}',
        '{"source": "x", "removed": 3}',
        '{"source": "x", "removed": [3]}',
        *[json.dumps({"source": "xyz", "removed": [REMOVAL | {name: 9}]}) for name in REMOVAL],
        json.dumps({"source": "xyz", "removed": [REMOVAL, REMOVAL]}),
    ],
)
def test_what_is_no_explanation_is_refused_with_the_remedy(line: str) -> None:
    Path("bad.jsonl").write_text(f"{line}\n", "utf-8")
    result = run("diff", "bad.jsonl", "bad.jsonl")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "bad.jsonl: line 1 is not an explanation in JSON; write it with `cleanwire" in result.stderr


def test_a_byte_order_mark_is_no_part_of_an_explanation() -> None:
    name = explained("1.jsonl")
    Path("marked.jsonl").write_text(f"\ufeff{Path(name).read_text('utf-8')}", "utf-8")
    assert run("diff", "marked.jsonl", name).exit_code == 0


def test_explanations_of_other_files_are_refused_by_name() -> None:
    result = run("diff", explained("1.jsonl"), explained("2.jsonl", files=("a.txt",)))
    assert result.exit_code == 2
    assert "2.jsonl: has no entry for b.txt, which 1.jsonl has" in result.stderr


def test_explanations_of_another_text_are_refused_by_name() -> None:
    first = explained("1.jsonl")
    Path("b.txt").write_text(HEADLINE, "utf-8")
    result = run("diff", first, explained("2.jsonl"))
    assert result.exit_code == 2
    assert "b.txt: the two cleanings read different texts" in result.stderr


def test_a_second_explanation_of_a_file_is_refused_by_name() -> None:
    result = run("diff", explained("1.jsonl", files=("a.txt", "a.txt")), explained("2.jsonl"))
    assert result.exit_code == 2
    assert "1.jsonl: line 2 is a second entry for a.txt; explain each file once" in result.stderr


def test_standard_input_cannot_be_both() -> None:
    assert "named twice" in run("diff", "-", "-").stderr
