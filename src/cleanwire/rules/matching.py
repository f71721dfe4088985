"""Find which rules speak of which blocks, at a cost that does not grow with the number of rules.

Their phrases are looked up in all blocks at once (`native.lookup`): whole lines, openings, and inner phrases in short
lines and at the edges of the document. A pattern with phrases is tried only where one of them was found, one of dates
on dates only, any other on short blocks only, and each only where the rule's conditions hold. Those of users' own packs
are searched for under a limit of time.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from time import thread_time
from typing import TYPE_CHECKING, Any, NamedTuple

from cleanwire.document import Block, Document
from cleanwire.labels import Label
from cleanwire.native.phrases.lists import (
    AFTER,
    BESIDE,
    BOUND,
    FOR_ALL,
    FOR_DATES,
    FREE,
    LATER,
    MUTE,
    NEVER,
    NOW,
    PhraseList,
)
from cleanwire.native.phrases.lookup import Lookup
from cleanwire.rules.compiling import compiled
from cleanwire.rules.conditions import BOUNDS, OF_ITSELF, Condition
from cleanwire.rules.rule import Reach, Rule
from cleanwire.rules.scene import Scene
from cleanwire.rules.shipped import ready_patterns
from cleanwire.text.calendars import date_words
from cleanwire.text.folding import key_of

if TYPE_CHECKING:
    from regex import Match, Pattern

__all__ = ["Candidate", "Candidates", "Matcher", "Question", "bounded_search", "search"]

PATTERN_SECONDS = 0.05
"""How long one pattern may search one block. Shipped patterns need microseconds; only a hostile pack gets here."""

PATIENCE = (1, 10, 100)
"""How much longer a search may take each time that it was stopped although this thread had hardly begun."""

SEARCHED = 100_000
"""A pattern is tried on blocks up to so many characters, twenty times an article: what it may keep in mind of a line is
bounded with the line."""

_EDGE = " \t*-|>#~_=+.:;,/\\\"'"
"""Marks that may stand before a line without being part of it."""

_END = " \t*|>"
"""Marks that may stand behind it."""

_BUTTONS = frozenset(
    {Label.SHARE_WIDGET, Label.COMMENTS, Label.COUNTER, Label.NAVIGATION, Label.NEWSLETTER, Label.MEDIA, Label.BYLINE}
)
"""What stands side by side on one line. Phrases of other labels are ordinary words too ("Advertising")."""


_KINDS = {label: number for number, label in enumerate(Label)}


class Question(NamedTuple):
    """A rule that is to be asked about a block."""

    rule: Rule
    where: tuple[Condition, ...]
    """Those of its conditions that are not yet known to hold."""


Candidate = tuple[Question, str | None]
"""A rule that speaks of a block, and the phrase that says so: none for a rule without phrases, None for the whole
line."""


Candidates = dict[int, list[Candidate]]
"""Candidates by the index of their block."""


class Matcher:
    """The phrases of a set of rules, ready to be looked up. Built once, read by every document."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        rules = tuple(rules)
        spoken = [rule for rule in rules if not rule.is_exception]
        self._lookup = Lookup([_phrases(rule) for rule in spoken], date_words())
        self.bare_entries = tuple(
            Question(rule, rule.where)
            for rule in spoken
            if rule.reach is Reach.ENTRY and _is_wordless(rule) and not _is_dated(rule)
        )
        """Entries of threads without phrases: they are asked where a heading announces a thread."""
        self.exceptions = tuple(Question(rule, rule.where) for rule in rules if rule.is_exception)
        """What is asked of claimed blocks only."""

    def candidates(
        self, document: Document, lines: Sequence[int] | None = None, skimmed: range = range(0)
    ) -> tuple[Candidates, Candidates, list[int], list[int]]:
        """Return the rules whose phrases blocks hold: those that are asked at once, and those that are asked later.

        Later are asked rules of company, and those of entries; rules that reach over a thread are among both.

        What a line and its place alone say is asked already (`conditions.BOUNDS`), other conditions and patterns are
        not. `lines` are the blocks that are read, all where it is None; then blocks that hold any phrase have an entry.
        Of `skimmed` blocks that are long only the opening and the close are read.

        Also returned are the blocks that hold a phrase of a rule that needs company, but no neighbours (what else the
        document holds is enough for it), and those with a phrase that announces a thread, wherever it stands.
        """
        return self._lookup.find(document.folded, document.bare, document.blocks, lines, skimmed.start, skimmed.stop)

    def opens(self, document: Document, start: int) -> bool:
        """Whether a word stands at an offset that a phrase opens with."""
        return self._lookup.opens(document.bare, start)

    def knows(self, document: Document, start: int, end: int) -> bool:
        """Whether a passage is a phrase that is known word for word, or a row of such.

        Of single words, be it at the end of a row, only the markers of advertisements: many a sentence begins with the
        others.
        """
        known = self._lookup.whole(document.bare, start, end)
        if not known:
            return self._lookup.is_row(document.bare, start, end)
        return " " in key_of(document.bare[start:end]) or any(one.rule.label is Label.AD_MARKER for one in known)

    def describes(self, scene: Scene, start: int, end: int) -> bool:
        """Whether the pattern of a rule with the opening of a passage fits the passage, wherever it stands."""
        document = scene.document
        key = key_of(document.bare[start:end])
        passage = Block(0, start, end, start, end, key, key.count(" ") + 1, prose=False)
        return any(
            rule.pattern
            and all(condition.holds(scene, passage) for condition in rule.where if condition.name in OF_ITSELF)
            and search(rule, document, passage)
            for (rule, _), _ in self._lookup.spoken(document.bare, start, end)
        )


def _phrases(rule: Rule) -> PhraseList[Question]:
    """Return the phrases of a rule, with what of its conditions is asked where they are found."""
    bounds: dict[str, Any] = {one.name: one.value for one in rule.where if one.name in BOUNDS}
    asked = _asked(rule)
    known = {*bounds, "dated"} if asked == FOR_DATES else {*bounds}
    if any(one.name == "quotes-title" and one.value is True for one in rule.where):
        bounds["quoting"] = True
    return PhraseList(
        Question(rule, tuple(one for one in rule.where if one.name not in known)),
        rule.is_,
        rule.starts,
        rule.has,
        bounds,
        asked=asked,
        button=rule.label in _BUTTONS,
        voice=_voice(rule),
        kind=_KINDS[rule.label],
        when=_when(rule),
        awaited=asked != AFTER and rule.needs_company and not rule.needs_neighbours,
        announces=rule.reach is Reach.REST,
    )


def _is_wordless(rule: Rule) -> bool:
    return not (rule.is_ or rule.starts or rule.has)


def _is_dated(rule: Rule) -> bool:
    """Whether a rule speaks of dates only."""
    return any(condition.name == "dated" and condition.value is True for condition in rule.where)


def _asked(rule: Rule) -> int:
    """Return for which lines a rule without phrases is asked. Many need company, but few lines have some."""
    if not _is_wordless(rule):
        return NEVER
    if _is_dated(rule):
        return FOR_DATES
    if rule.needs_company:
        return AFTER
    return NEVER if rule.reach is Reach.ENTRY else FOR_ALL


def _when(rule: Rule) -> int:
    if rule.needs_company or rule.reach is Reach.ENTRY:
        return LATER
    return NOW | LATER if rule.reach is Reach.REST else NOW


def _voice(rule: Rule) -> int:
    """Return how a rule speaks for a row of buttons: "Print Share on Facebook 12 Comments".

    Where all of them need company the row does, so rules that need none go before. A row that holds boilerplate of a
    thread is some, too.
    """
    if rule.reach is Reach.ENTRY:
        return BESIDE
    if rule.reach is not Reach.BLOCK:
        return MUTE
    return BOUND if rule.needs_company else FREE


@cache
def _compiled(pattern: str, language: str) -> "Pattern[str]":
    return compiled(pattern, ready_patterns(language))


def bounded_search(pattern: "Pattern[str]", line: str) -> "Match[str] | None":
    """Return where a pattern is found in a line.

    Raises TimeoutError where the search takes this thread PATTERN_SECONDS of processor time. What `regex` counts is the
    time of all threads: among 64 of them a search of microseconds may look like one of a second. So where a search is
    stopped before its time it begins again, and holds the other threads up meanwhile.
    """
    for patience in PATIENCE:
        start = thread_time()
        try:
            return pattern.search(line, timeout=PATTERN_SECONDS * patience, concurrent=False)
        except TimeoutError:
            if thread_time() - start >= PATTERN_SECONDS:
                raise
    raise TimeoutError


def search(rule: Rule, document: Document, block: Block) -> tuple[int, int] | None:
    """Return the span that a rule's pattern takes from a block, None where the pattern is not there.

    Raises TimeoutError where the pattern overruns, as only one of a hostile pack does.
    """
    if block.right - block.left > SEARCHED:
        return None
    visible = document.folded[block.left : block.right]
    line = visible.lstrip(_EDGE)
    left = block.right - len(line)
    line = line.rstrip(_END)
    pattern = _compiled(rule.pattern, rule.language)
    found = bounded_search(pattern, line) if rule.timed else pattern.search(line)
    if not found:
        return None
    if rule.reach is not Reach.MATCH or found.span() == (0, len(line)):
        return block.start, block.end
    return _with_blanks(document.source, block, left + found.start(), left + found.end())


def _with_blanks(source: str, block: Block, start: int, end: int) -> tuple[int, int]:
    """Widen a passage by the blanks before it, or at the start of a line by those behind it."""
    if source[block.left : start].strip():
        while source[start - 1].isspace():
            start -= 1
    else:
        while end < block.right and source[end].isspace():
            end += 1
    return start, end
