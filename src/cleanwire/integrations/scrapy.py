"""Scrapy: an item pipeline that replaces texts by their articles, and a function that cleans a response."""

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, Self, get_args

from cleanwire.cleaning.cleaner import Cleaner
from cleanwire.cleaning.options import check_choice
from cleanwire.errors import OptionError, ReadingError
from cleanwire.integrations.documents import WithoutArticle, cleaner_of, explain_document, nothing_because, told_of
from cleanwire.integrations.installing import needs
from cleanwire.reading.formats import FORMATS, looks_like_html
from cleanwire.reading.html.decoding import decoded
from cleanwire.result import Result

with needs("scrapy"):
    from itemadapter import ItemAdapter
    from scrapy.crawler import Crawler
    from scrapy.exceptions import DropItem
    from scrapy.http import HtmlResponse, JsonResponse, Response, TextResponse, XmlResponse
    from scrapy.utils.asyncio import is_asyncio_available, run_in_thread

__all__ = ["ArticlePipeline", "NoArticle", "clean_response"]

logger: logging.Logger = logging.getLogger(__name__)


class NoArticle(DropItem):  # type: ignore[misc]  # untyped where not installed
    """An item is dropped because its page holds no article or cannot be read."""


def clean_response(response: Response, *, cleaner: Cleaner | None = None) -> Result:
    """Return the result for a response. This takes as long as cleaning a page.

    >>> page = b"<!doctype html><article><p>The ferry sailed again after two years of repairs.</p></article>"
    >>> clean_response(HtmlResponse("https://oxley.example/1", body=page)).text
    'The ferry sailed again after two years of repairs.'

    A page is decoded by its byte order mark, then as UTF-8, then in the encoding of the response: the one it was given,
    that its header or markup declares, or that is detected. Plain text is cleaned as text. Everything else (JSON, a
    feed, an image), what cannot be read, and a page without an article give an empty text, and `reason` says why.
    """
    explain = partial(explain_document, field="text", url=response.url, cleaner=cleaner or Cleaner())
    if isinstance(response, HtmlResponse) or looks_like_html(response.body):
        try:
            return explain(decoded(response.body, charset=getattr(response, "encoding", "")), format="html")
        except ReadingError as error:
            return nothing_because(str(error))
    if isinstance(response, TextResponse) and not isinstance(response, JsonResponse | XmlResponse):
        return explain(response.text, format="text")
    kind = response.headers.get("Content-Type", b"").decode("latin-1") or "of unknown type"
    return nothing_because(f"the response is not a page but {kind}")


class ArticlePipeline:
    """An item pipeline that cleans the text of each item: dicts, Scrapy's items, dataclasses, attrs and the like.

    Settings, with their defaults:

        CLEANWIRE_TEXT_FIELD = "text"        the field to clean: text, or a page as text or bytes
        CLEANWIRE_URL_FIELD = "url"          the field with the address, which may be absent
        CLEANWIRE_FORMAT = "auto"            "text", "html", or HTML if the text begins like it
        CLEANWIRE_SPANS = False              add the field `cleanwire_removed`: a list of `{start, end, label, rule}`
        CLEANWIRE_WITHOUT_ARTICLE = "drop"   drop items without an article (`NoArticle`), or "mark" them: the text is
                                             empty and the field `cleanwire_reason` says why
        CLEANWIRE_CLEANER = {}               options of the Cleaner: {"keep": ["byline"], "profile": "sites"}

    Items without the text field pass unchanged. Everything else is counted in the stats of the crawl, as `cleanwire/…`.

    Cleaning uses the processor, so it runs in one thread beside the reactor's and does not block downloads. Only one
    item is cleaned at a time, since Python's threads share a core.

    Raises OptionError for settings that cannot be used, and for an item that lacks a field to be added.
    """

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        self._stats = crawler.stats
        self._text_field: str = settings.get("CLEANWIRE_TEXT_FIELD", "text")
        self._url_field: str = settings.get("CLEANWIRE_URL_FIELD", "url")
        self._format = settings.get("CLEANWIRE_FORMAT", "auto")
        self._spans: bool = settings.getbool("CLEANWIRE_SPANS")
        self._without_article = settings.get("CLEANWIRE_WITHOUT_ARTICLE", "drop")
        check_choice("CLEANWIRE_FORMAT", self._format, FORMATS)
        check_choice("CLEANWIRE_WITHOUT_ARTICLE", self._without_article, get_args(WithoutArticle))
        self._cleaner = cleaner_of(settings.getdict("CLEANWIRE_CLEANER"))
        self._thread = ThreadPoolExecutor(1, "cleanwire")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the pipeline of a crawl."""
        return cls(crawler)

    def close_spider(self) -> None:
        """End the thread."""
        self._thread.shutdown()

    async def process_item(self, item: Any) -> Any:
        """Return an item with its article.

        Raises NoArticle if there is none and such items are dropped.
        """
        fields = ItemAdapter(item)
        if self._text_field not in fields:
            self._pass(item, fields)
            return item
        result = await self._explained(fields[self._text_field], fields.get(self._url_field))
        self._count(result)
        if result.reason and self._without_article == "drop":
            raise NoArticle(result.reason)
        article = {self._text_field: self._cleaner.written(result)}
        for name, value in {**article, **told_of(result, spans=self._spans)}.items():
            try:
                fields[name] = value
            except KeyError as error:
                raise OptionError(
                    f"items of {type(item).__name__} have no field {name!r}; add it to the class"
                ) from error
        return item

    async def _explained(self, text: object, url: object) -> Result:
        """Return the result for a text, once the thread has computed it."""
        future = self._thread.submit(
            explain_document, text, field=self._text_field, url=url, format=self._format, cleaner=self._cleaner
        )
        if is_asyncio_available():
            return await asyncio.wrap_future(future)
        result: Result = await run_in_thread(future.result)
        return result

    def _pass(self, item: Any, fields: ItemAdapter) -> None:
        """Count an item without the text field; warn about the first of each class."""
        count = f"cleanwire/without_field/{type(item).__name__}"
        if not self._stats.get_value(count):
            logger.warning(
                "Items of %s have no field %r but %s, and pass unchanged; set CLEANWIRE_TEXT_FIELD to the one to clean",
                type(item).__name__,
                self._text_field,
                ", ".join(map(repr, fields)) or "none",
            )
        self._stats.inc_value(count)

    def _count(self, result: Result) -> None:
        if result.reason:
            self._stats.inc_value("cleanwire/without_article")
            return
        self._stats.inc_value("cleanwire/cleaned")
        self._stats.inc_value("cleanwire/guarded", int(result.guarded))
        self._stats.inc_value("cleanwire/characters", len(result.source))
        for span in result.removed:
            self._stats.inc_value(f"cleanwire/removed/{span.label.value}", span.end - span.start)
