"""Tools are run on the documents of their kind, and their failures are reported."""

import json
import logging
import warnings

import pytest

from cleanwire.errors import OptionError
from cleanwire.evaluation import (
    TOOLS,
    Page,
    PageScore,
    Step,
    Text,
    TextScore,
    Tool,
    evaluate,
    render_json,
    render_markdown,
    render_text,
    shipped_documents,
)
from cleanwire.evaluation.peers import Extract, Filter

ARTICLE = "The ferry sailed again on Monday."
PAGE = Page("page", f"<html><p>{ARTICLE}", ARTICLE, unwanted=("Home",), language="en")
TEXT = Text("text", f"{ARTICLE}\nHome", boilerplate=((34, 38),), language="de")


def whole_page() -> Extract:
    return lambda html, _: html.removeprefix("<html><p>")


def whole_text() -> Filter:
    return lambda text, _: [(0, len(text))]


def nothing() -> Filter:
    return lambda _text, _language: []


def broken() -> Extract:
    def extract(html: str, language: str) -> str:
        raise ZeroDivisionError(html, language)

    return extract


def absent() -> Extract:
    raise ImportError("nobody has it")


def tool(load: object, kind: str = "pages") -> Tool:
    return Tool(getattr(load, "__name__", "?"), kind, load, "some-package")  # type: ignore[arg-type]


WHOLE = [tool(whole_page), tool(whole_text, "texts"), tool(nothing, "texts")]


def test_each_tool_gets_the_documents_of_its_kind() -> None:
    report = evaluate([PAGE, TEXT, TEXT], WHOLE)
    assert [(row.tool.name, row.score.documents) for row in report.rows] == [
        ("whole_page", 1),
        ("whole_text", 2),
        ("nothing", 2),
    ]
    page, kept, gone = (row.score for row in report.rows)
    assert isinstance(page, PageScore)
    assert isinstance(kept, TextScore)
    assert isinstance(gone, TextScore)
    assert (page.f1, kept.lost, kept.removed, gone.lost, gone.removed) == (1, 0, 0, 1, 1)


def test_a_tool_without_documents_of_its_kind_is_left_out() -> None:
    assert [row.tool.kind for row in evaluate([TEXT], WHOLE).rows] == ["texts", "texts"]


def test_a_tool_that_is_not_installed_is_named_with_its_package() -> None:
    report = evaluate([PAGE], [tool(absent), tool(whole_page)])
    assert [each.name for each in report.missing] == ["absent"]
    assert "not installed: absent (pip install 'some-package')\n" in render_text(report)


@pytest.mark.parametrize(("kind", "document"), [("pages", PAGE), ("texts", TEXT)])
def test_a_tool_that_fails_on_a_document_has_given_nothing_of_it(kind: str, document: Page | Text) -> None:
    [row] = evaluate([document], [tool(broken, kind)]).rows
    assert row.score.failed == 1
    if isinstance(row.score, PageScore):
        assert row.score.f1 == 0
    else:
        assert (row.score.removed, row.score.lost) == (0, 0)


def test_who_watches_is_told_of_each_document() -> None:
    steps: list[Step] = []
    evaluate([PAGE, PAGE, TEXT], [*WHOLE, tool(absent)], watch=steps.append)
    assert [(step.tool, step.done) for step in steps] == [
        ("whole_page", 0),
        ("whole_page", 1),
        ("whole_text", 2),
        ("nothing", 3),
        ("", 4),
    ]
    assert {step.total for step in steps} == {4}


def test_tools_are_not_heard() -> None:
    heard = []

    def loud() -> Extract:
        def extract(html: str, _: str) -> str:
            warnings.warn("of no interest", stacklevel=1)
            heard.append(logging.getLogger("peer").isEnabledFor(logging.ERROR))
            return html

        return extract

    evaluate([PAGE], [tool(loud)])
    assert not any(heard)
    assert logging.getLogger("peer").isEnabledFor(logging.ERROR)


def test_without_documents_there_is_nothing_to_evaluate() -> None:
    with pytest.raises(OptionError, match="no documents to evaluate; name files or folders"):
        evaluate([], WHOLE)


def test_documents_that_no_tool_is_for_are_an_error() -> None:
    with pytest.raises(OptionError, match="none of the tools is for texts, which all documents are; choose others"):
        evaluate([TEXT], [tool(whole_page)])


@pytest.mark.parametrize("each", TOOLS, ids=lambda each: f"{each.kind}-{each.name}")
def test_the_tools_that_are_installed_work(each: Tool) -> None:
    documents = [document for document in shipped_documents() if document.language == "en"]
    report = evaluate(documents, [each])
    if report.missing:
        pytest.skip(f"needs {each.package}")
    score = report.rows[0].score
    assert score.failed == 0
    assert score.f1 > 0.3 if isinstance(score, PageScore) else score.lost < 0.5


class TestTables:
    report = evaluate([PAGE, TEXT, Text("other", "One Two", (), language="")], WHOLE)

    def test_columns_are_aligned(self) -> None:
        assert render_text(self.report).splitlines() == [
            "1 page",
            "",
            "               F1      ±  precision  recall  unwanted lines left  failed",
            "whole_page  1.000  0.000      1.000   1.000                 0.0%       0",
            "",
            "2 texts in 2 languages",
            "",
            "            boilerplate removed  article lost  texts losing over 5%  failed",
            "whole_text                 0.0%         0.00%                     0       0",
            "nothing                  100.0%       100.00%                     2       0",
        ]

    def test_languages_are_columns_of_a_table_of_their_own(self) -> None:
        shown = render_text(self.report, languages=True)
        assert "F1 by language\n\n               en\nwhole_page  1.000\n" in shown
        assert "                    –           de\nwhole_text    – / 0.0      0 / 0.0\n" in shown

    def test_times_are_shown_if_asked_for(self) -> None:
        assert "ms each" not in render_text(self.report)
        assert "ms each" in render_text(self.report, times=True)

    def test_markdown_has_the_same_cells(self) -> None:
        assert render_markdown(self.report).splitlines()[:3] == [
            "| 1 page | F1 | ± | precision | recall | unwanted lines left | failed |",
            "|---|---:|---:|---:|---:|---:|---:|",
            "| whole_page | 1.000 | 0.000 | 1.000 | 1.000 | 0.0% | 0 |",
        ]

    def test_json_has_all_scores(self) -> None:
        report = json.loads(render_json(evaluate([PAGE, TEXT], [*WHOLE, tool(absent)])))
        assert [(row["tool"], row["kind"]) for row in report["tools"]] == [
            ("whole_page", "pages"),
            ("whole_text", "texts"),
            ("nothing", "texts"),
        ]
        assert report["tools"][0]["f1"] == report["tools"][0]["languages"]["en"]["f1"] == 1
        assert report["tools"][2]["languages"]["de"]["lost"] == 1
        assert report["not_installed"] == [{"tool": "absent", "kind": "pages", "package": "some-package"}]
