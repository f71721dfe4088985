"""Invented sites: their names, and the lines that they put on their pages."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Literal

from cleanwire.testing.grammar import Grammar, Phrase, dice, expand, grammar_of
from cleanwire.testing.languages import finished, table_of
from cleanwire.testing.prose import Genre, name_of_person, name_of_place

__all__ = ["Line", "Place", "Site", "dates_of", "found_site", "genre_of", "slug_of"]

Place = Literal["head", "middle", "tail"]

GENRES: tuple[Genre, ...] = ("news", "news", "news", "news", "news", "review", "recipe", "law")
"""The genres from which one is drawn for each English site. Most are newspapers; in other languages all are."""

EVERYWHERE = 0.6
"""The share of a site's lines, except those of sections, that are on all of its pages."""

SHARES = (0.3, 0.95)
"""The other lines are on a share of the pages between these."""

CLOSES_FIRST = 0.3
"""The share of sites whose closing lines come before appended stories, as when a page loads the next article."""

SEPARATORS = ("\n", "\n", "\n\n")
"""What separates the blocks of a site's pages: one of these."""

COUNTS: Mapping[str, tuple[int, ...]] = {"fixed": (2, 3, 4), "prose": (0, 1, 1, 2), "varying": (1, 2, 3)}
"""How many lines of a form a site has: one of these numbers. Most sites have about seven lines, two of which vary."""

PLACES: Mapping[str, tuple[Place, ...]] = {
    "fixed": ("head", "middle", "tail", "tail", "tail"),
    "prose": ("middle", "tail", "tail"),
    "varying": ("head", "middle", "tail", "tail", "tail"),
    "section": ("head", "middle", "tail", "tail", "tail"),
}
"""Where lines of a form are placed: one of these."""

_SLOT = re.compile(r"<(\w+)>")
_NO_SLUG = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that a site puts on its pages."""

    form: str
    """`fixed`, `prose`, `varying` or `section`."""
    place: Place
    phrase: Phrase
    """Alternating text and what is filled in on each page."""
    share: float
    """The share of the pages that have it."""
    section: str = ""
    """The only section that has it; empty if all do."""

    def text(self, facts: Mapping[str, str]) -> str:
        """Return the line as it is on a page with these facts."""
        return "".join([facts[part] if at & 1 else part for at, part in enumerate(self.phrase)])


@dataclass(frozen=True, slots=True)
class Site:
    """An invented site."""

    name: str
    host: str
    """In ASCII."""
    language: str
    genre: Genre
    sections: tuple[str, ...]
    """As in addresses."""
    staff: tuple[str, ...]
    lines: tuple[Line, ...]
    """In the order in which they are on a page."""
    separator: str
    """What separates the blocks of its pages."""
    closes_first: bool
    """Whether its closing lines come before appended stories, not after them."""


def found_site(seed: int, number: int, language: str = "en") -> Site:
    """Return one of the sites of a corpus; each number gives another name, host and lines."""
    random = dice(seed, "site", number)
    tables = _tables(language)
    town = name_of_place(random, language)
    address, title = random.choice(tables.titles)
    name = tables.name.format(town=town, title=title)
    sections = tuple(random.sample(tuple(tables.sections), random.randint(2, 5)))
    own = _grammar_of_site(name, town, random, language)
    lines = [*_everywhere(own, random, language), *_of_sections(own, sections, random, language)]
    random.shuffle(lines)
    return Site(
        name,
        f"{slug_of(f'{town}-{address}')}-{number}.example",
        language,
        genre_of(seed, number, language),
        sections,
        tuple(name_of_person(random, language) for _ in range(6)),
        tuple(lines),
        random.choice(SEPARATORS),
        random.random() < CLOSES_FIRST,
    )


def genre_of(seed: int, number: int, language: str = "en") -> Genre:
    """Return the genre of a site of a corpus."""
    return dice(seed, "genre", number).choice(GENRES) if language == "en" else "news"


def dates_of(language: str) -> Mapping[str, tuple[str, ...]]:
    """Return the possible values of `weekday`, `month` and `hour`."""
    return _tables(language).dates


def slug_of(text: str) -> str:
    """Return a text as in addresses: ASCII letters and digits, without accents, and hyphens.

    >>> slug_of("“Ärger” am Fluß: Añover – 12 鐘")
    'arger-am-fluss-anover-12'
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    return _NO_SLUG.sub("-", plain.encode("ascii", "ignore").decode()).strip("-")


@dataclass(frozen=True, slots=True)
class _Tables:
    name: str
    """How a site's name is made from its town and its title."""
    titles: tuple[tuple[str, str], ...]
    """Each follows its form in addresses."""
    sections: Mapping[str, str]
    """By their form in addresses."""
    dates: Mapping[str, tuple[str, ...]]
    words: Grammar
    lines: Mapping[str, tuple[Phrase, ...]]


@cache
def _tables(language: str) -> _Tables:
    table = table_of(language, "sites")
    return _Tables(
        table["name"],
        tuple(table["titles"].items()),
        table["sections"],
        {name: tuple(texts) for name, texts in table["dates"].items()},
        grammar_of(table["words"]),
        grammar_of(table["lines"]),
    )


def _grammar_of_site(name: str, town: str, random: Random, language: str) -> Grammar:
    words = _tables(language).words
    own = {
        "site": name,
        "town": town,
        "founder": name_of_person(random, language),
        "second": name_of_person(random, language),
        "year": str(random.randrange(1780, 2010)),
        "number": str(random.randrange(3, 90)),
        "digits": f"{random.randrange(10, 99)} {random.randrange(100, 999)}",
        "made_cap": words["made"][random.randrange(len(words["made"]))][0].capitalize(),
    }
    return {**words, **{word: ((text,),) for word, text in own.items()}}


def _everywhere(grammar: Grammar, random: Random, language: str) -> list[Line]:
    """Return the lines of all sections: fixed ones, paragraphs of prose, and lines that vary."""
    lines = []
    for form, counts in COUNTS.items():
        for phrase in random.sample(_tables(language).lines[form], random.choice(counts)):
            share = 1.0 if random.random() < EVERYWHERE else random.uniform(*SHARES)
            place = random.choice(PLACES[form])
            lines.append(Line(form, place, _filled(phrase, grammar, random, language), share))
    return lines


def _of_sections(grammar: Grammar, sections: tuple[str, ...], random: Random, language: str) -> list[Line]:
    tables = _tables(language)
    phrases = random.sample(tables.lines["section"], random.randint(0, 2))
    lines = []
    for phrase in phrases:
        section = random.choice(sections)
        name = tables.sections[section]
        own = {**grammar, "section": ((name,),), "section_cap": ((name.capitalize(),),)}
        place = random.choice(PLACES["section"])
        lines.append(Line("section", place, _filled(phrase, own, random, language), 1.0, section))
    return lines


def _filled(phrase: Phrase, grammar: Grammar, random: Random, language: str) -> Phrase:
    """Return a phrase with the site's words filled in; what pages fill in stays open."""
    text = expand({**grammar, "line": (phrase,)}, "line", random)
    return tuple(_SLOT.split(finished(text, language)))
