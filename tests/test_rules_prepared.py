"""Rules as they are prepared when cleanwire is built."""

from pathlib import Path

import pytest

from cleanwire.loading.prepared import Prepared, _checksum_of_code
from cleanwire.rules.languages import shipped_languages
from cleanwire.rules.pack import load_pack
from cleanwire.rules.prepared import prepared_packs, rules_of, with_examples
from cleanwire.rules.shipped import shipped_rules, working_rules

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


def packed(folder: Path) -> Prepared:
    return prepared_packs(folder, lambda: load_pack(folder / "comments.toml")).rules


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "xx").mkdir()
    (tmp_path / "xx/comments.toml").write_text(PACK, "utf-8")
    return tmp_path / "xx"


def test_they_are_those_of_the_pack(folder: Path) -> None:
    rules = load_pack(folder / "comments.toml")
    packed(folder).write()
    examples = prepared_packs(folder, lambda: rules).examples
    examples.write()
    (bare,) = rules_of(packed(folder).load())
    assert not [*bare.examples]
    assert with_examples([bare], examples.load()) == rules


@pytest.mark.parametrize("language", shipped_languages())
def test_so_are_all_that_are_shipped(tmp_path: Path, language: str) -> None:
    rules = shipped_rules((language,))
    prepared_packs(tmp_path, lambda: rules).rules.write()
    prepared_packs(tmp_path, lambda: rules).examples.write()
    bare = rules_of(prepared_packs(tmp_path, lambda: ()).rules.load())
    assert bare == working_rules((language,))
    assert with_examples(bare, prepared_packs(tmp_path, lambda: ()).examples.load()) == rules


def test_they_are_made_anew_once_a_pack_has_changed(folder: Path) -> None:
    packed(folder).write()
    (folder / "comments.toml").write_text(PACK.replace("reply|", "reply|note|"), "utf-8")
    (rule,) = rules_of(packed(folder).load())
    assert "leave a note" in rule.is_
    packed(folder).write()
    (folder / "byline.toml").write_text(PACK.replace("comments", "byline"), "utf-8")
    assert rules_of(prepared_packs(folder, lambda: ()).rules.load()) == ()


def test_so_they_are_once_the_code_has_that_reads_packs(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("cleanwire.loading.prepared._PACKAGE", tmp_path)
    (tmp_path / "text").mkdir()
    (tmp_path / "text/folding.py").write_text("digit = '0'", "utf-8")
    _checksum_of_code.cache_clear()
    packed(folder).write()
    assert rules_of(prepared_packs(folder, lambda: ()).rules.load())
    (tmp_path / "text/folding.py").write_text("digit = '1'", "utf-8")
    _checksum_of_code.cache_clear()
    try:
        assert not rules_of(prepared_packs(folder, lambda: ()).rules.load())
    finally:
        _checksum_of_code.cache_clear()
