import json
import lzma
import sys
from dataclasses import replace
from pathlib import Path

import pytest

import cleanwire
from cleanwire import Cleaner
from cleanwire.report.labelled import parse_labelled, render_labelled
from cleanwire.review.decisions import Decision, Work, decided
from cleanwire.review.documents import find_documents
from cleanwire.review.opening import Opened, Opener
from cleanwire.review.saving import file_name, fixture_of, gold_record, labels_of, packed_records, report_of
from invented import HEADLINE, PARAGRAPHS
from reviewing import SCRAPED, opened, written
from rewrite_fixtures import with_gaps

GOLD = {
    "id": "page",
    "set": "ours",
    "lang": "en",
    "url": "https://oxley.example/1",
    "html": "<html></html>",
    "texts": {"one": SCRAPED, "two": f"{HEADLINE}\n{PARAGRAPHS[0]}"},
    "labels": {"one": ["navigation"] * (SCRAPED.count("\n") + 1), "two": ["headline", "either"]},
}


def corrected(shown: Opened, **labels: str) -> Work:
    """Return work in which lines that begin with these words have these labels."""
    lines = [line for line in shown.lines for word in labels if shown.source[line.start :].startswith(word)]
    made = [
        Decision(line.start, line.end, label, "why")
        for line in lines
        for word, label in labels.items()
        if shown.source[line.start :].startswith(word)
    ]
    return decided(shown.fresh, made)


def test_a_fixture_is_labelled_text_of_the_same_source(tmp_path: Path) -> None:
    shown = opened(tmp_path)
    labelled = parse_labelled(fixture_of(shown, corrected(shown, Share="body", The="caption")))
    assert labelled.source == SCRAPED
    assert "Share on Facebook" in labelled.text
    assert [one.rule for one in labelled.removed if one.label == "caption"] == ["todo", "todo"]


def test_a_fixture_without_decisions_is_what_explain_shows(tmp_path: Path) -> None:
    shown = opened(tmp_path)
    assert fixture_of(shown, shown.fresh) == cleanwire.explain(SCRAPED).labelled


def test_rewriting_a_fixture_leaves_its_gaps(tmp_path: Path) -> None:
    shown = opened(tmp_path)
    fixture = fixture_of(shown, corrected(shown, Tickets="caption", Some="caption"))
    assert with_gaps(parse_labelled(fixture), cleanwire.explain(SCRAPED)) == fixture


def test_a_report_says_what_is_wrong_with_version_rules_and_notes(tmp_path: Path) -> None:
    shown = opened(tmp_path)
    report = report_of(shown, corrected(shown, Share="body", Advertisement="newsletter"))
    assert f"cleanwire {cleanwire.__version__}\n" in report
    assert "- line 13: removed (share_widget) by en/share_widget/buttons (0.93); it should be kept (body)\n" in report
    assert "it should be removed (newsletter)\n      Advertisement\n  > why\n" in report
    assert report.count("```\n") == 4


def test_both_texts_of_a_report_can_be_read_again(tmp_path: Path) -> None:
    source = SCRAPED.replace("The quay master waved.", "```` and more `````")
    shown = opened(tmp_path, source)
    said, _, wanted = report_of(shown, corrected(shown, Share="body")).split("``````\n")[1:4]
    assert said == render_labelled(shown.result)
    assert parse_labelled(wanted).source == source


def test_there_is_a_label_for_each_line_and_none_for_blank_ones(tmp_path: Path) -> None:
    shown = opened(tmp_path)
    labels = labels_of(shown, corrected(shown, Share="body", Some="either").decisions)
    told = dict(zip(SCRAPED.split("\n"), labels, strict=True))
    assert told["Home > News > Harbour"] == "navigation"
    assert told["Share on Facebook"] == "body"
    assert told[PARAGRAPHS[1]] == "either"
    assert told[""] is None


def test_a_line_that_is_removed_in_part_may_be_either(tmp_path: Path) -> None:
    shown = opened(tmp_path, f"{PARAGRAPHS[0]} {PARAGRAPHS[1]}\n")
    assert labels_of(shown, [Decision(0, len(PARAGRAPHS[0]), "caption")]) == ["either", None]


def test_a_record_says_where_a_document_is_from(tmp_path: Path) -> None:
    names = written(tmp_path, {"a.jsonl": json.dumps({"text": SCRAPED, "url": "https://www.oxley.example/7"})})
    shown = Opener(find_documents(names, scratch=tmp_path), Cleaner()).opened(0)
    record = gold_record(shown, corrected(shown, Harbour="headline"))
    assert [record[name] for name in ("set", "site", "group", "lang", "part")] == ["oxley.example"] * 3 + ["en", "fit"]
    assert record["headline"] == [HEADLINE]
    assert record["gold"].split("\n") == [HEADLINE, *PARAGRAPHS[:2], "The quay master waved.", PARAGRAPHS[2]]


def test_a_gold_record_keeps_what_it_held_and_says_the_same_where_nothing_was_decided(tmp_path: Path) -> None:
    opener = Opener(find_documents(written(tmp_path, {"g.jsonl": json.dumps(GOLD)}), scratch=tmp_path), Cleaner())
    one, two = (gold_record(shown, shown.fresh) for shown in map(opener.opened, range(2)))
    lines = zip(SCRAPED.split("\n"), one["labels"]["one"], strict=True)
    assert {label for line, label in lines if line.strip()} == {"navigation"}
    assert two["labels"] == {"two": ["headline", "either"]}
    assert one["html"] == "<html></html>"


def test_texts_of_one_page_are_packed_as_one_record(tmp_path: Path) -> None:
    opener = Opener(find_documents(written(tmp_path, {"g.jsonl": json.dumps(GOLD)}), scratch=tmp_path), Cleaner())
    data, count = packed_records(gold_record(shown, shown.fresh) for shown in map(opener.opened, range(2)))
    (record,) = map(json.loads, lzma.decompress(data).decode().splitlines())
    assert count == 1
    assert record["texts"] == GOLD["texts"]
    assert [*record["labels"]] == ["one", "two"]


def test_training_reads_what_is_packed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("numpy")
    monkeypatch.syspath_prepend(Path(__file__).parents[1] / "training")
    before = set(sys.modules)
    from labelled import case_of, texts_in  # noqa: PLC0415, a program's module, found by the path above

    shown = opened(tmp_path)
    data, _ = packed_records([gold_record(shown, corrected(shown, Share="body"))])
    (tmp_path / "lines-dev.jsonl.xz").write_bytes(data)
    (text,) = texts_in(tmp_path, None)
    case = case_of(text)
    assert case
    assert [label for label in case.labels if label not in ("body", "headline")] == [
        "navigation",
        "byline",
        "ad_marker",
        "comments",
    ]
    for name in set(sys.modules) - before:
        if not name.startswith("cleanwire"):
            del sys.modules[name]


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("a b/c d.txt", "c-d.txt-00000000"),
        ("../../etc/passwd", "passwd-00000000"),
        ("https://a.example/?q=<x>", "q-x-00000000"),
        ("..", "document-00000000"),
        ("x" * 300, f"{'x' * 60}-00000000"),
        ("日本.txt", "日本.txt-00000000"),
    ],
)
def test_a_file_is_named_after_its_document_and_lies_in_its_folder(name: str, wanted: str) -> None:
    assert file_name(replace(Work("0" * 32, "", "", ""), name=name)) == wanted
