"""Runs of `clean_files` that are stopped in the middle, for its tests."""

from pathlib import Path

import pytest

from cleanwire.corpus import CorpusOptions, Progress, clean_files
from invented_corpora import files_in


class Stopped(BaseException):
    """Ends a run as Ctrl-C does."""


class Stopping:
    """Stops a run after a number of shards."""

    def __init__(self, after: int) -> None:
        self.left = after

    def __call__(self, _: Progress) -> None:
        self.left -= 1
        if self.left < 0:
            raise Stopped


def assert_goes_on(corpus: Path, folder: Path, options: CorpusOptions, *, step: int = 1) -> list[Progress]:
    """Check that a run that was stopped writes the same as one that was not; return the progress reports of the latter.

    It is stopped after every shard, or after every `step`-th one.
    """
    seen: list[Progress] = []
    whole = clean_files(corpus, folder / "whole", options, workers=1, watch=seen.append)
    for stop in range(0, len(seen), step):
        out = folder / f"out-{stop}"
        with pytest.raises(Stopped):
            clean_files(corpus, out, options, workers=1, watch=Stopping(stop))
        assert clean_files(corpus, out, options, workers=1) == whole
        assert files_in(out) == files_in(folder / "whole")
    return seen
