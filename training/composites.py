"""Texts of many parts, made of labelled pages: round-ups, letters, lists. Each is one text, and has to stay whole."""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence

from splices import Page

__all__ = ["composites"]

PARAGRAPH = 12
"""Words of a line that counts as a paragraph."""

OTHERS = 9
"""So many other pages lend their parts to a text."""

KINDS_EACH = 4
"""So many kinds are made of each page."""

NAMES = ("Ida Lom", "Tor Eik", "Marta Lind", "Sami Lund", "Nora Vale", "Pieter Haan", "Ruth Okoro", "Jonas Berg")
TOWNS = ("Velmark", "Ostervik", "Oxley", "Marbury", "Lisse", "Harden", "Ellingsby", "Kaldrin")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ROUND_UPS = ("This week in brief", "The week in Velmark", "News in brief", "Round-up: what happened this week")
REST = ("In other news", "Elsewhere", "Also this week", "In brief", "More from us", "What we are reading")

Part = tuple[str, list[str]]
"""A title, and paragraphs."""

Parts = list[Part]
Maker = Callable[[random.Random, Parts], list[str]]


def composites(pages: Sequence[Page], seed: int) -> Iterator[tuple[Page, str]]:
    """Yield for every page with a title and three paragraphs some texts that begin with it and go on with others."""
    chance = random.Random(seed)  # noqa: S311
    pool = [page for page in pages if page.titled and len(_paragraphs(page)) >= 3]
    for page in pool:
        others = chance.sample([other for other in pool if other is not page], OTHERS)
        for make in chance.sample(list(MAKERS.values()), KINDS_EACH):
            count = chance.randint(2, OTHERS - 1)
            parts = [(one.lines[0], _paragraphs(one)) for one in (page, *others[:count])]
            yield page, "\n".join(make(chance, parts)) + "\n"


def _paragraphs(page: Page) -> list[str]:
    return [line for line in page.lines[page.titled :] if len(line.split()) >= PARAGRAPH]


def _some(chance: random.Random, part: Part, low: int, high: int) -> list[str]:
    return part[1][: chance.randint(low, high)]


def _short(chance: random.Random, title: str) -> str:
    return " ".join(title.split()[: chance.randint(1, 4)]).strip(" :,-|")


def _below(chance: random.Random, parts: Parts, low: int, high: int) -> Iterator[Part]:
    """Yield the parts below the first, each with some of its paragraphs."""
    for part in parts[1:]:
        yield part[0], _some(chance, part, low, high)


def _lead(chance: random.Random, parts: Parts, low: int, high: int) -> list[str]:
    return [parts[0][0], *_some(chance, parts[0], low, high)]


def _digest(chance: random.Random, parts: Parts) -> list[str]:
    most = chance.choice((1, 2, 4, 8))
    head = [chance.choice(ROUND_UPS)] if chance.random() < 0.7 else []
    return head + [line for part in parts for line in (part[0], *_some(chance, part, 1, most))]


def _bylined(chance: random.Random, parts: Parts) -> list[str]:
    return [
        line
        for part in parts[: chance.randint(3, 5)]
        for line in (part[0], f"By {chance.choice(NAMES)}", *_some(chance, part, 2, 8))
    ]


def _numbered(chance: random.Random, parts: Parts) -> list[str]:
    form, short = chance.choice(("{}. {}", "{}) {}", "#{} {}", "{} {}")), chance.random() < 0.6
    below = enumerate(_below(chance, parts, 1, 4), 1)
    titled = [(form.format(number, _short(chance, title) if short else title), text) for number, (title, text) in below]
    return _lead(chance, parts, 1, 2) + [line for title, text in titled for line in (title, *text)]


def _letters(chance: random.Random, parts: Parts) -> list[str]:
    titled = chance.random() < 0.5
    return ["Letters to the editor"] + [
        line
        for part in parts
        for line in (
            *([_short(chance, part[0])] if titled else []),
            *_some(chance, part, 1, 3),
            f"{chance.choice(NAMES)}, {chance.choice(TOWNS)}",
        )
    ]


def _questions(chance: random.Random, parts: Parts) -> list[str]:
    forms = ("Q: {}?", "{}?", "Question: {}?", "What about {}?", "And {}?")
    lines = _lead(chance, parts, 1, 3)
    for title, text in _below(chance, parts, 1, 3):
        asked = _short(chance, title) if chance.random() < 0.5 else title.rstrip("?.! ")
        lines += [chance.choice(forms).format(asked), *text]
    return lines


def _transcript(chance: random.Random, parts: Parts) -> list[str]:
    speakers = chance.sample(NAMES, chance.randint(2, 4))
    said = [paragraph for part in parts for paragraph in _some(chance, part, 2, 6)]
    return [parts[0][0], *[f"{chance.choice(speakers)}: {paragraph}" for paragraph in said]]


def _sections(chance: random.Random, parts: Parts) -> list[str]:
    below = _below(chance, parts[: chance.randint(3, 6)], 2, 5)
    return _lead(chance, parts, 2, 4) + [line for title, text in below for line in (_short(chance, title), *text)]


def _strands(chance: random.Random, parts: Parts) -> list[str]:
    (title, one), (_, other) = parts[:2]
    step, mark = chance.randint(2, 5), chance.choice(([], ["* * *"], ["***"]))
    lines = [title]
    for at in range(0, max(step, min(len(one), len(other))), step):
        lines += [*one[at : at + step], *mark, *other[at : at + step], *mark]
    return lines


def _days(chance: random.Random, parts: Parts) -> list[str]:
    form = chance.choice(("Day {n}", "{day}", "{n} May", "Day {n}: {one} to {two}", "Chapter {n}", "Part {n}"))
    lines = _lead(chance, parts, 0, 2)
    for number, (_, text) in enumerate(_below(chance, parts, 1, 5), 1):
        one, two = chance.sample(TOWNS, 2)
        lines += [form.format(n=number, day=DAYS[number % 7], one=one, two=two), *text]
    return lines


def _live(chance: random.Random, parts: Parts) -> list[str]:
    hour, lines = chance.randint(7, 12), _lead(chance, parts, 1, 2)
    for number, (title, text) in enumerate(_below(chance, parts, 1, 2)):
        lines += [f"{hour + number}:{chance.randint(10, 59)}", *([title] if chance.random() < 0.4 else []), *text]
    return lines


def _items(chance: random.Random, parts: Parts) -> list[str]:
    form = chance.choice(("{}: {}", "{} – {}", "{} (1998). {}", "• {}: {}", "- {} - {}"))
    below = _below(chance, parts, 1, 2)
    return _lead(chance, parts, 1, 2) + [form.format(_short(chance, title), " ".join(text)) for title, text in below]


def _newsletter(chance: random.Random, parts: Parts) -> list[str]:
    below = [line for title, text in _below(chance, parts, 1, 2) for line in (title, *text)]
    return [*_lead(chance, parts, 5, 14), chance.choice(REST), *below]


def _briefs(chance: random.Random, parts: Parts) -> list[str]:
    loud = chance.random() < 0.5
    below = _below(chance, parts, 1, 2)
    return _lead(chance, parts, 4, 10) + [
        f"{title.upper()}: {' '.join(text)}" if loud else f"{title}. {' '.join(text)}" for title, text in below
    ]


def _films(chance: random.Random, parts: Parts) -> list[str]:
    ends = (" (2019)", " ★★★☆☆", ", £45", " – was £120, now £99", " | Netflix")
    below = _below(chance, parts, 1, 3)
    return _lead(chance, parts, 1, 2) + [
        line for title, text in below for line in (_short(chance, title) + chance.choice(ends), *text)
    ]


MAKERS: Mapping[str, Maker] = {
    make.__name__.removeprefix("_"): make
    for make in (
        _digest,
        _bylined,
        _numbered,
        _letters,
        _questions,
        _transcript,
        _sections,
        _strands,
        _days,
        _live,
        _items,
        _newsletter,
        _briefs,
        _films,
    )
}
"""What each kind of text is made with."""
