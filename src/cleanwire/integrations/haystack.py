"""Cleans Haystack documents, and returns those that could not be cleaned separately."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Self

from cleanwire.cleaning.cleaner import Cleaner
from cleanwire.cleaning.options import check_choice
from cleanwire.integrations.documents import cleaner_of, explain_document, options_of, told_of
from cleanwire.integrations.installing import needs
from cleanwire.reading.formats import FORMATS, Format
from cleanwire.result import Result

with needs("haystack"):
    from haystack import Document, component, default_from_dict, default_to_dict

__all__ = ["ArticleCleaner"]


@component
class ArticleCleaner:
    r"""A component that replaces the content of each document by its article.

    >>> document = Document(content="The ferry sailed again after two years.\nAdvertisement\n", meta={"page": 3})
    >>> [cleaned] = ArticleCleaner().run([document])["documents"]
    >>> cleaned.content, cleaned.meta
    ('The ferry sailed again after two years.\n', {'page': 3})

    `url_field` is the field of the meta with the address, which may be absent. `format` is the format of the contents;
    by default, content that begins like HTML is read as HTML. `spans` adds the field `cleanwire_removed` to the meta: a
    list of `{start, end, label, rule}`, whose offsets refer to the original content, or to the text found in an HTML
    page. A document with another content or meta gets a new id, unless `keep_id`. `cleaner` is a Cleaner or its
    options.

    Raises OptionError for options that cannot be used.
    """

    def __init__(
        self,
        *,
        url_field: str = "url",
        format: Format = "auto",  # noqa: A002
        spans: bool = False,
        keep_id: bool = False,
        cleaner: Cleaner | Mapping[str, Any] | None = None,
    ) -> None:
        check_choice("format", format, FORMATS)
        self.url_field = url_field
        self.format = format
        self.spans = spans
        self.keep_id = keep_id
        self.cleaner: Cleaner = cleaner_of(cleaner or {})

    def to_dict(self) -> dict[str, Any]:
        """Serialise the component for Haystack.

        Raises OptionError for a cleaner with a profile that is not in a file.
        """
        options = {name: getattr(self, name) for name in ("url_field", "format", "spans", "keep_id")}
        written: dict[str, Any] = default_to_dict(self, **options, cleaner=options_of(self.cleaner))
        return written

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """Return the component that `to_dict` serialised."""
        read: Self = default_from_dict(cls, data)
        return read

    @component.output_types(documents=list[Document], rejected=list[Document])  # type: ignore[untyped-decorator]
    def run(self, documents: list[Document]) -> dict[str, list[Document]]:
        """Return the documents with their articles; those without one, unchanged, as `rejected`.

        Both keep their order. The field `cleanwire_reason` in the meta of a rejected document says why.
        """
        found: dict[str, list[Document]] = {"documents": [], "rejected": []}
        for document in documents:
            url = document.meta.get(self.url_field)
            result = explain_document(
                document.content, field="content", url=url, format=self.format, cleaner=self.cleaner
            )
            found["rejected" if result.reason else "documents"].append(self._with(document, result))
        return found

    def _with(self, document: Document, result: Result) -> Document:
        """Return a document with its article; its embedding is removed if the content has changed."""
        content = document.content if result.reason else self.cleaner.written(result)
        meta = {**document.meta, **told_of(result, spans=self.spans)}
        if (content, meta) == (document.content, document.meta):
            return document
        embeddings = {} if content == document.content else {"embedding": None, "sparse_embedding": None}
        return replace(document, id=document.id if self.keep_id else "", content=content, meta=meta, **embeddings)
