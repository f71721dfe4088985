"""Cleans LlamaIndex nodes."""

import asyncio
from collections.abc import Iterator, Sequence
from typing import Any

from cleanwire.corpus.options import REASON_FIELD, SPANS_FIELD
from cleanwire.integrations.installing import needs
from cleanwire.result import Result

with needs("llama-index"):
    from llama_index.core.schema import BaseNode, MetadataMode, TransformComponent

    from cleanwire.integrations.document_options import DocumentOptions

__all__ = ["ArticleTransform"]


class ArticleTransform(DocumentOptions, TransformComponent):  # type: ignore[misc]  # untyped where not installed
    r"""A transformation for ingestion pipelines that replaces texts by their articles; put it before the splitter.

    >>> from llama_index.core.schema import Document
    >>> document = Document(text="The ferry sailed again after two years.\nAdvertisement\n")
    >>> [document] = ArticleTransform()([document])
    >>> document.text
    'The ferry sailed again after two years.\n'

    Nodes keep their order, ids, relationships and metadata. Nodes without text (images) are not changed, and neither
    are the input nodes. An embedding is removed if its text has changed. What is added to the metadata is hidden from
    embedding models and LLMs. The options are those of `DocumentOptions`.
    """

    @classmethod
    def class_name(cls) -> str:
        """Return the name by which LlamaIndex serialises it."""
        return "CleanwireArticleTransform"

    def __call__(self, nodes: Sequence[BaseNode], **kwargs: Any) -> Sequence[BaseNode]:  # noqa: ARG002, the base class has them
        """Return the nodes with their articles."""
        return [*self._cleaned(nodes)]

    async def acall(self, nodes: Sequence[BaseNode], **kwargs: Any) -> Sequence[BaseNode]:
        """Do the same as a call, in a thread, so that the event loop is not blocked."""
        return await asyncio.to_thread(self, nodes, **kwargs)

    def _cleaned(self, nodes: Sequence[BaseNode]) -> Iterator[BaseNode]:
        for node in nodes:
            text = node.get_content(metadata_mode=MetadataMode.NONE)
            if not text:
                yield node
                continue
            result = self._explain(text, node.metadata, field="text")
            if not self._drops(result):
                yield self._with(node, result)

    def _with(self, node: BaseNode, result: Result) -> BaseNode:
        """Return a node with the article in its text."""
        cleaned = node.model_copy(deep=True)
        cleaned.set_content(self.cleaner.written(result))
        cleaned.metadata = self._told(node.metadata, result)
        for excluded in (cleaned.excluded_embed_metadata_keys, cleaned.excluded_llm_metadata_keys):
            excluded += [name for name in (SPANS_FIELD, REASON_FIELD) if name in cleaned.metadata.keys() - excluded]
        cleaned.embedding = None if result.removed or result.reason else node.embedding
        return cleaned
