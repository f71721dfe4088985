from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cleanwire.cli import main
from pages import Seen

FIRST = "The bridge over the northern river opened on Monday after two years of work, the mayor said."
SCRAPED = f"{FIRST}\n\nAdvertisement\n\n{FIRST[::-1]}\n"


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.txt", "b.txt"):
        Path(name).write_text(SCRAPED, "utf-8")


def run(*arguments: str, stdin: str = "") -> Result:
    return CliRunner().invoke(main, ["explain", *arguments], input=stdin)


def files() -> list[str]:
    return sorted(str(path) for path in Path().rglob("*") if path.is_file() and path.name not in ("a.txt", "b.txt"))


def test_one_file_becomes_one_page():
    result = run("a.txt", "--html", "a.html")
    assert (result.exit_code, result.output) == (0, "")
    page = Seen(Path("a.html").read_text("utf-8"))
    assert "Advertisement" in page.text
    assert page.all("del")


def test_standard_input_may_become_a_page_on_standard_output():
    assert run("--html", "-", stdin=SCRAPED).stdout.startswith("<!doctype html>")
    assert files() == []


def test_the_options_of_cleaning_hold_for_pages():
    assert Seen(run("a.txt", "--html", "-", "--keep", "ad_marker").stdout).all("del") == []


@pytest.mark.parametrize("folder", ["new/", "new/deeper/", "."])
def test_several_files_become_pages_with_an_index(folder):
    assert run("a.txt", "b.txt", "--html", folder).exit_code == 0
    assert files() == sorted(str(Path(folder) / name) for name in ("a.txt.html", "b.txt.html", "index.html"))
    index = Seen((Path(folder) / "index.html").read_text("utf-8"))
    assert [given["href"] for given in index.all("a")] == ["./a.txt.html", "./b.txt.html"]
    assert Seen((Path(folder) / "a.txt.html").read_text("utf-8")).all("a", href="index.html")


def test_one_file_into_a_folder_has_an_index_too():
    assert run("a.txt", "--html", "new/").exit_code == 0
    assert files() == ["new/a.txt.html", "new/index.html"]


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["a.txt", "b.txt", "--html", "pages"], "several files need a folder"),
        (["a.txt", "b.txt", "--html", "-"], "several files need a folder"),
        (["a.txt", "--html", ""], "the path is empty"),
        (["a.txt", "--html", "a.txt"], "would replace the input a.txt"),
        (["a.txt", "./sub/../a.txt", "--html", "new/"], "would both become new/a.txt.html"),
        (["a.txt", "-", "--html", "new/"], "standard input has no name"),
        (["a.txt", "--html", "none/a.html"], "folder does not exist"),
        (["none.txt", "--html", "new/"], "none.txt"),
        (["a.txt", "--html", "a.txt/"], "cannot be created"),
        (["a.txt", "b.txt"], "--html OUT/"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_leaves_nothing(arguments, problem):
    result = run(*arguments)
    assert result.exit_code == 2
    assert problem in result.stderr
    assert result.stderr.count("\n") == 1
    assert files() == []
    assert Path("a.txt").read_text("utf-8") == SCRAPED


@pytest.mark.parametrize("name", ["a.txt.html", "index.html", "index"])
def test_no_input_is_replaced_by_a_page_of_another(name):
    Path(name).write_text(SCRAPED, "utf-8")
    result = run("a.txt", name, "--html", ".")
    assert result.exit_code == 2
    assert name in result.stderr
    assert files() == [name]
    assert Path(name).read_text("utf-8") == SCRAPED


def test_an_index_leads_only_to_pages_that_are_there():
    Path("c.txt").write_bytes(b"\xff")
    assert run("a.txt", "c.txt", "--html", "new/").exit_code == 2
    assert files() == ["c.txt", "new/a.txt.html"]


def test_a_page_in_another_format_is_refused():
    assert "exclude each other" in run("a.txt", "--html", "a.html", "--format", "json").stderr
