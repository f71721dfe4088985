"""Contamination with gold spans: put into an article what sites and scrapers put around articles."""

import re
import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from random import Random
from typing import TYPE_CHECKING

from cleanwire.errors import OptionError
from cleanwire.labels import Label
from cleanwire.testing.gold import Span, without
from cleanwire.testing.grammar import Grammar, dice, expand, grammar_of

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = ["CONTAMINATION", "Contaminated", "contaminate", "languages"]

CONTAMINATION = frozenset(label for label in Label if not label.is_content and label is not Label.TEMPLATE)
"""The labels that an article can be contaminated with. `template` is what a site repeats on its pages: that takes a
site, such as those of `synthetic_corpus`."""

_CAST, _WORDS = "cast", "words"
"""The tables of a language's file that hold words instead of the texts of a label: words that stay the same all through
a text, and words that are drawn anew wherever they stand."""

_PLACES = ("top", "head", "middle", "tail")

PARAGRAPH = 8
"""Words from which a line counts as a paragraph: only behind one does a page break off for an advertisement, and only
the first line and paragraphs are pasted twice."""

_VISIBLE_LINE = re.compile(r"^.*\S", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Contaminated:
    """An article with contamination in known places."""

    text: str
    article: str
    """What has to stay."""
    spans: tuple[Span, ...]
    """What has to go: sorted, not overlapping, each with the separator that came with it."""

    @property
    def rest(self) -> str:
        """The text without its spans: the article, to the character."""
        return without(self.text, self.spans)


def contaminate(
    article: str, *, labels: Collection[str] = CONTAMINATION, seed: int = 0, language: str = "en"
) -> Contaminated:
    r"""Return an article with a piece of contamination for each label, and where it is.

    Pieces are drawn from the package's templates for a language and stand where they do on real pages: above the
    article, below its first line, between its lines, behind it. The same arguments give the same text in any process,
    and the piece of a label is the same whatever the other labels are. An article of one line has its pieces above
    and behind it; one of none has nothing to be a duplicate of.

    >>> contaminated = contaminate("Bridge open\nIt took two years.\n", labels=["ad_marker", "legal"], seed=3)
    >>> [contaminated.text[span.start : span.end].splitlines()[0] for span in contaminated.spans]
    ['Advertisement', '© 2016 Telpress']
    >>> contaminated.rest == contaminated.article
    True

    Raises OptionError that names the choices for a label or a language that there is not.
    """
    labels = _checked(labels, language)
    lines = [found.start() for found in _VISIBLE_LINE.finditer(article)]
    pieces = [_piece(article, lines, label, dice(seed, label, language, article), language) for label in sorted(labels)]
    dice(seed, "order", article).shuffle(pieces)
    pieces = [piece for piece in pieces if piece.text]
    return _assembled(article, sorted(pieces, key=lambda piece: piece.at), _separator(article, lines))


@cache
def languages() -> tuple[str, ...]:
    """Return the languages that there are templates for: the files in `templates/`."""
    names = [file.name for file in _templates().iterdir()]
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


@dataclass(frozen=True, slots=True)
class _Piece:
    at: int
    """The place in the article that it goes to."""
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


def _templates() -> "Traversable":
    return resources.files("cleanwire.testing") / "templates"


@dataclass(frozen=True, slots=True)
class _Templates:
    cast: Grammar
    words: Grammar
    texts: Mapping[str, Mapping[str, tuple[str, ...]]]
    """By label and by place."""


@cache
def _templates_of(language: str) -> _Templates:
    table = tomllib.loads((_templates() / f"{language}.toml").read_text("utf-8"))
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
    """Return one of the article's lines again, behind itself."""
    if not lines:
        return _Piece(0, "", Label.DUPLICATE)
    ends = [*lines[1:], len(article)]
    number = random.choice([0, *_paragraphs(article, lines)])
    again = article[lines[number] : ends[number]].strip()
    return _Piece(random.choice(ends[number:]), again, Label.DUPLICATE)


def _position(place: str, article: str, lines: list[int], random: Random) -> int:
    """Return where in an article a piece goes: always to the beginning of a line, or to the article's end."""
    if place == "top":
        return 0
    if place == "tail" or len(lines) < 2:
        return len(article)
    if place == "head":
        return lines[1]
    behind = [lines[number + 1] for number in _paragraphs(article, lines) if number + 1 < len(lines)]
    return random.choice(behind or lines[1:])


def _paragraphs(article: str, lines: list[int]) -> list[int]:
    """Return which of an article's lines are paragraphs; the first is its headline."""
    ends = [*lines[1:], len(article)]
    return [
        number for number in range(1, len(lines)) if len(article[lines[number] : ends[number]].split()) >= PARAGRAPH
    ]


def _newline(article: str) -> str:
    return "\r\n" if "\r\n" in article else "\n"


def _separator(article: str, lines: list[int]) -> str:
    r"""Return what stands between the article's lines: its line break, twice where blank lines are the rule.

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
        # What separates comes before a piece as far as it is missing there, and the rest of it behind.
        missing = "" if not text or text.endswith(separator) else separator.removeprefix(newline)
        if text and not text.endswith("\n"):
            missing = separator
        start = len(text)
        text += missing + piece.text.replace("\n", newline) + separator.removeprefix(missing)
        spans.append(Span(start, len(text), piece.label))
    return Contaminated(text + article[at:], article, tuple(spans))
