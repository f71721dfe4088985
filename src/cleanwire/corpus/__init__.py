"""Whole corpora: files of records in, the same files with the articles and nothing else out."""

import os
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from cleanwire.corpus.options import CorpusFormat, CorpusOptions, Progress
from cleanwire.corpus.places import is_address
from cleanwire.errors import OptionError

if TYPE_CHECKING:
    from cleanwire.corpus.piping import Sink
    from cleanwire.corpus.running import Watcher
    from cleanwire.profile.site_profile import SiteProfile
    from cleanwire.report.summary import CorpusSummary

__all__ = ["CorpusFormat", "CorpusOptions", "Progress", "clean_files", "clean_lines", "fit_files"]


def clean_files(
    inputs: str | Path | Sequence[str | Path],
    output: str | Path,
    options: CorpusOptions | None = None,
    *,
    workers: int | None = None,
    overwrite: bool = False,
    watch: "Watcher | None" = None,
) -> "CorpusSummary":
    """Clean all records of files, globs, folders and addresses into a folder, and return what became of them.

    Each input becomes an output under its own name, in its own format, with its records in their order and all their
    other fields; of WARC and WET the pages and texts become JSON lines. What cannot be cleaned is listed in
    `rejected.jsonl`. Memory does not depend on the size of files.

    A run that was interrupted, in whatever way, goes on where it was when it is called again with the same arguments,
    and writes what it would have written without interruption. So does any number of `workers`: all cores, if None.
    With more than one, a script should keep its own calls under `if __name__ == "__main__":`, since workers import it.

    Inputs and the output may be addresses that fsspec knows, as strings: `s3://bucket/crawl/`. The state of a run whose
    output is one lies in the user's cache folder, `$XDG_CACHE_HOME` or `~/.cache`.

    `watch` is called with a `Progress` whenever some thousand records are done. `overwrite` replaces another run in
    the same folder.

    Raises ReadingError for inputs that do not exist or cannot be had now, OptionError for options that cannot be used
    and for a folder that holds another run, WritingError for what cannot be written; a damaged file is rejected from
    the damage on.
    """
    _check_installed()
    from cleanwire.corpus.running import run_corpus  # noqa: PLC0415, pyarrow takes 100 ms to import

    return run_corpus(
        _named(inputs),
        output,
        options or CorpusOptions(),
        overwrite=overwrite,
        workers=_checked(workers),
        watch=watch,
    )


def clean_lines(
    source: BinaryIO,
    sink: "Sink",
    options: CorpusOptions | None = None,
    *,
    rejected: "Sink",
    workers: int | None = None,
    watch: "Watcher | None" = None,
) -> "CorpusSummary":
    """Clean all records of a stream of JSON lines into another, and return what became of them.

    All is done in one pass, some thousand records at a time: with no profile or one that there is already, which are
    also the defaults. `rejected` gets what `clean_files` writes to `rejected.jsonl`. The stream may be compressed with
    gzip or zstd, which its first bytes tell. Order and memory are as for `clean_files`, but nothing of the run is kept:
    one that was interrupted cannot go on.

    Raises OptionError for options that need files, and whatever the streams raise.
    """
    _check_installed()
    from cleanwire.corpus.piping import Streams, pipe_lines  # noqa: PLC0415, pyarrow takes 100 ms to import

    streams = Streams(source, sink, rejected)
    return pipe_lines(streams, options or CorpusOptions(profile=None), workers=_checked(workers), watch=watch)


def fit_files(
    inputs: str | Path | Sequence[str | Path],
    output: str | Path,
    options: CorpusOptions | None = None,
    *,
    mergeable: bool = False,
    workers: int | None = None,
    watch: "Watcher | None" = None,
) -> "SiteProfile":
    """Fit a site profile to all records of files, globs and folders, save it as `output`, and return it.

    It is finished, as the one that `clean_files` fits; or `mergeable` with those of other files, which takes some
    thirty times the space (8 KB a document, here and in memory). A run that was interrupted goes on where it was when
    it is called again; meanwhile the folder `<output>.fitting` holds what is done. Else all is as for `clean_files`,
    and the option `profile` has no say.

    Raises ReadingError, OptionError and WritingError as `clean_files` does.
    """
    _check_installed()
    from cleanwire.corpus.running import run_fit  # noqa: PLC0415, pyarrow takes 100 ms to import

    if is_address(output):
        raise OptionError(f"{output}: a profile is saved on this machine; name a path")
    return run_fit(
        _named(inputs),
        Path(output),
        options or CorpusOptions(),
        mergeable=mergeable,
        workers=_checked(workers),
        watch=watch,
    )


def _named(inputs: str | Path | Sequence[str | Path]) -> list[str | Path]:
    return [inputs] if isinstance(inputs, str | Path) else [*inputs]


def _checked(workers: int | None) -> int:
    workers = _cores() if workers is None else workers
    if workers < 1:
        raise OptionError(f"workers = {workers!r} should be at least 1")
    return workers


def _cores() -> int:
    """Return how many cores this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        return os.cpu_count() or 1


def _check_installed() -> None:
    if find_spec("pyarrow") is None:
        raise OptionError("corpora need a package that is not installed: pip install 'cleanwire[corpus]'")
