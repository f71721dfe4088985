"""Work done in advance while a person reads: all documents are cleaned once, to know which ones a filter lists.

With a pack under edit they are also cleaned with it, again whenever it is saved, to know what it does.
"""

from collections.abc import Iterator, Sequence
from itertools import chain, pairwise
from threading import Event, Thread
from typing import NamedTuple

from cleanwire.errors import CleanwireError
from cleanwire.report.measures import clipped
from cleanwire.result import Result
from cleanwire.review.filters import Finding, findings_of
from cleanwire.review.opening import Opener, segment_at
from cleanwire.review.rules_watch import PackState, RulesWatch

__all__ = ["Background", "Effect", "Effects", "effects_on"]

LOOK_SECONDS = 0.3
"""How often the file of the pack is checked. A person who saves it and turns to the page does not have to wait."""

MOST_LISTED = 100
"""How many lines of a rule are listed; all are counted. Nobody reads more before the rule changes again."""

SHOWN = 160
"""How many characters of a line are shown: two lines of the panel."""


class Effect(NamedTuple):
    """What a pack changes about one line."""

    rule: str
    """The rule that decides there now; empty if none does."""
    removed: bool
    """True if the line is removed now but was not before; False if it is kept now but was removed before."""
    number: int
    """The number of the document."""
    start: int
    """Where the line begins."""
    text: str


class Effects:
    """The effects of a pack on the documents that have been cleaned with it."""

    def __init__(self, state: PackState) -> None:
        self.state = state
        self.done: set[int] = set()
        self.counts: dict[tuple[str, bool], int] = {}
        """The number of lines, by rule and whether they are removed."""
        self.listed: dict[tuple[str, bool], list[Effect]] = {}

    def add(self, number: int, effects: Sequence[Effect]) -> None:
        """Add the effects on a document."""
        for effect in effects:
            key = (effect.rule, effect.removed)
            self.counts[key] = self.counts.get(key, 0) + 1
            listed = self.listed.setdefault(key, [])
            if len(listed) < MOST_LISTED:
                listed.append(effect)
        self.done.add(number)


class Background:
    """A thread that cleans all documents once, beginning with those near the one on screen."""

    def __init__(self, opener: Opener, watch: RulesWatch | None) -> None:
        self.watch = watch
        self.findings: dict[int, frozenset[Finding]] = {}
        """What is removed from each cleaned document, by number; nothing for one that cannot be cleaned."""
        self.effects = Effects(watch.state) if watch else None
        self._opener = opener
        self._known: dict[Finding, Finding] = {}
        """One instance of each set of findings, since most documents share theirs."""
        self._at = 0
        """The document where the work continues."""
        self._stopped = Event()
        self._woken = Event()
        self._thread = Thread(target=self._work, name="review", daemon=True)

    def start(self) -> None:
        """Start working."""
        self._thread.start()

    def stop(self) -> None:
        """Stop after the current document."""
        self._stopped.set()
        self._woken.set()
        self._thread.join()

    def look_near(self, number: int) -> None:
        """Set the document on screen: it and those after it come first."""
        self._at = number
        self._woken.set()

    def _work(self) -> None:
        while not self._stopped.is_set():
            if self.watch and self.watch.look():
                self.effects = Effects(self.watch.state)
            number = self._next()
            if number is None:
                self._woken.wait(LOOK_SECONDS if self.watch else None)
                self._woken.clear()
            else:
                self._at = number  # a person may have moved it in the meantime; the next iteration sees that
                self._clean(number)

    def _next(self) -> int | None:
        """Return the next document to do, starting from the current place; None if all are done."""
        count, at = len(self._opener.documents.entries), self._at
        effects = self._effects_to_do()
        if len(self.findings) == count and (effects is None or len(effects.done) == count):
            return None
        return next((number for number in chain(range(at, count), range(at)) if not self._is_done(number)), None)

    def _is_done(self, number: int) -> bool:
        effects = self._effects_to_do()
        return number in self.findings and (effects is None or number in effects.done)

    def _effects_to_do(self) -> Effects | None:
        return self.effects if self.effects and self.effects.state.cleaner else None

    def _clean(self, number: int) -> None:
        effects = self._effects_to_do()
        try:
            document, before = self._opener.cleaned(number)
            found = findings_of(before)
            if effects and effects.state.cleaner:
                after = effects.state.cleaner.judge(document)
                effects.add(number, effects_on(number, before, after))
                found |= findings_of(after)
            self.findings[number] = frozenset(self._known.setdefault(one, one) for one in found)
        except CleanwireError:  # the reason is shown when the document is opened
            self.findings.setdefault(number, frozenset())
            if effects:
                effects.add(number, ())


def effects_on(number: int, before: Result, after: Result) -> list[Effect]:
    """Return each line of a document that is removed after but not before, or before but not after."""
    cuts = sorted({segment.start for result in (before, after) for segment in result.segments} | {len(after.source)})
    effects: list[Effect] = []
    for start, end in pairwise(cuts):
        segment = segment_at(after.segments, start)
        if segment.removed != segment_at(before.segments, start).removed:
            lines = _lines(after.source, start, end)
            effects += [Effect(segment.rule, segment.removed, number, at, text) for at, text in lines]
    return effects


def _lines(source: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    at = start
    for line in source[start:end].split("\n"):
        if line.strip():
            yield at, clipped(line, SHOWN)
        at += len(line) + 1
