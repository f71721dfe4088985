import asyncio
import pickle
from pathlib import Path

import pytest

from engines import engine

engine("langchain", "langchain_core.documents")

from langchain_core.documents import Document
from pydantic import ValidationError

from cleanwire import Cleaner, SiteProfile
from cleanwire.cleaning.options import Output
from cleanwire.integrations.langchain import ArticleTransformer
from guides import output_of, program_of
from invented_corpora import ARTICLE, NO_PAGE, PAGE, SCRAPED
from invented_documents import WRITTEN, documents, saved_profile


@pytest.mark.parametrize(("html", "output"), WRITTEN)
def test_documents_are_cleaned_as_tables_are(html: bool, output: Output) -> None:
    expected = documents(html=html, output=output)
    given = [Document(one.source, id=one.url, metadata={"source": one.url, "n": 3}) for one in expected]
    transformer = ArticleTransformer(format="html" if html else "text", spans=True, cleaner={"output": output})
    cleaned = transformer.transform_documents(given)
    assert [one.page_content for one in cleaned] == [one.text or "" for one in expected]
    assert [one.metadata.get("cleanwire_removed") for one in cleaned] == [one.spans for one in expected]
    assert [(one.id, one.metadata["source"], one.metadata["n"]) for one in cleaned] == [
        (one.url, one.url, 3) for one in expected
    ]


def test_a_profile_is_used_with_the_address_in_the_metadata(tmp_path: Path) -> None:
    profile = saved_profile(tmp_path)
    expected = documents(html=False, profile=profile)
    given = [Document(one.source, metadata={"link": one.url}) for one in expected]
    for cleaner in ({"profile": str(profile)}, Cleaner(profile=SiteProfile.load(profile))):
        transformer = ArticleTransformer(url_field="link", cleaner=cleaner)
        assert [one.page_content for one in transformer.transform_documents(given)] == [one.text for one in expected]


def test_documents_that_came_in_stay_as_they_are() -> None:
    given = Document(SCRAPED, metadata={"n": 3})
    [cleaned] = ArticleTransformer(spans=True).transform_documents([given])
    assert given == Document(SCRAPED, metadata={"n": 3})
    assert cleaned.page_content == ARTICLE


def test_documents_may_come_from_a_loader_that_yields_them() -> None:
    given = (Document(text) for text in (SCRAPED, ARTICLE))
    assert [one.page_content for one in ArticleTransformer().transform_documents(given)] == [ARTICLE, ARTICLE]


def test_texts_and_pages_are_told_apart_by_how_they_begin() -> None:
    texts, pages = ArticleTransformer().transform_documents([Document(SCRAPED), Document(PAGE)])
    assert texts.page_content == ARTICLE
    assert "<p>" not in pages.page_content


def test_a_page_without_an_article_is_marked_or_dropped() -> None:
    given = [Document(SCRAPED), Document(NO_PAGE, metadata={"n": 3})]
    _, marked = ArticleTransformer().transform_documents(given)
    assert (marked.page_content, marked.metadata["n"]) == ("", 3)
    assert marked.metadata["cleanwire_reason"].startswith("the page holds no article")
    [kept] = ArticleTransformer(without_article="drop").transform_documents(given)
    assert kept.page_content == ARTICLE


def test_it_works_in_an_event_loop() -> None:
    [cleaned] = asyncio.run(ArticleTransformer().atransform_documents([Document(SCRAPED)]))
    assert cleaned.page_content == ARTICLE


def test_it_can_be_written_down_and_pickled(tmp_path: Path) -> None:
    transformer = ArticleTransformer(
        spans=True, cleaner=Cleaner(keep={"byline"}, profile=str(saved_profile(tmp_path))), without_article="drop"
    )
    assert ArticleTransformer.model_validate(transformer.model_dump()) == transformer
    assert ArticleTransformer.model_validate_json(transformer.model_dump_json()) == transformer
    again = pickle.loads(pickle.dumps(transformer))  # noqa: S301, our own
    assert again == transformer
    assert again.transform_documents([Document(SCRAPED)]) == transformer.transform_documents([Document(SCRAPED)])


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"format": "md"}, "'auto', 'text' or 'html'"),
        ({"url_field": ""}, "url_field"),
        ({"cleaner": {"kep": []}}, "cleaner has no option 'kep'"),
        ({"cleaner": 3}, "cleaner = 3 should be a Cleaner"),
        ({"cleaner": {"profile": "missing"}}, "missing: cannot be read"),
        ({"span": True}, "span\n.*not permitted"),
    ],
)
def test_options_that_cannot_be_used_are_errors(options: dict[str, object], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        ArticleTransformer(**options)


def test_the_program_of_the_guide_prints_what_it_says(capsys: pytest.CaptureFixture[str]) -> None:
    exec(program_of("langchain"), {})  # noqa: S102, our own
    assert capsys.readouterr().out == output_of("langchain")
