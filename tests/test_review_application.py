"""What the server answers, and which requests it refuses."""

import json
import lzma
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("starlette")
pytest.importorskip("httpx2")

from starlette.testclient import TestClient

from cleanwire.report.labelled import parse_labelled
from cleanwire.review.application import STATIC, application
from cleanwire.review.background import Background
from cleanwire.review.documents import checksum
from cleanwire.review.guard import MOST_BYTES, Guard
from reviewing import PACK, REMOVED, SCRAPED, desk_of

TOKEN = "a-token-that-nobody-guesses"  # noqa: S105, it protects nothing
HOST = "127.0.0.1:8000"
ORIGIN = f"http://{HOST}"
FIRST, SECOND = SCRAPED, f"{SCRAPED}Second\n"
HOSTILE = "<script>alert(1)</script>\n<img src=x onerror=alert(2)>\n\x1b[2J\u202eevil\x00\nA lone \ud800 surrogate.\n"
PAGE = "<!doctype html><article><h1>The ferry</h1><p>It sailed on Monday, she said.</p></article>"


class Window:
    """A page that sends requests to the server."""

    def __init__(self, folder: Path, texts: dict[str, str], rules: Path | None = None) -> None:
        desk, self.background = desk_of(folder, texts, rules=rules)
        self.folder = folder / "out"
        guarded = Guard(application(desk), token=TOKEN, hosts=(HOST,))
        self.client = TestClient(guarded, base_url=ORIGIN, raise_server_exceptions=False)

    def get(self, path: str, **query: str) -> Any:
        answer = self.client.get(f"/{TOKEN}/{path}", params=query)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def post(self, path: str, body: object, *, status: int = 200, **headers: str) -> Any:
        given = {"Origin": ORIGIN, "Content-Type": "application/json", **headers}
        answer = self.client.post(f"/{TOKEN}/{path}", content=json.dumps(body), headers=given)
        assert answer.status_code == status, answer.text
        return answer.json() if status != 403 else answer.text

    def change(self, document: str, body: dict[str, object], *, status: int = 200) -> Any:
        return self.post(f"api/documents/{document}/changes", body, status=status)

    def decide(self, document: str, line: str, label: str, revision: int, *, status: int = 200, note: str = "") -> Any:
        start = FIRST.index(line)
        made = {"start": start, "end": start + len(line), "label": label, "note": note}
        body = {"action": "decide", "revision": revision, "decisions": [made]}
        return self.change(document, body, status=status)


@pytest.fixture
def window(tmp_path: Path) -> Window:
    return Window(tmp_path, {"a.txt": FIRST, "b.txt": SECOND})


@pytest.fixture
def cleaned(window: Window) -> Iterator[Window]:
    """A window, once all documents have been cleaned."""
    run(window.background, 2)
    return window


def run(background: Background, count: int) -> None:
    background.start()
    while len(background.findings) < count:
        time.sleep(0.01)
    background.stop()


MAKES_MARKUP = ("innerHTML", "outerHTML", "insertAdjacent", "document.write", "eval(")
A, B = checksum(FIRST), checksum(SECOND)


class TestGuard:
    @pytest.mark.parametrize(
        "path", ["/", "/api/session", f"/{TOKEN[:-1]}/", f"/{TOKEN}x/", f"//{TOKEN}/", f"/{TOKEN.upper()}/api/session"]
    )
    def test_without_the_token_nothing_is_answered(self, window: Window, path: str) -> None:
        answer = window.client.get(path)
        assert answer.status_code == 403
        assert TOKEN not in answer.text

    @pytest.mark.parametrize(
        "host", ["evil.example", "evil.example:8000", "127.0.0.1", "127.0.0.1:81", "localhost:8000", ""]
    )
    def test_under_another_name_nothing_is_answered(self, window: Window, host: str) -> None:
        assert window.client.get(f"/{TOKEN}/", headers={"Host": host}).status_code == 403

    @pytest.mark.parametrize(
        "origin", ["http://evil.example", "null", "", "https://127.0.0.1:8000", "http://127.0.0.1:81"]
    )
    def test_a_change_from_another_origin_is_refused(self, window: Window, origin: str) -> None:
        window.post(f"api/documents/{A}/changes", {"action": "undo", "revision": 0}, status=403, Origin=origin)

    def test_a_change_without_an_origin_is_refused(self, window: Window) -> None:
        headers = {"Content-Type": "application/json"}
        assert window.client.post(f"/{TOKEN}/api/training", content="{}", headers=headers).status_code == 403

    @pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
    def test_a_change_that_a_form_could_send_is_refused(self, window: Window, kind: str) -> None:
        window.post("api/training", {}, status=403, **{"Content-Type": kind})

    def test_what_is_too_large_is_refused_before_it_is_read(self, window: Window) -> None:
        headers = {"Origin": ORIGIN, "Content-Type": "application/json"}
        body = b" " * (MOST_BYTES + 1)
        assert window.client.post(f"/{TOKEN}/api/training", content=body, headers=headers).status_code == 413

    @pytest.mark.parametrize(
        "path", ["", "static/main.js", "api/session", "api/documents/none", "report.css", "nowhere"]
    )
    def test_every_answer_tells_the_browser_what_to_refuse(self, window: Window, path: str) -> None:
        headers = window.client.get(f"/{TOKEN}/{path}").headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "*" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cache-control"] == "no-store"
        assert "access-control-allow-origin" not in headers

    @pytest.mark.parametrize(
        "path",
        [
            "static/../application.py",
            "static/%2e%2e/application.py",
            "static/..%2fapplication.py",
            "static//etc/passwd",
            "static/%2fetc%2fpasswd",
            "static/....//application.py",
            "../../etc/passwd",
            "api/documents/..%2f..%2fetc%2fpasswd",
        ],
    )
    def test_no_path_leads_out_of_the_files_of_the_page(self, window: Window, path: str) -> None:
        answer = window.client.get(f"/{TOKEN}/{path}")
        assert answer.status_code in (403, 404)
        assert "import" not in answer.text
        assert "root:" not in answer.text

    def test_other_methods_change_nothing(self, window: Window) -> None:
        headers = {"Origin": ORIGIN, "Content-Type": "application/json"}
        for method in ("PUT", "DELETE", "PATCH"):
            answer = window.client.request(method, f"/{TOKEN}/api/documents/{A}/changes", content="{}", headers=headers)
            assert answer.status_code == 405


class TestPage:
    def test_it_loads_its_own_files_and_nothing_else(self, window: Window) -> None:
        page = window.client.get(f"/{TOKEN}/").text
        assert "://" not in page
        for path in STATIC.iterdir():
            assert window.client.get(f"/{TOKEN}/static/{path.name}").status_code == 200
            assert "://" not in path.read_text("utf-8")

    def test_no_file_of_it_makes_markup_of_text(self) -> None:
        for path in STATIC.glob("*.js"):
            text = path.read_text("utf-8")
            assert not any(word in text for word in MAKES_MARKUP)

    def test_the_colours_are_those_of_reports(self, window: Window) -> None:
        answer = window.client.get(f"/{TOKEN}/report.css")
        assert answer.headers["content-type"].startswith("text/css")
        assert ".g-readers" in answer.text


class TestDocuments:
    def test_a_session_says_what_there_is(self, window: Window) -> None:
        session = window.get("api/session")
        assert session["documents"] == 2
        assert len(session["labels"]) == len({one["key"] for one in session["labels"]}) == 21

    def test_a_document_comes_with_its_removals(self, window: Window) -> None:
        document = window.get(f"api/documents/{A}")
        removed = [line for line in document["lines"] if line["removed"]]
        assert tuple(line["text"] for line in removed) == REMOVED
        assert removed[2]["rule"] == "en/ad_marker/marker"
        assert (removed[2]["label"], removed[2]["confidence"]) == ("ad_marker", 0.95)
        assert document["work"] == {"revision": 0, "reviewed": False, "undo": 0, "redo": 0, "decisions": []}

    def test_an_unknown_one_is_not_there(self, window: Window) -> None:
        assert window.client.get(f"/{TOKEN}/api/documents/{'0' * 32}").status_code == 404

    def test_of_a_huge_line_the_beginning_is_shown(self, tmp_path: Path) -> None:
        text = "oxley" * 30_000
        window = Window(tmp_path, {"a.txt": text})
        (line,) = window.get(f"api/documents/{checksum(text)}")["lines"]
        assert (line["start"], line["end"]) == (0, 150_000)
        assert line["text"] == f"{text[:100_000]}… (50,000 more characters)"

    def test_what_a_browser_would_obey_comes_as_text(self, tmp_path: Path) -> None:
        window = Window(tmp_path, {"a.jsonl": json.dumps({"text": HOSTILE})})
        (row,) = window.get("api/documents")["documents"]
        texts = [line["text"] for line in window.get(f"api/documents/{row['id']}")["lines"]]
        assert texts[0] == "<script>alert(1)</script>"
        assert texts[2] == r"\x1b[2J\u202eevil\x00"
        assert texts[3] == r"A lone \ud800 surrogate."

    def test_a_page_comes_as_the_text_that_was_extracted(self, tmp_path: Path) -> None:
        window = Window(tmp_path, {"a.html": PAGE})
        document = window.get(f"api/documents/{checksum(PAGE.encode())}")
        assert [line["text"] for line in document["lines"]] == ["The ferry", "It sailed on Monday, she said."]

    def test_one_that_cannot_be_read_says_why(self, window: Window, tmp_path: Path) -> None:
        (tmp_path / "in/a.txt").write_text("Other.")
        answer = window.client.get(f"/{TOKEN}/api/documents/{A}")
        assert answer.status_code == 422
        assert "has changed since it was opened" in answer.json()["error"]

    def test_lists_come_in_pages(self, tmp_path: Path) -> None:
        window = Window(tmp_path, {f"{n:02}.txt": f"Text {n}." for n in range(7)})
        first = window.get("api/documents", count="3")
        assert [row["number"] for row in first["documents"]] == [0, 1, 2]
        assert (first["next"], first["matching"]) == (3, 7)
        last = window.get("api/documents", count="3", **{"from": "6"})
        assert ([row["number"] for row in last["documents"]], last["next"]) == ([6], None)

    def test_lists_show_what_a_filter_admits(self, cleaned: Window) -> None:
        cleaned.decide(A, "Advertisement", "body", 0)
        assert [row["id"] for row in cleaned.get("api/documents", changed="yes")["documents"]] == [A]
        assert [row["id"] for row in cleaned.get("api/documents", changed="no")["documents"]] == [B]
        assert len(cleaned.get("api/documents", rule="en/byline/")["documents"]) == 2
        assert cleaned.get("api/documents", label="legal")["documents"] == []

    def test_the_next_one_is_the_next_that_a_filter_admits(self, cleaned: Window) -> None:
        assert cleaned.get(f"api/documents/{A}/beside")["document"]["id"] == B
        assert cleaned.get(f"api/documents/{A}/beside", reviewed="yes")["document"] is None
        assert cleaned.get(f"api/documents/{B}/beside", step="-1")["document"]["id"] == A
        assert cleaned.get(f"api/documents/{A}/beside", step="-1")["document"] is None

    @pytest.mark.parametrize(
        "query", ["?label=prose", "?low=much", "?from=x", "?from=-1", "?count=-1", "?changed=perhaps"]
    )
    def test_a_query_that_cannot_be_answered_is_an_error(self, window: Window, query: str) -> None:
        assert window.client.get(f"/{TOKEN}/api/documents{query}").status_code == 422


class TestChanges:
    def test_a_decision_is_on_the_disk_when_it_is_answered(self, window: Window) -> None:
        answer = window.decide(A, "Advertisement", "body", 0, note="Is it?")
        (decision,) = answer["work"]["decisions"]
        assert (decision["label"], decision["note"], decision["own"]) == ("body", "Is it?", True)
        stored = json.loads((window.folder / "decisions" / f"{A}.json").read_bytes())
        assert stored["revision"] == answer["work"]["revision"] == 1

    def test_it_can_be_undone_and_redone(self, window: Window) -> None:
        window.decide(A, "Advertisement", "body", 0)
        undone = window.change(A, {"action": "undo", "revision": 1})["work"]
        assert (undone["decisions"], undone["undo"], undone["redo"]) == ([], 0, 1)
        redone = window.change(A, {"action": "redo", "revision": 2})["work"]
        assert len(redone["decisions"]) == 1

    def test_a_document_can_be_marked(self, window: Window) -> None:
        assert window.change(A, {"action": "mark", "reviewed": True, "revision": 0})["work"]["reviewed"]
        assert [row["id"] for row in window.get("api/documents", reviewed="yes")["documents"]] == [A]

    def test_a_stale_change_is_refused_with_what_holds(self, window: Window) -> None:
        held = window.decide(A, "Advertisement", "body", 0)["work"]
        answer = window.decide(A, "12 Comments", "body", 0, status=409)
        assert answer["work"] == held
        assert window.get(f"api/documents/{A}")["work"] == held

    @pytest.mark.parametrize(
        "body",
        [
            {},
            {"action": "undo"},
            {"action": "undo", "revision": "0"},
            {"action": "burn", "revision": 0},
            {"action": "decide", "revision": 0, "decisions": 3},
            {"action": "decide", "revision": 0, "decisions": ["x"]},
            {"action": "decide", "revision": 0, "decisions": [{"start": 0, "end": 10**9, "label": "body"}]},
            {"action": "decide", "revision": 0, "decisions": [{"start": -1, "end": 5, "label": "body"}]},
            {"action": "decide", "revision": 0, "decisions": [{"start": 0, "end": 5, "label": "prose"}]},
            {"action": "decide", "revision": 0, "decisions": [{"start": 0, "end": 5, "label": ["body"]}]},
            {"action": "decide", "revision": 0, "decisions": [{"start": 0.5, "end": 5, "label": "body"}]},
            {"action": "decide", "revision": 0, "decisions": [{"start": True, "end": 5, "label": "body"}]},
        ],
    )
    def test_what_is_no_change_is_an_error_and_changes_nothing(self, window: Window, body: dict[str, object]) -> None:
        assert window.change(A, body, status=422)["error"]
        assert window.get(f"api/documents/{A}")["work"]["revision"] == 0

    @pytest.mark.parametrize("body", ["[]", "{", "7", "", "[" * 100_000])
    def test_a_request_that_holds_no_object_is_an_error(self, window: Window, body: str) -> None:
        headers = {"Origin": ORIGIN, "Content-Type": "application/json"}
        answer = window.client.post(f"/{TOKEN}/api/documents/{A}/changes", content=body, headers=headers)
        assert answer.status_code == 400

    def test_what_a_file_says_otherwise_is_a_decision_of_the_file(self, tmp_path: Path) -> None:
        labelled = "  The ferry sailed on Monday, she said.\n-- todo (caption, 1.00)\n- The quay at noon\n"
        window = Window(tmp_path, {"a.txt": labelled})
        source = parse_labelled(labelled).source
        (decision,) = window.get(f"api/documents/{checksum(source)}")["work"]["decisions"]
        assert (decision["label"], decision["own"]) == ("caption", False)
        assert window.get("api/documents", changed="yes")["documents"] == []


class TestFiles:
    def test_a_document_is_saved_as_a_fixture(self, window: Window) -> None:
        window.decide(A, "Advertisement", "body", 0)
        path = Path(window.post(f"api/documents/{A}/files", {"form": "fixture"})["path"])
        assert path.parent == window.folder / "fixtures"
        labelled = parse_labelled(path.read_bytes().decode())
        assert labelled.source == FIRST
        assert "Advertisement" in labelled.text

    def test_a_document_is_saved_as_a_report(self, window: Window) -> None:
        window.decide(A, "Advertisement", "body", 0)
        path = Path(window.post(f"api/documents/{A}/files", {"form": "report"})["path"])
        assert "it should be kept (body)" in path.read_text("utf-8")

    def test_reviewed_documents_are_saved_as_training_data(self, window: Window) -> None:
        window.decide(A, "Advertisement", "body", 0)
        window.change(A, {"action": "mark", "reviewed": True, "revision": 1})
        answer = window.post("api/training", {})
        assert answer["documents"] == 1
        (record,) = map(json.loads, lzma.decompress(Path(answer["path"]).read_bytes()).splitlines())
        labels = dict(zip(FIRST.split("\n"), record["labels"]["text"], strict=True))
        assert (labels["Advertisement"], labels["12 Comments"]) == ("body", "comments")

    def test_without_reviewed_documents_there_is_no_training_data(self, window: Window) -> None:
        assert "marked as reviewed" in window.post("api/training", {}, status=422)["error"]

    def test_an_empty_document_can_be_saved(self, tmp_path: Path) -> None:
        window = Window(tmp_path, {"empty.txt": ""})
        fixture, report = [
            Path(window.post(f"api/documents/{checksum('')}/files", {"form": form})["path"]).read_text("utf-8")
            for form in ("fixture", "report")
        ]
        assert (fixture, "empty.txt: 0 lines" in report) == ("", True)

    def test_a_folder_that_cannot_be_created_is_an_error(self, window: Window) -> None:
        (window.folder / "fixtures").touch()
        error = window.post(f"api/documents/{A}/files", {"form": "fixture"}, status=422)["error"]
        assert "fixtures: cannot be created: File exists" in error

    def test_another_form_is_an_error(self, window: Window) -> None:
        assert "fixture, report" in window.post(f"api/documents/{A}/files", {"form": "../x"}, status=422)["error"]

    def test_what_utf_8_cannot_hold_is_an_error(self, tmp_path: Path) -> None:
        window = Window(tmp_path, {"a.jsonl": json.dumps({"text": HOSTILE})})
        (row,) = window.get("api/documents")["documents"]
        assert "utf-8" in window.post(f"api/documents/{row['id']}/files", {"form": "fixture"}, status=422)["error"]


class TestRules:
    def test_without_a_pack_there_is_nothing_to_tell(self, window: Window) -> None:
        assert window.client.get(f"/{TOKEN}/api/rules").status_code == 404

    def test_a_document_shows_what_the_pack_changes(self, tmp_path: Path) -> None:
        pack = tmp_path / "ours.toml"
        pack.write_text(PACK, "utf-8")
        window = Window(tmp_path, {"a.txt": FIRST}, rules=pack)
        lines = window.get(f"api/documents/{A}")["lines"]
        assert [(line["text"], line["rule"]) for line in lines if line["pack"] == "removed"] == [
            ("The quay master waved.", "ours/notice/quay")
        ]
        assert window.get("api/rules")["rules"][0]["why"] == "A line about the quay master."
