"""Find which rules speak of a block, at a cost that does not grow with the number of rules.

Every phrase sits in a dictionary: whole lines under their key, openings under their first two words, inner phrases
under their longest word. A pattern with phrases is tried only where one of them was found, a pattern without any
on short blocks only, and either only where the rule's conditions hold. `regex` bounds each search by time as a last
net.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

import regex

from cleanwire.labels import Label
from cleanwire.model import Block, Document
from cleanwire.rules.rule import Reach, Rule

__all__ = ["INNER", "Matcher", "search"]

PATTERN_SECONDS = 0.05
"""How long one pattern may search one block. Shipped patterns need microseconds; only a hostile pack gets here."""

INNER = 900
"""`has` looks into blocks up to so many characters. The longest notices on development pages (licences,
biographies) end below 900; looking into every longer paragraph would cost as much as everything else together."""

_OPENING_CHARACTERS = 100
"""How much of a block may be its opening: the longest `starts` phrase is shorter."""

_EDGE = " \t*-|>#~_=+.:;,/\\\"'"
"""Marks that may stand before a line without being part of it."""


_COMMON = frozenset(
    [
        "about",
        "all",
        "also",
        "and",
        "any",
        "are",
        "been",
        "but",
        "can",
        "content",
        "for",
        "free",
        "from",
        "had",
        "has",
        "have",
        "her",
        "here",
        "his",
        "how",
        "into",
        "its",
        "just",
        "more",
        "not",
        "now",
        "one",
        "our",
        "out",
        "read",
        "see",
        "service",
        "some",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "they",
        "this",
        "time",
        "use",
        "used",
        "using",
        "was",
        "what",
        "when",
        "where",
        "which",
        "who",
        "will",
        "with",
        "would",
        "you",
        "your",
    ]
)
"""English words so common that a phrase is better filed under any other of its words."""

_BUTTONS = frozenset(
    {Label.SHARE_WIDGET, Label.COMMENTS, Label.COUNTER, Label.NAVIGATION, Label.NEWSLETTER, Label.MEDIA, Label.BYLINE}
)
"""What stands side by side on one line. Phrases of other labels are ordinary words too ("Advertising")."""

_Candidate = tuple[Rule, str]
"""A rule that speaks of a block, and the characters that say so."""


class Matcher:
    """The dictionaries of a set of rules. Built once, read by every document."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        whole: defaultdict[str, list[Rule]] = defaultdict(list)
        opening: defaultdict[str, list[tuple[str, Rule]]] = defaultdict(list)
        inner: defaultdict[str, list[tuple[str, Rule]]] = defaultdict(list)
        tiles: defaultdict[str, set[int]] = defaultdict(set)
        bare: list[tuple[Rule, str]] = []
        for rule in rules:
            for phrase in rule.is_:
                whole[phrase].append(rule)
                tiles[_first(phrase.split())].add(phrase.count(" ") + 1)
            for phrase in rule.starts:
                opening[_first(phrase.split())].append((phrase, rule))
            for phrase in rule.has:
                inner[_rarest(phrase.split())].append((phrase, rule))
            if not (rule.is_ or rule.starts or rule.has):
                bare.append((rule, ""))
        self._whole = {phrase: tuple(found) for phrase, found in whole.items()}
        self._tiles = {first: tuple(sorted(counts, reverse=True)) for first, counts in tiles.items()}
        self._opening = {first: tuple(found) for first, found in opening.items()}
        self._inner = {word: tuple(found) for word, found in inner.items()}
        self._inner_words = frozenset(inner)
        self._firsts = frozenset((*opening, *tiles))
        self._bare = tuple(bare)

    def candidates(self, document: Document, block: Block, inner: int = INNER) -> Iterable[_Candidate]:
        """Return the rules whose phrases a block holds, with the phrases; conditions and patterns are not yet asked.

        `has` phrases are looked for in blocks of up to `inner` characters.
        """
        key = block.key
        if key:
            words = key.split()
            if self._firsts.isdisjoint((words[0], _first(words))) and self._inner_words.isdisjoint(words):
                return self._bare
            return [*self._bare, *self._spoken(document, block, words)]
        left, right = block.left, block.right
        if right - left > inner:
            words = document.bare[left : left + _OPENING_CHARACTERS].split(None, 2)
            return self._open(words, document.key(block)) if words and self._opens(words) else ()
        words = document.bare[left:right].split()
        if not words or not (self._opens(words) or not self._inner_words.isdisjoint(words)):
            return ()
        key = document.key(block)
        return [*self._open(words, key), *self._contain(words, key)]

    def _opens(self, words: list[str]) -> bool:
        return words[0] in self._opening or _first(words) in self._opening

    def _spoken(self, document: Document, block: Block, words: list[str]) -> Iterator[_Candidate]:
        key = block.key
        if key in self._whole:
            for rule in self._whole[key]:
                yield rule, document.text(block)
        elif most := self._tiled(words):
            yield most, document.text(block)
        yield from self._open(words, key)
        yield from self._contain(words, key)

    def _open(self, words: list[str], key: str) -> Iterator[_Candidate]:
        for first in {words[0]: None, _first(words): None}:
            for phrase, rule in self._opening.get(first, ()):
                if key.startswith(phrase) and key[len(phrase) : len(phrase) + 1] in (" ", ""):
                    yield rule, phrase

    def _contain(self, words: list[str], key: str) -> Iterator[_Candidate]:
        padded = f" {key} "
        for word in sorted(self._inner_words.intersection(words)):
            for phrase, rule in self._inner[word]:
                if f" {phrase} " in padded:
                    yield rule, phrase

    def _tiled(self, words: list[str]) -> Rule | None:
        """Return the rule that most of a line's phrases belong to, if it consists of such phrases only.

        Buttons stand side by side: "Print Share on Facebook 12 Comments".
        """
        rules: list[Rule] = []
        at = 0
        while at < len(words):
            counts = (*self._tiles.get(_first(words[at:]), ()), *self._tiles.get(words[at], ()))
            phrases = (" ".join(words[at : at + count]) for count in counts)
            phrase = next((phrase for phrase in phrases if phrase in self._whole), None)
            if phrase and self._whole[phrase][0].label in _BUTTONS:
                rules.append(self._whole[phrase][0])
                at += phrase.count(" ") + 1
            elif words[at] == "0" and rules:
                at += 1
            else:
                return None
        labels = Counter(rule.label for rule in rules)
        most = labels.most_common(1)[0][0]
        return next(rule for rule in rules if rule.label is most)


def _rarest(words: list[str]) -> str:
    """Return the word of a phrase that the fewest lines hold: the longest, but for the commonest of all."""
    return max(words, key=lambda word: (word not in _COMMON, len(word)))


def _first(words: list[str]) -> str:
    """Return what a phrase is filed under: its first two words, or the only one."""
    return words[0] + " " + words[1] if len(words) > 1 else words[0]


@cache
def _compiled(pattern: str) -> "regex.Pattern[str]":
    return regex.compile(pattern)


def search(rule: Rule, document: Document, block: Block) -> tuple[int, int] | None:
    """Return the span that a rule's pattern takes from a block, None where the pattern is not there."""
    visible = document.folded[block.left : block.right]
    line = visible.lstrip(_EDGE)
    left = block.left + len(visible) - len(line)
    try:
        found = _compiled(rule.pattern).search(line.rstrip(" \t*|>"), timeout=PATTERN_SECONDS)
    except TimeoutError:
        return None
    if not found:
        return None
    start, end = left + found.start(), left + found.end()
    if rule.reach is not Reach.MATCH or (start <= left and end >= block.right):
        return block.start, block.end
    return _with_blanks(document.source, block, start, end)


def _with_blanks(source: str, block: Block, start: int, end: int) -> tuple[int, int]:
    """Widen a passage by the blanks before it, or at the start of a line by those behind it."""
    if source[block.left : start].strip():
        while source[start - 1].isspace():
            start -= 1
    else:
        while end < block.right and source[end].isspace():
            end += 1
    return start, end
