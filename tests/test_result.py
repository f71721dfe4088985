import json
from dataclasses import FrozenInstanceError, replace

import pytest

from cleanwire.document import Document
from cleanwire.labels import Label
from cleanwire.markup import Element, Line, Markup
from cleanwire.reading.text import read_text
from cleanwire.report import parse_labelled
from cleanwire.result import Result
from cleanwire.spans import Segment, Verdict
from cleanwire.text.folding import key_of

SOURCE = "It opened.\nAd\nIt closed.\n"
RESULT = Result(
    SOURCE,
    segments=(
        Segment(0, 11, Label.BODY, removed=False),
        Segment(11, 14, Label.AD_MARKER, removed=True, rule="en/ad_marker/x", confidence=0.9, evidence="Ad"),
        Segment(14, 25, Label.BODY, removed=False),
    ),
    verdicts=(Verdict(11, 14, Label.AD_MARKER, "en/ad_marker/x", 0.9, "Ad"),),
)


def test_the_text_of_a_result_is_the_source_without_what_was_removed():
    assert RESULT.text == "It opened.\nIt closed.\n"


def test_the_removed_segments_of_a_result_stand_in_order():
    assert RESULT.removed == (RESULT.segments[1],)


def test_a_result_without_segments_has_no_text():
    assert Result("", (), ()).text == ""


def test_a_result_of_text_is_its_own_markdown_and_has_no_paths():
    assert RESULT.markdown == RESULT.text
    assert RESULT.paths(RESULT.segments[1]) == ()


def test_a_result_of_a_page_says_where_each_removal_stood():
    markup = Markup((Element("html", -1, "html", ""), Element("p", 0, "p[2]", "")), (Line(11, 13, 1, False, ()),))
    result = replace(RESULT, markup=markup)
    assert [result.paths(segment) for segment in result.segments] == [(), ("/html/p[2]",), ()]


@pytest.mark.parametrize(
    ("value", "name"),
    [(RESULT, "source"), (RESULT.segments[0], "label"), (RESULT.verdicts[0], "label"), (read_text("x"), "source")],
    ids=["result", "segment", "verdict", "document"],
)
def test_values_are_frozen(value, name):
    with pytest.raises(FrozenInstanceError):
        setattr(value, name, "other")


def test_blocks_are_frozen_too():
    with pytest.raises(AttributeError):
        read_text("x").blocks[0].start = 3


def test_a_document_gives_the_visible_text_of_a_block():
    document = read_text("\n  “One” line \n\n")
    assert document.text(document.blocks[0]) == "“One” line"


@pytest.mark.parametrize("repeats", [1, 400])
def test_the_bare_text_of_a_document_gives_the_key_of_a_block_of_any_length(repeats):
    document = read_text("seven, ships, " * repeats)
    block = document.blocks[0]
    assert key_of(document.bare[block.left : block.right]) == " ".join(["seven ships"] * repeats)


def test_a_document_has_no_title_unless_one_is_given():
    assert Document("", "", "", ()).title == ""


def test_a_result_gives_its_labelled_text():
    assert parse_labelled(RESULT.labelled).source == RESULT.source


def test_a_result_gives_its_record():
    assert RESULT.to_dict()["text"] == RESULT.text
    assert json.loads(RESULT.to_json()) == RESULT.to_dict()


def test_a_result_gives_a_page_and_a_fragment_of_one():
    assert RESULT.to_html(title="Ferry").startswith("<!doctype html>")
    assert RESULT._repr_html_().startswith("<div")
