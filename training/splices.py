"""Articles with another story appended or inset, made of labelled pages: what decisions on stories are fitted to."""

import json
import math
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Page", "Splice", "read_pages", "splices"]

HOST_WORDS = 250
STORY_WORDS = 40
LONGEST = 700

ENDINGS = (
    ("Short Url", "https://news.example/x7k2p"),
    ("Tags: economy, region",),
    ("Advertisement",),
    ("Read next",),
    ("Related Stories",),
    ("© 2024 The Harbour Example. All rights reserved.",),
    ("Share this article",),
    ("Comments",),
    ("---",),
    ("* * *",),
    ("Next article",),
    ("Most Popular",),
    ("More from this section",),
    ("You may also like",),
    ("Recommended for you",),
    ("Latest news",),
)
"""Lines that stand between an article and what was appended to it."""

POINTERS = ("RELATED", "Read more", "Also read:", "See also", "Recommended")
"""Lines above a story set into an article."""


@dataclass(frozen=True)
class Page:
    """A labelled page."""

    lines: tuple[str, ...]
    """The article, its title first."""
    titled: bool
    """Whether the first line is the title."""
    domain: str


@dataclass(frozen=True)
class Splice:
    """A text with a stranger in it; without one, an article as it is."""

    level: str
    text: str
    start: int
    """Where the stranger begins, with whatever announces it; the text's length where there is none."""
    story: int
    """Where the story itself begins."""
    end: int


def read_pages(path: Path) -> list[Page]:
    """Read objects with `title`, `gold` and `domain`, one on a line."""
    pages = []
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        lines = [text.strip() for text in row["gold"].splitlines() if text.strip()]
        title = (row.get("title") or "").strip()
        if title and lines and lines[0] != title:
            lines.insert(0, title)
        pages.append(Page(tuple(lines), bool(title), row["domain"]))
    return pages


def splices(pages: Sequence[Page], seed: int) -> Iterator[tuple[Page, Splice]]:
    """Yield every page as it is, without its title, with a pointer in it, and with a stranger in each possible way."""
    chance = random.Random(seed)  # noqa: S311
    stories = [page for page in pages if _words(page.lines) >= STORY_WORDS * 3]
    alike = _alike(stories)
    for page in pages:
        yield page, _splice("clean", page.lines, (), (), len(page.lines))
        if page.titled and len(page.lines) > 1:
            yield page, _splice("clean", page.lines[1:], (), (), len(page.lines) - 1)
        if page.titled and _words(page.lines) >= HOST_WORDS and len(page.lines) >= 6:
            one, two = chance.sample([story for story in stories if story is not page], 2)
            titles = [story.lines[0] for story in chance.sample(stories, chance.choice((1, 1, 2))) if story.titled]
            pointer = (chance.choice(POINTERS), *titles)
            yield page, _splice("clean", page.lines, pointer, (), chance.randrange(2, len(page.lines) - 2))
            for splice in _variants(chance, page, one, two, alike.get(id(page), one)):
                yield page, splice


def _variants(chance: random.Random, page: Page, one: Page, two: Page, near: Page) -> Iterator[Splice]:
    lines, end = page.lines, len(page.lines)
    yield _splice("L1", lines, chance.choice(ENDINGS), _part(chance, one), end)
    yield _splice("L2", lines, (), _part(chance, one), end)
    yield _splice("L3", lines, (), _part(chance, one, titled=False), end)
    yield _splice("L4", lines, (), _part(chance, near), end)
    first = _part(chance, one)
    ending = chance.choice(ENDINGS) if chance.random() < 0.9 else ()
    yield _splice("L5", lines, ending, first + (first if chance.random() < 0.5 else _part(chance, two)), end)
    pointer = (chance.choice(POINTERS),) if chance.random() < 0.75 else ()
    place = chance.choice((0, end, *[chance.randrange(2, end - 2) for _ in range(8)]))
    yield _splice("L6", lines, pointer, _teaser(chance, two), place)


def _part(chance: random.Random, page: Page, *, titled: bool = True) -> tuple[str, ...]:
    """Return the beginning of a story, with or without its title."""
    lines = page.lines if titled or not page.titled else page.lines[1:]
    count = chance.choice((4, 6, 7, 8, 9, 10, 12, 14, 16, 25))
    taken: list[str] = []
    for line in lines:
        taken.append(line)
        words = _words(taken)
        if (len(taken) >= count and words >= STORY_WORDS) or words > LONGEST:
            break
    return tuple(taken)


def _teaser(chance: random.Random, page: Page) -> tuple[str, ...]:
    lines = page.lines[: chance.choice((1, 2, 2, 3, 3, 4))]
    while _words(lines) > 150 and len(lines) > 1:
        lines = lines[:-1]
    return lines


def _splice(level: str, host: Sequence[str], above: Sequence[str], story: Sequence[str], place: int) -> Splice:
    text = "\n".join((*host[:place], *above, *story, *host[place:])) + "\n"
    start, begin, end = (sum(len(line) + 1 for line in part) for part in (
        host[:place], (*host[:place], *above), (*host[:place], *above, *story)
    ))  # fmt: skip
    return Splice(level, text, start, begin, end)


def _words(lines: Sequence[str]) -> int:
    return sum(len(line.split()) for line in lines)


def _alike(pages: Sequence[Page]) -> dict[int, Page]:
    """Return for each page, by its identity, the one most like it from another site, by words that few pages have."""
    counts = [Counter(re.findall(r"[a-z]{4,}", " ".join(page.lines).lower())) for page in pages]
    spread = Counter(word for count in counts for word in count)
    vectors = []
    holders = defaultdict(list)
    for number, count in enumerate(counts):
        rare = {word: (1 + math.log(n)) * math.log(len(pages) / spread[word]) for word, n in count.items()}
        norm = math.sqrt(sum(value * value for value in rare.values())) or 1.0
        vectors.append({word: value / norm for word, value in rare.items() if spread[word] < len(pages) / 3})
        for word, value in vectors[-1].items():
            holders[word].append((number, value))
    nearest = {}
    for number, page in enumerate(pages):
        scores: Counter[int] = Counter()
        for word, value in vectors[number].items():
            for other, weight in holders[word]:
                scores[other] += value * weight  # type: ignore[assignment]
        others = [pages[other] for other, _ in scores.most_common(8) if pages[other].domain != page.domain]
        if others:
            nearest[id(page)] = others[0]
    return nearest
