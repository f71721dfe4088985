"""Finds which rules match which blocks, in time that hardly depends on the number of rules.

The phrases of all rules are looked up in all blocks at once (`native.phrases.lookup`): whole lines, openings, and inner
phrases in short lines and at the edges of the document. A pattern with phrases is tried only where one of them was
found, a pattern for dates only on dates, any other pattern only on short blocks, and each only if the rule's conditions
hold. Patterns of users' own packs run under a time limit.
"""

from collections.abc import Iterable, Sequence
from functools import cache
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
from cleanwire.rules.searching import bounded_search
from cleanwire.rules.shipped import ready_patterns
from cleanwire.text.calendars import date_words
from cleanwire.text.folding import key_of

if TYPE_CHECKING:
    from regex import Pattern

__all__ = ["Candidate", "Candidates", "Matcher", "Question", "search"]

SEARCHED = 100_000
"""A pattern is tried on blocks of at most this many characters, twenty times an article. This bounds its memory."""

_EDGE = " \t*-|>#~_=+.:;,/\\\"'"
"""Marks before a line that are not part of it."""

_END = " \t*|>"
"""Marks after a line that are not part of it."""

_BUTTONS = frozenset(
    {Label.SHARE_WIDGET, Label.COMMENTS, Label.COUNTER, Label.NAVIGATION, Label.NEWSLETTER, Label.MEDIA, Label.BYLINE}
)
"""Labels of phrases that may be side by side on one line. Phrases of other labels are also ordinary words, such as
"Advertising"."""


_KINDS = {label: number for number, label in enumerate(Label)}


class Question(NamedTuple):
    """A rule that has to be tried on a block."""

    rule: Rule
    where: tuple[Condition, ...]
    """The conditions of the rule that are not yet known to hold."""


Candidate = tuple[Question, str | None]
"""A rule that may match a block, and the phrase that was found: "" for a rule without phrases, None for the whole
line."""


Candidates = dict[int, list[Candidate]]
"""Candidates by the index of their block."""


class Matcher:
    """The phrases of a set of rules, ready to be looked up. Built once and used for all documents."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        rules = tuple(rules)
        spoken = [rule for rule in rules if not rule.is_exception]
        self._lookup = Lookup([_phrases(rule) for rule in spoken], date_words())
        self.bare_entries: tuple[Question, ...] = tuple(
            Question(rule, rule.where)
            for rule in spoken
            if rule.reach is Reach.ENTRY and _is_wordless(rule) and not _is_dated(rule)
        )
        """Rules for entries of threads that have no phrases. They are tried where a heading announces a thread."""
        self.exceptions: tuple[Question, ...] = tuple(Question(rule, rule.where) for rule in rules if rule.is_exception)
        """Rules that are tried only on claimed blocks."""

    def candidates(
        self, document: Document, lines: Sequence[int] | None = None, skimmed: range = range(0)
    ) -> tuple[Candidates, Candidates, list[int], list[int]]:
        """Return the rules whose phrases occur in blocks: first those to try at once, then those to try later.

        Rules that look at other claims and rules for entries are tried later; rules that reach over a thread are in
        both.

        Conditions on a line and its position (`conditions.BOUNDS`) have been evaluated, other conditions and patterns
        have not. `lines` are the blocks to read, None for all; in that case, each block that contains a phrase has an
        entry. Of `skimmed` blocks that are long, only the beginning and the end are read.

        The third value is the blocks with a phrase of a rule that looks at other claims, but not at neighbours (claims
        anywhere in the document are enough for it). The fourth is the blocks with a phrase that announces a thread,
        wherever they are.
        """
        return self._lookup.find(document.folded, document.bare, document.blocks, lines, skimmed.start, skimmed.stop)

    def opens(self, document: Document, start: int) -> bool:
        """Whether the word at an offset is the beginning of a phrase."""
        return self._lookup.opens(document.bare, start)

    def knows(self, document: Document, start: int, end: int) -> bool:
        """Whether a passage is a phrase of a rule, word for word, or a row of such phrases.

        Single words, also at the end of a row, count only if they are ad markers: sentences may begin with the others.
        """
        known = self._lookup.whole(document.bare, start, end)
        if not known:
            return self._lookup.is_row(document.bare, start, end)
        return " " in key_of(document.bare[start:end]) or any(one.rule.label is Label.AD_MARKER for one in known)

    def describes(self, scene: Scene, start: int, end: int) -> bool:
        """Whether a rule, whose phrase begins a passage, has a pattern that matches the passage at any position."""
        document = scene.document
        key = key_of(document.bare[start:end])
        passage = Block(0, start, end, start, end, key, key.count(" ") + 1, prose=False)
        return any(
            rule.pattern
            and all(condition.holds(scene, passage) for condition in rule.where if condition.name in OF_ITSELF)
            and search(scene, rule, passage)
            for (rule, _), _ in self._lookup.spoken(document.bare, start, end)
        )


def _phrases(rule: Rule) -> PhraseList[Question]:
    """Return the phrases of a rule, with the conditions that are evaluated when they are looked up."""
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
    """Whether a rule matches only dates."""
    return any(condition.name == "dated" and condition.value is True for condition in rule.where)


def _asked(rule: Rule) -> int:
    """Return on which lines a rule without phrases is tried. Many such rules need neighbours, which few lines have."""
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
    """Return what a rule says about a row of buttons such as "Print Share on Facebook 12 Comments".

    A row needs company only if all its phrases do, so rules that do not need any come first. A row that contains the
    entry of a thread is an entry itself, too.
    """
    if rule.reach is Reach.ENTRY:
        return BESIDE
    if rule.reach is not Reach.BLOCK:
        return MUTE
    return BOUND if rule.needs_company else FREE


@cache
def _compiled(pattern: str, language: str) -> "Pattern[str]":
    return compiled(pattern, ready_patterns(language))


def search(scene: Scene, rule: Rule, block: Block) -> tuple[int, int] | None:
    """Return the span of a block that a match of the rule's pattern removes, or None if the pattern is not found.

    A pattern that exceeds its time limit, which only happens with hostile packs, is not tried again in the scene.
    """
    if rule.id in scene.overrun:
        return None
    try:
        return _searched(rule, scene.document, block)
    except (TimeoutError, MemoryError):
        scene.overrun.add(rule.id)
        return None


def _searched(rule: Rule, document: Document, block: Block) -> tuple[int, int] | None:
    """Search a block, or raise TimeoutError if the pattern exceeds its time limit."""
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
    """Extend a passage over the whitespace before it, or after it if it is at the start of the line."""
    if source[block.left : start].strip():
        while source[start - 1].isspace():
            start -= 1
    else:
        while end < block.right and source[end].isspace():
            end += 1
    return start, end
