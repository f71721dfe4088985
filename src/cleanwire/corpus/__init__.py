"""Cleans whole corpora: in files of records, each text is replaced by its article."""

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
    """Clean all records of files, globs, folders and addresses into a folder, and return a summary.

    Each input becomes an output with the same name and format, with its records in the same order and all their other
    fields. The pages of WARC and the texts of WET become JSON lines. Records that cannot be cleaned are listed in
    `rejected.jsonl`. Memory does not depend on the size of files.

    A run that was interrupted, in whatever way, resumes when this is called again with the same arguments. It writes
    what it would have written without interruption, and so it does with any number of `workers`: all cores, if None.
    With more than one, a script has to keep its own calls under `if __name__ == "__main__":`, since workers import it.

    Inputs and the output may be addresses that fsspec knows, as strings: `s3://bucket/crawl/`. If the output is an
    address, the state of the run is stored in the user's cache folder, `$XDG_CACHE_HOME` or `~/.cache`.

    `watch` is called with a `Progress` after about every thousand records. `overwrite` replaces another run in the same
    folder.

    Raises ReadingError for inputs that do not exist or cannot be reached now; OptionError for options that cannot be
    used, and for a folder that holds another run; WritingError for what cannot be written. A damaged file is rejected
    from the damage on.
    """
    _check_installed()
    from cleanwire.corpus.running import run_corpus  # noqa: PLC0415, pyarrow takes 100 ms to import

    return run_corpus(
        _named(inputs), output, options or CorpusOptions(), overwrite=overwrite, workers=_checked(workers), watch=watch
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
    """Clean all records of a stream of JSON lines into another stream, and return a summary.

    This takes one pass, about a thousand records at a time, so the profile has to exist already or be None, which is
    the default. `rejected` receives what `clean_files` writes to `rejected.jsonl`. The input may be compressed with
    gzip or zstd, which is recognised by its first bytes. Order and memory are as for `clean_files`, but no state is
    stored: an interrupted run cannot be resumed.

    Raises OptionError for options that need files, and whatever the streams raise.
    """
    _check_installed()
    from cleanwire.corpus.piping import pipe_lines  # noqa: PLC0415, pyarrow takes 100 ms to import

    options = options or CorpusOptions(profile=None)
    return pipe_lines(source, sink, options, rejected=rejected, workers=_checked(workers), watch=watch)


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

    The profile is finished, like the one that `clean_files` fits. If `mergeable`, it can be merged with profiles of
    other files, and takes about eight times the space (2 KB per document, on disk and in memory). An interrupted run
    resumes when this is called again; until then, the folder `<output>.fitting` holds its state. Otherwise this works
    as `clean_files`; the option `profile` is ignored.

    Raises ReadingError, OptionError and WritingError as `clean_files` does.
    """
    _check_installed()
    from cleanwire.corpus.running import run_fit  # noqa: PLC0415, pyarrow takes 100 ms to import

    if is_address(output):
        raise OptionError(f"{output}: a profile can only be saved on this machine; name a path")
    options = options or CorpusOptions()
    return run_fit(_named(inputs), Path(output), options, mergeable=mergeable, workers=_checked(workers), watch=watch)


def _named(inputs: str | Path | Sequence[str | Path]) -> list[str | Path]:
    return [inputs] if isinstance(inputs, str | Path) else [*inputs]


def _checked(workers: int | None) -> int:
    """Return the number of workers; by default, that of the cores that this process may use."""
    if workers is None:
        return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if workers < 1:
        raise OptionError(f"workers = {workers!r} should be at least 1")
    return workers


def _check_installed() -> None:
    if find_spec("pyarrow") is None:
        raise OptionError("corpora need a package that is not installed: pip install 'cleanwire[corpus]'")
