"""Where files are: at paths on this machine, or at addresses that fsspec knows, such as `s3://bucket/crawl/`."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from io import FileIO, RawIOBase
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cleanwire.errors import OptionError, ReadingError, WritingError

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

__all__ = ["filesystem_of", "is_address", "is_web", "local_path", "opened", "said_of", "version_of"]

BLOCK_BYTES = 8 << 20
"""How much is requested at a time of a file that is read from beginning to end: below one second on most networks."""

SCATTERED_BYTES = 1 << 20
"""The same for Parquet, whose columns are read in turns. fsspec caches the last 32 pieces."""

SILENCE_SECONDS = 300
"""How long a web server may be silent. aiohttp limits the whole answer to this, but answers may be gigabytes here."""

_LOCAL = "file://"

_FAILURES = {
    "botocore.exceptions": ("BotoCoreError", "ClientError"),
    "aiohttp": ("ClientError",),
    "httpx": ("HTTPError",),
    "gcsfs.retry": ("HttpError",),
    "google.auth.exceptions": ("GoogleAuthError",),
    "azure.core.exceptions": ("AzureError",),
}
"""What packages for addresses raise besides the system's own errors, if they are loaded."""

_DIGESTS = ("ETag", "etag", "md5Hash", "Content-MD5", "blob_id")
_TIMES = ("LastModified", "Last-Modified", "last_modified", "mtime", "updated", "created")
"""The fields of listings that identify the version of a file."""


def is_address(name: str | Path) -> bool:
    """Whether a name is an address, not a path on this machine."""
    return isinstance(name, str) and "://" in name and not name.startswith(_LOCAL)


def is_web(address: str) -> bool:
    """Whether an address is on the web, which is read-only and may not distinguish a folder from a file."""
    return address.startswith(("http://", "https://"))


def local_path(name: str | Path) -> Path:
    """Return the path that a name stands for, which may be written as an address: `file:///data/crawl`."""
    return Path(name.removeprefix(_LOCAL)) if isinstance(name, str) else name


def filesystem_of(address: str) -> "tuple[AbstractFileSystem, str]":
    """Return the filesystem for an address, and the path of the address in it.

    Raises OptionError if no installed package supports such addresses.
    """
    try:
        from fsspec.core import url_to_fs  # noqa: PLC0415, an extra
    except ImportError as error:
        raise OptionError(
            f"{address}: addresses need a package that is not installed: pip install 'cleanwire[remote]'"
        ) from error
    options: dict[str, Any] = {"use_listings_cache": False}  # other processes write there, too
    try:
        if is_web(address):
            from aiohttp import ClientTimeout  # noqa: PLC0415, it comes with what reads http

            patience = ClientTimeout(total=None, sock_connect=30, sock_read=SILENCE_SECONDS)
            options["client_kwargs"] = {"timeout": patience}
        filesystem, place = url_to_fs(address, **options)
    except ImportError as error:
        raise OptionError(f"{address}: needs a package that is not installed: {error}") from error
    except ValueError as error:
        raise OptionError(
            f"{address}: is not an address that fsspec knows: {error}; check how it begins, or name a path"
        ) from error
    return filesystem, place


@contextmanager
def said_of(place: str, error: type[ReadingError | WritingError]) -> Iterator[None]:
    """Convert what packages raise while accessing an address into an error that names the place and the remedy."""
    try:
        yield
    except _failures() as cause:
        verb = "read" if error is ReadingError else "written"
        raise error(
            f"{place}: cannot be {verb}: {_reason(cause)}; check the address, the network and the credentials"
        ) from cause


def _failures() -> tuple[type[Exception], ...]:
    loaded = ((sys.modules[module], names) for module, names in _FAILURES.items() if module in sys.modules)
    return (OSError, NotImplementedError, *(getattr(module, name) for module, names in loaded for name in names))


def _reason(error: Exception) -> str:
    if isinstance(error, NotImplementedError):
        return "such addresses only work in the other direction"
    if isinstance(error, FileNotFoundError) and error.__cause__ is None:
        return "there is no such file or folder"
    return " ".join(str(error.__cause__ or error).split()) or type(error).__name__


def opened(place: str, *, scattered: bool = False) -> RawIOBase:
    """Open a file for reading: `scattered` for random access, else from beginning to end.

    Raises ReadingError for an address, both now and while it is read, and OSError for a path.
    """
    if not is_address(place):
        return FileIO(place)
    filesystem, path = filesystem_of(place)
    with said_of(place, ReadingError):
        if scattered:
            return _Stream(filesystem.open(path, block_size=SCATTERED_BYTES, cache_type="blockcache"), place)
        if is_web(place) and not filesystem.info(path).get("partial"):  # its server may not support ranges
            return _Stream(filesystem.open(path, block_size=0), place, seekable=False)
        return _Stream(filesystem.open(path, block_size=BLOCK_BYTES, cache_type="readahead"), place)


def version_of(info: Mapping[str, Any]) -> str:
    """Return what identifies the version of a file, from its listing; an empty string if nothing does."""
    version = next((info[name] for name in (*_DIGESTS, *_TIMES) if info.get(name)), "")
    return str(version.timestamp() if isinstance(version, datetime) else version)


class _Stream(RawIOBase):
    """A file that is not on this machine; it counts the bytes that were read.

    Raises ReadingError if reading fails: such a file is not damaged, but unavailable now.
    """

    def __init__(self, file: Any, place: str, *, seekable: bool = True) -> None:
        self._file = file
        self._place = place
        self._seekable = seekable
        self._position = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return self._seekable

    def readinto(self, buffer: Any) -> int:
        with said_of(self._place, ReadingError), self._in_pieces():
            data = self._file.read(len(buffer))
        buffer[: len(data)] = data
        self._position += len(data)
        return len(data)

    def seek(self, offset: int, whence: int = 0) -> int:
        with said_of(self._place, ReadingError), self._in_pieces():
            self._file.seek(offset, whence)
            self._position = self._file.tell()
        return self._position

    @contextmanager
    def _in_pieces(self) -> Iterator[None]:
        try:
            yield
        except ValueError as error:  # from a web server
            raise ReadingError(f"{self._place}: cannot be read in pieces: {error}; download it first") from error

    def tell(self) -> int:
        return self._position

    def close(self) -> None:
        self._file.close()
        super().close()
