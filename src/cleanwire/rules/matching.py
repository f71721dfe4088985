"""Find which rules speak of which blocks, at a cost that does not grow with the number of rules.

Whole lines are looked up in a dictionary under their key, openings under their first two words, and all inner phrases
by one trie, over short lines and over the edges of the document only. A pattern with phrases is tried only where one
of them was found, one of dates on dates only, any other on short blocks only, and each only where the rule's conditions
hold. `regex` bounds each search by time as a last net.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from time import thread_time
from typing import TYPE_CHECKING

from cleanwire.errors import PackError
from cleanwire.folding import UNSPACED, key_of, words_of
from cleanwire.labels import Label
from cleanwire.languages.calendars import is_date
from cleanwire.model import Block, Document
from cleanwire.rules.conditions import OF_ITSELF
from cleanwire.rules.rule import STEM, Reach, Rule
from cleanwire.rules.scene import Scene
from cleanwire.rules.trie import trie_pattern

if TYPE_CHECKING:
    from regex import Match, Pattern

__all__ = ["INNER", "UNSCREENED", "Candidate", "Matcher", "bounded_search", "search"]

PATTERN_SECONDS = 0.05
"""How long one pattern may search one block. Shipped patterns need microseconds; only a hostile pack gets here."""

PATIENCE = (1, 10, 100)
"""How much longer a search may take each time that it was stopped although this thread had hardly begun."""

UNSCREENED = 160
"""A pattern without phrases is tried on blocks up to so many characters: lines that stand alone are shorter."""

SEARCHED = 100_000
"""A pattern is tried on blocks up to so many characters, twenty times an article: what it may keep in mind of a line is
bounded with the line."""

INNER = 900
"""`has` looks into the first so many characters of a long block: the longest notices (licences, biographies) name
themselves before."""

_OPENING_CHARACTERS = 100
"""How much of a block may be its opening: the longest `starts` phrase is shorter."""

_CLOSING_CHARACTERS = 60
"""How much of a long block is its close, where credits stand: "(Reporting by A; editing by B)", "… Agency"."""

_SENTENCE_ENDS = frozenset(".!?\"'")

_EDGE = " \t*-|>#~_=+.:;,/\\\"'"
"""Marks that may stand before a line without being part of it."""

_END = " \t*|>"
"""Marks that may stand behind it."""

_BUTTONS = frozenset(
    {Label.SHARE_WIDGET, Label.COMMENTS, Label.COUNTER, Label.NAVIGATION, Label.NEWSLETTER, Label.MEDIA, Label.BYLINE}
)
"""What stands side by side on one line. Phrases of other labels are ordinary words too ("Advertising")."""

Candidate = tuple[Rule, str]
"""A rule that speaks of a block, and the characters that say so."""


class Matcher:
    """The phrases of a set of rules, ready to be looked up. Built once, read by every document."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        whole: defaultdict[str, list[Rule]] = defaultdict(list)
        opening: defaultdict[str, list[tuple[str, Rule]]] = defaultdict(list)
        inner: defaultdict[str, list[Rule]] = defaultdict(list)
        tiles: defaultdict[str, set[int]] = defaultdict(set)
        bare: list[Rule] = []
        dated: list[Rule] = []
        exceptions: list[Rule] = []
        rules = tuple(rules)
        for rule in rules:
            if rule.is_exception:
                exceptions.append(rule)
                continue
            for phrase in rule.is_:
                whole[phrase].append(rule)
                tiles[_first(phrase.split())].add(phrase.count(" ") + 1)
            for phrase in rule.starts:
                opening[_first(phrase.split())].append((phrase, rule))
            for phrase in rule.has:
                inner[phrase].append(rule)
            if not (rule.is_ or rule.starts or rule.has):
                (dated if any(c.name == "dated" and c.value is True for c in rule.where) else bare).append(rule)
        self._whole = {phrase: tuple(found) for phrase, found in whole.items()}
        self._tiles = {first: tuple(sorted(counts, reverse=True)) for first, counts in tiles.items()}
        self._rows = frozenset(_first(phrase.split()) for phrase in whole if self._button(phrase))
        self._opening = {first: tuple(found) for first, found in opening.items()}
        self._firsts = frozenset((*opening, *self._rows))
        self._words = frozenset(first.split()[0] for first in self._firsts)
        inner = defaultdict(list, {_searched(phrase): found for phrase, found in inner.items()})
        self._inner = {phrase: _with_prefixes(phrase, inner) for phrase in inner}
        self._trie = _compiled_trie(inner) if inner else None
        self._dated = tuple((rule, "") for rule in dated)
        self._bare = tuple((rule, "") for rule in bare if not rule.needs_company and rule.reach is not Reach.ENTRY)
        self.bare_in_company = tuple((rule, "") for rule in bare if rule.needs_company)
        """Rules of company without phrases: they speak of every short block, but few blocks have company."""
        self.bare_entries = tuple((rule, "") for rule in bare if rule.reach is Reach.ENTRY)
        """Entries of threads without phrases: they are asked where a heading announces a thread."""
        self.anywhere = frozenset(rule.id for rule in rules if rule.needs_company and not rule.needs_neighbours)
        """Rules of company that need no neighbours: what else the document holds is enough."""
        self.exceptions = tuple(exceptions)
        """What is asked of claimed blocks only."""

    def candidates(
        self, document: Document, blocks: Sequence[Block], skimmed: Collection[int] = ()
    ) -> dict[int, list[Candidate]]:
        """Return, by the index of their block, the rules whose phrases blocks hold, with the phrases.

        Conditions and patterns are not yet asked. Of the `skimmed` blocks only the opening and the close are read.
        """
        found = self._without_phrases(blocks)
        for block, words in zip(blocks, _openings(document, blocks), strict=True):
            # Most lines open with a word that no phrase opens with: to ask that first saves joining it to the next.
            opens = words and words[0] in self._words and (words[0] in self._firsts or _first(words) in self._firsts)
            if opens or block.key in self._whole:
                found[block.index] += self._opening_with(document, block, words)
        lines = [block.key or (_close if block.index in skimmed else _whole)(document, block) for block in blocks]
        read = [(block.index, line) for block, line in zip(blocks, lines, strict=True) if line]
        for index, phrase in self._inner_phrases(read):
            spoken = {rule.id for rule, _ in found[index]}
            found[index] += [candidate for candidate in self._inner[phrase] if candidate[0].id not in spoken]
        return found

    def _without_phrases(self, blocks: Sequence[Block]) -> defaultdict[int, list[Candidate]]:
        """Return, by the index of their block, the rules that ask for no phrases."""
        found: defaultdict[int, list[Candidate]] = defaultdict(list)
        if self._bare:
            for block in blocks:
                if block.right - block.left <= UNSCREENED:
                    found[block.index] += self._bare
        if self._dated:
            for block in blocks:
                if "0" in block.key and is_date(block.key.split(" ")):
                    found[block.index] += self._dated
        return found

    def opens(self, document: Document, start: int) -> bool:
        """Whether a word stands at an offset that a phrase opens with."""
        words = words_of(document.bare[start : start + _OPENING_CHARACTERS])[:2]
        return bool(words) and (words[0] in self._words or words[0] in self._tiles or _first(words) in self._tiles)

    def knows(self, document: Document, start: int, end: int) -> bool:
        """Whether a passage is a phrase that is known word for word, or a row of such.

        Of single words, be it at the end of a row, only the markers of advertisements: many a sentence begins with the
        others.
        """
        key = key_of(document.bare[start:end])
        words = key.split()
        if len(words) == 1:
            return any(rule.label is Label.AD_MARKER for rule in self._whole.get(key, ()))
        return key in self._whole or (len(words) > 1 and words[-1] not in self._whole and bool(self._tiled(words)))

    def describes(self, scene: Scene, start: int, end: int) -> bool:
        """Whether the pattern of a rule with the opening of a passage fits the passage, wherever it stands."""
        document = scene.document
        key = key_of(document.bare[start:end])
        passage = Block(0, start, end, start, end, key, key.count(" ") + 1, prose=False)
        words = key.split(None, 2)
        return any(
            rule.pattern
            and all(condition.holds(scene, passage) for condition in rule.where if condition.name in OF_ITSELF)
            and search(rule, document, passage)
            for rule, _ in (self._opening_with(document, passage, words) if words else ())
        )

    def _opening_with(self, document: Document, block: Block, words: list[str]) -> list[Candidate]:
        """Return the rules for the whole line, for a row of buttons, and for how a line opens."""
        key = block.key
        first = _first(words)
        found: list[Candidate] = []
        if key in self._whole:
            found += [(rule, document.text(block)) for rule in self._whole[key]]
        elif key and (first in self._rows or words[0] in self._rows):
            found += [(rule, document.text(block)) for rule in self._tiled(key.split())]
        filed = self._opening.get(words[0], ())
        if first != words[0]:
            filed += self._opening.get(first, ())
        if filed:
            key = key or key_of(document.bare[block.left : block.left + _OPENING_CHARACTERS])
            key += " "
            found += [(rule, phrase) for phrase, rule in filed if key.startswith(phrase + " ")]
        return found

    def _inner_phrases(self, lines: Sequence[tuple[int, str]]) -> Iterable[tuple[int, str]]:
        """Yield for each place in keyed lines where inner phrases begin its line's index and the longest of them."""
        if not self._trie:
            return
        text = " " + " \n ".join([line for _, line in lines]) + " "
        at = number = 0
        match = self._trie.search(text)
        while match:
            start = match.start()
            number += text.count("\n", at, start)
            at = start
            yield lines[number][0], match[1]
            match = self._trie.search(text, start + 1)

    def _tiled(self, words: list[str]) -> list[Rule]:
        """Return what speaks of a line that consists of phrases only: the rule that most of them belong to.

        Buttons stand side by side: "Print Share on Facebook 12 Comments". Where all of them need company the row does,
        so rules that need none go before. A row that holds furniture of a thread is some, too.
        """
        rows: list[tuple[Rule, ...]] = []
        at = 0
        while at < len(words):
            counts = (*self._tiles.get(_first(words[at:]), ()), *self._tiles.get(words[at], ()))
            phrases = (" ".join(words[at : at + count]) for count in counts)
            phrase = next((phrase for phrase in phrases if phrase in self._whole), None)
            if phrase and self._button(phrase):
                rows.append(self._whole[phrase])
                at += phrase.count(" ") + 1
            elif words[at] == "0" and rows:
                at += 1
            else:
                return []
        entries = [rule for row in rows for rule in row if rule.reach is Reach.ENTRY]
        return [*_most([rule for row in rows for rule in row if rule.reach is Reach.BLOCK]), *entries[:1]]

    def _button(self, phrase: str) -> bool:
        """Whether a whole line is a button, that may stand beside others on one line. A lone figure may be anything."""
        return phrase != "0" and self._whole[phrase][0].label in _BUTTONS


def _most(rules: Sequence[Rule]) -> Sequence[Rule]:
    """Return the rule that speaks for a row: one of the label that most have, and one that needs no company if any."""
    alone = [rule for rule in rules if not rule.needs_company] or rules
    labels = Counter(rule.label for rule in rules)
    return sorted(alone, key=lambda rule: labels[rule.label], reverse=True)[:1]


def _compiled_trie(phrases: Iterable[str]) -> "re.Pattern[str]":
    try:
        return re.compile(f" ({trie_pattern(phrases)})")
    except RecursionError as error:
        raise PackError("has: hundreds of phrases each begin with another; give the shortest of them only") from error


def _searched(phrase: str) -> str:
    """Return how an inner phrase is searched for: with a blank behind its last word, unless that may go on."""
    return phrase.removesuffix(STEM) if phrase.endswith(STEM) else f"{phrase} "


def _with_prefixes(phrase: str, inner: Mapping[str, list[Rule]]) -> tuple[Candidate, ...]:
    """Return the rules of a phrase, and of the phrases it begins with."""
    beginnings = (phrase[:count] for count in range(len(phrase), 0, -1))
    return tuple((rule, held.rstrip()) for held in beginnings for rule in inner.get(held, ()))


def _first(words: list[str]) -> str:
    """Return what a phrase is filed under: its first two words, or the only one."""
    return words[0] + " " + words[1] if len(words) > 1 else words[0]


def _openings(document: Document, blocks: Iterable[Block]) -> list[list[str]]:
    """Return for each block its first two words, and the rest."""
    bare = document.bare
    openings = [(b.key or bare[b.left : b.left + _OPENING_CHARACTERS]).split(None, 2) for b in blocks]
    if bare.isascii():
        return openings
    return [
        words_of(" ".join(words))[:2] if words and UNSPACED.match(words[0]) and len(words[0]) > 1 else words
        for words in openings
    ]


def _whole(document: Document, block: Block) -> str:
    """Return the key of a long block, as far as inner phrases are looked for in it."""
    return key_of(document.bare[block.left : min(block.right, block.left + INNER)])


def _close(document: Document, block: Block) -> str:
    """Return the key of a long block's close, unless it is that of a sentence.

    What stands between the opening and the close of a long paragraph is most often the author's.
    """
    if document.folded[block.right - 1] in _SENTENCE_ENDS:
        return ""
    return key_of(document.bare[block.right - _CLOSING_CHARACTERS : block.right])


@cache
def _compiled(pattern: str) -> "Pattern[str]":
    from regex import compile  # noqa: A004, PLC0415, it takes longer to import than all of this package

    return compile(pattern)


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
    found = bounded_search(_compiled(rule.pattern), line)
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
