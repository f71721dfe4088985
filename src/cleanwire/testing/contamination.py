"""Adds boilerplate to an article, with gold spans: what sites and scrapers put around articles."""

import re
import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

from cleanwire.errors import OptionError
from cleanwire.labels import Label
from cleanwire.spans import without
from cleanwire.testing.gold import Span
from cleanwire.testing.grammar import Grammar, dice, expand, grammar_of

__all__ = ["CONTAMINATION", "Contaminated", "contaminate", "languages"]

CONTAMINATION = frozenset(label for label in Label if not label.is_content and label is not Label.TEMPLATE)
"""The labels of boilerplate that can be added. `template` is what a site repeats on its pages, which needs a site, such
as those of `synthetic_corpus`."""

_CAST, _WORDS = "cast", "words"
"""The tables of a language's file that hold words, not texts of a label: words that stay the same throughout a text,
and words that are drawn again at each place."""

_PLACES = ("top", "head", "middle", "tail")

PARAGRAPH = 8
"""How many words make a line a paragraph: pages only break for advertisements after paragraphs, and only the first line
and paragraphs are pasted twice."""

_TEMPLATES = Path(__file__).with_name("templates")
_VISIBLE_LINE = re.compile(r"^.*\S", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Contaminated:
    """An article with boilerplate in known places."""

    text: str
    article: str
    """What should be kept."""
    spans: tuple[Span, ...]
    """What should be removed: sorted, not overlapping, each with the separator that was added with it."""

    @property
    def rest(self) -> str:
        """The text without its spans: the article, character for character."""
        return without(self.text, self.spans)


def contaminate(
    article: str, *, labels: Collection[str] = CONTAMINATION, seed: int = 0, language: str = "en"
) -> Contaminated:
    r"""Add a piece of boilerplate for each label to an article, and return where each was added.

    Pieces are drawn from the templates for a language and added where they occur on real pages: above the article,
    below its first line, between its lines, after it. The same arguments give the same text in any process, and the
    piece of a label does not depend on the other labels. If the article has only one line, pieces are above and after
    it; if it is empty, there is nothing to duplicate.

    >>> contaminated = contaminate("Bridge open\nIt took two years.\n", labels=["ad_marker", "legal"], seed=3)
    >>> [contaminated.text[span.start : span.end].splitlines()[0] for span in contaminated.spans]
    ['Advertisement', '© 2016 Telpress']
    >>> contaminated.rest == contaminated.article
    True

    Raises OptionError, which names the choices, for an unknown label or language.
    """
    if not isinstance(article, str):
        raise TypeError(f"article should be a str, not {type(article).__name__}")
    labels = _checked(labels, language)
    lines = [found.start() for found in _VISIBLE_LINE.finditer(article)]
    pieces = [_piece(article, lines, label, dice(seed, label, language, article), language) for label in sorted(labels)]
    dice(seed, "order", article).shuffle(pieces)
    pieces = [piece for piece in pieces if piece.text]
    return _assembled(article, sorted(pieces, key=lambda piece: piece.at), _separator(article, lines))


@cache
def languages() -> tuple[str, ...]:
    """Return the languages that have templates: the files in `templates/`."""
    return tuple(sorted(file.stem for file in _TEMPLATES.glob("*.toml")))


@dataclass(frozen=True, slots=True)
class _Piece:
    at: int
    """Its place in the article."""
    text: str
    label: Label


def _checked(labels: Collection[str], language: str) -> list[Label]:
    if language not in languages():
        raise OptionError(f"language = {language!r} should be one of {', '.join(languages())}")
    if isinstance(labels, str | bytes) or not isinstance(labels, Collection):
        raise OptionError("labels should be a collection such as {'byline'}, not a single value")
    for label in labels:
        if label not in CONTAMINATION:
            raise OptionError(f"labels: {label!r} should be one of {', '.join(sorted(CONTAMINATION))}")
    return [Label(label) for label in {*labels}]


@dataclass(frozen=True, slots=True)
class _Templates:
    cast: Grammar
    words: Grammar
    texts: Mapping[str, Mapping[str, tuple[str, ...]]]
    """By label and by place."""


@cache
def _templates_of(language: str) -> _Templates:
    table = tomllib.loads((_TEMPLATES / f"{language}.toml").read_text("utf-8"))
    return _Templates(grammar_of(table.pop(_CAST)), grammar_of(table.pop(_WORDS)), table)


def _piece(article: str, lines: list[int], label: Label, random: Random, language: str) -> _Piece:
    if label is Label.DUPLICATE:
        return _duplicate(article, lines, random)
    templates = _templates_of(language)
    choices = [(place, text) for place in _PLACES for text in templates.texts[label].get(place, ())]
    place, text = random.choice(choices)
    cast = {name: (random.choice(phrases),) for name, phrases in templates.cast.items()}
    own = grammar_of({"text": [text.strip("\n")]})
    filled = expand({**templates.words, **cast, **own}, "text", random)
    return _Piece(_position(place, article, lines, random), filled, label)


def _duplicate(article: str, lines: list[int], random: Random) -> _Piece:
    """Return a copy of one of the article's lines, placed after it."""
    if not lines:
        return _Piece(0, "", Label.DUPLICATE)
    ends = [*lines[1:], len(article)]
    number = random.choice([0, *_paragraphs(article, lines)])
    again = article[lines[number] : ends[number]].strip()
    return _Piece(random.choice(ends[number:]), again, Label.DUPLICATE)


def _position(place: str, article: str, lines: list[int], random: Random) -> int:
    """Return the position of a piece in an article: always the beginning of a line, or the article's end."""
    if place == "top":
        return 0
    if place == "tail" or len(lines) < 2:
        return len(article)
    if place == "head":
        return lines[1]
    behind = [lines[number + 1] for number in _paragraphs(article, lines) if number + 1 < len(lines)]
    return random.choice(behind or lines[1:])


def _paragraphs(article: str, lines: list[int]) -> list[int]:
    """Return which of an article's lines are paragraphs; the first line is its headline."""
    ends = [*lines[1:], len(article)]
    return [
        number for number in range(1, len(lines)) if len(article[lines[number] : ends[number]].split()) >= PARAGRAPH
    ]


def _newline(article: str) -> str:
    return "\r\n" if "\r\n" in article else "\n"


def _separator(article: str, lines: list[int]) -> str:
    r"""Return what separates the article's lines: its line break, doubled if blank lines are the rule.

    >>> _separator("a\r\n\r\nb\r\n", [0, 5])
    '\r\n\r\n'
    """
    newline = _newline(article)
    blank = sum([article[:line].rstrip(" \t").endswith(newline * 2) for line in lines])
    return newline * 2 if blank * 2 > len(lines) - 1 else newline


def _assembled(article: str, pieces: Iterable[_Piece], separator: str) -> Contaminated:
    newline = _newline(article)
    text = ""
    spans: list[Span] = []
    at = 0
    for piece in pieces:
        text += article[at : piece.at]
        at = piece.at
        # The missing part of the separator is added before a piece, and the rest of it after.
        missing = "" if not text or text.endswith(separator) else separator.removeprefix(newline)
        if text and not text.endswith("\n"):
            missing = separator
        start = len(text)
        text += missing + piece.text.replace("\n", newline) + separator.removeprefix(missing)
        spans.append(Span(start, len(text), piece.label))
    return Contaminated(text + article[at:], article, tuple(spans))
