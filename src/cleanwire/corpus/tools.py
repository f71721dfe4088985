"""What workers work with, and what they report."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from cleanwire.cleaning.cleaner import Cleaner
from cleanwire.corpus.folder import RunFolder
from cleanwire.corpus.inputs import Input
from cleanwire.corpus.naming import PROFILE
from cleanwire.corpus.options import CorpusOptions
from cleanwire.errors import WritingError

__all__ = ["Done", "Tools", "unwritable"]


@dataclass
class Tools:
    """The options of a run, its folder, and objects that each worker builds from them once."""

    options: CorpusOptions
    folder: RunFolder

    @cached_property
    def cleaner(self) -> Cleaner:
        """The cleaner of the options, with the profile, which has to be fitted by now."""
        profile = self.options.profile
        if profile == "fit":
            profile = self.folder.output.fetch(PROFILE, self.folder.path(PROFILE))
        return replace(self.options.cleaner, profile=profile)


class Done(NamedTuple):
    """The outcome of a task."""

    file: int
    """The index of its input."""
    shard: int | None
    """None if the whole file is done; the counts are then those left over by its shards."""
    read: int
    """Bytes of the input."""
    documents: int = 0
    rejected: int = 0
    words: int = 0
    removed: int = 0


def unwritable(place: str, file: Input, options: CorpusOptions, error: Exception) -> WritingError:
    """Return the error for values that the output cannot hold."""
    kind = {"parquet": "Parquet", "csv": "CSV", "tsv": "TSV"}.get(file.layout, "JSON lines")
    remedy = f"leave the file as {kind}" if options.format else "give the column another type first"
    return WritingError(f"{place}: {error}; {remedy}")
