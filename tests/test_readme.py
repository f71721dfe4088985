"""The commands and examples of the README and of the pages in docs/ work as they say."""

import doctest
import re
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from click.testing import CliRunner

from cleanwire.cli import main
from cleanwire.rules.pack import load_pack
from cleanwire.rules.shipped import shipped_rules
from cleanwire.testing.rule_examples import prove

ROOT = Path(__file__).resolve().parent.parent
COMMAND = re.compile(r"^```console\n\$ (.+?)\n(.*?)^```", re.MULTILINE | re.DOTALL)
CONSOLE = {page: COMMAND.findall((ROOT / page).read_text("utf-8")) for page in ("README.md", "docs/command-line.md")}
WITHOUT_PYTHON = {"judge-figures.md", "command-line.md", "dependencies.md", "speed.md"}
"""Pages of tables and of commands."""

PAGES = (
    "README.md",
    *(f"docs/{path.name}" for path in sorted((ROOT / "docs").glob("*.md")) if path.name not in WITHOUT_PYTHON),
)
PACKS = re.compile(r"^(?P<indent> *)```toml\n(?P<pack>.*?)^(?P=indent)```", re.MULTILINE | re.DOTALL)
WITH_PACKS = [page for page in ("CONTRIBUTING.md", *PAGES) if PACKS.search((ROOT / page).read_text("utf-8"))]


@pytest.mark.parametrize("page", PAGES)
def test_python_examples_print_what_the_page_shows(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    failed, tried = doctest.testfile(str(ROOT / page), module_relative=False)
    assert tried > 0
    assert failed == 0


@pytest.mark.parametrize("page", list(CONSOLE))
def test_there_are_commands_to_run(page: str) -> None:
    assert CONSOLE[page]


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs a shell")
@pytest.mark.parametrize(("command", "output"), [command for commands in CONSOLE.values() for command in commands])
def test_commands_print_what_the_page_shows(command: str, output: str) -> None:
    cleanwire = Path(sys.executable).with_name("cleanwire")
    assert command.startswith("cleanwire ")
    done = subprocess.run(
        ["bash", "-c", f"{cleanwire} {command.removeprefix('cleanwire ')}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == output


NEAR = 0.01
"""F1 may differ by so much: of some pages trafilatura is asked, whose versions differ."""


def test_tables_of_the_shipped_documents_are_what_evaluate_prints() -> None:
    page = (ROOT / "docs" / "evaluation.md").read_text("utf-8")
    # Of cleanwire alone: the other tools are not installed where tests run.
    result = CliRunner().invoke(main, ["evaluate", "--only", "cleanwire", "--markdown"])
    assert (result.exit_code, result.stderr) == (0, "")
    pages, texts = [table.splitlines()[2] for table in result.stdout.strip().split("\n\n")]
    assert texts in page.splitlines()
    shown = next(line for line in page.splitlines() if line.startswith("| cleanwire |"))
    assert float(pages.split("|")[2]) == pytest.approx(float(shown.split("|")[2]), abs=NEAR)


@pytest.mark.parametrize("page", WITH_PACKS)
def test_packs_pass_their_own_examples(page: str, tmp_path: Path) -> None:
    for number, found in enumerate(PACKS.finditer((ROOT / page).read_text("utf-8"))):
        pack = tmp_path / f"{number}.toml"
        pack.write_text(textwrap.dedent(found["pack"]), "utf-8")
        assert list(prove(load_pack(pack), among=shipped_rules())) == []
