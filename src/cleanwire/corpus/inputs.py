"""Which files a run reads, and the names of their outputs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import RawIOBase
from pathlib import Path, PurePosixPath

from cleanwire.corpus.json_arrays import holds_array
from cleanwire.corpus.listing import Found, files_of
from cleanwire.corpus.naming import KNOWN, PROFILE, REJECTED, RUN_FOLDER, SUFFIX, Layout, layout_of
from cleanwire.corpus.options import CorpusFormat
from cleanwire.corpus.places import is_address, opened
from cleanwire.corpus.stores import Store, store_at
from cleanwire.errors import OptionError, ReadingError

__all__ = ["Input", "find_inputs"]


@dataclass(frozen=True, slots=True)
class Input:
    """A file to clean."""

    place: str
    """Its path or address."""
    name: str
    """Its path below the folder that was named, with slashes; its name in rejections."""
    format: str
    """Its layout, and after a dot its compression, if its name has one."""
    target: str
    """The path of its output below the output folder."""
    output: str
    """The format of its output."""
    size: int
    """In bytes; 0 if unknown."""
    version: int | str
    """Its modification time, or a digest. With the size, it shows whether the file has changed since the run began."""

    @property
    def layout(self) -> Layout:
        """How the file holds its records."""
        return layout_of(self.format)

    def open(self, *, scattered: bool = False) -> RawIOBase:
        """Open the file for reading: `scattered` for random access, else from beginning to end."""
        return opened(self.place, scattered=scattered)


def find_inputs(
    names: Sequence[str | Path],
    *,
    output: str | Path,
    format: CorpusFormat | None = None,  # noqa: A002
) -> tuple[Input, ...]:
    """Return the files that files, globs, folders and addresses name, sorted by name, each once.

    Folders are searched recursively for files of records; hidden files and the output folder are skipped.

    Raises ReadingError for what does not exist or holds nothing to read, and OptionError for a file of unknown kind,
    or for two inputs that would have the same output.
    """
    store = store_at(output)
    found: dict[str, Input] = {}
    for name in names:
        for file in files_of(name, output=store.key):
            found.setdefault(file.key, _input(file, format))
    if not found:
        raise OptionError("no input is named; name files, globs or folders")
    inputs = dict(sorted(found.items(), key=lambda item: (PurePosixPath(item[1].name).parts, item[1].place)))
    _check_targets(inputs, store)
    return tuple(inputs.values())


def _input(file: Found, format: CorpusFormat | None) -> Input:  # noqa: A002
    try:
        own = _format_of(file)
    except OSError as error:
        reason = error.strerror
        raise ReadingError(f"{file.place}: cannot be read: {reason}; check the path and its permissions") from error
    kind = format or own.replace("warc", "jsonl")
    target = file.name if kind == own else SUFFIX.sub(f".{kind}", file.name)
    return Input(file.place, file.name, own, target, kind, file.size, file.version)


def _format_of(file: Found) -> str:
    match = SUFFIX.search(file.name)
    if match is None:
        raise OptionError(f"{file.place}: its name is not that of a file of records; known are {KNOWN}")
    layout, codec = match[1].lower(), (match[2] or "").lower().removesuffix("d")
    if layout == "json" or (layout in ("jsonl", "ndjson") and not is_address(file.place)):  # slow for many addresses
        with opened(file.place, scattered=True) as raw:
            layout = "json" if holds_array(raw, file.name) else "jsonl"
    elif not is_address(file.place):
        opened(file.place).close()  # raises now if it cannot be opened
    return f"{_LAYOUTS.get(layout, layout)}{codec}"


_LAYOUTS = {"ndjson": "jsonl", "wet": "warc", "warc.wet": "warc"}


def _check_targets(inputs: Mapping[str, Input], output: Store) -> None:
    """Raise OptionError unless every input has an output of its own, which is not an input."""
    targets: dict[str, Input] = {}
    for file in inputs.values():
        place = output.place_of(file.target)
        if file.target in targets:
            raise OptionError(
                f"{targets[file.target].place} and {file.place} would both become {place}; "
                "name the folder above both, or clean them into two folders"
            )
        if store_at(place).key in inputs:
            raise OptionError(f"{place}: would overwrite an input; name another folder")
        if file.target in (REJECTED, PROFILE) or PurePosixPath(file.target).parts[0] == RUN_FOLDER:
            raise OptionError(f"{file.place}: the run itself needs the name of its output; rename the file")
        targets[file.target] = file
