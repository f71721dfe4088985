"""Decisions on disk: a small file for each document, which is replaced as a whole.

    OUT/decisions/<id>.json          the decisions about the document with this checksum
    OUT/decisions/<id>.<text>.json   the same for a page from which another text was extracted then; nothing reads it
    OUT/.lock                        locked while a review uses the folder

A file appears complete or not at all, so a crash leaves the decisions as they were before or after a change.
"""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock

from cleanwire.errors import CleanwireError, OptionError, ReadingError, WritingError
from cleanwire.files.locking import held_alone
from cleanwire.files.outputs import write_atomically
from cleanwire.review.decisions import Work, record_of, work_of

__all__ = ["StaleError", "Status", "Store", "make_folder", "opened_store"]

_NAME = re.compile(r"[0-9a-f]{32}\.json")
"""Other files in the folder are ignored: files put aside, and remains of a crash."""


class StaleError(CleanwireError):
    """Another window has changed the document in the meantime: `work` is the current state."""

    def __init__(self, work: Work) -> None:
        super().__init__(f"{work.name}: was changed in another window; look at it again")
        self.work = work


@dataclass(frozen=True, slots=True)
class Status:
    """What lists show about the work on a document."""

    revision: int = 0
    reviewed: bool = False
    changed: int = 0
    """The number of decisions made in a review."""
    labels: frozenset[str] = frozenset()
    """The labels of these decisions."""


class Store:
    """The decisions about all documents. Threads may share it; two programs may not (`opened_store`)."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = Lock()
        self._decisions = folder / "decisions"
        make_folder(self._decisions)
        self._statuses = {
            path.stem: _status(_read(path)) for path in sorted(self._decisions.iterdir()) if _NAME.fullmatch(path.name)
        }

    def status(self, document: str) -> Status:
        """Return what lists show about a document, by its id."""
        return self._statuses.get(document, _UNTOUCHED)

    def load(self, fresh: Work) -> Work:
        """Return the work on a document, or `fresh` if there is none or if it is about another text."""
        path = self._path(fresh.id)
        if not path.exists():
            return fresh
        work = _read(path)
        return work if work.text == fresh.text else fresh

    def update(self, fresh: Work, revision: int, change: Callable[[Work], Work]) -> Work:
        """Change the work on a document and return it once it is on disk.

        `revision` is the one that the change was made to. Raises StaleError if another one is current, WritingError if
        it cannot be written, and what the change raises; the work is then unchanged.
        """
        with self._lock:
            work = self.load(fresh)
            if work.revision != revision:
                raise StaleError(work)
            changed = replace(change(work), name=fresh.name, version=fresh.version)
            if changed.revision != work.revision:
                self._put_aside(fresh)
                write_atomically(self._path(fresh.id), json.dumps(record_of(changed)).encode("ascii"))
                self._statuses[fresh.id] = _status(changed)
            return changed

    def _put_aside(self, fresh: Work) -> None:
        """Rename a file that is about another text, so that it is not lost."""
        path = self._path(fresh.id)
        if path.exists() and (work := _read(path)).text != fresh.text:
            aside = path.with_suffix(f".{work.text[:8]}.json")
            number = 1
            while aside.exists():  # from an earlier time when the page had this text
                number += 1
                aside = path.with_suffix(f".{work.text[:8]}.{number}.json")
            path.replace(aside)

    def _path(self, document: str) -> Path:
        return self._decisions / f"{document}.json"


_UNTOUCHED = Status()


def _status(work: Work) -> Status:
    own = work.own
    return Status(work.revision, work.reviewed, len(own), frozenset(decision.label for decision in own))


def _read(path: Path) -> Work:
    try:
        return work_of(json.loads(path.read_bytes()))
    except OSError as error:
        raise ReadingError(f"{path}: cannot be read: {error.strerror}; check its permissions") from error
    except ValueError as error:
        raise ReadingError(f"{path}: is damaged: {error}; repair it, or move it away to start over") from error


def make_folder(folder: Path) -> None:
    """Create a folder if it does not exist. Raises WritingError if it cannot be created."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WritingError(f"{folder}: cannot be created: {error.strerror}; name another folder with -o") from error


@contextmanager
def opened_store(folder: Path) -> Iterator[Store]:
    """Open the store in a folder, which is created if needed, for this program only.

    Raises OptionError if another program uses it, WritingError if the folder cannot be created, and ReadingError for a
    damaged file of decisions.
    """
    make_folder(folder)
    with (folder / ".lock").open("ab") as lock:
        if not held_alone(lock.fileno()):
            raise OptionError(f"{folder}: another `cleanwire review` uses it; end that one, or name another with -o")
        yield Store(folder)
