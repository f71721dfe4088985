"""The programs of the guides in docs/engines/, and their output."""

import os
import re
import subprocess
import sys
from pathlib import Path

ENGINES = Path(__file__).resolve().parent.parent / "docs" / "engines"


def program_of(guide: str) -> str:
    """Return the complete program of a guide: its first block of Python."""
    return _block(guide, "python")


def output_of(guide: str) -> str:
    """Return the output of the program according to the guide: its first block of text."""
    return _block(guide, "text")


def _block(guide: str, kind: str) -> str:
    page = (ENGINES / f"{guide}.md").read_text("utf-8")
    return re.findall(rf"^```{kind}\n(.*?)^```", page, re.MULTILINE | re.DOTALL)[0]


def run_apart(guide: str, folder: Path) -> str:
    """Return the output of a guide's program, run in a separate process, as programs that start processes need."""
    (folder / "program.py").write_text(program_of(guide), "utf-8")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "program.py"], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
