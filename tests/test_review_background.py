import time
from collections.abc import Callable
from pathlib import Path

import cleanwire
from cleanwire import Cleaner
from cleanwire.files.outputs import write_atomically
from cleanwire.review.background import effects_on
from reviewing import PACK, SCRAPED, desk_of

PATIENCE = 30
"""Seconds. Cleaning takes a few milliseconds, and a pack is checked three times a second."""

KEEPING = """
label = "keep"
[ferry-byline]
why      = "Our bylines are kept."
pattern  = "^by marta lind"
confidence = 0.99
match    = ["By Marta Lind"]
no-match = ["By Martha"]
"""


def wait_for(holds: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.01)


def pack_in(folder: Path, text: str = PACK) -> Path:
    path = folder / "ours.toml"

    path.write_text(text, "utf-8")
    return path


def effects(folder: Path, text: str) -> list[tuple[str, bool, str]]:
    cleaner = Cleaner(packs=[pack_in(folder, text)])
    found = effects_on(0, cleanwire.explain(SCRAPED), cleaner.explain(SCRAPED))
    assert all(SCRAPED[one.start :].startswith(one.text) for one in found)
    return [(one.rule, one.removed, one.text) for one in found]


def test_an_effect_is_a_line_that_is_removed_now(tmp_path: Path) -> None:
    assert effects(tmp_path, PACK) == [("ours/notice/quay", True, "The quay master waved.")]


def test_an_effect_is_a_line_that_is_kept_now(tmp_path: Path) -> None:
    assert effects(tmp_path, KEEPING) == [("ours/keep/ferry-byline", False, "By Marta Lind, Staff Writer")]


def test_a_line_that_only_another_rule_removes_now_is_no_effect(tmp_path: Path) -> None:
    marker = PACK.replace("The quay master waved.", "Advertisement").replace("[quay]", "[ad]\nconfidence = 0.99")
    assert effects(tmp_path, marker) == []


def test_all_documents_are_cleaned_ahead(tmp_path: Path) -> None:
    desk, background = desk_of(tmp_path, {f"{n}.txt": f"{SCRAPED}{n}\n" for n in range(5)})
    assert desk.listed({"label": "byline"})["matching"] == 0
    background.start()
    wait_for(lambda: len(background.findings) == 5)
    background.stop()
    assert desk.listed({"label": "byline"})["matching"] == 5


def test_a_document_that_cannot_be_read_holds_nobody_up(tmp_path: Path) -> None:
    desk, background = desk_of(tmp_path, {"a.txt": SCRAPED, "b.txt": SCRAPED + "b\n"})
    (tmp_path / "in/a.txt").unlink()
    background.start()
    wait_for(lambda: len(background.findings) == 2)
    background.stop()
    assert [row["labels"] == [] for row in desk.listed({})["documents"]] == [True, False]


def test_the_document_that_is_looked_at_comes_first(tmp_path: Path) -> None:
    _, background = desk_of(tmp_path, {f"{n}.txt": f"{SCRAPED}{n}\n" for n in range(40)})
    background.look_near(30)
    background.start()
    wait_for(lambda: background.findings)
    assert next(iter(background.findings)) == 30
    background.stop()


def test_effects_follow_the_pack(tmp_path: Path) -> None:
    pack = pack_in(tmp_path)
    desk, background = desk_of(tmp_path, {f"{n}.txt": f"{SCRAPED}{n}\n" for n in range(3)}, rules=pack)
    background.start()
    wait_for(lambda: desk.rules("")["done"] == 3)
    (rule,) = desk.rules("")["rules"]
    assert (rule["rule"], rule["removed"], rule["kept"]) == ("ours/notice/quay", 3, 0)
    assert {line["text"] for line in rule["lines"]} == {"The quay master waved."}
    assert len({line["id"] for line in rule["lines"]}) == 3
    write_atomically(pack, KEEPING.encode())  # as careful editors do, so that it is never seen half written
    wait_for(lambda: desk.rules("")["version"] == 2 and desk.rules("")["done"] == 3)
    (rule,) = desk.rules("")["rules"]
    assert (rule["removed"], rule["kept"]) == (0, 3)
    write_atomically(pack, b"label = ")
    wait_for(lambda: desk.rules("")["error"])
    assert "not valid TOML" in desk.rules("")["error"]
    assert desk.rules("")["rules"] == []
    background.stop()


def test_what_was_seen_is_not_told_again(tmp_path: Path) -> None:
    desk, background = desk_of(tmp_path, {"a.txt": SCRAPED}, rules=pack_in(tmp_path))
    background.start()
    wait_for(lambda: desk.rules("")["done"] == 1)
    background.stop()
    seen = desk.rules("")["seen"]
    assert desk.rules(seen) == {"seen": seen}
