import json

from cleanwire.markup import Element, Line, Markup
from cleanwire.report.records import record_of
from cleanwire.result import Result
from invented_results import HOSTILE, result_of


def test_a_removal_has_its_reason_and_its_text():
    assert record_of(result_of("It opened.\nAd\n", "Ad\n", evidence="Ad"))["removed"] == [
        {
            "start": 11,
            "end": 14,
            "label": "notice",
            "rule": "en/notice/x",
            "confidence": 0.9,
            "evidence": "Ad",
            "text": "Ad\n",
        }
    ]


def test_a_removal_from_a_page_has_its_paths():
    elements = (Element("html", -1, "html", ""), Element("p", 0, "p[2]", ""))
    markup = Markup(elements, (Line(11, 13, 1, False, ()),))
    assert record_of(result_of("It opened.\nAd\n", "Ad\n", markup=markup))["removed"][0]["paths"] == ["/html/p[2]"]


def test_labels_are_plain_strings():
    assert type(record_of(result_of("Ad", "Ad"))["removed"][0]["label"]) is str


def test_a_reason_is_there_where_there_is_one():
    assert "reason" not in record_of(result_of("x"))
    assert record_of(Result("", (), (), reason="empty"))["reason"] == "empty"


def test_json_is_the_record_and_survives_any_string():
    result = result_of(f"x {HOSTILE}", HOSTILE)
    assert result.to_json().isascii()
    assert json.loads(result.to_json()) == record_of(result)
