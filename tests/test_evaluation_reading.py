"""Labelled documents are read from every format, and an invalid one is one error that says where and what to do."""

import gzip
import json
import lzma
from pathlib import Path

import pytest
from lxml.html import document_fromstring

from cleanwire.errors import ReadingError
from cleanwire.evaluation import Document, Page, Text, read_documents, shipped_documents

ARTICLE = "The ferry sailed again on Monday."
LABELLED = f"""\
-- en/navigation/crumbs (navigation, 0.92)
- Home
  {ARTICLE}
-- either (caption, 1.00)
- The ferry at noon.
-- gold (share_widget, 1.00)
- Share on Facebook
"""
SOURCE = f"Home\n{ARTICLE}\nThe ferry at noon.\nShare on Facebook\n"
HTML = f"<html lang='fr-FR'><title>Ferry - News</title><p>{ARTICLE}"


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def written(name: str, content: str) -> str:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(content, "utf-8")
    return name


def records(*rows: object) -> str:
    return written("gold.jsonl", "".join(f"{json.dumps(row)}\n" for row in rows))


def read(*paths: str) -> list[Document]:
    return [*read_documents(paths)]


def parts_of(document: Document) -> list[list[str]]:
    assert isinstance(document, Text)
    return [[document.source[a:b] for a, b in spans] for spans in (document.boilerplate, document.either)]


class TestLabelledText:
    def test_what_is_marked_goes_and_either_is_told_apart(self) -> None:
        [document] = read(written("de/ferry.txt", LABELLED))
        assert (document.name, document.language) == ("ferry", "de")
        assert parts_of(document) == [["Home\n", "Share on Facebook\n"], ["The ferry at noon.\n"]]
        assert document == Text("ferry", SOURCE, boilerplate=((0, 5), (58, 76)), either=((39, 58),), language="de")

    def test_a_folder_that_is_no_language_gives_none(self) -> None:
        assert read(written("news/ferry.txt", LABELLED))[0].language == ""

    def test_beside_a_page_it_is_the_page_that_it_describes(self) -> None:
        written("es/ferry.txt", LABELLED)
        written("es/ferry.html", HTML)
        page = Page("ferry", HTML, f"{ARTICLE}\n", "The ferry at noon.\n", ("Home", "Share on Facebook"), language="es")
        assert read("es") == [page]
        assert read("es/ferry.html") == [page]

    def test_a_page_says_its_language_where_no_folder_does(self) -> None:
        written("ferry.txt", LABELLED)
        assert read(written("ferry.html", HTML))[0].language == "fr"


class TestRecords:
    @pytest.mark.parametrize(("suffix", "opened"), [("jsonl", open), ("jsonl.gz", gzip.open), ("jsonl.xz", lzma.open)])
    def test_a_page_with_its_article_is_read_plain_or_compressed(self, suffix: str, opened: object) -> None:
        assert callable(opened)
        row = {"html": HTML, "gold": ARTICLE, "headline": ["Ferry"], "absent": ["Home"], "lang": "en-GB", "part": "fit"}
        with opened(f"gold.{suffix}", "wt", encoding="utf-8") as file:
            file.write(f"\n{json.dumps(row)}\n")
        [page] = read(f"gold.{suffix}")
        assert page == Page(f"gold.{suffix}:2", HTML, ARTICLE, "Ferry", ("Home",), language="en", part="fit")

    def test_without_a_headline_the_title_is_not_counted(self) -> None:
        [page] = read(records({"html": HTML, "gold": ARTICLE}))
        assert isinstance(page, Page)
        assert page.either == "Ferry - News"

    def test_a_page_without_anything_in_it_has_no_title(self) -> None:
        [page] = read(records({"html": "", "gold": ""}))
        assert isinstance(page, Page)
        assert page.either == ""

    def test_a_text_has_a_label_for_each_line(self) -> None:
        row = {"id": 7, "text": SOURCE, "labels": ["navigation", "body", "either", "share_widget", None]}
        [text] = read(records(row))
        assert text.name == "7"
        assert parts_of(text) == [["Home\n", "Share on Facebook\n"], ["The ferry at noon.\n"]]

    def test_a_page_may_come_with_the_texts_that_extractors_left(self) -> None:
        row = {
            "id": "ferry",
            "html": HTML,
            "gold": ARTICLE,
            "texts": {"a": f"Noon\n{ARTICLE}", "b": ARTICLE},
            "labels": {"a": ["either", "body"], "b": ["headline"]},
        }
        page, *texts = read(records(row))
        assert isinstance(page, Page)
        assert page.either == "Noon\n"
        assert [text.name for text in texts] == ["ferry/a", "ferry/b"]
        assert [parts_of(text) for text in texts] == [[[], ["Noon\n"]], [[], []]]

    @pytest.mark.parametrize(
        ("row", "problem"),
        [
            ({"html": HTML}, "has no `gold`; a record needs `html` and `gold`, or `text` and `labels`"),
            ({"text": ARTICLE}, "has no `gold`; a record needs"),
            ({"html": HTML, "gold": 3}, "`gold` is not a string"),
            ({"html": HTML, "gold": ARTICLE, "absent": {"a": 1}}, "`absent` should be a string or a list of strings"),
            ({"text": "One\nTwo", "labels": ["body"]}, "`labels` has 1 labels for 2 lines; each line needs one"),
            ({"text": "One", "labels": ["bodies"]}, "`labels` has 'bodies', which is not a label; there are headline"),
            ({"text": "One", "labels": {"a": ["body"]}}, "should be a list with a label for each line"),
            ({"texts": ["One"], "labels": {}}, "`texts` and `labels` do not match"),
            ({"texts": {"a": "One"}, "labels": {}}, "`labels.a` should be a list"),
            ([1], "is not an object"),
        ],
    )
    def test_a_record_that_lacks_something_is_an_error_with_its_line(self, row: object, problem: str) -> None:
        with pytest.raises(ReadingError) as caught:
            read(records({"html": HTML, "gold": ARTICLE}, row))
        assert str(caught.value).startswith("gold.jsonl: line 2: ")
        assert problem in str(caught.value)

    def test_a_line_that_is_no_json_is_an_error_with_its_line(self) -> None:
        with pytest.raises(ReadingError, match=r"gold\.jsonl: line 1: is not JSON: .*; write one object per line"):
            read(written("gold.jsonl", "{,}\n"))

    def test_a_file_that_breaks_off_is_an_error(self) -> None:
        whole = lzma.compress(json.dumps({"html": HTML * 999, "gold": ARTICLE}).encode())
        Path("gold.jsonl.xz").write_bytes(whole[:-9])
        with pytest.raises(ReadingError, match=r"gold\.jsonl\.xz: line 1: cannot be read: .*; check the file"):
            read("gold.jsonl.xz")


class TestBenchmark:
    def test_a_clone_gives_its_pages(self) -> None:
        written("clone/ground-truth.json", json.dumps({"a1": {"articleBody": ARTICLE, "url": "-"}}))
        Path("clone/html").mkdir()
        Path("clone/html/a1.html.gz").write_bytes(gzip.compress(HTML.encode()))
        assert read("clone") == [Page("a1", HTML, ARTICLE, "Ferry - News")]

    @pytest.mark.parametrize("truth", ["{", "[]", '{"a1": {}}', '{"a1": {"articleBody": ""}}'])
    def test_a_clone_that_lacks_something_is_an_error(self, truth: str) -> None:
        written("clone/ground-truth.json", truth)
        with pytest.raises(ReadingError, match=r"^clone/.*; clone it again"):
            read("clone")


def test_a_byte_order_mark_is_no_part_of_a_record() -> None:
    (document,) = read(written("a.jsonl", f"\ufeff{json.dumps({'text': ARTICLE, 'labels': ['body']})}\n"))
    assert document.source == ARTICLE


class TestBrokenFiles:
    def test_text_that_is_not_labelled_is_an_error_with_its_line(self) -> None:
        with pytest.raises(ReadingError) as caught:
            read(written("en/ferry.txt", f"  {ARTICLE}\nShare\n"))
        assert str(caught.value).startswith("en/ferry.txt: line 2: should begin with '  ', '- ' or '-- '")
        assert str(caught.value).endswith("`cleanwire explain --format labelled` writes labelled text to correct")

    def test_a_page_without_its_labelled_text_is_an_error(self) -> None:
        with pytest.raises(ReadingError, match=r"ferry\.txt: there is no such file; the page ferry\.html needs it"):
            read(written("ferry.html", HTML))

    def test_a_file_that_is_not_there_is_an_error(self) -> None:
        with pytest.raises(ReadingError, match=r"^ferry\.txt: there is no such file; check the path"):
            read("ferry.txt")
        with pytest.raises(ReadingError, match=r"^ferry\.jsonl: there is no such file; check the path"):
            read("ferry.jsonl")
        with pytest.raises(ReadingError, match=r"^ferries: there is no such file; check the path"):
            read("ferries")

    def test_a_file_in_another_encoding_is_an_error(self) -> None:
        Path("ferry.txt").write_bytes(b"  caf\xe9\n")
        with pytest.raises(ReadingError, match="should be a file in UTF-8"):
            read("ferry.txt")

    def test_a_file_of_another_kind_is_an_error(self) -> None:
        with pytest.raises(ReadingError, match=r"ferry\.pdf: is of unknown kind; there may be labelled text"):
            read(written("ferry.pdf", ""))

    def test_a_folder_without_documents_is_an_error(self) -> None:
        written("en/notes.md", "")
        with pytest.raises(ReadingError, match="en: holds no labelled documents; there may be labelled text"):
            read("en")


class TestShipped:
    @pytest.mark.parametrize("language", ["ar", "de", "en", "es", "fr", "hi", "ja", "pt", "ru", "zh"])
    def test_each_language_has_four_texts_and_two_pages(self, language: str) -> None:
        documents = [document for document in shipped_documents() if document.language == language]
        assert [isinstance(document, Page) for document in documents].count(True) == 2
        assert len(documents) == 6

    def test_each_language_has_a_text_of_which_all_stays(self) -> None:
        texts = [document for document in shipped_documents() if isinstance(document, Text)]
        assert len({text.language for text in texts if not text.boilerplate}) == 10

    @pytest.mark.parametrize(
        "page", [each for each in shipped_documents() if isinstance(each, Page)], ids=lambda page: page.name
    )
    def test_a_page_holds_its_article_and_what_is_unwanted(self, page: Page) -> None:
        root = document_fromstring(page.html)
        shown = "".join("".join(root.itertext()).split())
        for line in (*page.article.splitlines(), *page.either.splitlines(), *page.unwanted):
            assert "".join(line.split()) in shown
