import asyncio
import doctest
import json
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest

from engines import engine

engine("scrapy", "scrapy")

from scrapy.http import HtmlResponse, JsonResponse, Response, TextResponse, XmlResponse
from scrapy.utils.test import get_crawler

from cleanwire import Cleaner, OptionError, ProfileError, clean, explain
from cleanwire.cleaning.options import Output
from cleanwire.integrations.scrapy import ArticlePipeline, NoArticle, clean_response
from crawling import CLASSES, crawl, run_program, site
from guides import ENGINES, program_of
from invented_corpora import NO_PAGE, PAGE, SCRAPED
from invented_documents import WRITTEN, documents, saved_profile

WITH_AD = PAGE.replace("</p><p>", "</p><p>Advertisement</p><p>", 1)
PAGES = documents(html=True)[:4]


def pipeline(**settings: object) -> ArticlePipeline:
    return ArticlePipeline.from_crawler(get_crawler(settings_dict=settings))


def cleaned(item: Any, **settings: object) -> Any:
    return asyncio.run(pipeline(**settings).process_item(item))


class TestResponses:
    @pytest.mark.parametrize(
        ("header", "declared", "encoding"),
        [
            ("text/html; charset=koi8-r", "", "koi8-r"),
            ("text/html", "<meta charset='windows-1251'>", "cp1251"),
            ("text/html; charset=utf-8", "<meta charset='windows-1251'>", "utf-8"),
            ("text/html; charset=windows-1251", "", "utf-8"),
            ("text/html", "", "utf-8-sig"),
        ],
    )
    def test_pages_are_decoded_as_they_declare(self, header: str, declared: str, encoding: str) -> None:
        text = "Паром через реку снова ходит с понедельника, сообщила мэрия после двух лет ремонта причала."
        page = f"<html>{declared}<article><p>{text}</p><p>{text.replace('Паром', 'Катер')}</p></article></html>"
        response = HtmlResponse("https://oxley.example/1", body=page.encode(encoding), headers={"Content-Type": header})
        assert clean_response(response).text == clean(page)
        assert text in clean_response(response).text

    def test_what_goes_is_explained_by_the_cleaner_that_is_given(self) -> None:
        response = HtmlResponse("https://oxley.example/1", body=WITH_AD.encode())
        assert clean_response(response) == explain(WITH_AD, url=response.url)
        cleaner = Cleaner(keep={"ad_marker"})
        assert clean_response(response, cleaner=cleaner) == cleaner.explain(WITH_AD, url=response.url)
        assert clean_response(response, cleaner=cleaner).text != clean_response(response).text

    def test_the_address_is_that_of_the_response(self, tmp_path: Path) -> None:
        profile = saved_profile(tmp_path)
        cleaner = pipeline(CLEANWIRE_CLEANER={"profile": str(profile)})._cleaner
        for one in documents(html=False, profile=profile):
            response = TextResponse(one.url, body=one.source.encode(), encoding="utf-8")
            assert clean_response(response, cleaner=cleaner).text == one.text

    def test_plain_text_is_cleaned_as_text(self) -> None:
        response = TextResponse("https://oxley.example/1.txt", body=SCRAPED.encode(), encoding="utf-8")
        assert clean_response(response) == explain(SCRAPED)

    def test_a_page_that_is_called_xml_is_a_page(self) -> None:
        page = f'<?xml version="1.0"?>\n{PAGE}'
        response = XmlResponse("https://oxley.example/1", body=page.encode(), headers={"Content-Type": "text/xml"})
        assert clean_response(response) == explain(page)

    @pytest.mark.parametrize(
        ("kind", "body", "declared", "reason"),
        [
            (Response, b"%PDF-1.7", "application/pdf", "the response is not a page but application/pdf"),
            (Response, b"\x89PNG", "", "the response is not a page but of unknown type"),
            (JsonResponse, b"{}", "application/json", "the response is not a page but application/json"),
            (XmlResponse, b"<rss/>", "text/xml", "the response is not a page but text/xml"),
            (HtmlResponse, NO_PAGE.encode(), "text/html", "the page holds no article"),
            (HtmlResponse, b"", "text/html", "the source is empty"),
            (HtmlResponse, b"<p>" * 100_001, "text/html", "the page has 100,001 tags"),
        ],
    )
    def test_what_is_no_page_has_no_text_but_a_reason(
        self, kind: type[Response], body: bytes, declared: str, reason: str
    ) -> None:
        headers = {"Content-Type": declared} if declared else {}
        result = clean_response(kind("https://a.example/1", body=body, headers=headers))
        assert (result.text, result.removed) == ("", ())
        assert reason in result.reason


@pytest.mark.parametrize(("html", "output"), WRITTEN)
def test_items_are_cleaned_as_tables_are(html: bool, output: Output) -> None:
    made = pipeline(
        CLEANWIRE_FORMAT="html" if html else "text",
        CLEANWIRE_SPANS=True,
        CLEANWIRE_WITHOUT_ARTICLE="mark",
        CLEANWIRE_CLEANER={"output": output},
    )

    async def all_at_once() -> list[dict[str, Any]]:
        given = [{"text": one.source, "url": one.url, "n": 3} for one in documents(html=html, output=output)]
        return await asyncio.gather(*map(made.process_item, given))

    items = asyncio.run(all_at_once())
    for item, one in zip(items, documents(html=html, output=output), strict=True):
        assert (item["text"], item["url"], item["n"]) == (one.text or "", one.url, 3)
        assert item.get("cleanwire_removed") == one.spans
        assert ("cleanwire_reason" in item) == (one.text is None)


def test_pages_come_as_text_or_bytes() -> None:
    assert cleaned({"text": PAGE.encode()}) == cleaned({"text": PAGE}) == {"text": clean(PAGE)}


def test_settings_name_the_fields_and_say_how(tmp_path: Path) -> None:
    profile = saved_profile(tmp_path)
    named = {
        "CLEANWIRE_TEXT_FIELD": "body",
        "CLEANWIRE_URL_FIELD": "link",
        "CLEANWIRE_CLEANER": {"profile": str(profile)},
    }
    for one in documents(html=False, profile=profile):
        assert cleaned({"body": one.source, "link": one.url}, **named)["body"] == one.text
    kept = cleaned({"text": SCRAPED}, CLEANWIRE_CLEANER='{"keep": ["ad_marker"]}')
    assert kept == {"text": SCRAPED}


@pytest.mark.parametrize(
    ("text", "reason"), [(NO_PAGE, "the page holds no article"), (None, "field 'text' is not text but null")]
)
def test_an_item_without_an_article_is_dropped_or_marked(text: str | None, reason: str) -> None:
    with pytest.raises(NoArticle, match=reason):
        cleaned({"text": text})
    marked = cleaned({"text": text, "n": 3}, CLEANWIRE_WITHOUT_ARTICLE="mark")
    assert (marked["text"], marked["n"]) == ("", 3)
    assert marked["cleanwire_reason"].startswith(reason)


def test_items_without_the_field_pass_with_one_warning(caplog: pytest.LogCaptureFixture) -> None:
    made = pipeline()
    for _ in range(3):
        assert asyncio.run(made.process_item({"body": SCRAPED})) == {"body": SCRAPED}
    [record] = [record for record in caplog.records if record.name == "cleanwire.integrations.scrapy"]
    assert "Items of dict have no field 'text' but 'body', and pass unchanged" in record.getMessage()


@pytest.mark.parametrize(
    ("settings", "error", "message"),
    [
        ({"CLEANWIRE_FORMAT": "md"}, OptionError, "CLEANWIRE_FORMAT = 'md' should be one of auto, text, html"),
        ({"CLEANWIRE_WITHOUT_ARTICLE": "keep"}, OptionError, "CLEANWIRE_WITHOUT_ARTICLE = 'keep' should be one of"),
        ({"CLEANWIRE_CLEANER": {"kep": []}}, OptionError, "cleaner has no option 'kep'"),
        ({"CLEANWIRE_CLEANER": {"profile": "missing"}}, ProfileError, "missing: cannot be read"),
    ],
)
def test_settings_that_cannot_be_used_are_errors(
    settings: dict[str, Any], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        pipeline(**settings)


def test_the_loop_goes_on_while_a_long_text_is_cleaned() -> None:
    long = "\n\n".join(one.source for one in documents(html=False)) * 4

    async def turns() -> tuple[int, float]:
        work = asyncio.ensure_future(pipeline().process_item({"text": long}))
        count, start = 0, perf_counter()
        while not work.done():
            await asyncio.sleep(0.01)
            count += 1
        return count, perf_counter() - start

    count, seconds = asyncio.run(turns())
    assert count > 10 * seconds  # a loop that waits turns once


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with site({f"/{n}": one.source for n, one in enumerate(PAGES)} | {"/none": NO_PAGE}) as address:
        yield address


@pytest.mark.parametrize("reactor", ["asyncioreactor.AsyncioSelectorReactor", "selectreactor.SelectReactor"])
def test_a_crawl_leaves_articles_in_items_of_any_class_and_counts_them(
    tmp_path: Path, address: str, reactor: str
) -> None:
    urls = [f"{address}/{n}" for n in range(len(PAGES))]
    settings = {"TWISTED_REACTOR": f"twisted.internet.{reactor}", "CLEANWIRE_SPANS": True}
    crawled = crawl(tmp_path, [*urls, f"{address}/none"], **settings)
    assert crawled.items == [
        {"url": url, "text": one.text, "cleanwire_removed": one.spans}
        for url, one in zip(urls, PAGES, strict=True)
        for _ in range(CLASSES)
    ]
    removed = Counter[str]()
    for span in chain.from_iterable(one.spans or [] for one in PAGES):
        removed[f"cleanwire/removed/{span['label']}"] += CLASSES * (span["end"] - span["start"])
    assert {name: count for name, count in crawled.stats.items() if name.startswith("cleanwire/")} == {
        "cleanwire/cleaned": CLASSES * len(PAGES),
        "cleanwire/without_article": CLASSES,
        "cleanwire/guarded": CLASSES * sum(explain(one.source).guarded for one in PAGES),
        "cleanwire/characters": CLASSES * sum(len(explain(one.source).source) for one in PAGES),
        **removed,
    }
    assert crawled.stats["item_dropped_reasons_count/NoArticle"] == CLASSES
    assert "Dropped: the page holds no article" in crawled.log


def test_a_field_that_is_missing_in_a_class_is_an_error_of_the_item(tmp_path: Path, address: str) -> None:
    urls = [f"{address}/0", f"{address}/none"]
    crawled = crawl(tmp_path, urls, CLEANWIRE_WITHOUT_ARTICLE="mark")
    assert [item["url"] for item in crawled.items] == [*urls[:1] * CLASSES, *urls[1:]]
    for name in ("Item", "Record", "Entry"):
        assert f"items of {name} have no field 'cleanwire_reason'; add it to the class" in crawled.log


def test_settings_that_cannot_be_used_end_a_crawl_before_it_begins(tmp_path: Path, address: str) -> None:
    crawled = crawl(tmp_path, [f"{address}/0"], CLEANWIRE_FORMAT="md")
    assert "OptionError: CLEANWIRE_FORMAT = 'md' should be one of auto, text, html" in crawled.log
    assert crawled.items == []


def test_the_program_of_the_guide_works(tmp_path: Path) -> None:
    pages = {f"/{n}": one.source for n, one in enumerate(PAGES)} | {"/none": NO_PAGE}
    pages["/"] = "<html><body>" + "".join(f"<a href='{path}'>News</a>" for path in pages) + "</body></html>"
    with site(pages) as address:
        done = run_program(tmp_path, program_of("scrapy"), f"{address}/")
    items = [json.loads(line) for line in (tmp_path / "articles.jsonl").read_text("utf-8").splitlines()]
    assert {item["url"]: item["text"] for item in items} == {f"{address}/{n}": one.text for n, one in enumerate(PAGES)}
    assert "'cleanwire/without_article': 1" in done.stderr


def test_the_examples_of_the_guide_hold() -> None:
    failed, tried = doctest.testfile(str(ENGINES / "scrapy.md"), module_relative=False)
    assert (failed, tried > 0) == (0, True)
