"""The commands and examples of the README and of the pages in docs/ work as they say."""

import doctest
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cleanwire.proving import prove
from cleanwire.rules.pack import load_pack
from cleanwire.rules.shipped import shipped_rules

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")
CONSOLE = re.findall(r"^```console\n\$ (.+?)\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
WRITTEN = {"judge-figures.md"}
"""Pages of tables that programs write."""

PAGES = (
    "README.md",
    *(f"docs/{path.name}" for path in sorted((ROOT / "docs").glob("*.md")) if path.name not in WRITTEN),
)
PACKS = re.compile(r"^```toml\n(.*?)^```", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("page", PAGES)
def test_python_examples_print_what_the_page_shows(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    failed, tried = doctest.testfile(str(ROOT / page), module_relative=False)
    assert tried > 0
    assert failed == 0


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs a shell")
@pytest.mark.parametrize(("command", "output"), CONSOLE)
def test_commands_print_what_the_readme_shows(command: str, output: str) -> None:
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


@pytest.mark.parametrize("page", [page for page in PAGES if PACKS.search((ROOT / page).read_text("utf-8"))])
def test_packs_pass_their_own_examples(page: str, tmp_path: Path) -> None:
    for number, text in enumerate(PACKS.findall((ROOT / page).read_text("utf-8"))):
        pack = tmp_path / f"{number}.toml"
        pack.write_text(text, "utf-8")
        assert list(prove(load_pack(pack), among=shipped_rules())) == []
