"""What the names of inputs say, and the names that a run gives."""

import re
from typing import Literal, cast

__all__ = ["DAMAGED", "KNOWN", "PROFILE", "REJECTED", "RUN_FOLDER", "SUFFIX", "Layout", "layout_of"]

Layout = Literal["jsonl", "json", "csv", "tsv", "parquet", "warc"]
"""How files hold their records: in lines, as the elements of one array, in rows of cells, in columns, or as answers of
servers, with a header before each."""

SUFFIX = re.compile(
    r"\.(jsonl|ndjson|json|csv|tsv|parquet(?!\.)|(?:warc\.)?wet|warc)(\.gz|\.zst|\.zstd)?$", re.IGNORECASE
)
"""How the names of files end that hold records."""

KNOWN = ".jsonl (also as .ndjson or .json), .csv, .tsv, .warc and .wet, each also with .gz or .zst, and .parquet"
"""The same in words."""

REJECTED = "rejected.jsonl"
"""What could not be cleaned, in the folder of outputs."""

DAMAGED = "damaged"
"""How the reason begins for which the rest of a file is rejected that cannot be read further."""

PROFILE = "site-profile"
"""The profile that was fitted, in the folder of outputs."""

RUN_FOLDER = ".cleanwire"
"""Where a run keeps its state, in the folder of outputs."""


def layout_of(format: str) -> Layout:  # noqa: A002
    """Return how files of a format hold their records."""
    return cast("Layout", format.partition(".")[0])
