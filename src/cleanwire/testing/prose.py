"""Invented articles in English: sentences from the grammar of `prose.toml`, with people and places of their own."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from random import Random
from typing import Literal, NamedTuple

from cleanwire.testing.grammar import Grammar, dice, expand, grammar_of, in_english

__all__ = ["Genre", "Origin", "Story", "name_of_person", "name_of_place", "write_story"]

Genre = Literal["news", "review", "recipe", "law"]

SHORTEST, LONGEST = 150, 780
"""Words that an article is to have: the paragraph that reaches the number ends it. With what is put in besides, the
longest have some 900."""

SKEW = 1.5
"""Longer articles are rarer: the exponent on a number from 0 to 1 that gives a median of 420 words."""

SENTENCES = (1, 2, 2, 3, 3, 3, 4, 4)
"""How many sentences a paragraph has: one of these."""

LEAD = 2
"""Paragraphs that stand before what only a genre has, and before the first subhead."""

SUBHEADED, SUBHEADS = 0.25, 0.2
"""The share of articles with subheads, and in those the share of paragraphs below one."""

AGENCY, QUOTED, SUNG, PROVIDED = 0.08, 0.05, 0.02, 0.35
"""The shares of articles that hold an agency's paragraph, a quotation that others hold too, a song with its refrain;
and of orders that hold the provision which the site's orders share."""

QUOTATIONS = 3
"""How many quotations the articles of a site share."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an article comes from: equal origins, equal articles."""

    seed: int
    site: int
    page: int
    genre: Genre
    agencies: int
    """How many agency paragraphs there are in the corpus."""


@dataclass(frozen=True, slots=True)
class Story:
    """An invented article."""

    headline: str
    blocks: tuple[str, ...]
    """What stands below the headline: paragraphs, subheads, lines of lists."""
    forms: tuple[str, ...]
    """For each block, in which way other articles share it, or empty."""


def write_story(origin: Origin) -> Story:
    """Return the article of an origin, of about `SHORTEST` to `LONGEST` words."""
    random = dice(origin.seed, "story", origin.site, origin.page)
    grammar = _world(random)
    special = _SPECIALS[origin.genre](grammar, random, origin)
    words = SHORTEST + (LONGEST - SHORTEST) * random.random() ** SKEW
    paragraphs = _paragraphs(grammar, random, words - sum([block.text.count(" ") + 1 for block in special]))
    _insert_commons(paragraphs, random, origin)
    lead = 0 if origin.genre == "law" else LEAD
    blocks = [*paragraphs[:lead], *special, *paragraphs[lead:]]
    headline = _line("order" if origin.genre == "law" else "headline", grammar, random)
    return Story(headline, tuple([block.text for block in blocks]), tuple([block.form for block in blocks]))


def name_of_person(random: Random) -> str:
    """Return the name of an invented person."""
    return f"{random.choice(_tables().names['given'])} {_surname(random)}"


def name_of_place(random: Random) -> str:
    """Return the name of an invented place."""
    names = _tables().names
    return random.choice(names["place-head"]) + random.choice(names["place-tail"])


class _Block(NamedTuple):
    text: str
    form: str = ""


@dataclass(frozen=True, slots=True)
class _Tables:
    shared: Grammar
    topics: tuple[Grammar, ...]
    names: Mapping[str, tuple[str, ...]]


@cache
def _tables() -> _Tables:
    table = tomllib.loads((resources.files("cleanwire.testing") / "prose.toml").read_text("utf-8"))
    shared = grammar_of(table["shared"])
    topics = tuple(grammar_of(table["topics"][name]) for name in sorted(table["topics"]))
    return _Tables(shared, topics, {name: tuple(texts) for name, texts in table["names"].items()})


def _surname(random: Random) -> str:
    names = _tables().names
    return random.choice(names["surname-head"]) + random.choice(names["surname-tail"])


def _world(random: Random) -> Grammar:
    """Return the grammar of one article: one topic, and a few people, places and streets of its own."""
    tables = _tables()
    topic = random.choice(tables.topics)
    places = [name_of_place(random) for _ in range(3)]
    people = [name_of_person(random) for _ in range(4)]
    surnames = [name.rsplit(" ", 1)[-1] for name in people]
    roles = [phrase[0] for phrase in random.sample(topic["role"], 2)]
    streets = [f"{_surname(random)} {random.choice(tables.names['street-tail'])}" for _ in range(3)]
    cast = {
        "place": (places[0], places[0], places[1], places[2]),
        "surname": surnames,
        "speaker": (
            *surnames,
            surnames[0],
            *people[:2],
            *[f"{role} {name}" for name, role in zip(people[2:], roles, strict=True)],
        ),
        "street": streets,
        "money": [
            f"{random.randrange(3, 900)},000 crowns",
            f"{random.randrange(2, 95)} million crowns",
            f"{random.randrange(20, 980)} crowns",
        ],
    }
    return {**tables.shared, **topic, **{name: tuple((text,) for text in texts) for name, texts in cast.items()}}


def _paragraphs(grammar: Grammar, random: Random, words: float) -> list[_Block]:
    """Return paragraphs of so many words or a few more, with or without subheads."""
    blocks: list[_Block] = []
    subheads = SUBHEADS if random.random() < SUBHEADED else 0.0
    while words > 0:
        if len(blocks) > LEAD and random.random() < subheads:
            blocks.append(_Block(_line("subhead", grammar, random)))
        sentences = [expand(grammar, "sentence", random) for _ in range(random.choice(SENTENCES))]
        blocks.append(_Block(in_english(" ".join(sentences))))
        words -= blocks[-1].text.count(" ") + 1
    return blocks


def _line(name: str, grammar: Grammar, random: Random) -> str:
    return in_english(expand(grammar, name, random))


def _insert_commons(paragraphs: list[_Block], random: Random, origin: Origin) -> None:
    """Put in what documents share without being templates: agency paragraphs, quotations, refrains."""
    if random.random() < AGENCY:
        number = random.randrange(max(1, origin.agencies))
        block = _common("agency", dice(origin.seed, "agency", number))
        paragraphs.insert(random.randrange(len(paragraphs) + 1), block)
    if random.random() < QUOTED:
        block = _common("quotation", dice(origin.seed, "quotation", origin.site, random.randrange(QUOTATIONS)))
        paragraphs.insert(random.randrange(len(paragraphs) + 1), block)
    if random.random() < SUNG and origin.genre == "news":
        paragraphs += _song(random)


def _common(form: str, random: Random) -> _Block:
    """Return a block that is the same in all articles that hold it: its dice are not theirs."""
    return _Block(_line(form, _world(random), random), form)


def _song(random: Random) -> list[_Block]:
    grammar = _world(random)
    refrain = _Block(_line("refrain", grammar, random), "refrain")
    return [
        block for _ in range(3) for block in (*[_Block(_line("verse", grammar, random)) for _ in range(4)], refrain)
    ]


def _nothing(_grammar: Grammar, _random: Random, _origin: Origin) -> list[_Block]:
    return []


def _verdict(grammar: Grammar, random: Random, _origin: Origin) -> list[_Block]:
    blocks = []
    for heading in ("Pros:", "Cons:"):
        blocks.append(_Block(heading, "subhead"))
        blocks += [_Block(_line("score", grammar, random), "list") for _ in range(random.randint(2, 4))]
    return [*blocks, _Block("Verdict", "subhead")]


def _ingredients(grammar: Grammar, random: Random, _origin: Origin) -> list[_Block]:
    lines = [_Block(expand(grammar, "ingredient", random), "list") for _ in range(random.randint(5, 9))]
    return [_Block("Ingredients", "subhead"), *lines, _Block("Method", "subhead")]


def _clauses(grammar: Grammar, random: Random, origin: Origin) -> list[_Block]:
    clauses = [_Block(_line("clause", grammar, random)) for _ in range(random.randint(4, 12))]
    if random.random() < PROVIDED:
        provision = _common("provision", dice(origin.seed, "provision", origin.site))
        clauses.insert(random.randrange(len(clauses)), provision)
    return [_Block(f"({number}) {text}", form) for number, (text, form) in enumerate(clauses, start=1)]


_SPECIALS: Mapping[Genre, Callable[[Grammar, Random, Origin], list[_Block]]] = {
    "news": _nothing,
    "review": _verdict,
    "recipe": _ingredients,
    "law": _clauses,
}
