"""The commands of docs/crawl.md, on a small crawl."""

import re
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from cleanwire import SiteProfile
from cleanwire.cli import main
from engines import engine
from invented_archives import INFO, answer, members, page_of, request

pytestmark = pytest.mark.slow

engine("warc", "fastwarc")

PAGE = Path(__file__).resolve().parent.parent / "docs" / "crawl.md"
BLOCKS = re.findall(r"^```sh\n(.*?)^```", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
COMMANDS = [line for block in BLOCKS for line in block.splitlines()]
MISSING = answer(99, b"<html><p>Not here</p></html>", status="404 Not Found")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with two crawls, in which all commands of the page were run one after the other."""
    folder = tmp_path_factory.mktemp("guide")
    for name, numbers in (("crawl", range(6)), ("next", range(6, 9))):
        (folder / name).mkdir()
        records = [INFO, *(record for number in numbers for record in (request(number), answer(number)))]
        (folder / name / "a.warc.gz").write_bytes(
            members([*records, answer(99, b"<html><p>x</p></html>", status="404")])
        )
    (folder / "page.html").write_text(page_of(1), "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for command in COMMANDS:
            program, *arguments = command.split()
            result = CliRunner().invoke(main, arguments)
            assert (program, result.exit_code) == ("cleanwire", 0), f"{command}: {result.output}"
    return folder


def test_there_are_commands_to_run() -> None:
    assert len(COMMANDS) >= 6


def test_the_articles_are_parquet_with_what_was_removed(folder: Path) -> None:
    table = pq.read_table(folder / "clean" / "a.parquet")
    assert table.column_names == ["id", "url", "date", "text", "cleanwire_removed"]
    assert [f"crossing number {number}" in text for number, text in enumerate(table["text"].to_pylist())] == [True] * 6
    assert "Home" not in "".join(table["text"].to_pylist())


def test_the_report_is_a_page(folder: Path) -> None:
    assert "<html" in (folder / "report.html").read_text("utf-8")


def test_the_next_crawl_is_cleaned_with_the_profile_of_the_first(folder: Path) -> None:
    assert not (folder / "next-clean" / "site-profile").exists()
    assert pq.read_table(folder / "next-clean" / "a.parquet").num_rows == 3


def test_the_merged_profile_is_that_of_both_crawls(folder: Path) -> None:
    profile = SiteProfile.load(folder / "sites")
    assert profile.is_finished
    assert dict(profile.sites) == {"oxley.example": 9}
