"""What is known of each line of a document, as numbers: what the judge weighs.

Every piece of evidence has a name and one number for each line. They are counted once, in a few passes over the lines.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate
from math import log2

from cleanwire.labels import Label
from cleanwire.model import Block, Document, Verdict
from cleanwire.reading.text import read_text

__all__ = ["EVIDENCE", "Columns", "evidence_of"]

Columns = dict[str, list[float]]
"""Pieces of evidence by name, each with one number for every line."""

READ = 100
"""So many characters of a line are read: they tell what it is like."""

SHORT = 5
"""Lines of so many words that close like no sentence are short: menu entries, buttons, names."""

STAMP_WORDS = 10
"""Lines of so many words that hold a date or a time are stamps: bylines, entries of threads and of lists."""

CLAIMED = 0.5
"""A claim this sure counts where lines are only counted: the default strictness would remove what it is about."""

FAR = 1_000_000
"""Farther than any line is."""

UNSPACED_LETTERS = 5.0
"""Letters that a word is taken to have in a script without spaces, so that the length of words says nothing there."""

LETTERS = 12.0
"""The length of words that counts in full."""

CASELESS = 0.5
"""The capitals of a line without a letter that has any."""

_STOPS = frozenset(".!?")
_CLOSING = "\"') ]*"
_BULLETS = frozenset("*-|>+")
_CODE = re.compile(r"[{}=;<]")
_STAMP = re.compile(r"\b0{1,2}[./-]0{1,2}[./-]0{2,4}\b|\b0{1,2}:00\b|\b0000\b|0[年月日]")
"""A date in figures, a time of day, a year; in folded text, where each figure is 0."""

_KINDS = tuple(label for label in Label if not label.is_content)


def evidence_of(document: Document, verdicts: Sequence[Verdict], words: Sequence[float]) -> Columns:
    """Return the evidence of a document's lines, given what was claimed of them and what the words of each say.

    Empty without lines.

    Linear in the document's length: some 12 µs a line.
    """
    if not document.blocks:
        return {}
    columns = _forms(document)
    columns["words"] = list(words)
    columns |= _copies(document)
    columns |= _claims(document, verdicts)
    columns |= _places(document, columns)
    return columns | _neighbours(columns)


def _forms(document: Document) -> Columns:
    """Return how each line is written."""
    names = (
        *("size", "closed", "colon", "bullet", "figure", "quoted", "question", "exclaim", "code", "digits", "commas"),
        *("capitals", "wordlike", "letters", "stamp"),
    )
    rows = [_form(document, block) for block in document.blocks]
    return dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))


def _form(document: Document, block: Block) -> tuple[float, ...]:
    left, right = block.left, min(block.right, block.left + READ)
    text = document.folded[left:right]
    words = document.source[left:right].split()
    tail = document.folded[max(left, block.right - 8) : block.right].rstrip(_CLOSING)
    begins = "".join([word[0] if word[0].isalnum() else word[1:2] for word in words])
    capitals = sum(map(str.isupper, begins))
    cased = capitals + sum(map(str.islower, begins))
    return (
        log2(block.size + 1),
        tail[-1:] in _STOPS,
        text[-1] == ":",
        text[0] in _BULLETS,
        text[0] == "0",
        '"' in text,
        "?" in text,
        "!" in text,
        _CODE.search(text) is not None,
        text.count("0") / len(text),
        min(1.0, text.count(",") * 8 / max(1, min(block.size, len(words)))),
        capitals / cased if cased else CASELESS,
        sum(map(str.isalnum, begins)) / len(words) if words else 0.0,
        min(LETTERS, UNSPACED_LETTERS if block.size > 2 * len(words) else len(text) / len(words)) / LETTERS,
        block.size <= STAMP_WORDS and _STAMP.search(text) is not None,
    )


def _copies(document: Document) -> Columns:
    """Return whether the document holds each line again, and whether it has held it before."""
    lines = [block.key or document.text(block) for block in document.blocks]
    counts = Counter(lines)
    first: dict[str, int] = {}
    for index, line in enumerate(lines):
        first.setdefault(line, index)
    return {
        "again": [float(counts[line] > 1) for line in lines],
        "copy": [float(first[line] < index) for index, line in enumerate(lines)],
    }


def _claims(document: Document, verdicts: Sequence[Verdict]) -> Columns:
    """Return what the stages before say of each line, and how much they say of the document."""
    count = len(document.blocks)
    columns: Columns = {name: [0.0] * count for name in ("own", "reach", "stage", "keep", "headline")}
    kinds = [0] * count
    for verdict in verdicts:
        covered = document.covered(verdict.start, verdict.end)
        column = columns[_column(verdict, len(covered))]
        for index in covered:
            column[index] = max(column[index], verdict.confidence)
        if not verdict.label.is_content and verdict.confidence >= CLAIMED:
            for index in covered:
                kinds[index] |= 1 << _KINDS.index(verdict.label)
    strongest = map(max, columns["own"], columns["reach"], columns["stage"])
    columns["claim"] = list(strongest)
    columns["claimed"] = [
        float(claim >= CLAIMED and claim > keep) for claim, keep in zip(columns["claim"], columns["keep"], strict=True)
    ]
    return columns | _kinds(kinds) | _headline(columns["headline"])


def _headline(sure: Sequence[float]) -> Columns:
    """Return whether the headline is known, and whether a line stands above it."""
    count = len(sure)
    first = next((index for index, one in enumerate(sure) if one >= CLAIMED), -1)
    return {
        "has_headline": [float(first >= 0)] * count,
        "over_headline": [float(index < first) for index in range(count)],
    }


def _column(verdict: Verdict, lines: int) -> str:
    if verdict.label.is_content:
        return "headline" if verdict.label is Label.HEADLINE else "keep"
    if lines > 1:
        return "reach"
    return "own" if "/" in verdict.rule else "stage"


def _kinds(kinds: Sequence[int]) -> Columns:
    """Return how many kinds of contamination are claimed above, below and in the document."""
    above = [*accumulate(kinds, int.__or__)]
    below = [*accumulate(reversed(kinds), int.__or__)][::-1]
    return {
        "kinds_above": [float(held.bit_count()) for held in above],
        "kinds_below": [float(held.bit_count()) for held in below],
        "kinds": [float(above[-1].bit_count())] * len(kinds),
    }


def _places(document: Document, columns: Columns) -> Columns:
    """Return where each line stands: among the claimed ones, among the paragraphs, in a run of short ones."""
    blocks, claimed, count = document.blocks, columns["claimed"], len(document.blocks)
    prose = [block.size * block.prose for block in blocks]
    unclaimed = [size * (1 - claim) for size, claim in zip(prose, claimed, strict=True)]
    above = [0.0, *accumulate(prose)]
    unclaimed_above = [0.0, *accumulate(unclaimed)]
    short = [float(b.size <= SHORT and not closed) for b, closed in zip(blocks, columns["closed"], strict=True)]
    words = sum([block.size for block in blocks]) + 1
    claims_above = [0.0, *accumulate(claimed)]
    return {
        "short": short,
        "run": _runs(short),
        "paragraph_above": _nearness(prose),
        "paragraph_below": _nearness(prose[::-1])[::-1],
        "prose_above": [sum_ / (above[-1] + 1) for sum_ in above[:-1]],
        "open_above": [log2(sum_ + 1) for sum_ in unclaimed_above[:-1]],
        "open_below": [log2(unclaimed_above[-1] - sum_ + 1) for sum_ in unclaimed_above[1:]],
        "claims_above": [log2(sum_ + 1) for sum_ in claims_above[:-1]],
        "claim_above": _nearness(claimed),
        "claim_below": _nearness(claimed[::-1])[::-1],
        "document_claimed": [claims_above[-1] / count] * count,
        "document_short": [sum(short) / count] * count,
        "document_prose": [above[-1] / words] * count,
    }


def _runs(flags: Sequence[float]) -> list[float]:
    """Return for each line how long the run of flagged lines is that it stands in, doublings counted.

    >>> _runs([1, 1, 1, 0, 1])
    [2.0, 2.0, 2.0, 0.0, 1.0]
    """
    up = [*accumulate(flags, lambda run, flag: (run + 1) * (flag > 0))]
    down = [*accumulate(reversed(flags), lambda run, flag: (run + 1) * (flag > 0))][::-1]
    return [log2(one + other) if flag else 0.0 for one, other, flag in zip(up, down, flags, strict=True)]


def _nearness(flags: Sequence[float]) -> list[float]:
    """Return how near the next flagged line above each line is: 1 next door, a half two lines up, 0 where none is.

    >>> _nearness([0, 1, 0, 0])
    [0.0, 0.0, 1.0, 0.5]
    """
    found: list[float] = []
    last = -FAR
    for index, flag in enumerate(flags):
        found.append(1 / (index - last) if last >= 0 else 0.0)
        if flag:
            last = index
    return found


_WINDOWS = {
    "size": (1, 3),
    "closed": (1, 3),
    "words": (1, 3),
    "stamp": (10,),
    "claimed": (8,),
    "short": (10,),
}
"""Of so many lines above and below a line the means of some evidence count."""


def _neighbours(columns: Columns) -> Columns:
    """Return what the lines around each line are like."""
    made: Columns = {}
    for name, reaches in _WINDOWS.items():
        column = columns[name]
        turned = column[::-1]
        for reach in reaches:
            made[f"{name}_above{reach}"] = _means(column, reach)
            made[f"{name}_below{reach}"] = _means(turned, reach)[::-1]
    size = columns["size"]
    made["unlike_above"] = [abs(one - other) for one, other in zip(size, [0.0, *size], strict=False)]
    made["unlike_below"] = [abs(one - other) for one, other in zip(size, [*size[1:], 0.0], strict=True)]
    return made


def _means(column: Sequence[float], reach: int) -> list[float]:
    """Return the mean of up to so many numbers before each number, and of one more that is 0: few say less.

    >>> _means([4, 8, 3], 2)
    [0.0, 2.0, 4.0]
    """
    sums = [0.0, *accumulate(column)]
    few = [sums[index] / (index + 1) for index in range(min(reach, len(column)))]
    return few + [(last - first) / (reach + 1) for last, first in zip(sums[reach : len(column)], sums, strict=False)]


EVIDENCE = tuple(evidence_of(read_text("One line."), (), [0.0]))
"""The names of all pieces of evidence, in the order in which weights are fitted to them."""
