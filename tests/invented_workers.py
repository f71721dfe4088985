"""Cleaners for the tests of engines with workers: some report what a worker holds, others kill their worker."""

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
"""A document with this text kills the worker that reads it first."""

PATIENCE = 120
"""How many seconds a worker waits for another one, which may have to be started first."""


@dataclass(frozen=True)
class Telling(Cleaner):
    """Cleans once several workers do. Each copy leaves a file named after what its profile is mapped from."""

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
    """Return the path of the file that is mapped to an address of this process; an empty string if none is."""
    for line in Path("/proc/self/maps").read_text().splitlines():
        edges, *_, last = line.split(maxsplit=5)
        start, end = (int(edge, 16) for edge in edges.split("-"))
        if start <= address < end:
            return last if last.startswith("/") else ""
    return ""


@dataclass(frozen=True)
class Killer:
    """Kills the process that runs it, or its parent, but only once."""

    note: Path
    """The file where it records what it killed; its existence means that this is done."""
    title: str
    """Part of the command line of the process to kill; no other process is killed."""

    def kill(self) -> None:
        if self.note.exists():
            return
        victim = os.getpid()
        while self.title not in Path(f"/proc/{victim}/cmdline").read_text():
            victim = int(Path(f"/proc/{victim}/stat").read_text().rpartition(")")[2].split()[1])
        self.note.write_text(str(victim))
        os.kill(victim, signal.SIGKILL)
        time.sleep(PATIENCE)  # whatever belongs to it does nothing more


@dataclass(frozen=True)
class Dying(Cleaner):
    """Kills its worker at the marked document."""

    killer: Killer = field(kw_only=True)

    def judge(self, document: Document) -> Result:
        if MARK in document.original:
            self.killer.kill()
        return Cleaner.judge(self, document)


@dataclass(frozen=True)
class DyingKey:
    """Returns sites by their domains, and kills its worker at the marked address."""

    url: str
    killer: Killer

    def __call__(self, url: str) -> str:
        if url == self.url:
            self.killer.kill()
        return registered_domain(url)
