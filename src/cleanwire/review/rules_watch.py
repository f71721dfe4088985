"""A pack under edit, which is loaded again whenever its file is saved."""

from dataclasses import dataclass, replace
from pathlib import Path

from cleanwire.cleaning.cleaner import Cleaner
from cleanwire.errors import PackError
from cleanwire.rules.languages import shipped_languages
from cleanwire.rules.pack import load_pack
from cleanwire.rules.rule import Rule
from cleanwire.rules.shipped import shipped_rules
from cleanwire.testing.rule_examples import Failure, prove

__all__ = ["PackState", "RulesWatch"]

_TODO = "todo-"
"""The prefix of fields of examples that hold known gaps, which may fail."""


@dataclass(frozen=True, slots=True)
class PackState:
    """A pack as it was when its file was last saved."""

    version: int
    """From 1, increased by one with each change of the file."""
    cleaner: Cleaner | None
    """A cleaner with the pack; None if the pack cannot be used."""
    rules: tuple[Rule, ...] = ()
    failures: tuple[Failure, ...] = ()
    """Its examples that fail among the shipped rules."""
    error: str = ""
    """Why it cannot be used, and the remedy."""


class RulesWatch:
    """Watches a pack file. `state` is the pack as last loaded; any thread may read it."""

    def __init__(self, path: Path, cleaner: Cleaner) -> None:
        self.path = path
        self._cleaner = cleaner
        self._stamp = _stamp(path)
        self.state: PackState = self._loaded(1)

    def look(self) -> bool:
        """Load the pack again if its file has changed; return whether it has. Only one thread may call this."""
        stamp = _stamp(self.path)
        if stamp == self._stamp:
            return False
        self._stamp = stamp
        self.state = self._loaded(self.state.version + 1)
        return True

    def _loaded(self, version: int) -> PackState:
        try:
            cleaner = replace(self._cleaner, packs=(*self._cleaner.packs, self.path))
            rules = load_pack(self.path)
        except PackError as error:
            return PackState(version, None, error=str(error))
        return PackState(version, cleaner, rules, tuple(_failures(rules)))


def _failures(rules: tuple[Rule, ...]) -> list[Failure]:
    languages = {rule.language for rule in rules} & {*shipped_languages()}
    failures = prove(rules, among=shipped_rules((*sorted(languages), "en")))
    return [failure for failure in failures if not failure.field.startswith(_TODO)]


def _stamp(path: Path) -> tuple[int, int, int] | None:
    """Return what changes when a file is saved; None if there is no file."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
