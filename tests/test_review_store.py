import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from cleanwire.errors import OptionError, ReadingError, WritingError
from cleanwire.review.decisions import Decision, Work, decided, marked, redone, undone
from cleanwire.review.store import StaleError, Status, Store, opened_store

NEW = Work("0" * 32, "a.txt", "1" * 32, "0.1.0")
OTHER = replace(NEW, id="2" * 32)


def kept(work: Work) -> Work:
    return decided(work, [Decision(work.revision, work.revision + 1, "body")])


def test_what_was_decided_is_there_when_the_store_is_opened_again(tmp_path: Path) -> None:
    work = Store(tmp_path).update(NEW, 0, kept)
    again = Store(tmp_path)
    assert again.load(NEW) == work
    assert again.status(NEW.id) == Status(1, False, 1, frozenset({"body"}))


def test_a_document_that_nobody_touched_has_no_file(tmp_path: Path) -> None:
    store = Store(tmp_path)
    assert store.load(NEW) == NEW
    assert store.update(NEW, 0, undone) == NEW
    assert [*(tmp_path / "decisions").iterdir()] == []


def test_a_change_to_an_older_revision_is_refused_and_says_what_holds(tmp_path: Path) -> None:
    store = Store(tmp_path)
    work = store.update(NEW, 0, kept)
    with pytest.raises(StaleError) as caught:
        store.update(NEW, 0, kept)
    assert caught.value.work == work == store.load(NEW)


def test_a_change_that_fails_changes_nothing(tmp_path: Path) -> None:
    store = Store(tmp_path)
    work = store.update(NEW, 0, kept)
    with pytest.raises(ValueError, match="overlap"):
        store.update(NEW, 1, lambda work: decided(work, [Decision(0, 2, "body"), Decision(1, 3, "body")]))
    assert store.load(NEW) == work


def test_work_on_another_text_of_a_page_is_put_aside_and_not_lost(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.update(NEW, 0, kept)
    other = replace(NEW, text="3" * 32)
    assert store.load(other) == other
    store.update(other, 0, kept)
    names = sorted(path.name for path in (tmp_path / "decisions").iterdir())
    assert names == [f"{'0' * 32}.11111111.json", f"{'0' * 32}.json"]
    assert Store(tmp_path).status(NEW.id).changed == 1


def test_work_that_is_put_aside_again_replaces_none(tmp_path: Path) -> None:
    store = Store(tmp_path)
    other = replace(NEW, text="3" * 32)
    for fresh in (NEW, other, NEW, other):
        store.update(fresh, 0, kept)
    names = sorted(path.name.removeprefix("0" * 32) for path in (tmp_path / "decisions").iterdir())
    assert names == [".11111111.2.json", ".11111111.json", ".33333333.json", ".json"]


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"format": 1}', b'{"format": 9}', b"\xff"])
def test_a_damaged_file_is_an_error_that_names_it(tmp_path: Path, content: bytes) -> None:
    Store(tmp_path).update(NEW, 0, kept)
    path = tmp_path / "decisions" / f"{NEW.id}.json"
    path.write_bytes(content)
    with pytest.raises(ReadingError, match=f"{NEW.id}.json: is damaged"):
        Store(tmp_path)


def test_where_no_folder_can_be_made_the_error_names_it(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(WritingError, match="file"):
        Store(tmp_path / "file")


@pytest.mark.skipif(os.name == "nt", reason="nothing is locked there")
def test_a_folder_is_for_one_review_at_a_time(tmp_path: Path) -> None:
    with opened_store(tmp_path), pytest.raises(OptionError, match="another"), opened_store(tmp_path):
        pass
    with opened_store(tmp_path) as store:
        assert store.load(NEW) == NEW


WRITER = """
import sys
from pathlib import Path
from cleanwire.review.store import Store
from test_review_store import NEW, kept
store = Store(Path(sys.argv[1]))
revision = 0
while True:
    revision = store.update(NEW, revision, kept).revision
    print(revision, flush=True)
"""


@pytest.mark.skipif(os.name == "nt", reason="has no SIGKILL")
def test_what_was_said_to_be_saved_survives_a_kill(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    for _ in range(3):
        folder = Path(tempfile.mkdtemp(dir=tmp_path))
        writer = subprocess.Popen([sys.executable, "-c", WRITER, folder], stdout=subprocess.PIPE, env=environment)
        assert writer.stdout
        said = [writer.stdout.readline() for _ in range(40)]
        os.kill(writer.pid, signal.SIGKILL)
        said += writer.stdout.read().splitlines()
        writer.wait()
        writer.stdout.close()
        work = Store(folder).load(NEW)
        assert work.revision >= int(said[-1])
        assert len(work.decisions) == work.revision


CHANGES = {
    "undo": undone,
    "redo": redone,
    "mark": lambda work: marked(work, reviewed=True),
    "unmark": lambda work: marked(work, reviewed=False),
}


class Machine(RuleBasedStateMachine):
    """Two windows change two documents, and the program is sometimes killed; a model says what should be stored."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.store = Store(self.folder)
        self.model = {NEW.id: NEW, OTHER.id: OTHER}
        self.seen = {(window, id_): 0 for window in range(2) for id_ in self.model}

    def change(self, window: int, fresh: Work, change) -> None:
        known = self.model[fresh.id]
        if self.seen[window, fresh.id] != known.revision:
            with pytest.raises(StaleError) as caught:
                self.store.update(fresh, self.seen[window, fresh.id], change)
            assert caught.value.work == known
        else:
            self.model[fresh.id] = change(known)
            assert self.store.update(fresh, known.revision, change) == self.model[fresh.id]
        self.seen[window, fresh.id] = self.model[fresh.id].revision

    @rule(
        window=st.integers(0, 1),
        fresh=st.sampled_from([NEW, OTHER]),
        start=st.integers(0, 20),
        size=st.integers(1, 5),
        label=st.sampled_from(["", "body", "comments", "either"]),
    )
    def decide(self, window: int, fresh: Work, start: int, size: int, label: str) -> None:
        self.change(window, fresh, lambda work: decided(work, [Decision(start, start + size, label)]))

    @rule(window=st.integers(0, 1), fresh=st.sampled_from([NEW, OTHER]), name=st.sampled_from(sorted(CHANGES)))
    def other_change(self, window: int, fresh: Work, name: str) -> None:
        self.change(window, fresh, CHANGES[name])

    @rule(size=st.integers(0, 30))
    def crash_while_writing(self, size: int) -> None:
        # What `write_atomically` leaves if it is killed before it renames.
        part = json.dumps({"format": 1, "id": NEW.id})[:size]
        (self.folder / "decisions" / f".cleanwire-{size:016x}.tmp").write_text(part)
        self.store = Store(self.folder)

    @precondition(lambda self: any(work.revision for work in self.model.values()))
    @rule()
    def open_again(self) -> None:
        self.store = Store(self.folder)

    @invariant()
    def holds_what_was_decided(self) -> None:
        if hasattr(self, "store"):
            for id_, work in self.model.items():
                assert self.store.load(replace(NEW, id=id_)) == work
                status = self.store.status(id_)
                assert (status.revision, status.reviewed) == (work.revision, work.reviewed)
                assert status.changed == len(work.own)

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            shutil.rmtree(self.folder)


TestMachine = Machine.TestCase
TestMachine.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
