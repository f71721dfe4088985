"""Lists the files that files, globs and folders name, on this machine and at addresses."""

from collections.abc import Iterator, Mapping
from glob import has_magic
from itertools import takewhile
from pathlib import Path, PurePath, PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from cleanwire.corpus.naming import KNOWN, REJECTED, RUN_FOLDER, SUFFIX
from cleanwire.corpus.places import filesystem_of, is_address, is_web, local_path, said_of, version_of
from cleanwire.errors import OptionError, ReadingError

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

__all__ = ["Found", "files_of"]


class Found(NamedTuple):
    """A file to read."""

    place: str
    """Its path or address, as it was named."""
    name: str
    """Its path below the folder that was named, with slashes."""
    key: str
    """Its identity: the same for the same file, however it was named."""
    size: int
    version: int | str


def files_of(name: str | Path, *, output: str) -> Iterator[Found]:
    """Yield the files that a name stands for, except those below the output folder, whose key is given.

    Folders are searched recursively for files of records; hidden files are skipped.

    Raises ReadingError for what does not exist or holds nothing to read.
    """
    if isinstance(name, str) and is_address(name):
        return _at_address(name, output)
    return _on_disk(local_path(name), output)


def _on_disk(path: Path, output: str) -> Iterator[Found]:
    if path.is_dir():
        base, files = path, [file for file in path.rglob("*") if _is_wanted(file, path, Path(output))]
        if not files:
            raise _no_records(path, within=Path(output) in (path / "any").resolve().parents)
    elif path.exists() or not has_magic(str(path)):
        base, files = path.parent, [path]
    else:
        base = Path(*takewhile(lambda part: not has_magic(part), path.parts[:-1]))
        files = [file for file in base.glob(path.relative_to(base).as_posix()) if file.is_file()]
        if not files:
            raise _no_match(path)
    for file in files:
        try:
            status = file.stat()
        except OSError as error:
            reason = error.strerror
            raise ReadingError(f"{file}: cannot be read: {reason}; check the path and its permissions") from error
        name = file.relative_to(base).as_posix()
        yield Found(str(file), name, str(file.resolve()), status.st_size, status.st_mtime_ns)


def _is_wanted(file: Path, folder: Path, output: Path) -> bool:
    """Whether a file in a folder holds records to clean."""
    if not _holds_records(file.relative_to(folder)) or not file.is_file():
        return False
    if file.name == REJECTED and (file.parent / RUN_FOLDER).is_dir():  # of an earlier run
        return False
    return output not in file.resolve().parents


def _holds_records(name: PurePath) -> bool:
    """Whether a file in a folder holds records, by its path below the folder."""
    match = SUFFIX.search(name.name)
    # A .json file is mostly one object on many lines, so it is only read if it is named.
    return match is not None and match[0] != ".json" and not any(part.startswith((".", "_")) for part in name.parts)


def _at_address(address: str, output: str) -> Iterator[Found]:
    filesystem, path = filesystem_of(address)
    with said_of(address, ReadingError):
        base, listed = _listed(filesystem, path, address)
        if base == address.rstrip("/"):
            listed = {name: info for name, info in listed.items() if not f"{base}/{name}".startswith(f"{output}/")}
            if not listed:
                raise _no_records(address, within=f"{base}/".startswith(f"{output}/"))
        for name, info in sorted(listed.items()):
            place = f"{base}/{name}"
            if info.get("size") is None:
                info = filesystem.info(place)  # noqa: PLW2901, web listings hold only names
            yield Found(place, urlsplit(name).path, place, info.get("size") or 0, version_of(info))


def _listed(filesystem: "AbstractFileSystem", path: str, address: str) -> tuple[str, dict[str, Any]]:
    """Return the files that an address stands for, by their names below a common base, and that base."""
    signs = "*[" if is_web(address) else "*?["
    start = min((address.index(sign) for sign in signs if sign in address), default=None)
    if start is not None:
        base = address[: address.rindex("/", 0, start)]
        if base.endswith(":/"):
            raise OptionError(f"{address}: has a pattern in its first part, which is not supported; name that part")
        found = filesystem.glob(path, detail=True)
        if not found:
            raise _no_match(address)
        return base, _below(filesystem, base, found)
    info = filesystem.info(path)
    if info["type"] == "file" and not (is_web(address) and SUFFIX.search(urlsplit(address).path) is None):
        end = address.index("?") if is_web(address) and "?" in address else len(address)
        base = address[: address.rindex("/", 0, end)]
        return base, {address[len(base) + 1 :]: info}
    base = address.rstrip("/")
    files = _below(filesystem, base, filesystem.find(path, detail=True))
    lists = {f"{run}{REJECTED}" for run, kept, _ in (name.partition(f"{RUN_FOLDER}/") for name in files) if kept}
    return base, {name: files[name] for name in files if _holds_records(PurePosixPath(name)) and name not in lists}


def _below(filesystem: "AbstractFileSystem", base: str, found: Mapping[str, Any]) -> dict[str, Any]:
    """Return files by their names below an address."""
    start = len(filesystem._strip_protocol(base))
    return {name[start:].lstrip("/"): info for name, info in found.items() if info["type"] == "file"}


def _no_match(name: str | Path) -> ReadingError:
    return ReadingError(f"{name}: matches no file; check the pattern")


def _no_records(name: str | Path, *, within: bool) -> ReadingError:
    if within:
        return ReadingError(f"{name}: is the output folder, or in it, and is not read; name another output folder")
    return ReadingError(f"{name}: holds no file of records; known are {KNOWN}; .json if it is named")
