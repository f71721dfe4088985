"""Clean JSON lines from standard input to standard output; rejections go to standard error or a file."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

import click

from cleanwire.corpus import CorpusOptions, clean_lines
from cleanwire.corpus.stores import store_at
from cleanwire.errors import OptionError, ReadingError
from cleanwire.files.outputs import write_standard

if TYPE_CHECKING:
    from cleanwire.corpus.piping import Sink
    from cleanwire.corpus.running import Watcher
    from cleanwire.report.summary import CorpusSummary

__all__ = ["pipe"]


class _Stream(NamedTuple):
    """A standard stream, to which bytes are written at once."""

    write: Callable[[bytes], None]


def pipe(options: CorpusOptions, *, rejected: str | None, workers: int | None, watch: "Watcher") -> "CorpusSummary":
    """Clean standard input to standard output."""
    if sys.stdin is None:
        raise ReadingError("standard input is closed; name files")
    with _rejections(rejected) as sink:
        return clean_lines(
            sys.stdin.buffer, _Stream(write_standard), options, rejected=sink, workers=workers, watch=watch
        )


@contextmanager
def _rejections(path: str | None) -> "Iterator[Sink]":
    """Open the list of rejections. If it is a file, it appears complete or not at all."""
    if path is None:
        # Above the progress bar, if there is one.
        yield _Stream(lambda data: click.echo(data.decode("ascii"), err=True, nl=False))
        return
    folder = Path(path).absolute().parent
    if not folder.is_dir():
        raise OptionError(f"--rejected {path}: its folder does not exist; create it first")
    with TemporaryDirectory(dir=folder, prefix=".cleanwire-") as scratch:
        part = Path(scratch) / "rejected"
        with part.open("wb") as sink:
            yield sink
        store_at(folder).publish(part, Path(path).name)
