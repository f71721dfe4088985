"""How each line of a document is written: sentence shape, capitals, figures, links and separators."""

import math
import re
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleanwire.model import Block, Document

__all__ = ["Columns", "Shape", "shapes_of", "words_in"]

Columns = dict[str, NDArray[Any]]
"""Pieces of evidence by name, each with one number, or yes or no, for every line."""

AT_ONCE = 4_096
"""So many lines become an array at once: as Python's numbers the shape of a line takes a kilobyte, in an array 216
bytes."""

READ = 300
"""So many characters of a line are read: what a longer one is like they tell, and a line's length cannot add up."""

UNSPACED = 15
"""Characters a word from which a line is in a script without spaces: each character counts as a word."""

UNSPACED_LETTERS = 5.0
"""Letters a word is taken to have in a script without spaces: as many as in a script with them, so that it says
nothing."""

_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]")
"""Thai, Lao, Burmese, Khmer, Japanese and Chinese."""

_STOPS = frozenset(".!?؟۔।።։။។")
_INNER_STOPS = tuple(f"{stop} " for stop in sorted(_STOPS))
_COMMAS = ",،"
_BULLETS = "*-|>+▢□☐■▪●○‣"
_CLOSING = "\"') ]*"
_MARKS = ("|", "*", " > ", " / ")
_LINKS = ("@", "http", "www.", ".com")


class Shape(NamedTuple):
    """What the form of a line shows, each as a number from 0 to 1 but for the size."""

    size: float
    closed: float
    """Ends like a sentence."""
    colon: float
    comma: float
    """Ends with a comma, semicolon or dash."""
    lower: float
    """Begins with a small letter."""
    bullet: float
    figure: float
    """Begins with a figure."""
    quote: float
    bracket: float
    capitals: float
    """Share of words that begin with a capital, of those that begin with a letter that has one; not a number where none
    does."""
    wordlike: float
    """Share of words that hold a letter or figure where they begin."""
    upper: float
    """Is all in capitals."""
    digits: float
    """Share of characters that are figures."""
    separators: float
    """Bars, bullets and slashes inside, up to four."""
    address: float
    commas: float
    """Commas per word, full at one in eight."""
    sentences: float
    """Sentences that end inside, up to three."""
    question: float
    exclaim: float
    quoted: float
    spaced: float
    """Holds a run of blanks, as cells of a table do."""
    tab: float
    column: float
    """How far it is indented, up to forty columns."""
    indented: float
    wordlength: float
    """Mean length of its words, full at twelve."""
    sign: float
    """Holds #, $ or %."""
    code: float
    """Holds braces, semicolons, = or <."""
    gap: float
    """Line breaks behind it, up to three."""


def words_in(document: Document, block: Block) -> list[str]:
    r"""Return the folded words of a line; the characters, where its script does not separate words.

    >>> from cleanwire.reading.text import read_text
    >>> document = read_text("The ferry, again\n渡し船は火曜日に再び出航した\n")
    >>> [words_in(document, block)[:3] for block in document.blocks]
    [['the', 'ferry', 'again'], ['渡', 'し', '船']]
    """
    text = document.bare[block.left : min(block.right, block.left + READ)]
    words = text.split()
    if len(text) > UNSPACED * len(words) or (not text.isascii() and _UNSPACED.search(text)):
        return [letter for letter in text if not letter.isspace()]
    return words


def shapes_of(document: Document, words: Sequence[Sequence[str]]) -> Columns:
    """Return the shapes of a document's lines, given the words of each."""
    blocks = document.blocks
    parts = []
    for first in range(0, len(blocks), AT_ONCE):
        part = zip(blocks[first : first + AT_ONCE], words[first : first + AT_ONCE], strict=True)
        parts.append(np.array([_shape(document, block, spoken) for block, spoken in part], float))
    return dict(zip(Shape._fields, np.concatenate(parts).T, strict=True))


def _shape(document: Document, block: Block, words: Sequence[str]) -> Shape:
    source = document.source
    left, right = block.left, block.right
    text = document.folded[left : min(right, left + READ)]
    head = source[left : left + len(text)].split()
    letters = len(text)
    size = min(block.size, len(words))
    last = document.folded[right - 1]
    tail = document.folded[max(left, right - 8) : right].rstrip(_CLOSING)
    line = source.rfind("\n", max(0, left - 40), left) + 1
    column = left - line if line else min(left, 40)
    begins = [word[0] if word[0].isalnum() else word[1:2] for word in head]
    capitals = sum([letter.isupper() for letter in begins])
    cased = capitals + sum([letter.islower() for letter in begins])
    unspaced = len(words) > 1 and sum(map(len, words)) == len(words)
    return Shape(
        size=block.size,
        closed=tail[-1:] in _STOPS if tail else False,
        colon=last == ":",
        comma=last in ",;-",
        lower=source[left].islower(),
        bullet=text[0] in _BULLETS,
        figure=text[0] == "0",
        quote=text[0] == '"',
        bracket=text[0] in "([",
        capitals=capitals / cased if cased else math.nan,
        wordlike=sum([letter.isalnum() for letter in begins]) / max(1, len(head)),
        upper=text.isascii() and source[left : left + letters].isupper(),
        digits=text.count("0") / letters,
        separators=min(4, sum([text.count(mark) for mark in _MARKS])) / 4,
        address=any(link in text for link in _LINKS),
        commas=min(1.0, sum([text.count(comma) for comma in _COMMAS]) / max(1, size) * 8),
        sentences=min(3, sum([text[:-1].count(stop) for stop in (_STOPS if unspaced else _INNER_STOPS)])) / 3,
        question="?" in text,
        exclaim="!" in text,
        quoted='"' in text,
        spaced="  " in text,
        tab="\t" in text,
        column=column / 40,
        indented=column > 0,
        wordlength=(UNSPACED_LETTERS if unspaced else min(12.0, sum(map(len, words)) / max(1, len(words)))) / 12,
        sign="#" in text or "$" in text or "%" in text,
        code=any(mark in text for mark in "{}=;<"),
        gap=min(3, source.count("\n", right, block.end)),
    )
