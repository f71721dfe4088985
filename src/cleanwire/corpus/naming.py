"""What the names of inputs mean, and the names that a run gives to files."""

import re
from typing import Literal, cast

__all__ = ["DAMAGED", "KNOWN", "PROFILE", "REJECTED", "RUN_FOLDER", "SUFFIX", "Layout", "layout_of"]

Layout = Literal["jsonl", "json", "csv", "tsv", "parquet", "warc"]
"""How files hold their records: in lines, as the elements of one array, in rows of cells, in columns, or as the answers
of servers, each with a header before it."""

SUFFIX = re.compile(
    r"\.(jsonl|ndjson|json|csv|tsv|parquet(?!\.)|(?:warc\.)?wet|warc)(\.gz|\.zst|\.zstd)?$", re.IGNORECASE
)
"""The suffixes of files that hold records."""

KNOWN = ".jsonl (also as .ndjson or .json), .csv, .tsv, .warc and .wet, each also with .gz or .zst, and .parquet"
"""The suffixes in words."""

REJECTED = "rejected.jsonl"
"""The file in the output folder that lists what could not be cleaned."""

DAMAGED = "damaged"
"""The beginning of the reason for rejecting the rest of a file that cannot be read further."""

PROFILE = "site-profile"
"""The fitted profile, in the output folder."""

RUN_FOLDER = ".cleanwire"
"""The folder within the output folder where a run keeps its state."""


def layout_of(format: str) -> Layout:  # noqa: A002
    """Return how files of a format hold their records."""
    return cast("Layout", format.partition(".")[0])
