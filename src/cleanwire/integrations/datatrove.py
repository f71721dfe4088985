"""Steps for datatrove's pipelines: extract articles from pages and texts, and fit a site profile in all tasks.

reader, ProfileFitter("parts")                        each task saves what it learned
ProfileFinisher("parts", "profile")                   one task makes the profile from the parts
reader, ArticleFormatter(profile="profile"), writer   all tasks clean with it
"""

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from cleanwire.cleaning.cleaner import Cleaner
from cleanwire.corpus.options import SPANS_FIELD
from cleanwire.corpus.values import spans_of
from cleanwire.errors import OptionError, ProfileError
from cleanwire.integrations.arrow import TableCleaner
from cleanwire.integrations.documents import explain_document, nothing_because
from cleanwire.integrations.installing import needs
from cleanwire.integrations.profiles import parts_of
from cleanwire.profile.merging import finish_profiles
from cleanwire.profile.site_profile import SiteProfile
from cleanwire.profile.sites import SiteOf, registered_domain
from cleanwire.reading.formats import Format
from cleanwire.report.counts import counts_of
from cleanwire.result import Result

with needs("datatrove"):
    from datatrove.data import Document, DocumentsPipeline
    from datatrove.io import (
        DataFileLike,
        DataFolder,
        DataFolderLike,
        file_is_local,
        get_datafolder,
        get_fs_with_filepath,
    )
    from datatrove.pipeline.base import PipelineStep
    from datatrove.pipeline.extractors.base import BaseExtractor, ExtractorSandbox
    from datatrove.pipeline.formatters.base import BaseFormatter
    from datatrove.pipeline.writers.disk_base import DiskWriter
    from datatrove.utils.typeshelper import StatHints

__all__ = ["ArticleExtractor", "ArticleFormatter", "ProfileFinisher", "ProfileFitter", "finished_profile"]

TIMEOUT_SECONDS = 60.0
"""How long a page may take. The largest pages take about ten seconds, on a busy machine a few times that."""

WARM_UP = ("<!doctype html><p>The ferry sailed again on Monday.</p>", None)
"""A page and its address. Reading it loads the modules that read pages, which takes longer than a page."""

DONE = "done"
"""The name of the file which shows that a task has saved all its parts."""

Explain = Callable[[object, object], tuple[Result, str]]
"""Returns the result for a source with an address, and the article as the cleaner writes it."""


class _ArticleStep(PipelineStep):  # type: ignore[misc]  # untyped where it is not installed
    """The common part of the steps that clean: counters, spans, and the handling of documents without an article."""

    name = "cleanwire"
    _source: Format

    def __init__(
        self,
        *,
        url_field: str = "url",
        spans: bool = False,
        cleaner: Cleaner | None = None,
        profile: DataFileLike | None = None,
        exclusion_writer: DiskWriter | None = None,
    ) -> None:
        super().__init__()
        if profile is not None and cleaner is not None and cleaner.profile is not None:
            raise OptionError(f"profile = {profile!r}: the cleaner has a profile of its own; pass only one of the two")
        self.url_field = url_field
        self.spans = spans
        self.profile = profile
        self.exclusion_writer = exclusion_writer
        # Not the cleaner itself: the executor writes the fields of a step to JSON, with everything in dataclasses.
        self._explaining_by = partial(_explaining_by, cleaner or Cleaner(), self._source)

    def run(self, data: DocumentsPipeline, rank: int = 0, world_size: int = 1) -> DocumentsPipeline:  # noqa: ARG002, datatrove names it
        """Yield the documents with their articles; documents without one go to the exclusion writer."""
        with self.exclusion_writer or nullcontext() as writer, self._explaining() as explain:
            for document in data:
                self.stat_update(StatHints.total)
                with self.track_time():
                    result, article = explain(document.text, document.metadata.get(self.url_field))
                if result.reason:
                    self._drop(document, result.reason, writer, rank)
                else:
                    self._keep(document, result, article)
                    yield document

    def _explaining(self) -> AbstractContextManager[Explain]:
        return nullcontext(self._explaining_by(self.profile))

    def _drop(self, document: Document, reason: str, writer: DiskWriter | None, rank: int) -> None:
        self.stat_update(StatHints.dropped)
        if writer:
            document.text = document.text if isinstance(document.text, str) else ""  # writers only take strings
            document.metadata["filter_reason"] = reason
            writer.write(document, rank)

    def _keep(self, document: Document, result: Result, article: str) -> None:
        counts = counts_of(result)
        self.stat_update(StatHints.forwarded)
        self.stat_update("words", value=counts.words)
        self.stat_update("words_removed", value=counts.removed)
        for row in counts.labels:
            self.stat_update(f"words_removed_{row.label}", value=row.words)
        if result.guarded:
            self.stat_update("guarded")
        document.text = article
        if self.spans:
            document.metadata[SPANS_FIELD] = spans_of(result)
        self.update_doc_stats(document)


class ArticleFormatter(_ArticleStep, BaseFormatter):  # type: ignore[misc]
    r"""Replaces the text of each document by its article.

    >>> ArticleFormatter().format("It sailed again.\nAdvertisement\n")
    'It sailed again.\n'

    `url_field` is the field of the metadata with the address, which may be absent. `spans` adds `cleanwire_removed` to
    the metadata: the removed spans, as `{start, end, label, rule}`. `cleaner` holds the options for cleaning. `profile`
    is the file of a site profile, which only has to exist once the step runs; tasks on one machine share a local file.
    A document that cannot be cleaned goes to the `exclusion_writer`, with the reason as `filter_reason`.

    It counts `total`, `forwarded` and `dropped` documents, documents whose removals were undone (`guarded`), and words:
    `words` of the sources, `words_removed`, and `words_removed_<label>`.

    Raises OptionError for options that cannot be used.
    """

    _source = "text"

    def format(self, text: str) -> str:
        """Return the article in a text whose address is unknown."""
        return self._explaining_by(self.profile)(text, None)[1]


class ArticleExtractor(_ArticleStep, BaseExtractor):  # type: ignore[misc]
    """Replaces the HTML page that a document holds by its article.

    Pages are read in a separate process, as in all extractors of datatrove. A page that takes longer than `timeout`
    seconds, or that kills the process, is dropped like those without an article, and counted as `timeout` or
    `broken_process`. Otherwise it works as `ArticleFormatter`; offsets of spans refer to the text found in the page.
    """

    _source = "html"

    def __init__(self, *, timeout: float = TIMEOUT_SECONDS, **options: Any) -> None:
        super().__init__(**options)
        self.timeout = timeout

    def extract(self, text: str) -> str:
        """Return the article in a page whose address is unknown."""
        return self._explaining_by(self.profile)(text, None)[1]

    @contextmanager
    def _explaining(self) -> Iterator[Explain]:
        explain = self._explaining_by(self.profile)
        explain(*WARM_UP)  # before the process forks, so that all its children have everything loaded
        with ExtractorSandbox(timeout=self.timeout, warmup_text=WARM_UP) as sandbox:
            yield partial(self._apart, sandbox, explain)

    def _apart(self, sandbox: ExtractorSandbox, explain: Explain, source: object, url: object) -> tuple[Result, str]:
        try:
            explained: tuple[Result, str] = sandbox.process_document((source, url), explain)
        except TimeoutError:
            self.stat_update("timeout")
            return nothing_because(f"takes longer than {self.timeout:g} seconds to read"), ""
        except (EOFError, ConnectionError):
            self.stat_update("broken_process")
            return nothing_because("the process that read it ended early, as happens when memory runs out"), ""
        return explained


class ProfileFitter(PipelineStep):  # type: ignore[misc]
    """Fits a site profile to the documents of each task and saves it in parts; `ProfileFinisher` assembles them.

    It is the last step of a pipeline. `url_field` is the field of the metadata with the address. With `html`, documents
    hold HTML pages, which are read by the `extractor` of the cleaner that will clean them. `key` gives the site of an
    address. A task that runs again replaces what it has saved. For another number of tasks, use another or an empty
    folder.

    It counts `total`, `forwarded` and `dropped` documents: `dropped` are those that could not be read.
    """

    type = "PROFILE"
    name = "cleanwire fit"

    def __init__(
        self,
        output_folder: DataFolderLike,
        *,
        url_field: str = "url",
        html: bool = False,
        cleaner: Cleaner | None = None,
        key: SiteOf = registered_domain,
    ) -> None:
        super().__init__()
        self.output_folder = get_datafolder(output_folder)
        self.url_field = url_field
        self.key = key
        self._read = TableCleaner(html=html, cleaner=cleaner or Cleaner()).documents_of  # not the dataclass, as above

    def run(self, data: DocumentsPipeline, rank: int = 0, world_size: int = 1) -> None:
        """Save the parts of a task, and mark them as complete."""
        place = _place(rank, world_size)
        if self.output_folder.isdir(place):
            self.output_folder.rm(place, recursive=True)
        for number, part in enumerate(parts_of(self._documents(data), key=self.key)):
            with self.output_folder.open(f"{place}/{number:05d}", "wb") as file:
                file.write(part.to_bytes())
        with self.output_folder.open(f"{place}/{DONE}", "w") as file:
            file.write(DONE)

    def _documents(self, data: DocumentsPipeline) -> Iterator[tuple[str, str | None]]:
        for document in data:
            read = [*self._read([document.text], [document.metadata.get(self.url_field)])]
            self.stat_update(StatHints.total, StatHints.forwarded if read else StatHints.dropped)
            yield from read


class ProfileFinisher(PipelineStep):  # type: ignore[misc]
    """Makes the finished site profile from all parts in a folder, and saves it as a file; it runs as one task.

    `key` is needed if it is a function of your own.
    """

    type = "PROFILE"
    name = "cleanwire finish"

    def __init__(self, input_folder: DataFolderLike, output: DataFileLike, *, key: SiteOf | None = None) -> None:
        super().__init__()
        self.input_folder = get_datafolder(input_folder)
        self.output = output
        self.key = key

    def run(self, data: DocumentsPipeline = None, rank: int = 0, world_size: int = 1) -> None:  # noqa: ARG002, datatrove names them
        """Save the profile.

        Raises OptionError for more than one task, and ProfileError as `finished_profile` does.
        """
        if world_size != 1:
            raise OptionError(f"tasks = {world_size} should be 1: one profile is made from all parts")
        with self.track_time("profile"):
            profile = finished_profile(self.input_folder, key=self.key)
            _save(profile, self.output)
        self.stat_update("sites", value=len(profile.sites), unit="profile")
        self.stat_update("documents", value=sum(profile.sites.values()), unit="profile")


def finished_profile(folder: DataFolderLike, *, key: SiteOf | None = None) -> SiteProfile:
    """Return the finished site profile from the parts that all tasks of a `ProfileFitter` have saved.

    Memory hardly grows with their number. Parts on other machines are copied to this one temporarily.

    Raises ProfileError if the folder holds no parts, if those of some tasks are missing, or if parts are damaged.
    """
    held = get_datafolder(folder)
    names = _parts(held)
    if held.is_local():
        return finish_profiles(held.resolve_paths(names), key=key)
    with TemporaryDirectory(prefix="cleanwire-") as here:
        paths = [Path(here, str(number)) for number in range(len(names))]
        for name, path in zip(names, paths, strict=True):
            held.get_file(name, str(path))
        return finish_profiles(paths, key=key)


def _parts(folder: DataFolder) -> list[str]:
    """Return the files with the parts of all tasks."""
    names = [name for name in folder.list_files() if _PART.match(name)]
    counts = {name.partition("/")[0].rpartition("-")[2] for name in names}
    if len(counts) != 1:
        found = f"parts of runs with {' and '.join(sorted(counts))} tasks" if counts else "no parts of profiles"
        raise ProfileError(f"{folder.path}: holds {found}; fit them again, in an empty folder")
    tasks = int(counts.pop())
    missing = [rank for rank in range(tasks) if f"{_place(rank, tasks)}/{DONE}" not in names]
    if missing:
        raise ProfileError(f"{folder.path}: holds no parts of the tasks {missing} of {tasks}; run these again")
    return [name for name in names if not name.endswith(f"/{DONE}")]


_PART = re.compile(r"\d+-of-\d+/")


def _place(rank: int, tasks: int) -> str:
    """Return the folder for the parts of a task."""
    return f"{rank:05d}-of-{tasks:05d}"


def _explaining_by(cleaner: Cleaner, source: Format, profile: DataFileLike | None) -> Explain:
    """Return a function that explains documents with a cleaner, and with the profile in a file if there is one."""
    return partial(_explained, cleaner if profile is None else replace(cleaner, profile=_loaded(profile)), source)


def _explained(cleaner: Cleaner, source: Format, text: object, url: object) -> tuple[Result, str]:
    result = explain_document(text, field="text", url=url, format=source, cleaner=cleaner)
    return result, cleaner.written(result)


def _loaded(file: DataFileLike) -> SiteProfile:
    """Return the profile in a file; a local file is mapped into memory."""
    files, path = get_fs_with_filepath(file)
    return SiteProfile.load(path) if file_is_local(file) else SiteProfile.from_bytes(files.cat(path))


def _save(profile: SiteProfile, file: DataFileLike) -> None:
    files, path = get_fs_with_filepath(file)
    if file_is_local(file):
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        profile.save(path)
    else:
        files.pipe(path, profile.to_bytes())
