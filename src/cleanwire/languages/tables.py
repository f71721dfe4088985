"""The tables of this folder: lines of fields with tabs between, and comments."""

from collections.abc import Iterator
from importlib import resources

__all__ = ["rows_of"]


def rows_of(name: str) -> Iterator[list[str]]:
    """Yield the fields of each line of a table."""
    for line in resources.files(__package__).joinpath(name).read_text("utf-8").splitlines():
        if not line.startswith("#"):
            yield line.split("\t")
