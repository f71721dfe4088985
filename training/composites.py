"""Texts made of parts of annotated pages: round-ups, letters, lists. Each is one text and must stay whole."""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from articles import Article, is_unspaced, size_of
from splices import Splice

__all__ = ["composites"]

PARAGRAPH = 12
"""The least number of words of a paragraph."""

OTHERS = range(2, 7)
"""The number of other pages that a text takes parts from."""

EACH = 4
"""The number of texts made from each article."""

LEADS = ("This week in brief", "News in brief", "In Kürze", "En bref", "Breves", "W skrócie", "ニュースまとめ", "简讯")
NAMES = ("Ida Lom, Velmark", "Tor Eik, Harden", "Marta Lind, Ostervik", "Sami Lund, Lisse")
BYLINES = ("By Ida Lom", "Von Tor Eik", "Par Marta Lind", "Ruth Okoro")
NUMBERS = ("{}. {}", "{}) {}", "#{} {}", "{} {}")
DAYS = ("Day {}", "Tag {}", "Jour {}", "Día {}", "Part {}", "{} May")


def composites(articles: Sequence[Article], seed: int) -> Iterator[Splice]:
    """Yield texts that begin with an article and continue with others, several for each article of a language."""
    chance = random.Random(seed)  # noqa: S311
    pool = [article for article in articles if article.titled and len(_paragraphs(article)) >= 3]
    for article in pool:
        others = [other for other in pool if other is not article]
        for make in chance.sample(list(MAKERS.values()), EACH):
            parts = chance.sample(others, min(chance.choice(OTHERS), len(others)))
            if len(parts) >= OTHERS.start:
                lines = tuple(_lead(chance, article, make) + _below(chance, parts, make))
                every = frozenset(range(len(lines)))
                yield Splice("parts", article.language, article.site, lines, every, frozenset())


def _paragraphs(article: Article) -> list[str]:
    return [line for line in article.lines[article.titled :] if size_of(line) >= PARAGRAPH]


def _lead(chance: random.Random, article: Article, make: "Maker") -> list[str]:
    lead = [article.lines[0], *_paragraphs(article)[: chance.randint(1, 4)]]
    return [chance.choice(LEADS), *lead] if make is _digest and chance.random() < 0.6 else lead


def _below(chance: random.Random, parts: Sequence[Article], make: "Maker") -> list[str]:
    most = chance.choice((1, 2, 3, 4, 8))
    number, day, short = chance.choice(NUMBERS), chance.choice(DAYS), chance.random() < 0.6
    lines: list[str] = []
    for at, part in enumerate(parts, 1):
        title = _beginning(chance, part) if short else part.lines[0]
        text = _paragraphs(part)[: chance.randint(1, most)]
        lines += make(Part(chance, at, number.format(at, title), day.format(at), title, text))
    return lines


def _beginning(chance: random.Random, article: Article) -> str:
    """Return the beginning of an article's title."""
    title = article.lines[0]
    if is_unspaced(article):
        return title[: chance.randint(3, 9)]
    return " ".join(title.split()[: chance.randint(1, 4)]).strip(" :,-|")


class Part(NamedTuple):
    """A part of a text: its paragraphs, and what may be above them."""

    chance: random.Random
    number: int
    numbered: str
    day: str
    title: str
    text: list[str]


Maker = Callable[[Part], list[str]]


def _digest(part: Part) -> list[str]:
    return [part.title, *part.text]


def _numbered(part: Part) -> list[str]:
    return [part.numbered, *part.text]


def _bylined(part: Part) -> list[str]:
    return [part.title, part.chance.choice(BYLINES), *part.text]


def _days(part: Part) -> list[str]:
    return [part.day, *part.text]


def _labelled(part: Part) -> list[str]:
    return [f"{part.title}: {part.text[0]}", *part.text[1:]]


def _listed(part: Part) -> list[str]:
    return [f"- {line}" for line in part.text]


def _asked(part: Part) -> list[str]:
    return [part.title.rstrip("?.! ") + "?", *part.text]


def _letters(part: Part) -> list[str]:
    return [*part.text, part.chance.choice(NAMES)]


def _plain(part: Part) -> list[str]:
    return part.text


def _live(part: Part) -> list[str]:
    title = [part.title] if part.chance.random() < 0.4 else []
    return [f"{7 + part.number}:{part.chance.randint(10, 59)}", *title, *part.text]


MAKERS: Mapping[str, Maker] = {
    "digest": _digest,
    "numbered": _numbered,
    "bylined": _bylined,
    "days": _days,
    "labelled": _labelled,
    "listed": _listed,
    "asked": _asked,
    "letters": _letters,
    "plain": _plain,
    "live": _live,
}
