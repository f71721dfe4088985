import gzip
import json
import lzma
import re
from pathlib import Path

import pytest

from cleanwire.errors import OptionError, ReadingError
from cleanwire.review.documents import Documents, checksum, find_documents
from reviewing import SCRAPED, written

LABELLED = "  The bridge opened on Monday.\n-- todo (ad_marker, 1.00)\n- Advertisement\n"
PAGE = "<!doctype html><html><p>The bridge opened on Monday.</p></html>"
GOLD = {
    "id": "page",
    "url": "https://a.example/x",
    "texts": {"own": "One.\n\nShare", "other": "One.\nShare"},
    "labels": {"own": ["body", None, "share_widget"], "other": ["body", "share_widget"]},
}


def lines(*records: object) -> str:
    return "".join(f"{json.dumps(record)}\n" for record in records)


def found_in(names: list[str], *, field: str = "text") -> Documents:
    """Return an index of files; compressed ones are decompressed beside them."""
    return find_documents(names, scratch=Path(names[0]).parent, field=field)


def test_a_file_is_a_text_a_page_or_labelled_text(tmp_path: Path) -> None:
    names = written(tmp_path, {"a.txt": SCRAPED, "b.html": PAGE, "c.txt": LABELLED})
    found = found_in(names)
    assert [entry.kind for entry in found.entries] == ["source", "source", "labelled"]
    assert found.read(0).source == SCRAPED
    assert found.read(1).source == PAGE.encode()
    assert found.read(2).source == "The bridge opened on Monday.\nAdvertisement\n"
    assert [entry.name for entry in found.entries] == names


def test_text_may_have_another_encoding(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Café.\n".encode("latin-1"))
    found = find_documents([str(tmp_path / "a.txt")], scratch=tmp_path, encoding="latin-1")
    assert found.read(0).source == "Café.\n"
    with pytest.raises(ReadingError, match="--encoding"):
        find_documents([str(tmp_path / "a.txt")], scratch=tmp_path)


def test_standard_input_cannot_be_reviewed(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="name a file"):
        find_documents(["-"], scratch=tmp_path)


def test_a_document_is_known_by_its_source_alone(tmp_path: Path) -> None:
    texts = {"a.txt": SCRAPED, "b.jsonl": lines({"text": "Other.", "n": 1})}
    first = found_in(written(tmp_path / "1", texts))
    moved = {"z.jsonl": lines({"n": 2, "text": SCRAPED}, {"text": "New."}), "y.txt": "Other."}
    second = found_in(written(tmp_path / "2", moved))
    assert {entry.id for entry in first.entries} < {entry.id for entry in second.entries}


def test_the_same_text_is_listed_once(tmp_path: Path) -> None:
    found = found_in(written(tmp_path, {"a.txt": SCRAPED, "b.txt": SCRAPED}))
    assert (len(found.entries), found.copies) == (1, 1)


def test_records_are_documents_and_can_be_read_in_any_order(tmp_path: Path) -> None:
    content = "\n" + lines({"body": "Eins.", "url": "https://a.example/1"}, {"body": "Zwei – ü."}, {"body": "Drei."})
    found = found_in(written(tmp_path, {"a.jsonl": content}), field="body")
    assert [found.read(number).source for number in (2, 0, 1)] == ["Drei.", "Eins.", "Zwei – ü."]
    assert found.read(0).url == "https://a.example/1"
    assert [entry.name.rpartition("/")[2] for entry in found.entries] == ["1", "a.jsonl:3", "a.jsonl:4"]


def test_records_without_the_field_are_counted(tmp_path: Path) -> None:
    found = found_in(written(tmp_path, {"a.jsonl": lines({"text": "One."}, {"text": None}, 7)}))
    assert (len(found.entries), found.without) == (1, 2)


def test_where_no_record_has_the_field_the_error_names_those_that_there_are(tmp_path: Path) -> None:
    names = written(tmp_path, {"a.jsonl": lines({"content": "One.", "url": ""})})
    with pytest.raises(ReadingError, match="name the one that has with --field: 'content', 'url'"):
        found_in(names)


@pytest.mark.parametrize(("suffix", "pack"), [("gz", gzip.compress), ("xz", lzma.compress)])
def test_packed_records_are_read_in_any_order(tmp_path: Path, suffix: str, pack) -> None:
    path = tmp_path / f"a.jsonl.{suffix}"
    path.write_bytes(pack(lines({"text": "One."}, {"text": "Two."}).encode()))
    found = found_in([str(path)])
    assert [found.read(number).source for number in (1, 0)] == ["Two.", "One."]


def test_each_text_of_a_gold_record_is_a_document_with_its_labels(tmp_path: Path) -> None:
    found = found_in(written(tmp_path, {"gold.jsonl": lines(GOLD)}))
    assert [(entry.name, entry.part) for entry in found.entries] == [("page · own", "own"), ("page · other", "other")]
    raw = found.read(0)
    assert (raw.source, raw.labels) == ("One.\n\nShare", ("body", None, "share_widget"))
    assert raw.record == GOLD


def test_an_unknown_label_in_gold_is_an_error(tmp_path: Path) -> None:
    gold = GOLD | {"labels": {"own": ["prose", None, None]}}
    found = found_in(written(tmp_path, {"gold.jsonl": lines(gold)}))
    with pytest.raises(ReadingError, match="'prose' is not a label"):
        found.read(0)


@pytest.mark.parametrize("line", ["{", "[" * 100_000])
def test_a_broken_line_is_an_error_that_names_it(tmp_path: Path, line: str) -> None:
    names = written(tmp_path, {"a.jsonl": lines({"text": "One."}) + f"{line}\n"})
    with pytest.raises(ReadingError, match=r"a\.jsonl: line 2 is not JSON"):
        found_in(names)


@pytest.mark.parametrize("name", ["gone.txt", "gone.jsonl", "gone.jsonl.xz"])
def test_a_missing_file_is_an_error_that_names_it(tmp_path: Path, name: str) -> None:
    with pytest.raises(ReadingError, match=f"{re.escape(name)}: cannot be read: there is no such file"):
        found_in([str(tmp_path / name)])


def test_a_broken_pack_is_an_error_that_names_it(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.xz").write_bytes(b"no xz")
    with pytest.raises(ReadingError, match=r"a\.jsonl\.xz: cannot be decompressed"):
        found_in([str(tmp_path / "a.jsonl.xz")])


@pytest.mark.parametrize("content", ["Changed.", PAGE])
@pytest.mark.parametrize("first", [SCRAPED, LABELLED])
def test_a_file_that_changed_is_an_error(tmp_path: Path, first: str, content: str) -> None:
    found = found_in(written(tmp_path, {"a.txt": first}))
    written(tmp_path, {"a.txt": content})
    with pytest.raises(ReadingError):
        found.read(0)


def test_lone_surrogates_have_a_checksum() -> None:
    assert checksum("\ud800") != checksum("\ud801")
