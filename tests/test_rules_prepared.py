"""Rules as they are prepared when cleanwire is built."""

from pathlib import Path

import pytest

from cleanwire.rules.pack import load_pack, shipped_languages, shipped_rules
from cleanwire.rules.prepared import prepared_rules, write_prepared

PACK = """
label = "comments"
[form]
why = "A form."
is = ["Leave a {reply|comment}"]
has = ["abonnier*"]
pattern = "^leave"
where = { max-words = 6, tail = true, follows = ["comments", "byline"], subject = ["law"] }
reach = "rest"
confidence = 0.8
match = ["Leave a reply"]
no-match = ["They leave a reply to others."]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "xx").mkdir()
    (tmp_path / "xx/comments.toml").write_text(PACK, "utf-8")
    return tmp_path / "xx"


def test_they_are_those_of_the_pack(folder: Path) -> None:
    rules = load_pack(folder / "comments.toml")
    write_prepared(folder, rules)
    assert prepared_rules(folder) == rules


@pytest.mark.parametrize("language", shipped_languages())
def test_so_are_all_that_are_shipped(tmp_path: Path, language: str) -> None:
    rules = shipped_rules((language,))
    write_prepared(tmp_path, rules)
    assert prepared_rules(tmp_path) == rules


def test_they_are_not_used_once_a_pack_has_changed(folder: Path) -> None:
    assert prepared_rules(folder) is None
    write_prepared(folder, load_pack(folder / "comments.toml"))
    (folder / "comments.toml").write_text(PACK.replace("reply|", "reply|note|"), "utf-8")
    assert prepared_rules(folder) is None
    write_prepared(folder, load_pack(folder / "comments.toml"))
    (folder / "byline.toml").write_text(PACK.replace("comments", "byline"), "utf-8")
    assert prepared_rules(folder) is None


def test_nor_once_the_code_has_that_reads_packs(folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("cleanwire.rules.prepared._PACKAGE", tmp_path)
    (tmp_path / "folding.py").write_text("digit = '0'", "utf-8")
    write_prepared(folder, load_pack(folder / "comments.toml"))
    assert prepared_rules(folder) is not None
    (tmp_path / "folding.py").write_text("digit = '1'", "utf-8")
    assert prepared_rules(folder) is None
