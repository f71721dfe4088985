"""What packaged files hold, as it is prepared when cleanwire is built."""

import json
from array import array
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanwire.cleaning.preparing import TABLES
from cleanwire.loading.prepared import Prepared

COLUMNS = st.sampled_from("bidQ").flatmap(
    lambda kind: st.lists(st.integers(0, 100), max_size=5).map(lambda numbers: array(kind, numbers))
)
HELD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text() | COLUMNS,
    lambda held: st.lists(held, max_size=4) | st.dictionaries(st.text(), held, max_size=4),
    max_leaves=12,
)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    (tmp_path / "words.txt").write_text("ferry", "utf-8")
    return tmp_path / "words.txt"


def prepared(source: Path, held: object = "made") -> Prepared:
    return Prepared(source.with_suffix(".prepared"), lambda: [source], (), lambda: held)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.file.stem)
def test_what_is_kept_is_what_is_made_of_the_sources(table: Prepared, tmp_path: Path) -> None:
    kept = table._replace(file=tmp_path / "table.prepared")
    kept.write()
    made = table.make()
    assert kept._replace(make=lambda: None).load() == made


@given(held=HELD)
def test_anything_of_columns_and_what_json_holds_is_kept(tmp_path_factory, held) -> None:
    source = tmp_path_factory.getbasetemp() / "words.txt"
    source.write_text("ferry", "utf-8")
    prepared(source, held).write()
    assert prepared(source, held if held is None else "made anew").load() == held


def test_what_is_not_kept_is_made(source: Path) -> None:
    assert prepared(source).load() == "made"


def test_what_was_made_of_other_files_is_made_anew(source: Path) -> None:
    prepared(source, "kept").write()
    assert prepared(source).load() == "kept"
    source.write_text("ferries", "utf-8")
    assert prepared(source).load() == "made"


def test_what_is_cut_short_or_damaged_is_made_anew(source: Path) -> None:
    file = prepared(source, ["kept", array("d", [1.0, 2.0])]).write()
    whole = file.read_bytes()
    for at in range(len(whole)):
        for damaged in (whole[:at], whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]):
            file.write_bytes(damaged)
            assert prepared(source).load() == "made"


def test_it_holds_no_code(source: Path) -> None:
    file = prepared(source, {"words": ["ferry"], "weights": array("d", [1.0])}).write()
    head, _, rest = file.read_bytes().partition(b"\n")
    _, _, text = map(int, head.split())
    assert json.loads(rest[:text]) == {"words": ["ferry"], "weights": {"\0column": ["d", 0, 8]}}
    assert rest[text:] == array("d", [1.0]).tobytes()
