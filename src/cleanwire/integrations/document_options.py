"""The options that frameworks of pydantic models hold: checked, written down and read again by pydantic."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, InstanceOf, PlainSerializer

from cleanwire.cleaning.cleaner import Cleaner
from cleanwire.integrations.documents import (
    WithoutArticle,
    cleaner_of,
    explain_document,
    options_of,
    told_of,
)
from cleanwire.reading.formats import Format
from cleanwire.result import Result

__all__ = ["DocumentOptions", "FieldName"]

FieldName = Annotated[str, Field(min_length=1)]
"""The name of a field of the metadata."""


class DocumentOptions(BaseModel):  # type: ignore[misc]  # untyped where not installed
    """How documents are cleaned. It is a value: frozen, and `model_validate` reads what `model_dump` writes.

    `url_field` is the field of the metadata with the address, which may be absent. `format` is that of the texts; by
    default one that begins like a page is a page. `spans` adds the field `cleanwire_removed` to the metadata: a list of
    `{start, end, label, rule}`, whose offsets are of the text as it was, and with pages of the text found in the page.
    `without_article` says what becomes of a page without an article: it stays without text, with the reason in
    `cleanwire_reason` (`"mark"`), or goes (`"drop"`). `cleaner` is a Cleaner or its options.

    Raises pydantic's ValidationError for options that cannot be used.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    url_field: FieldName = "url"
    format: Format = "auto"
    spans: bool = False
    without_article: WithoutArticle = "mark"
    cleaner: Annotated[InstanceOf[Cleaner], BeforeValidator(cleaner_of), PlainSerializer(options_of)] = Field(
        default_factory=Cleaner
    )

    def _explain(self, text: str, metadata: Mapping[str, Any], *, field: str) -> Result:
        return explain_document(
            text, field=field, url=metadata.get(self.url_field), format=self.format, cleaner=self.cleaner
        )

    def _written(self, result: Result) -> str:
        text: str = self.cleaner.written(result)
        return text

    def _drops(self, result: Result) -> bool:
        return bool(result.reason) and self.without_article == "drop"

    def _told(self, metadata: Mapping[str, Any], result: Result) -> dict[str, Any]:
        return {**metadata, **told_of(result, spans=self.spans)}
