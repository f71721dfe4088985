"""Which files a run reads, and what their outputs are called."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from glob import has_magic
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Literal, cast

from cleanwire.errors import OptionError, ReadingError

if TYPE_CHECKING:
    from cleanwire.corpus.options import CorpusFormat

__all__ = ["DAMAGED", "PROFILE", "REJECTED", "RUN_FOLDER", "Input", "Layout", "find_inputs", "layout_of"]

Layout = Literal["jsonl", "json", "csv", "tsv", "parquet", "warc"]
"""How files hold their records: in lines, as the elements of one array, in rows of cells, in columns, or as answers of
servers, with a header before each."""

REJECTED = "rejected.jsonl"
"""What could not be cleaned, in the folder of outputs."""

DAMAGED = "damaged"
"""How the reason begins for which the rest of a file is rejected that cannot be read further."""

PROFILE = "site-profile"
"""The profile that was fitted, in the folder of outputs."""

RUN_FOLDER = ".cleanwire"
"""Where a run keeps its state, in the folder of outputs."""

_SUFFIX = re.compile(
    r"\.(jsonl|ndjson|json|csv|tsv|parquet(?!\.)|(?:warc\.)?wet|warc)(\.gz|\.zst|\.zstd)?$", re.IGNORECASE
)

_KNOWN = ".jsonl (also as .ndjson or .json), .csv, .tsv, .warc and .wet, each also with .gz or .zst, and .parquet"


@dataclass(frozen=True, slots=True)
class Input:
    """A file to clean."""

    path: Path
    name: str
    """Its path below the folder that was named, with slashes: so errors and rejections call it."""
    format: str
    """Its layout, and behind a dot how it is compressed, if its name says that it is."""
    target: str
    """Its output, below the folder of outputs."""
    output: str
    """The format of its output."""
    size: int
    modified: int
    """In nanoseconds: with the size it tells whether the file is still the one that a run began with."""

    @property
    def layout(self) -> Layout:
        """How it holds its records."""
        return layout_of(self.format)


def layout_of(format: str) -> Layout:  # noqa: A002
    """Return how files of a format hold their records."""
    return cast("Layout", format.partition(".")[0])


def find_inputs(
    names: Sequence[str | Path],
    *,
    output: Path,
    format: "CorpusFormat | None" = None,  # noqa: A002
) -> tuple[Input, ...]:
    """Return the files that files, globs and folders name, sorted by what they are called; each once.

    Folders are searched to the bottom for files of records; hidden files are passed over, and so is the output folder.

    Raises ReadingError for what does not exist or holds nothing to read, OptionError for a file of unknown kind and
    for two whose outputs would be one.
    """
    found: dict[Path, Input] = {}
    for name in names:
        for path, base in _files(name, output.resolve()):
            found.setdefault(path.resolve(), _input(path, base, format))
    inputs = tuple(sorted(found.values(), key=lambda file: (PurePosixPath(file.name).parts, str(file.path))))
    if not inputs:
        raise OptionError("no input is named; name files, globs or folders")
    _check_targets(inputs, output)
    return inputs


def _files(name: str | Path, output: Path) -> Iterator[tuple[Path, Path]]:
    """Yield the files that a name stands for, each with the folder that its own name starts below."""
    path = Path(name)
    if path.is_dir():
        found = [file for file in path.rglob("*") if _is_wanted(file, path, output)]
        if not found:
            raise ReadingError(f"{name}: holds no file of records; known are {_KNOWN}; .json where it is named")
        yield from ((file, path) for file in found)
    elif path.exists() or not has_magic(str(name)):
        yield path, path.parent
    else:
        base = Path(*_before_magic(path))
        matched = [file for file in base.glob(path.relative_to(base).as_posix()) if file.is_file()]
        if not matched:
            raise ReadingError(f"{name}: matches no file; check the pattern")
        yield from ((file, base) for file in matched)


def _before_magic(path: Path) -> Iterator[str]:
    for part in path.parts[:-1]:
        if has_magic(part):
            return
        yield part


def _is_wanted(file: Path, folder: Path, output: Path) -> bool:
    """Whether a file of a folder holds records that are to be cleaned."""
    match = _SUFFIX.search(file.name)
    if match is None or any(part.startswith((".", "_")) for part in file.relative_to(folder).parts):
        return False
    if match[0] == ".json":  # mostly one object on many lines: taken only where it is named
        return False
    if file.name == REJECTED and (file.parent / RUN_FOLDER).is_dir():  # of an earlier run
        return False
    return file.is_file() and output not in file.resolve().parents


def _input(path: Path, base: Path, format: "CorpusFormat | None") -> Input:  # noqa: A002
    match = _SUFFIX.search(path.name)
    if match is None:
        raise OptionError(f"{path}: is no kind of file that holds records; known are {_KNOWN}")
    try:
        status = path.stat()
        own = _format_of(path, match)
    except OSError as error:
        raise ReadingError(f"{path}: cannot be read: {error.strerror}; check the path and who may read it") from error
    name = path.relative_to(base).as_posix()
    kind = format or own.replace("warc", "jsonl")
    target = name if kind == own else f"{name[: -len(match[0])]}.{kind}"
    return Input(path, name, own, target, kind, status.st_size, status.st_mtime_ns)


def _format_of(path: Path, match: re.Match[str]) -> str:
    from cleanwire.corpus.json_records import holds_array  # noqa: PLC0415, pyarrow takes 100 ms to import

    layout, codec = match[1].lower(), (match[2] or "").lower().removesuffix("d")
    if layout in ("jsonl", "ndjson", "json"):
        layout = "json" if holds_array(path) else "jsonl"
    else:
        layout = "warc" if layout.endswith("wet") else layout
        path.open("rb").close()  # said now if it cannot be
    return f"{layout}{codec}"


def _check_targets(inputs: Sequence[Input], output: Path) -> None:
    """Raise OptionError unless every input has an output of its own, which is no input."""
    targets: dict[str, Input] = {}
    sources = {file.path.resolve() for file in inputs}
    for file in inputs:
        if file.target in targets:
            raise OptionError(
                f"{targets[file.target].path} and {file.path} would both become {output / file.target}; "
                "name the folder above both, or clean them into two folders"
            )
        if (output / file.target).resolve() in sources:
            raise OptionError(f"{output / file.target}: would be written over an input; name another folder")
        if file.target in (REJECTED, PROFILE) or PurePosixPath(file.target).parts[0] == RUN_FOLDER:
            raise OptionError(f"{file.path}: its output would have a name that the run itself needs; rename the file")
        targets[file.target] = file
