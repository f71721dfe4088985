"""Cleans LangChain documents."""

from collections.abc import Sequence
from typing import Any

from cleanwire.integrations.installing import needs

with needs("langchain"):
    from langchain_core.documents import BaseDocumentTransformer, Document

    from cleanwire.integrations.document_options import DocumentOptions, FieldName

__all__ = ["ArticleTransformer"]


class ArticleTransformer(DocumentOptions, BaseDocumentTransformer):  # type: ignore[misc]  # untyped where not installed
    r"""A document transformer that replaces the content of each document by its article.

    >>> document = Document("The ferry sailed again after two years.\nAdvertisement\n", metadata={"page": 3})
    >>> ArticleTransformer().transform_documents([document])
    [Document(metadata={'page': 3}, page_content='The ferry sailed again after two years.\n')]

    Documents keep their order, ids and metadata; the input documents are not changed. The options are those of
    `DocumentOptions`, except that the address is in the field `source`, where LangChain's loaders put it.
    """

    url_field: FieldName = "source"

    def transform_documents(self, documents: Sequence[Document], **kwargs: Any) -> Sequence[Document]:  # noqa: ARG002, the base class has them
        """Return the documents with their articles. `atransform_documents` does the same in a thread."""
        explained = ((one, self._explain(one.page_content, one.metadata, field="page_content")) for one in documents)
        return [
            one.model_copy(
                update={"page_content": self.cleaner.written(result), "metadata": self._told(one.metadata, result)}
            )
            for one, result in explained
            if not self._drops(result)
        ]
