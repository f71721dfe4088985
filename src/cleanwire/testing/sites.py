"""Invented sites: their names, and the lines that they put on their pages."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from random import Random
from typing import Literal

from cleanwire.testing.grammar import Grammar, Phrase, dice, expand, grammar_of, in_english
from cleanwire.testing.prose import Genre, name_of_person, name_of_place

__all__ = ["Line", "Place", "Site", "found_site", "genre_of"]

Place = Literal["head", "middle", "tail"]

GENRES: tuple[Genre, ...] = ("news", "news", "news", "news", "news", "review", "recipe", "law")
"""One is drawn for each site: most are newspapers."""

SECTIONS = ("harbour", "council", "culture", "sport", "trade", "countryside", "letters", "science", "travel", "health")

TITLES = (
    "Courier",
    "Observer",
    "Echo",
    "Herald",
    "Lantern",
    "Messenger",
    "Mirror",
    "Beacon",
    "Chronicle",
    "Almanac",
    "Gazette",
)

EVERYWHERE = 0.6
"""The share of a site's lines, but those of sections, that stand on all of its pages."""

SHARES = (0.3, 0.95)
"""The other lines stand on a share of the pages between these."""

CLOSES_FIRST = 0.3
"""The share of sites whose closing lines stand before appended stories, as where a page loads the next article."""

SEPARATORS = ("\n", "\n", "\n\n")
"""What stands between the blocks of a site's pages: one of these."""

COUNTS: Mapping[str, tuple[int, ...]] = {"fixed": (2, 3, 4), "prose": (0, 1, 1, 2), "varying": (1, 2, 3)}
"""How many lines of a form a site has: one of these numbers. Most have some seven lines, two of which vary."""

PLACES: Mapping[str, tuple[Place, ...]] = {
    "fixed": ("head", "middle", "tail", "tail", "tail"),
    "prose": ("middle", "tail", "tail"),
    "varying": ("head", "middle", "tail", "tail", "tail"),
    "section": ("head", "middle", "tail", "tail", "tail"),
}
"""Where lines of a form stand: one of these."""

_SLOT = re.compile(r"<(\w+)>")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that a site puts on its pages."""

    form: str
    """`fixed`, `prose`, `varying` or `section`."""
    place: Place
    phrase: Phrase
    """Text and what is filled in anew on each page, by turns."""
    share: float
    """On which share of the pages it stands."""
    section: str = ""
    """The only section that has it, or empty."""

    def text(self, facts: Mapping[str, str]) -> str:
        """Return the line as a page of these facts has it."""
        return "".join([facts[part] if at & 1 else part for at, part in enumerate(self.phrase)])


@dataclass(frozen=True, slots=True)
class Site:
    """An invented site."""

    name: str
    host: str
    genre: Genre
    sections: tuple[str, ...]
    staff: tuple[str, ...]
    lines: tuple[Line, ...]
    """In the order in which they stand on a page."""
    separator: str
    """What stands between the blocks of its pages."""
    closes_first: bool
    """Whether its closing lines stand before appended stories rather than behind them."""


def found_site(seed: int, number: int) -> Site:
    """Return one of the sites of a corpus; another number is another name, host and other lines."""
    random = dice(seed, "site", number)
    town = name_of_place(random)
    title = random.choice(TITLES)
    sections = tuple(random.sample(SECTIONS, random.randint(2, 5)))
    grammar = _grammar_of_site(f"{town} {title}", town, random)
    lines = [*_everywhere(grammar, random), *_of_sections(grammar, sections, random)]
    random.shuffle(lines)
    return Site(
        f"{town} {title}",
        f"{town}-{title}-{number}.example".lower(),
        genre_of(seed, number),
        sections,
        tuple(name_of_person(random) for _ in range(6)),
        tuple(lines),
        random.choice(SEPARATORS),
        random.random() < CLOSES_FIRST,
    )


def genre_of(seed: int, number: int) -> Genre:
    """Return what a site of a corpus writes."""
    return dice(seed, "genre", number).choice(GENRES)


@cache
def _tables() -> tuple[Grammar, Mapping[str, tuple[Phrase, ...]]]:
    table = tomllib.loads((resources.files("cleanwire.testing") / "sites.toml").read_text("utf-8"))
    return grammar_of(table["words"]), grammar_of(table["lines"])


def _grammar_of_site(name: str, town: str, random: Random) -> Grammar:
    words, _ = _tables()
    own = {
        "site": name,
        "town": town,
        "founder": name_of_person(random),
        "second": name_of_person(random),
        "year": str(random.randrange(1780, 2010)),
        "number": str(random.randrange(3, 90)),
        "digits": f"{random.randrange(10, 99)} {random.randrange(100, 999)}",
        "made_cap": words["made"][random.randrange(len(words["made"]))][0].capitalize(),
    }
    return {**words, **{word: ((text,),) for word, text in own.items()}}


def _everywhere(grammar: Grammar, random: Random) -> list[Line]:
    """Return lines of all sections: fixed ones, paragraphs of prose, and lines that vary."""
    lines = []
    for form, counts in COUNTS.items():
        for phrase in random.sample(_tables()[1][form], random.choice(counts)):
            share = 1.0 if random.random() < EVERYWHERE else random.uniform(*SHARES)
            lines.append(Line(form, random.choice(PLACES[form]), _filled(phrase, grammar, random), share))
    return lines


def _of_sections(grammar: Grammar, sections: tuple[str, ...], random: Random) -> list[Line]:
    phrases = random.sample(_tables()[1]["section"], random.randint(0, 2))
    lines = []
    for phrase in phrases:
        section = random.choice(sections)
        own = {**grammar, "section": ((section,),), "section_cap": ((section.capitalize(),),)}
        lines.append(Line("section", random.choice(PLACES["section"]), _filled(phrase, own, random), 1.0, section))
    return lines


def _filled(phrase: Phrase, grammar: Grammar, random: Random) -> Phrase:
    """Return a phrase with the site's words in it; what pages fill in stays open."""
    text = expand({**grammar, "line": (phrase,)}, "line", random)
    return tuple(_SLOT.split(in_english(text)))
