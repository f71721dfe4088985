import asyncio
import pickle
from pathlib import Path

import pytest

from engines import engine

engine("llama-index", "llama_index.core.schema")

from llama_index.core.ingestion import IngestionPipeline
from llama_index.core.node_parser import SentenceSplitter
from llama_index.core.schema import Document, ImageDocument, ImageNode, MetadataMode, TextNode
from pydantic import ValidationError

from cleanwire import Cleaner
from cleanwire.cleaning.options import Output
from cleanwire.integrations.llama_index import ArticleTransform
from guides import output_of, program_of
from invented_corpora import ARTICLE, NO_PAGE, SCRAPED
from invented_documents import WRITTEN, documents, saved_profile


@pytest.mark.parametrize(("html", "output"), WRITTEN)
def test_documents_are_cleaned_as_tables_are(html: bool, output: Output) -> None:
    expected = documents(html=html, output=output)
    given = [Document(text=one.source, id_=one.url, metadata={"url": one.url, "n": 3}) for one in expected]
    transform = ArticleTransform(format="html" if html else "text", spans=True, cleaner={"output": output})
    cleaned = transform(given)
    assert [one.get_content(MetadataMode.NONE) for one in cleaned] == [one.text or "" for one in expected]
    assert [one.metadata.get("cleanwire_removed") for one in cleaned] == [one.spans for one in expected]
    assert [(one.id_, one.metadata["url"], one.metadata["n"]) for one in cleaned] == [
        (one.url, one.url, 3) for one in expected
    ]


def test_a_profile_is_used_with_the_address_in_the_metadata(tmp_path: Path) -> None:
    profile = saved_profile(tmp_path)
    expected = documents(html=False, profile=profile)
    given = [Document(text=one.source, metadata={"URL": one.url}) for one in expected]
    cleaned = ArticleTransform(url_field="URL", cleaner={"profile": str(profile)})(given)
    assert [one.text for one in cleaned] == [one.text for one in expected]


@pytest.mark.parametrize("kind", [Document, TextNode])
def test_nodes_that_came_in_stay_as_they_are(kind: type[Document] | type[TextNode]) -> None:
    given = kind(text=SCRAPED, metadata={"n": 3}, embedding=[0.5])
    before = given.model_dump()
    [cleaned] = ArticleTransform(spans=True)([given])
    assert given.model_dump() == before
    assert (cleaned.text, cleaned.id_, type(cleaned)) == (ARTICLE, given.id_, kind)


def test_an_embedding_goes_with_the_text_that_it_was_made_of() -> None:
    changed, same = ArticleTransform()([TextNode(text=one, embedding=[0.5]) for one in (SCRAPED, ARTICLE)])
    assert (changed.embedding, same.embedding) == (None, [0.5])


def test_what_is_told_is_kept_from_models() -> None:
    [cleaned] = ArticleTransform(spans=True)([Document(text=SCRAPED, metadata={"n": 3})])
    [again] = ArticleTransform(spans=True)([cleaned])
    for node in (cleaned, again):
        for mode in (MetadataMode.EMBED, MetadataMode.LLM):
            assert node.get_metadata_str(mode) == "n: 3"
        assert node.excluded_llm_metadata_keys == node.excluded_embed_metadata_keys == ["cleanwire_removed"]


def test_a_page_without_an_article_is_marked_or_dropped() -> None:
    given = [Document(text=SCRAPED), Document(text=NO_PAGE, metadata={"n": 3})]
    _, marked = ArticleTransform()(given)
    assert (marked.text, marked.get_metadata_str(MetadataMode.EMBED)) == ("", "n: 3")
    assert marked.metadata["cleanwire_reason"].startswith("the page holds no article")
    [kept] = ArticleTransform(without_article="drop")(given)
    assert kept.text == ARTICLE


@pytest.mark.parametrize("node", [ImageNode(image="aGk="), ImageDocument(image="aGk="), Document()], ids=repr)
def test_nodes_without_text_pass_as_they_are(node: ImageNode | Document) -> None:
    assert ArticleTransform(format="html", without_article="drop", spans=True)([node]) == [node]


def test_chunks_are_those_of_articles() -> None:
    splitter = SentenceSplitter(chunk_size=32, chunk_overlap=0)
    given = Document(text=SCRAPED)
    chunks = IngestionPipeline(transformations=[ArticleTransform(), splitter]).run(documents=[given])
    assert [chunk.text for chunk in chunks] == [chunk.text for chunk in splitter([Document(text=ARTICLE)])]
    assert {chunk.ref_doc_id for chunk in chunks} == {given.id_}


def test_it_works_in_an_event_loop_and_in_processes() -> None:
    given = [Document(text=one.source, id_=one.url) for one in documents(html=False)]
    pipeline = IngestionPipeline(transformations=[ArticleTransform(spans=True)], disable_cache=True)
    here = pipeline.run(documents=given)
    assert asyncio.run(pipeline.arun(documents=given)) == here
    assert pipeline.run(documents=given, num_workers=2) == here


def test_options_are_part_of_what_a_cache_knows() -> None:
    pipeline = IngestionPipeline(transformations=[ArticleTransform()])
    text = f"By Jane Doe\n{SCRAPED}"
    pipeline.run(documents=[Document(text=text)])
    pipeline.transformations = [ArticleTransform(cleaner=Cleaner(keep={"byline", "ad_marker"}))]
    [kept] = pipeline.run(documents=[Document(text=text)])
    assert kept.text == text


def test_it_can_be_written_down_and_pickled(tmp_path: Path) -> None:
    cleaner = Cleaner(keep={"byline"}, profile=str(saved_profile(tmp_path)))
    transform = ArticleTransform(spans=True, cleaner=cleaner)
    assert ArticleTransform.from_dict(transform.to_dict()) == transform
    assert ArticleTransform.from_json(transform.to_json()) == transform
    assert pickle.loads(pickle.dumps(transform)) == transform  # noqa: S301, our own


def test_options_that_cannot_be_used_are_errors() -> None:
    with pytest.raises(ValidationError, match="cleaner has no option 'kep'"):
        ArticleTransform(cleaner={"kep": []})


def test_the_program_of_the_guide_prints_what_it_says(capsys: pytest.CaptureFixture[str]) -> None:
    exec(program_of("llama-index"), {})  # noqa: S102, our own
    assert capsys.readouterr().out == output_of("llama-index")
