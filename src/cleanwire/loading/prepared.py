"""Prepared forms of packaged files, which are written when cleanwire is built.

Rules, words and trees are in files for people. Reading these would take each process longer than cleaning a hundred
articles. So what is made of them is stored next to them as JSON and columns of numbers, which cannot run code. A
prepared form is used only if it is intact, and its sources and the code that reads them have not changed.
"""

import json
import zlib
from array import array
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

__all__ = ["Prepared"]

_PACKAGE = Path(__file__).parent.parent

_COLUMN = "\0column"
"""The key, in JSON, of a column: its type code, and where its bytes begin and end after the JSON. No name in a packaged
file contains a NUL."""


class Prepared(NamedTuple):
    """The prepared form of some files, and how it is made."""

    file: Path
    """Where the prepared form is stored."""
    sources: Callable[[], Iterable[Path]]
    """Returns the files from which it is made."""
    code: tuple[str, ...]
    """Glob patterns, relative to the package, of the code that makes it."""
    make: Callable[[], Any]
    """Makes it: values that JSON can represent, and arrays of numbers."""

    def load(self) -> Any:
        """Return the stored form, or make it again if it is missing, damaged or out of date."""
        kept = self.kept()
        return self.make() if kept is None else kept

    def write(self) -> Path:
        """Make the prepared form, store it, and return its file."""
        columns = bytearray()

        def placed(column: "array[Any]") -> dict[str, Any]:
            start = len(columns)
            columns.extend(column.tobytes())
            return {_COLUMN: [column.typecode, start, len(columns)]}

        text = json.dumps(self.make(), ensure_ascii=False, default=placed).encode()
        kept = text + columns
        self.file.write_bytes(b"%d %d %d\n" % (self._made_of(), zlib.crc32(kept, len(text)), len(text)) + kept)
        return self.file

    def kept(self) -> Any:
        """Return the stored form, or None if it is missing, damaged or out of date."""
        try:
            head, _, kept = self.file.read_bytes().partition(b"\n")
            made_of, checksum, text = map(int, head.split())
        except (OSError, ValueError):
            return None
        if checksum != zlib.crc32(kept, text) or made_of != self._made_of():
            return None

        def column_or(held: dict[str, Any]) -> Any:
            if _COLUMN not in held:
                return held
            kind, start, end = held[_COLUMN]
            return array(kind, kept[text + start : text + end])

        return json.loads(kept[:text], object_hook=column_or)

    def _made_of(self) -> int:
        """Return a checksum of the sources and the code."""
        return _checksum(self.sources(), _checksum_of_code(self.code))


def _checksum(files: Iterable[Path], checksum: int = 0) -> int:
    for file in files:
        checksum = zlib.crc32(file.read_bytes(), checksum)
    return checksum


@cache
def _checksum_of_code(names: tuple[str, ...]) -> int:
    """Return a checksum of the code. It is cached because the code of a process does not change."""
    return _checksum(file for name in names for file in sorted(_PACKAGE.glob(name)))
