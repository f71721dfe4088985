"""Where files lie: at paths of this machine, and at addresses that fsspec knows, such as `s3://bucket/crawl/`."""

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

__all__ = ["Stream", "filesystem_of", "is_address", "is_web", "local_path", "opened", "said_of", "version_of"]

BLOCK_BYTES = 8 << 20
"""So much is asked for at a time of a file that is read from beginning to end: less than a second of most networks."""

SCATTERED_BYTES = 1 << 20
"""And so much of Parquet, whose columns are read by turns. fsspec keeps the last 32 pieces."""

SILENCE_SECONDS = 300
"""So long a web server may be silent. aiohttp gives so long to a whole answer, which may have gigabytes here."""

_LOCAL = "file://"

_FAILURES = {
    "botocore.exceptions": ("BotoCoreError", "ClientError"),
    "aiohttp": ("ClientError",),
    "httpx": ("HTTPError",),
    "gcsfs.retry": ("HttpError",),
    "google.auth.exceptions": ("GoogleAuthError",),
    "azure.core.exceptions": ("AzureError",),
}
"""What packages for addresses raise beside the system's own errors, where they are loaded."""

_WEB = ("http://", "https://")


def is_address(name: str | Path) -> bool:
    """Whether a name is an address and no path of this machine."""
    return isinstance(name, str) and "://" in name and not name.startswith(_LOCAL)


def is_web(address: str) -> bool:
    """Whether an address is one of the web, which only reads, and may not tell a folder from a file."""
    return address.startswith(_WEB)


def local_path(name: str | Path) -> Path:
    """Return the path that a name stands for, which may be written as an address: `file:///data/crawl`."""
    return Path(name.removeprefix(_LOCAL)) if isinstance(name, str) else name


def filesystem_of(address: str) -> "tuple[AbstractFileSystem, str]":
    """Return what reads and writes at an address, and what that calls the place.

    Raises OptionError where no package that is installed knows such addresses.
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
            options["client_kwargs"] = {"timeout": _patience()}
        filesystem, place = url_to_fs(address, **options)
    except ImportError as error:
        raise OptionError(f"{address}: needs a package that is not installed: {error}") from error
    except ValueError as error:
        raise OptionError(
            f"{address}: is no address that fsspec knows: {error}; check how it begins, or name a path"
        ) from error
    return filesystem, place


def _patience() -> object:
    from aiohttp import ClientTimeout  # noqa: PLC0415, it comes with what reads http

    return ClientTimeout(total=None, sock_connect=30, sock_read=SILENCE_SECONDS)


@contextmanager
def said_of(place: str, error: type[ReadingError | WritingError]) -> Iterator[None]:
    """Raise an error that names the place and the remedy for what packages raise while they are at an address."""
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
        return "such addresses are for the other direction only"
    if isinstance(error, FileNotFoundError) and error.__cause__ is None:
        return "there is no such file or folder"
    return " ".join(str(error.__cause__ or error).split()) or type(error).__name__


def opened(place: str, *, scattered: bool = False) -> RawIOBase:
    """Return a file open to be read: `scattered` if in pieces from anywhere, else from its beginning to its end.

    Raises ReadingError for an address, then and while it is read, OSError for a path.
    """
    if not is_address(place):
        return FileIO(place)
    filesystem, path = filesystem_of(place)
    with said_of(place, ReadingError):
        if scattered:
            return Stream(filesystem.open(path, block_size=SCATTERED_BYTES, cache_type="blockcache"), place)
        if is_web(place) and not filesystem.info(path).get("partial"):  # its server may know no pieces
            return Stream(filesystem.open(path, block_size=0), place, seekable=False)
        return Stream(filesystem.open(path, block_size=BLOCK_BYTES, cache_type="readahead"), place)


def version_of(info: Mapping[str, Any]) -> str:
    """Return what tells whether a file is still the same, from what is known of it; empty where nothing does."""
    for name in ("ETag", "etag", "md5Hash", "Content-MD5", "blob_id"):
        if info.get(name):
            return str(info[name])
    for name in ("LastModified", "Last-Modified", "last_modified", "mtime", "updated", "created"):
        time = info.get(name)
        if time:
            return str(time.timestamp() if isinstance(time, datetime) else time)
    return ""


class Stream(RawIOBase):
    """A file that is none of this machine's; it counts what was read of it.

    Raises ReadingError where reading fails: such a file is not damaged, but cannot be had now.
    """

    def __init__(self, file: Any, place: str, *, seekable: bool = True) -> None:
        self._file = file
        self._place = place
        self._seekable = seekable
        self._position = 0

    def readable(self) -> bool:
        """Return that it is."""
        return True

    def seekable(self) -> bool:
        """Return whether it can be read from anywhere, and not only from its beginning."""
        return self._seekable

    def readinto(self, buffer: Any) -> int:
        """Read what there is into a buffer, as much as it holds at most."""
        with said_of(self._place, ReadingError), self._in_pieces():
            data = self._file.read(len(buffer))
        buffer[: len(data)] = data
        self._position += len(data)
        return len(data)

    def seek(self, offset: int, whence: int = 0) -> int:
        """Go to another place in the file."""
        with said_of(self._place, ReadingError), self._in_pieces():
            self._file.seek(offset, whence)
            self._position = self._file.tell()
        return self._position

    @contextmanager
    def _in_pieces(self) -> Iterator[None]:
        try:
            yield
        except ValueError as error:  # of a web server
            raise ReadingError(f"{self._place}: cannot be read in pieces: {error}; download it first") from error

    def tell(self) -> int:
        """Return how far it is read."""
        return self._position

    def close(self) -> None:
        """Close the file."""
        self._file.close()
        super().close()
