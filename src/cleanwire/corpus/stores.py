"""The output folder, on this machine or at an address. Files appear in it complete or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cleanwire.corpus.places import filesystem_of, is_address, local_path, said_of
from cleanwire.errors import WritingError
from cleanwire.files.outputs import write_atomically

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

__all__ = ["Store", "store_at"]


def store_at(place: str | Path) -> "Store":
    """Return the output folder at a path or an address.

    Raises OptionError for an address that no installed package supports.
    """
    if isinstance(place, str) and is_address(place):
        filesystem_of(place)
        return _RemoteStore(place.rstrip("/"))
    return Store(str(local_path(place)))


@dataclass(frozen=True, slots=True)
class Store:
    """A folder of files on this machine, named by their paths below it, with slashes."""

    place: str
    """Its path or address, as it was named."""

    @property
    def key(self) -> str:
        """Its identity: the same for the same folder, however it was named."""
        return str(Path(self.place).resolve())

    def place_of(self, name: str) -> str:
        """Return the path or address of a file."""
        return str(Path(self.place, name))

    def names(self, folder: str) -> list[str]:  # noqa: ARG002, an address needs it
        """Return the names of the files below a folder if other machines can write there, else nothing."""
        return []

    def exists(self, name: str) -> bool:
        """Whether there is a file."""
        return Path(self.place, name).exists()

    def read(self, name: str) -> bytes | None:
        """Return the content of a small file, or None if there is none."""
        with suppress(FileNotFoundError):
            return Path(self.place, name).read_bytes()
        return None

    def fetch(self, name: str, path: Path) -> Path:  # noqa: ARG002, an address needs it
        """Return a path on this machine with the content of a file: its own, or `path` if it has none."""
        return Path(self.place, name)

    def write(self, name: str, data: bytes) -> None:
        """Replace the content of a small file."""
        path = Path(self.place, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, data)

    def publish(self, path: Path, name: str) -> None:
        """Move a finished file from the same disk to its place."""
        place = Path(self.place, name)
        place.parent.mkdir(parents=True, exist_ok=True)
        with path.open("r+b") as file:
            os.fsync(file.fileno())
        path.replace(place)

    def remove(self, name: str) -> None:
        """Remove a file, if it is there."""
        Path(self.place, name).unlink(missing_ok=True)


class _RemoteStore(Store):
    """The same at an address.

    Object stores show an object only once it is complete; for other filesystems, fsspec's transactions are used.
    """

    @property
    def key(self) -> str:
        return self.place

    def place_of(self, name: str) -> str:
        return f"{self.place}/{name}"

    def names(self, folder: str) -> list[str]:
        with self._at(folder) as (filesystem, path):
            start = len(path) - len(folder)
            return [file[start:] for file in filesystem.find(path)]

    def exists(self, name: str) -> bool:
        with self._at(name) as (filesystem, path):
            return bool(filesystem.exists(path))

    def read(self, name: str) -> bytes | None:
        with self._at(name) as (filesystem, path):
            data: bytes | None = filesystem.cat_file(path) if filesystem.exists(path) else None
        return data

    def fetch(self, name: str, path: Path) -> Path:
        if not path.exists():
            part = path.with_name(f"{path.name}.part")
            with self._at(name) as (filesystem, place):
                filesystem.get_file(place, str(part))
            part.replace(path)
        return path

    def write(self, name: str, data: bytes) -> None:
        with self._at(name) as (filesystem, path), filesystem.transaction:
            filesystem.pipe_file(path, data)

    def publish(self, path: Path, name: str) -> None:
        with self._at(name) as (filesystem, place), filesystem.transaction:
            filesystem.put_file(str(path), place)

    def remove(self, name: str) -> None:
        with self._at(name) as (filesystem, path):
            if filesystem.isfile(path):
                filesystem.rm_file(path)

    @contextmanager
    def _at(self, name: str) -> "Iterator[tuple[AbstractFileSystem, str]]":
        place = self.place_of(name)
        with said_of(place, WritingError):
            yield filesystem_of(place)
