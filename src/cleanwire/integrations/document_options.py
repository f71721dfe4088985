"""Options for frameworks of pydantic models: validated and serialised by pydantic."""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, InstanceOf, PlainSerializer

from cleanwire.cleaning.cleaner import Cleaner
from cleanwire.integrations.documents import WithoutArticle, cleaner_of, explain_document, options_of, told_of
from cleanwire.reading.formats import Format
from cleanwire.result import Result

__all__ = ["DocumentOptions", "FieldName"]

FieldName = Annotated[str, Field(min_length=1)]
"""The name of a field of the metadata."""


class DocumentOptions(BaseModel):  # type: ignore[misc]  # untyped where not installed
    """How documents are cleaned. It is frozen, and `model_validate` reads what `model_dump` writes.

    `url_field` is the field of the metadata with the address, which may be absent. `format` is the format of the texts;
    by default, text that begins like HTML is read as HTML. `spans` adds the field `cleanwire_removed` to the metadata:
    a list of `{start, end, label, rule}`, whose offsets refer to the original text, or to the text found in an HTML
    page. `without_article` says what happens to a document without an article: with `"mark"`, it is kept without text,
    with the reason in `cleanwire_reason`; with `"drop"`, it is dropped. `cleaner` is a Cleaner or its options.

    Raises pydantic's ValidationError for options that cannot be used.
    """

    model_config: ClassVar[ConfigDict] = ConfigDict(extra="forbid", frozen=True)

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

    def _drops(self, result: Result) -> bool:
        return bool(result.reason) and self.without_article == "drop"

    def _told(self, metadata: Mapping[str, Any], result: Result) -> dict[str, Any]:
        return {**metadata, **told_of(result, spans=self.spans)}
