"""Cleaners for the tests of engines with workers: some tell what a worker holds, others take their worker down."""

import os
import signal
import time
from dataclasses import dataclass, field
from pathlib import Path

from cleanwire import Cleaner
from cleanwire.document import Document
from cleanwire.profile.sites import registered_domain
from cleanwire.result import Result

MARK = "The last ferry of the season was cancelled."
"""A document that says so takes the worker down that reads it first."""

PATIENCE = 120
"""So many seconds a worker waits for another one, which may have to be started first."""


@dataclass(frozen=True)
class Telling(Cleaner):
    """Cleans once several workers do. Each copy leaves a file with the name of what its profile is mapped from."""

    folder: Path = field(kw_only=True)
    workers: int = field(kw_only=True)

    def judge(self, document: Document) -> Result:
        note = self.folder / f"{os.getpid()}-{id(self)}"
        note.write_text(mapped_from(self.profile.contents.counts.keys.ctypes.data))
        end = time.monotonic() + PATIENCE
        while len([*self.folder.iterdir()]) < self.workers and time.monotonic() < end:
            time.sleep(0.05)
        return Cleaner.judge(self, document)


def mapped_from(address: int) -> str:
    """Return the path of the file that is mapped to an address of this process; nothing where none is."""
    for line in Path("/proc/self/maps").read_text().splitlines():
        edges, *_, last = line.split(maxsplit=5)
        start, end = (int(edge, 16) for edge in edges.split("-"))
        if start <= address < end:
            return last if last.startswith("/") else ""
    return ""


@dataclass(frozen=True)
class Killer:
    """Kills the process that runs it, or the one that started that, but once."""

    note: Path
    """Where it writes down what it killed: its existence tells that this is done."""
    title: str
    """What the command line of the process to kill holds: no other one is killed."""

    def kill(self) -> None:
        if self.note.exists():
            return
        victim = os.getpid()
        while self.title not in Path(f"/proc/{victim}/cmdline").read_text():
            victim = int(Path(f"/proc/{victim}/stat").read_text().rpartition(")")[2].split()[1])
        self.note.write_text(str(victim))
        os.kill(victim, signal.SIGKILL)
        time.sleep(PATIENCE)  # nothing more is done by what belongs to it


@dataclass(frozen=True)
class Dying(Cleaner):
    """Takes its worker down at the marked document."""

    killer: Killer = field(kw_only=True)

    def judge(self, document: Document) -> Result:
        if MARK in document.original:
            self.killer.kill()
        return Cleaner.judge(self, document)


@dataclass(frozen=True)
class DyingKey:
    """Tells sites by their domains, and takes its worker down at the marked address."""

    url: str
    killer: Killer

    def __call__(self, url: str) -> str:
        if url == self.url:
            self.killer.kill()
        return registered_domain(url)
