"""What packaged files hold, as it is loaded: made of them once, when cleanwire is built.

Rules, words and trees stand in files that people read. To read these takes longer than to clean a hundred articles, and
every process would wait for it. So what is made of them is kept beside them, as JSON and columns of numbers, of which
Python runs nothing. It is used as long as it is whole, and the files, and the code that reads them, are those that it
was made of.
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
"""The key of what stands in JSON for a column: its kind, and where its bytes begin and end behind all JSON. No name in
a packaged file holds a NUL."""


class Prepared(NamedTuple):
    """What is made of some files, and where it is kept."""

    file: Path
    sources: Callable[[], Iterable[Path]]
    """Lists the files that it is made of."""
    code: tuple[str, ...]
    """The names, in the package, of the code that makes it of them."""
    make: Callable[[], Any]
    """Makes it: what JSON can hold, and arrays of numbers."""

    def load(self) -> Any:
        """Return what is kept, or the same made anew where nothing is, or what is kept was made of other files."""
        kept = self.kept()
        return self.make() if kept is None else kept

    def write(self) -> Path:
        """Make it anew and keep it; return the file."""
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
        """Return what is kept; None where it is missing, damaged, or made of other files."""
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
        """Return what tells whether any of the files, or of the code, has changed."""
        return _checksum(self.sources(), _checksum_of_code(self.code))


def _checksum(files: Iterable[Path], checksum: int = 0) -> int:
    for file in files:
        checksum = zlib.crc32(file.read_bytes(), checksum)
    return checksum


@cache
def _checksum_of_code(names: tuple[str, ...]) -> int:
    """Return the same for the code that a process runs, which does not change."""
    return _checksum(file for name in names for file in sorted(_PACKAGE.glob(name)))
