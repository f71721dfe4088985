"""Read the files that weights are fitted to."""

import gzip
import json
import lzma
from collections.abc import Iterator
from pathlib import Path
from typing import Any

__all__ = ["rows_of", "text_of"]


def rows_of(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the records of a compressed file of JSON lines."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def text_of(path: Path) -> str | None:
    """Return the contents of a file, compressed or not, or None if it is not text."""
    raw = path.read_bytes()
    try:
        return (gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw).decode("utf-8")
    except (OSError, EOFError, ValueError):
        return None
