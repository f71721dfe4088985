"""Cleans NeMo Curator batches, and fits site profiles to the output of its pipelines."""

from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

import pyarrow as pa

from cleanwire.cleaning.cleaner import Cleaner
from cleanwire.errors import OptionError
from cleanwire.integrations.arrow import TableCleaner
from cleanwire.integrations.documents import explain_document
from cleanwire.integrations.installing import needs
from cleanwire.profile.merging import finish_profiles
from cleanwire.profile.site_profile import SiteProfile
from cleanwire.profile.sites import SiteOf, registered_domain

with needs("nemo-curator"):
    import pandas as pd
    from nemo_curator.backends.base import BaseExecutor
    from nemo_curator.pipeline import Pipeline
    from nemo_curator.stages.base import ProcessingStage
    from nemo_curator.stages.text.modifiers import DocumentModifier
    from nemo_curator.tasks import DocumentBatch, Task

    from cleanwire.integrations.pandas import cleaned_by, documents_in

__all__ = ["ArticleModifier", "ArticleStage", "ProfileStage", "fit_profile"]


class ArticleModifier(DocumentModifier):  # type: ignore[misc]  # untyped where not installed
    r"""A modifier for `Modify` that returns the article of a text, or None if it cannot be cleaned.

    >>> ArticleModifier().modify_document("The ferry sailed again after two years.\nAdvertisement\n")
    'The ferry sailed again after two years.\n'

    If the cleaner has a profile, the address is needed too, so give `Modify` both fields and the one to write:
    `Modify(modifier, input_fields=[["text", "url"]], output_fields="text")`.
    """

    def __init__(
        self, *, text_field: str = "text", url_field: str = "url", html: bool = False, cleaner: Cleaner | None = None
    ) -> None:
        super().__init__()
        self._text_field, self._url_field = text_field, url_field
        self._html = html
        self._cleaner = cleaner or Cleaner()

    def modify_document(self, *args: object, **kwargs: object) -> str | None:
        """Return the article of the single value, or of the one named as the text field.

        Raises OptionError if no value has that name.
        """
        if not args and self._text_field not in kwargs:
            raise OptionError(f"text_field = {self._text_field!r} is not one of the input fields {', '.join(kwargs)}")
        result = explain_document(
            args[0] if args else kwargs[self._text_field],
            field=self._text_field,
            url=kwargs.get(self._url_field),
            format="html" if self._html else "text",
            cleaner=self._cleaner,
        )
        return None if result.reason else self._cleaner.written(result)


@dataclass
class ArticleStage(ProcessingStage[DocumentBatch, DocumentBatch]):  # type: ignore[misc]  # untyped where not installed
    """A stage that cleans batches as a `TableCleaner` cleans tables, with spans and reasons if it is asked for them.

    Batches keep their kind of table and everything else. If the cleaner was given the path of a profile, every worker
    maps that file into memory, and the workers of a machine share it.

    Raises OptionError if `cleaner` is not a TableCleaner, and if a batch has no column of texts.
    """

    cleaner: TableCleaner = field(default_factory=TableCleaner)
    name: str = "cleanwire"

    def __post_init__(self) -> None:
        _check(self.cleaner)

    def process(self, task: DocumentBatch) -> DocumentBatch:
        """Return a batch with its articles."""
        frame = isinstance(task.data, pd.DataFrame)
        return replace(task, data=cleaned_by(self.cleaner, task.data) if frame else self.cleaner(task.data))


@dataclass
class ProfileStage(ProcessingStage[DocumentBatch, DocumentBatch]):  # type: ignore[misc]  # untyped where not installed
    """A stage that writes a part of a profile for each batch into a folder, and yields the names of the files."""

    folder: str
    cleaner: TableCleaner = field(default_factory=TableCleaner)
    key: SiteOf = registered_domain
    name: str = "cleanwire_profile"

    def __post_init__(self) -> None:
        _check(self.cleaner)

    def process(self, task: DocumentBatch) -> DocumentBatch:
        """Write the part of the profile that a batch makes."""
        frame = isinstance(task.data, pd.DataFrame)
        documents = documents_in(task.data, self.cleaner) if frame else self.cleaner.documents([task.data])
        part = Path(self.folder, uuid4().hex)
        SiteProfile.fit(documents, key=self.key).save(part)
        return replace(task, data=pa.table({"part": [str(part)]}))


def fit_profile(
    pipeline: Pipeline,
    *,
    executor: BaseExecutor | None = None,
    initial_tasks: list[Task] | None = None,
    folder: str | None = None,
    cleaner: TableCleaner | None = None,
    key: SiteOf = registered_domain,
) -> SiteProfile:
    """Return the finished site profile of the documents that a pipeline yields, such as one that ends with a reader.

    Workers write their parts, 8 KB per document, into `folder`, which all of them have to share; by default it is the
    system's folder for temporary files. The parts are joined by ranges of keys, in memory that hardly grows with the
    documents. A batch that a lost worker had already done counts once.
    """
    with TemporaryDirectory(prefix="cleanwire-", dir=folder) as parts:
        stage = ProfileStage(parts, cleaner or TableCleaner(), key)
        done = Pipeline(name=pipeline.name, stages=[*pipeline.stages, stage]).run(executor, initial_tasks) or []
        names = [name.as_py() for task in done for name in task.data["part"]]
        return finish_profiles(names, key=key)


def _check(cleaner: object) -> None:
    """Raise OptionError for anything but a cleaner of tables."""
    if not isinstance(cleaner, TableCleaner):
        raise OptionError(f"cleaner = {cleaner!r} should be a TableCleaner, as in TableCleaner(cleaner=Cleaner())")
