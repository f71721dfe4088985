"""dolma: marks what cleaning removes from each document as attributes, which dolma's mixer cuts out."""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from cleanwire.cleaning.cleaner import Cleaner
from cleanwire.corpus import CorpusOptions, fit_files
from cleanwire.integrations.documents import explain_document
from cleanwire.integrations.installing import needs
from cleanwire.profile.site_profile import SiteProfile
from cleanwire.profile.sites import SiteOf, registered_domain

with needs("dolma"):
    from dolma import add_tagger
    from dolma.core.data_types import DocResult, DocumentWithMetadata, Span
    from dolma.core.taggers import BaseTaggerWithMetadata

__all__ = ["REMOVED", "ArticleTagger", "fit_profile"]

REMOVED = "removed"
"""The attribute for everything that is removed; each label also has its own."""


@add_tagger("cleanwire")
class ArticleTagger(BaseTaggerWithMetadata):  # type: ignore[misc]  # untyped where not installed
    r"""The tagger `cleanwire`, whose spans are the removed ones: `--tagger_modules cleanwire.integrations.dolma`.

    >>> text = "The ferry sailed again after two years.\nAdvertisement\n"
    >>> document = DocumentWithMetadata(source="crawl", id="1", text=text, metadata={"url": "https://a.example/1"})
    >>> ArticleTagger().predict(document).spans
    [Span(start=40,end=54,type='removed',score=0.95000), Span(start=40,end=54,type='ad_marker',score=0.95000)]

    Every span occurs twice: as `removed` and under its label. Its score is the confidence. Offsets count code points
    of the document's text, as dolma does. The address is in the metadata, under `url_field`.

    dolma creates taggers without arguments. For other options, make a subclass and register it under its own name.
    """

    cleaner: ClassVar[Cleaner] = Cleaner()
    url_field: ClassVar[str] = "url"

    @property
    def defaults(self) -> list[str]:
        """Return the attribute that every document has, even if nothing is removed."""
        return [REMOVED]

    def predict(self, doc: DocumentWithMetadata) -> DocResult:
        """Return the spans of one document."""
        url = doc.metadata.get(self.url_field)
        result = explain_document(doc.text, field="text", url=url, format="text", cleaner=self.cleaner)
        spans = [
            Span(start=one.start, end=one.end, type=kind, score=one.confidence)
            for one in result.removed
            for kind in (REMOVED, one.label.value)
        ]
        return DocResult(doc=doc, spans=spans)


def fit_profile(
    documents: str | Path | Sequence[str | Path],
    output: str | Path,
    *,
    url_field: str = "metadata.url",
    key: SiteOf = registered_domain,
    workers: int | None = None,
) -> SiteProfile:
    """Fit a site profile to the files of documents, save it as `output`, and return it, finished.

    It works as `cleanwire.corpus.fit_files`: on all cores, in bounded memory, and it resumes if it was interrupted.
    """
    options = CorpusOptions(url_field=url_field, site_key=key)
    return fit_files(documents, output, options, workers=workers)
