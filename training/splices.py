"""Articles with another story appended or inset, made of annotated pages, to fit the decisions on stories to."""

import math
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from articles import Article, size_of

__all__ = ["Splice", "splices", "wholes"]

HOST_WORDS, HOST_LINES = 180, 5
"""Articles with fewer words or lines are not used as hosts."""

STORY_WORDS = 100
"""The least words of an article from which a story is taken."""

LEAST, MOST = 45, 700
"""The range of words of an appended story."""

LINES = (3, 4, 6, 7, 8, 9, 10, 12, 14, 16, 25)
"""The numbers of lines of appended stories."""

TEASER_WORDS = 150
TEASED = range(3, 7)
"""The numbers of consecutive headlines."""

SHARE = (0.3, 0.7)
"""Every page is used as a host once more, cut after a share of its lines in this range: most are long."""

SEAMS = ("Read next", "Related", "Advertisement", "Comments", "Tags: economy", "---", "* * *", "Next article")
"""What is between an article and an appended story if no page provides it."""

REAL = 0.8
"""The share of the seams that are what really is below an article in the language."""

_WORD = re.compile(r"[^\W\d]{4,}|[\u3400-\u9fff]{2}|[\u30a0-\u30ff]{2,}")


@dataclass(frozen=True)
class Splice:
    """A text, and which of its lines belong to the host and to the stranger; what is between belongs to neither."""

    level: str
    language: str
    site: str
    lines: tuple[str, ...]
    host: frozenset[int]
    stranger: frozenset[int]


def wholes(articles: Sequence[Article]) -> Iterator[Splice]:
    """Yield each article as it is, and without its title."""
    for article in articles:
        yield _whole(article, article.lines)
        if article.titled and len(article.lines) > 1:
            yield _whole(article, article.lines[1:])


def splices(articles: Sequence[Article], seed: int) -> Iterator[Splice]:
    """Yield articles of one language with a stranger in every possible way, and with only the end of a page."""
    chance = random.Random(seed)  # noqa: S311
    stories = [article for article in articles if article.titled and article.words >= STORY_WORDS]
    if len(stories) < 3:
        return
    alike = _alike(stories)
    seams = [below for article in articles for below in article.below]
    for article in articles:
        others = [story for story in stories if story.site != article.site]
        others = others if len(others) > 1 else [story for story in stories if story is not article]
        if article.words >= HOST_WORDS and len(article.lines) >= HOST_LINES and len(others) > 1:
            near = alike.get(article.id) or others[0]
            yield from _Maker(chance, article, others, near, seams).all()


class _Maker:
    """Makes the splices of one host."""

    def __init__(
        self,
        chance: random.Random,
        host: Article,
        others: Sequence[Article],
        near: Article,
        seams: Sequence[Sequence[str]],
    ) -> None:
        self.chance, self.host, self.others, self.near, self.seams = chance, host, others, near, seams

    def all(self) -> Iterator[Splice]:
        chance, lines = self.chance, self.host.lines
        one, two = chance.sample(self.others, 2)
        end = len(lines)
        yield self._at("L1", end, self._seam(), self._story(one))
        yield self._at("L2", end, (), self._story(one))
        yield self._at("L3", end, (), self._story(one, titled=False))
        yield self._at("L4", end, (), self._story(self.near))
        first = self._story(one)
        again = first if chance.random() < 0.4 else self._story(two)
        yield self._at("L5", end, self._seam() if chance.random() < REAL else (), first + again)
        place = chance.choice((0, end, *[chance.randrange(2, end - 1) for _ in range(8)]))
        yield self._at("L6", place, self._seam()[:1] if chance.random() < 0.75 else (), self._teaser(two))
        yield self._at("L7", end, self._seam()[:1] if chance.random() < 0.75 else (), self._teasers())
        yield self._at("clean", chance.choice((end, chance.randrange(2, end))), self._seam()[:3], ())
        kept = max(4, int(end * chance.uniform(*SHARE)))
        if sum(map(size_of, lines[:kept])) >= HOST_WORDS:
            level = chance.choice(("L1", "L2", "L3"))
            story = self._story(chance.choice(self.others), titled=level != "L3")
            yield self._at(level, kept, self._seam() if level == "L1" else (), story, lines[:kept])

    def _at(
        self, level: str, place: int, seam: Sequence[str], story: Sequence[str], lines: Sequence[str] | None = None
    ) -> Splice:
        host = self.host.lines if lines is None else lines
        begin = place + len(seam)
        every = (*host[:place], *seam, *story, *host[place:])
        stranger = frozenset(range(begin, begin + len(story)))
        kept = frozenset(range(len(every))) - stranger - frozenset(range(place, begin))
        return Splice(level, self.host.language, self.host.site, every, kept, stranger)

    def _seam(self) -> tuple[str, ...]:
        chance = self.chance
        if not self.seams or chance.random() >= REAL:
            return (chance.choice(SEAMS),)
        run, count = chance.choice(self.seams), chance.choice((1, 1, 2, 3, 4, 6))
        first = chance.randrange(max(1, len(run) - count + 1))
        return tuple(run[first : first + count])

    def _story(self, story: Article, *, titled: bool = True) -> tuple[str, ...]:
        """Return the beginning of a story, with or without its title."""
        count = self.chance.choice(LINES)
        taken: list[str] = []
        words = 0
        for line in story.lines if titled else story.lines[1:]:
            taken.append(line)
            words += size_of(line)
            if (len(taken) >= count and words >= LEAST) or words > MOST:
                break
        return tuple(taken)

    def _teaser(self, story: Article) -> tuple[str, ...]:
        lines = story.lines[: self.chance.choice((1, 2, 2, 3, 3, 4))]
        while sum(map(size_of, lines)) > TEASER_WORDS and len(lines) > 1:
            lines = lines[:-1]
        return lines

    def _teasers(self) -> tuple[str, ...]:
        count = min(self.chance.choice(TEASED), len(self.others))
        return tuple(story.lines[0] for story in self.chance.sample(self.others, count))


def _whole(article: Article, lines: Sequence[str]) -> Splice:
    return Splice("clean", article.language, article.site, tuple(lines), frozenset(range(len(lines))), frozenset())


def _alike(articles: Sequence[Article]) -> Mapping[str, Article]:
    """Return for each article, by its id, the most similar one, by words that few others have."""
    counts = [Counter(_WORD.findall(" ".join(article.lines).lower())) for article in articles]
    spread = Counter(word for count in counts for word in count)
    vectors = []
    holders = defaultdict(list)
    for number, count in enumerate(counts):
        rare = {word: (1 + math.log(n)) * math.log(len(articles) / spread[word]) for word, n in count.items()}
        norm = math.sqrt(sum(value * value for value in rare.values())) or 1.0
        vectors.append({word: value / norm for word, value in rare.items() if spread[word] < len(articles) / 3})
        for word, value in vectors[-1].items():
            holders[word].append((number, value))
    nearest = {}
    for number, article in enumerate(articles):
        scores: defaultdict[int, float] = defaultdict(float)
        for word, value in vectors[number].items():
            for other, weight in holders[word]:
                scores[other] += value * weight
        ranked = sorted(scores, key=lambda other: (-scores[other], other))
        others = [articles[other] for other in ranked if articles[other].id != article.id]
        if others:
            nearest[article.id] = others[0]
    return nearest
