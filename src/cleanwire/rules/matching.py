"""Find which rules speak of a block, at a cost that does not grow with the number of rules.

Every phrase sits in a dictionary: whole lines under their key, openings under their first word, inner phrases under
their rarest-looking word. A pattern with phrases runs only where one of them was found; a pattern without any runs
on short blocks only. `regex` bounds each search by time as a last net.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import regex

from cleanwire.model import Block, Document
from cleanwire.rules.rule import Reach, Rule

__all__ = ["Hit", "Matcher"]

PATTERN_SECONDS = 0.05
"""How long one pattern may search one block. Shipped patterns need microseconds; only a hostile pack gets here."""

UNSCREENED_CHARACTERS = 160
"""A pattern without phrases runs on blocks up to this long: lines that stand alone are shorter."""

INNER_CHARACTERS = 900
"""`has` looks into blocks up to this long. The longest notices on development pages (licences, biographies) end
below 900; looking into longer paragraphs would cost as much as everything else together."""

_OPENING_CHARACTERS = 100
"""How much of a block may be its opening: the longest `starts` phrase is shorter."""

_EDGE = " \t*-|>#~_=+.:;,/\\\"'"
"""Marks that may stand before a line without being part of it."""


class Hit(NamedTuple):
    """A rule that speaks of a block, the span that it takes there, and the characters that say so."""

    rule: Rule
    start: int
    end: int
    evidence: str


class Matcher:
    """The dictionaries of a set of rules. Built once, read by every document."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        whole: defaultdict[str, list[Rule]] = defaultdict(list)
        opening: defaultdict[str, list[tuple[str, Rule]]] = defaultdict(list)
        inner: defaultdict[str, list[tuple[str, Rule]]] = defaultdict(list)
        bare: list[Rule] = []
        rules = tuple(rules)
        commonness = Counter(word for rule in rules for phrase in rule.has for word in phrase.split())
        for rule in rules:
            for phrase in rule.is_:
                whole[phrase].append(rule)
            for phrase in rule.starts:
                opening[phrase.split()[0]].append((phrase, rule))
            for phrase in rule.has:
                inner[min(phrase.split(), key=lambda word: (commonness[word], -len(word)))].append((phrase, rule))
            if not (rule.is_ or rule.starts or rule.has):
                bare.append(rule)
        self._whole = {phrase: tuple(found) for phrase, found in whole.items()}
        self._opening = {word: tuple(found) for word, found in opening.items()}
        self._inner = {word: tuple(found) for word, found in inner.items()}
        self._inner_words = frozenset(inner)
        self._bare = tuple(bare)
        tiles: defaultdict[str, set[int]] = defaultdict(set)
        for phrase in whole:
            tiles[phrase.split()[0]].add(phrase.count(" ") + 1)
        self._tiles = {word: tuple(sorted(counts, reverse=True)) for word, counts in tiles.items()}

    def hits(self, document: Document, block: Block) -> Iterator[Hit]:
        """Yield the rules that speak of a block, their conditions not yet asked."""
        for rule, evidence in self._candidates(document, block):
            if rule.pattern:
                span = _search(rule, document, block)
                if span:
                    yield Hit(rule, *span, document.source[slice(*span)])
            else:
                yield Hit(rule, block.start, block.end, evidence)

    def _candidates(self, document: Document, block: Block) -> Iterator[tuple[Rule, str]]:
        length = block.right - block.left
        key = block.key
        if key:
            if key in self._whole:
                for rule in self._whole[key]:
                    yield rule, document.text(block)
            else:
                words = key.split()
                if words[0] in self._tiles and (rule := self._tiled(words)):
                    yield rule, document.text(block)
        if length <= UNSCREENED_CHARACTERS:
            for rule in self._bare:
                yield rule, ""
        bare = document.bare[block.left : min(block.right, block.left + _OPENING_CHARACTERS)]
        first = bare.split(None, 1)[:1]
        if first and first[0] in self._opening:
            yield from self._opened(first[0], document.key(block))
        if length <= INNER_CHARACTERS:
            words = key.split() if key else document.bare[block.left : block.right].split()
            if not self._inner_words.isdisjoint(words):
                yield from self._contained(words, document.key(block))

    def _opened(self, first: str, key: str) -> Iterator[tuple[Rule, str]]:
        for phrase, rule in self._opening[first]:
            if key.startswith(phrase) and key[len(phrase) : len(phrase) + 1] in (" ", ""):
                yield rule, phrase

    def _contained(self, words: list[str], key: str) -> Iterator[tuple[Rule, str]]:
        padded = f" {key} "
        spoken: set[str] = set()
        for word in dict.fromkeys(words):
            for phrase, rule in self._inner.get(word, ()):
                if rule.id not in spoken and f" {phrase} " in padded:
                    spoken.add(rule.id)
                    yield rule, phrase

    def _tiled(self, words: list[str]) -> Rule | None:
        """Return the rule that most of a line's phrases belong to, if it consists of such phrases only.

        Buttons stand side by side: "Print Share on Facebook 12 Comments".
        """
        rules: list[Rule] = []
        at = 0
        while at < len(words):
            counts = self._tiles.get(words[at], ())
            phrases = (" ".join(words[at : at + count]) for count in counts if at + count <= len(words))
            phrase = next((phrase for phrase in phrases if phrase in self._whole), None)
            if phrase:
                rules.append(self._whole[phrase][0])
                at += phrase.count(" ") + 1
            elif words[at] == "0" and rules:
                at += 1
            else:
                return None
        labels = Counter(rule.label for rule in rules)
        most = labels.most_common(1)[0][0]
        return next(rule for rule in rules if rule.label is most)


def _search(rule: Rule, document: Document, block: Block) -> tuple[int, int] | None:
    """Return the span that a pattern rule takes from a block, None where its pattern is not there."""
    visible = document.folded[block.left : block.right]
    line = visible.lstrip(_EDGE)
    left = block.left + len(visible) - len(line)
    try:
        found = regex.search(rule.pattern, line.rstrip(" \t*|>"), timeout=PATTERN_SECONDS)
    except TimeoutError:
        return None
    if not found:
        return None
    if rule.reach is not Reach.MATCH:
        return block.start, block.end
    start, end = left + found.start(), left + found.end()
    if start <= left and end >= block.right:
        return block.start, block.end
    # The blanks before a removed passage go with it; at the start of a line, those behind it.
    if start <= left:
        while end < block.right and document.source[end].isspace():
            end += 1
    else:
        while start > left and document.source[start - 1].isspace():
            start -= 1
    return start, end
