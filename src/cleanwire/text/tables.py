"""Reads the tables in this folder: tab-separated fields, with comments."""

from collections.abc import Iterator
from pathlib import Path

__all__ = ["CODE", "TABLES", "rows_of"]

TABLES = Path(__file__).parent
"""The folder that contains the tables."""

CODE = ("text/folding.py", "native/text/*.pyx", "text/*.py")
"""The code that folds their words."""


def rows_of(name: str) -> Iterator[list[str]]:
    """Yield the fields of each line of a table; nothing if it does not exist."""
    table = TABLES / name
    for line in table.read_text("utf-8").splitlines() if table.is_file() else ():
        if not line.startswith("#"):
            yield line.split("\t")
