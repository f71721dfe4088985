"""The output folder, on this machine or at an address. Files appear in it complete or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Protocol

from cleanwire.corpus.places import filesystem_of, is_address, local_path, said_of
from cleanwire.errors import OptionError, WritingError
from cleanwire.files.outputs import write_atomically

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

__all__ = ["Store", "store_at"]


class Store(Protocol):
    """A folder of files, named by their paths below it, with slashes."""

    @property
    def place(self) -> str:
        """Its path or address, as it was named."""

    @property
    def key(self) -> str:
        """Its identity: the same for the same folder, however it was named."""

    def place_of(self, name: str) -> str:
        """Return the path or address of a file."""

    def check(self) -> None:
        """Raise OptionError if the folder cannot be created."""

    def names(self, folder: str) -> list[str]:
        """Return the names of the files below a folder."""

    def exists(self, name: str) -> bool:
        """Whether there is a file."""

    def read(self, name: str) -> bytes | None:
        """Return the content of a small file, or None if there is none."""

    def fetch(self, name: str, path: Path) -> Path:
        """Return a path on this machine with the content of a file: its own, or `path` if it has none."""

    def write(self, name: str, data: bytes) -> None:
        """Replace the content of a small file."""

    def publish(self, path: Path, name: str) -> None:
        """Move a finished file from this machine to its place."""

    def remove(self, name: str) -> None:
        """Remove a file, if it is there."""


def store_at(place: str | Path) -> Store:
    """Return the output folder at a path or an address.

    Raises OptionError for an address that no installed package supports.
    """
    if isinstance(place, str) and is_address(place):
        filesystem_of(place)
        return _RemoteStore(place.rstrip("/"))
    return _LocalStore(local_path(place))


@dataclass(frozen=True, slots=True)
class _LocalStore:
    """A folder on this machine."""

    path: Path

    @property
    def place(self) -> str:
        return str(self.path)

    @property
    def key(self) -> str:
        return str(self.path.resolve())

    def place_of(self, name: str) -> str:
        return str(self.path / name)

    def check(self) -> None:
        if self.path.exists() and not self.path.is_dir():
            raise OptionError(f"{self.path}: is a file; name a folder")

    def names(self, folder: str) -> list[str]:
        return [file.relative_to(self.path).as_posix() for file in (self.path / folder).rglob("*") if file.is_file()]

    def exists(self, name: str) -> bool:
        return (self.path / name).exists()

    def read(self, name: str) -> bytes | None:
        with suppress(FileNotFoundError):
            return (self.path / name).read_bytes()
        return None

    def fetch(self, name: str, path: Path) -> Path:  # noqa: ARG002, it is on this machine
        return self.path / name

    def write(self, name: str, data: bytes) -> None:
        (self.path / name).parent.mkdir(parents=True, exist_ok=True)
        write_atomically(self.path / name, data)

    def publish(self, path: Path, name: str) -> None:
        place = self.path / name  # on the same disk
        place.parent.mkdir(parents=True, exist_ok=True)
        with path.open("r+b") as file:
            os.fsync(file.fileno())
        path.replace(place)

    def remove(self, name: str) -> None:
        (self.path / name).unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class _RemoteStore:
    """A folder at an address.

    Object stores show an object only once it is complete; for other filesystems, fsspec's transactions are used.
    """

    place: str

    @property
    def key(self) -> str:
        return self.place

    def place_of(self, name: str) -> str:
        return f"{self.place}/{name}"

    def check(self) -> None:
        """Do nothing: writing the first note will find out."""

    def names(self, folder: str) -> list[str]:
        with self._at(folder) as (filesystem, path):
            start = len(path) - len(folder)
            return [file[start:] for file in filesystem.find(path)]

    def exists(self, name: str) -> bool:
        with self._at(name) as (filesystem, path):
            found: bool = filesystem.exists(path)
        return found

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
        with TemporaryDirectory() as folder:
            path = Path(folder) / "data"
            path.write_bytes(data)
            self.publish(path, name)

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
