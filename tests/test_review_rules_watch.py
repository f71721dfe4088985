import os
from pathlib import Path

import pytest

from cleanwire import Cleaner
from cleanwire.review.rules_watch import RulesWatch
from reviewing import PACK


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    path = tmp_path / "ours.toml"
    path.write_text(PACK, "utf-8")
    return path


def test_a_pack_is_loaded_with_its_rules(pack: Path) -> None:
    state = RulesWatch(pack, Cleaner()).state
    assert state.cleaner
    assert [rule.id for rule in state.rules] == ["ours/notice/quay"]
    assert (state.error, state.failures) == ("", ())


def test_it_is_loaded_again_when_it_is_saved_and_only_then(pack: Path) -> None:
    watch = RulesWatch(pack, Cleaner())
    assert not watch.look()
    pack.write_text(PACK.replace("[quay]", "[wharf]"), "utf-8")
    assert watch.look()
    assert [rule.id for rule in watch.state.rules] == ["ours/notice/wharf"]
    assert not watch.look()


def test_a_save_that_leaves_size_and_time_alone_is_seen_where_the_file_is_another(pack: Path) -> None:
    watch = RulesWatch(pack, Cleaner())
    before = pack.stat()
    other = pack.with_name("other")
    other.write_text(PACK.replace("[quay]", "[pier]"), "utf-8")
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.replace(pack)
    assert watch.look()


@pytest.mark.parametrize(
    ("content", "problem"), [("label = ", "not valid TOML"), ("label = 'notice'\n[x]\nis = ['a']\n", "[x]")]
)
def test_a_broken_pack_is_an_error_with_its_remedy_until_it_is_mended(pack: Path, content: str, problem: str) -> None:
    watch = RulesWatch(pack, Cleaner())
    pack.write_text(content, "utf-8")
    assert watch.look()
    assert watch.state.cleaner is None
    assert str(pack) in watch.state.error
    assert problem in watch.state.error
    pack.write_text(PACK, "utf-8")
    assert watch.look()
    assert watch.state.cleaner


def test_a_pack_that_is_not_there_yet_is_an_error_until_it_is(tmp_path: Path) -> None:
    watch = RulesWatch(tmp_path / "new.toml", Cleaner())
    assert "cannot read the pack" in watch.state.error
    (tmp_path / "new.toml").write_text(PACK, "utf-8")
    assert watch.look()
    assert watch.state.rules


def test_examples_that_fail_are_named_but_for_known_gaps(pack: Path) -> None:
    pack.write_text(PACK.replace('["The quay master left."]', '["The quay master waved."]'), "utf-8")
    assert [failure.field for failure in RulesWatch(pack, Cleaner()).state.failures] == ["no-match"]
    pack.write_text(f'{PACK}todo-match = ["The master of the quay waved."]\n', "utf-8")
    assert RulesWatch(pack, Cleaner()).state.failures == ()
