import asyncio
import os
from dataclasses import replace
from pathlib import Path

import pytest

from engines import engine

os.environ["HAYSTACK_TELEMETRY_ENABLED"] = "False"  # it is read when Haystack is imported
engine("haystack", "haystack")

from haystack import Document, Pipeline
from haystack.components.preprocessors import DocumentSplitter
from haystack.dataclasses import ByteStream

from cleanwire import Cleaner, OptionError, SiteProfile
from cleanwire.cleaning.options import Output
from cleanwire.integrations.haystack import ArticleCleaner
from guides import output_of, program_of
from invented_corpora import ARTICLE, NO_PAGE, PAGE, SCRAPED
from invented_documents import WRITTEN, documents, saved_profile


@pytest.mark.parametrize(("html", "output"), WRITTEN)
def test_documents_are_cleaned_as_tables_are(html: bool, output: Output) -> None:
    expected = documents(html=html, output=output)
    given = [Document(content=one.source, meta={"url": one.url, "n": 3}) for one in expected]
    component = ArticleCleaner(format="html" if html else "text", spans=True, cleaner={"output": output})
    found = component.run(given)
    cleaned = [one for one in expected if one.text is not None]
    assert [(one.content, one.meta) for one in found["documents"]] == [
        (one.text, {"url": one.url, "n": 3, "cleanwire_removed": one.spans}) for one in cleaned
    ]
    assert [one.content for one in found["rejected"]] == [one.source for one in expected if one.text is None]
    assert len(found["rejected"]) == html


@pytest.mark.parametrize("document", [Document(content=NO_PAGE, meta={"n": 3}), Document(blob=ByteStream(b"hi"))])
def test_what_cannot_be_cleaned_is_apart_and_says_why(document: Document) -> None:
    found = ArticleCleaner(spans=True).run([document, Document(content=PAGE)])
    [rejected] = found["rejected"]
    reason = rejected.meta["cleanwire_reason"]
    assert rejected == replace(document, id="", meta={**document.meta, "cleanwire_reason": reason})
    assert reason.startswith(
        "the page holds no article" if document.content else "field 'content' is not text but null"
    )
    assert len(found["documents"]) == 1


def test_a_profile_is_used_with_the_address_in_the_meta(tmp_path: Path) -> None:
    profile = saved_profile(tmp_path)
    expected = documents(html=False, profile=profile)
    given = [Document(content=one.source, meta={"link": one.url}) for one in expected]
    for cleaner in ({"profile": str(profile)}, Cleaner(profile=SiteProfile.load(profile))):
        component = ArticleCleaner(url_field="link", cleaner=cleaner)
        assert [one.content for one in component.run(given)["documents"]] == [one.text for one in expected]


def test_documents_that_came_in_stay_as_they_are() -> None:
    given = Document(content=SCRAPED, meta={"n": 3}, embedding=[0.5], score=0.7)
    [cleaned] = ArticleCleaner(spans=True).run([given])["documents"]
    assert given == Document(content=SCRAPED, meta={"n": 3}, embedding=[0.5], score=0.7)
    assert (cleaned.content, cleaned.embedding, cleaned.score) == (ARTICLE, None, 0.7)


def test_a_document_that_is_clean_is_itself() -> None:
    given = Document(content=ARTICLE, embedding=[0.5])
    assert ArticleCleaner().run([given])["documents"] == [given]


@pytest.mark.parametrize("keep_id", [False, True])
def test_another_content_makes_another_id_unless_it_is_kept(keep_id: bool) -> None:
    given = Document(content=SCRAPED)
    [cleaned] = ArticleCleaner(keep_id=keep_id).run([given])["documents"]
    assert cleaned.id == (given.id if keep_id else Document(content=ARTICLE).id)


def pipeline(cleaner: ArticleCleaner) -> Pipeline:
    made = Pipeline()
    made.add_component("cleaner", cleaner)
    made.add_component("splitter", DocumentSplitter(split_by="passage", split_length=1))
    made.connect("cleaner.documents", "splitter.documents")
    return made


def test_it_stands_in_a_pipeline_and_in_an_event_loop() -> None:
    given = {"cleaner": {"documents": [Document(content=SCRAPED), Document(content=NO_PAGE)]}}
    found = pipeline(ArticleCleaner()).run(given)
    assert "".join(one.content for one in found["splitter"]["documents"]) == ARTICLE
    assert [one.content for one in found["cleaner"]["rejected"]] == [NO_PAGE]
    assert asyncio.run(pipeline(ArticleCleaner()).run_async(given)) == found


def test_a_pipeline_with_it_can_be_written_down(tmp_path: Path) -> None:
    cleaner = ArticleCleaner(
        url_field="link",
        spans=True,
        keep_id=True,
        format="text",
        cleaner=Cleaner(keep={"byline"}, profile=saved_profile(tmp_path)),
    )
    made = pipeline(cleaner)
    again = Pipeline.loads(made.dumps(), allowed_modules=["cleanwire.*"])
    assert again.get_component("cleaner").to_dict() == cleaner.to_dict()
    given = [Document(content=one.source, meta={"link": one.url}) for one in documents(html=False)]
    assert again.run({"cleaner": {"documents": given}}) == made.run({"cleaner": {"documents": given}})


def test_it_is_written_down_as_haystack_does() -> None:
    assert ArticleCleaner(cleaner={"keep": ["byline"]}).to_dict() == {
        "type": "cleanwire.integrations.haystack.ArticleCleaner",
        "init_parameters": {
            "url_field": "url",
            "format": "auto",
            "spans": False,
            "keep_id": False,
            "cleaner": {"keep": ["byline"]},
        },
    }
    assert ArticleCleaner.from_dict(ArticleCleaner(spans=True).to_dict()).spans


@pytest.mark.parametrize(
    ("options", "message"),
    [({"format": "md"}, "format = 'md' should be one of"), ({"cleaner": {"kep": []}}, "cleaner has no option 'kep'")],
)
def test_options_that_cannot_be_used_are_errors(options: dict[str, object], message: str) -> None:
    with pytest.raises(OptionError, match=message):
        ArticleCleaner(**options)


def test_the_program_of_the_guide_prints_what_it_says(capsys: pytest.CaptureFixture[str]) -> None:
    exec(program_of("haystack"), {})  # noqa: S102, our own
    assert capsys.readouterr().out == output_of("haystack")
