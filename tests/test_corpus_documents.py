from pathlib import Path

import pytest

from cleanwire.corpus.documents import packed, read_record, unpacked
from cleanwire.corpus.options import CorpusOptions
from cleanwire.corpus.records import Record
from cleanwire.document import Document
from invented_corpora import NO_PAGE, PAGE

LOCK = Path(__file__).resolve().parent.parent / "fixtures" / "pages" / "lock.html"
OPTIONS = CorpusOptions()
URL = "https://oxley.example/1"


@pytest.mark.parametrize(
    "record",
    [
        Record(1, PAGE, URL, "", html=True),
        Record(1, PAGE.encode(), None, "", html=True),
        Record(1, NO_PAGE, URL, "", html=True),
        Record(1, "", None, "no field 'text'", html=True),
        Record(1, "<html><p>Half a pair: \\ud800 caf\xe9</html>", URL, "", html=True),
        Record(1, LOCK.read_bytes(), URL, "", html=True),
        Record(1, PAGE, URL, ""),
    ],
)
def test_what_was_read_is_unpacked_to_the_last_bit(record: Record) -> None:
    reading = read_record(record, OPTIONS)
    assert unpacked(packed([reading, reading])) == [reading, reading]


def test_a_page_is_a_document_with_hints_and_its_address() -> None:
    document = read_record(Record(1, PAGE, URL, "", html=True), OPTIONS)
    assert isinstance(document, Document)
    assert len(document.hints) == len(document.blocks) > 0
    assert document.url == URL


@pytest.mark.parametrize(
    ("page", "problem"),
    [
        (NO_PAGE, "the page holds no article"),
        ("", "the source is empty"),
        ("<b>x</b>" * 60_000, "html: the page has 120,000 tags"),
    ],
)
def test_what_is_no_page_is_a_reason(page: str, problem: str) -> None:
    reading = read_record(Record(1, page, None, "", html=True), OPTIONS)
    assert isinstance(reading, str)
    assert reading.startswith(problem)
