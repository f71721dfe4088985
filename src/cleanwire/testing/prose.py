"""Invented articles: sentences from the grammar in a language's `prose.toml`, with their own people and places."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Literal, NamedTuple

from cleanwire.testing.grammar import Grammar, dice, expand, grammar_of
from cleanwire.testing.languages import finished, size_of, table_of

__all__ = ["Genre", "Origin", "Story", "name_of_person", "name_of_place", "write_story"]

Genre = Literal["news", "review", "recipe", "law"]

SHORTEST, LONGEST = 150, 780
"""How many words an article should have; it ends with the paragraph that reaches the number. With everything that is
added, the longest have about 900."""

SKEW = 1.5
"""Longer articles are rarer: an exponent on a number from 0 to 1, which gives a median of 420 words."""

SENTENCES = (1, 2, 2, 3, 3, 3, 4, 4)
"""The numbers of sentences in a paragraph, from which one is drawn."""

LEAD = 2
"""How many paragraphs come before what only a genre has, and before the first subhead."""

SUBHEADED, SUBHEADS = 0.25, 0.2
"""The share of articles with subheads, and in those the share of paragraphs below one."""

AGENCY, QUOTED, SUNG, PROVIDED = 0.08, 0.05, 0.02, 0.35
"""The shares of articles with an agency's paragraph, a quotation that others contain too, a song with its refrain; and
the share of orders with the provision that the site's orders share."""

QUOTATIONS = 3
"""How many quotations the articles of a site share."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an article comes from: equal origins give equal articles."""

    seed: int
    site: int
    page: int
    genre: Genre
    agencies: int
    """The number of agency paragraphs in the corpus."""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Story:
    """An invented article."""

    headline: str
    blocks: tuple[str, ...]
    """What is below the headline: paragraphs, subheads, lines of lists."""
    forms: tuple[str, ...]
    """How other articles share each block; empty if they do not."""


def write_story(origin: Origin) -> Story:
    """Return the article of an origin, of about `SHORTEST` to `LONGEST` words."""
    random = dice(origin.seed, "story", origin.site, origin.page)
    world = _world(random, origin.language)
    special = _SPECIALS[origin.genre](world, random, origin)
    words = SHORTEST + (LONGEST - SHORTEST) * random.random() ** SKEW
    paragraphs = _paragraphs(world, random, words - sum([size_of(block.text) for block in special]))
    _insert_commons(paragraphs, random, origin)
    lead = 0 if origin.genre == "law" else LEAD
    blocks = [*paragraphs[:lead], *special, *paragraphs[lead:]]
    headline = world.line("order" if origin.genre == "law" else "headline", random)
    return Story(headline, tuple([block.text for block in blocks]), tuple([block.form for block in blocks]))


def name_of_person(random: Random, language: str = "en") -> str:
    """Return the name of an invented person."""
    tables = _tables(language)
    return tables.form("person", given=random.choice(tables.names["given"]), surname=_surname(random, tables))


def name_of_place(random: Random, language: str = "en") -> str:
    """Return the name of an invented place."""
    names = _tables(language).names
    return random.choice(names["place-head"]) + random.choice(names["place-tail"])


class _Block(NamedTuple):
    text: str
    form: str = ""


class _Amount(NamedTuple):
    """A sum of money: its text, with a number from the least to below the most."""

    text: str
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class _Tables:
    shared: Grammar
    topics: tuple[Grammar, ...]
    names: Mapping[str, tuple[str, ...]]
    forms: Mapping[str, str]
    """How names are put together."""
    amounts: tuple[_Amount, ...]
    joint: str
    """What separates sentences."""

    def form(self, name: str, /, **parts: str) -> str:
        return self.forms[name].format_map(parts)


@cache
def _tables(language: str) -> _Tables:
    table = table_of(language, "prose")
    return _Tables(
        grammar_of(table["shared"]),
        tuple(grammar_of(table["topics"][name]) for name in sorted(table["topics"])),
        {name: tuple(texts) for name, texts in table["names"].items()},
        table["forms"],
        tuple(_Amount(amount["text"], amount["from"], amount["below"]) for amount in table["amounts"]),
        table["joint"],
    )


def _surname(random: Random, tables: _Tables) -> str:
    return random.choice(tables.names["surname-head"]) + random.choice(tables.names["surname-tail"])


@dataclass(frozen=True, slots=True)
class _World:
    """What one article, or one block that articles share, is written with."""

    grammar: Grammar
    language: str

    def line(self, name: str, random: Random) -> str:
        return finished(expand(self.grammar, name, random), self.language)

    def paragraph(self, random: Random) -> str:
        sentences = [expand(self.grammar, "sentence", random) for _ in range(random.choice(SENTENCES))]
        return finished(_tables(self.language).joint.join(sentences), self.language)


def _world(random: Random, language: str) -> _World:
    """Return the world of one article: one topic, and a few people, places and streets of its own."""
    tables = _tables(language)
    topic = random.choice(tables.topics)
    places = [name_of_place(random, language) for _ in range(3)]
    people = [(random.choice(tables.names["given"]), _surname(random, tables)) for _ in range(4)]
    names = [tables.form("person", given=given, surname=surname) for given, surname in people]
    surnames = [surname for _, surname in people]
    roles = [phrase[0] for phrase in random.sample(topic["role"], 2)]
    streets = [
        tables.form("street", surname=_surname(random, tables), tail=random.choice(tables.names["street-tail"]))
        for _ in range(3)
    ]
    cast = {
        "place": (places[0], places[0], places[1], places[2]),
        "surname": surnames,
        "speaker": (
            *[tables.form("speaker", name=name) for name in (*surnames, surnames[0], *names[:2])],
            *[
                tables.form("titled", role=role, name=name, surname=surname)
                for role, name, surname in zip(roles, names[2:], surnames[2:], strict=True)
            ],
        ),
        "street": streets,
        "money": [amount.text.format(random.randrange(amount.least, amount.most)) for amount in tables.amounts],
    }
    own = {name: tuple((text,) for text in texts) for name, texts in cast.items()}
    return _World({**tables.shared, **topic, **own}, language)


def _paragraphs(world: _World, random: Random, words: float) -> list[_Block]:
    """Return paragraphs with about `words` words or slightly more, with or without subheads."""
    blocks: list[_Block] = []
    subheads = SUBHEADS if random.random() < SUBHEADED else 0.0
    while words > 0:
        if len(blocks) > LEAD and random.random() < subheads:
            blocks.append(_Block(world.line("subhead", random)))
        blocks.append(_Block(world.paragraph(random)))
        words -= size_of(blocks[-1].text)
    return blocks


def _insert_commons(paragraphs: list[_Block], random: Random, origin: Origin) -> None:
    """Add what documents share without being templates: agency paragraphs, quotations, refrains."""
    if random.random() < AGENCY:
        number = random.randrange(max(1, origin.agencies))
        block = _common("agency", dice(origin.seed, "agency", number), origin.language)
        paragraphs.insert(random.randrange(len(paragraphs) + 1), block)
    if random.random() < QUOTED:
        own = dice(origin.seed, "quotation", origin.site, random.randrange(QUOTATIONS))
        paragraphs.insert(random.randrange(len(paragraphs) + 1), _common("quotation", own, origin.language))
    if random.random() < SUNG and origin.genre == "news":
        paragraphs += _song(random, origin.language)


def _common(form: str, random: Random, language: str) -> _Block:
    """Return a block that is the same in all articles that contain it: its random generator is not theirs."""
    return _Block(_world(random, language).line(form, random), form)


def _song(random: Random, language: str) -> list[_Block]:
    world = _world(random, language)
    refrain = _Block(world.line("refrain", random), "refrain")
    return [block for _ in range(3) for block in (*[_Block(world.line("verse", random)) for _ in range(4)], refrain)]


def _verdict(world: _World, random: Random, _origin: Origin) -> list[_Block]:
    blocks = []
    for heading in ("Pros:", "Cons:"):
        blocks.append(_Block(heading, "subhead"))
        blocks += [_Block(world.line("score", random), "list") for _ in range(random.randint(2, 4))]
    return [*blocks, _Block("Verdict", "subhead")]


def _ingredients(world: _World, random: Random, _origin: Origin) -> list[_Block]:
    lines = [_Block(expand(world.grammar, "ingredient", random), "list") for _ in range(random.randint(5, 9))]
    return [_Block("Ingredients", "subhead"), *lines, _Block("Method", "subhead")]


def _clauses(world: _World, random: Random, origin: Origin) -> list[_Block]:
    clauses = [_Block(world.line("clause", random)) for _ in range(random.randint(4, 12))]
    if random.random() < PROVIDED:
        provision = _common("provision", dice(origin.seed, "provision", origin.site), origin.language)
        clauses.insert(random.randrange(len(clauses)), provision)
    return [_Block(f"({number}) {text}", form) for number, (text, form) in enumerate(clauses, start=1)]


_SPECIALS: Mapping[Genre, Callable[[_World, Random, Origin], list[_Block]]] = {
    "news": lambda *_: [],
    "review": _verdict,
    "recipe": _ingredients,
    "law": _clauses,
}
