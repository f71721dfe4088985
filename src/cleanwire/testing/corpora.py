"""Synthetic corpora: streams of pages of invented sites, with gold spans for what a site or another page put there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from math import ceil
from random import Random

from cleanwire.errors import OptionError
from cleanwire.testing.grammar import dice
from cleanwire.testing.languages import checked
from cleanwire.testing.pages import Filled, Kind, Page, Parts, lay_out
from cleanwire.testing.prose import Origin, Story, write_story
from cleanwire.testing.sites import Site, dates_of, found_site, genre_of, slug_of

__all__ = ["facts_of", "lines_of", "synthetic_corpus"]

Place = tuple[int, int]
"""The number of a site and that of a page on it."""

GROUP = 50
"""Pages of a site whose stories are appended to and taken from each other: what is planned at once, so that memory
does not grow with the pages of a site."""

HOMES_EACH = 24
"""One page in so many holds a story that others have appended."""

REPUBLICATIONS_EACH = 25
"""One page in so many is the whole article of another."""

HOSTS_MOST = 8
"""To so many other pages of its site a story is appended at the most; now and then one of another site comes to it."""

ABROAD = 0.15
"""The share of appended stories and republications that come from another site."""

SMALLEST_WITH_HOME = 4
"""Pages that a site needs for a story of one to be appended to others."""

PAGES_PER_AGENCY_PARAGRAPH = 60
"""With 8 % of articles holding one, each stands in about five articles of the corpus."""


def synthetic_corpus(*, sites: int = 10, pages: int = 50, seed: int = 0, language: str = "en") -> Iterator[Page]:
    """Yield the pages of a number of invented sites, that many for each, site by site.

    Every site has lines of its own on its pages, in words that no rule knows: on all pages, on a share, or in one
    section; some of them vary with the page. Some stories are appended to up to nine or so other pages, and some are
    published twice. All is in one language, of those with a folder in `grammars/`; sites that publish anything but news
    are in English. The same arguments give the same pages in any process, and memory does not grow with their number.
    About 0.6 ms a page.

    >>> page = next(synthetic_corpus(sites=1, pages=1, seed=4))
    >>> {span.label.value for span in page.spans}, page.kind
    ({'template'}, 'article')

    Raises OptionError for a number of sites or pages below one, and one that names the choices for a language that
    there is not.
    """
    for option, value in (("sites", sites), ("pages", pages)):
        if value < 1:
            raise OptionError(f"{option} = {value!r} should be at least 1")
    return chain.from_iterable(_Corpus(seed, sites, pages, checked(language)).groups())


@dataclass(frozen=True, slots=True)
class _Role:
    """What a page is in the plan of its group."""

    kind: Kind = "article"
    sources: tuple[tuple[int, int], ...] = ()
    """The sites and pages of the stories appended, or of the one republished."""


@dataclass(frozen=True, slots=True)
class _Corpus:
    """Every group of a corpus can be made alone."""

    seed: int
    sites: int
    pages: int
    language: str

    def groups(self) -> Iterator[Iterator[Page]]:
        for number in range(self.sites):
            site = found_site(self.seed, number, self.language)
            for group in range(ceil(self.pages / GROUP)):
                plan = _plan(self, number, group)
                first = group * GROUP
                yield (self.page(site, (number, at), plan) for at in range(first, first + self.size(group)))

    def page(self, site: Site, at: Place, plan: Mapping[int, _Role]) -> Page:
        role = plan.get(at[1], _Role())
        story = self.story(role.sources[0] if role.kind == "republication" else at)
        random = dice(self.seed, "page", *at)
        section = random.choice(site.sections)
        lines = lines_of(site, section, facts_of(site, story, random), random)
        appended = [self.story(source) for source in role.sources] if role.kind == "host" else []
        slug = f"{slug_of(story.headline)}-{at[1]}".strip("-")
        url = f"https://www.{site.host}/{section}/{slug}"
        return lay_out(Parts(url, role.kind, story, lines, appended), site, random)

    def story(self, at: Place) -> Story:
        agencies = self.sites * self.pages // PAGES_PER_AGENCY_PARAGRAPH
        return write_story(Origin(self.seed, *at, genre_of(self.seed, at[0], self.language), agencies, self.language))

    def size(self, group: int) -> int:
        """Return how many pages a group has: all but the last of a site are full."""
        return min(GROUP, self.pages - group * GROUP)


def _homes(corpus: _Corpus, site: int, group: int) -> list[Place]:
    """Return the pages of a group whose stories are appended to others."""
    size = corpus.size(group)
    random = dice(corpus.seed, "homes", site, group)
    number = size // HOMES_EACH or int(size >= SMALLEST_WITH_HOME)
    return [(site, group * GROUP + at) for at in random.sample(range(size), number)]


def _plan(corpus: _Corpus, site: int, group: int) -> Mapping[int, _Role]:
    """Return the roles of a group's pages that are more than articles."""
    random = dice(corpus.seed, "plan", site, group)
    homes = _homes(corpus, site, group)
    roles = {page: _Role("home") for _, page in homes}
    first = group * GROUP
    others = [page for page in range(first, first + corpus.size(group)) if page not in roles]
    random.shuffle(others)
    for _ in range(corpus.size(group) // REPUBLICATIONS_EACH):
        roles[others.pop()] = _Role("republication", (_source(corpus, (site, others[0]), group, random),))
    placed: set[Place] = set()
    for home in homes:
        # The first of the others is kept as it is: republications come from it.
        for page in random.sample(others[1:], min(len(others) - 1, random.randint(1, HOSTS_MOST))):
            source = _source(corpus, home, group, random) if home in placed else home
            placed.add(home)
            known = roles.get(page, _Role()).sources
            roles[page] = _Role("host", known if source in known else (*known, source))
    return roles


def _source(corpus: _Corpus, here: Place, group: int, random: Random) -> Place:
    """Return a story here or, sometimes, one of another site that has its home there."""
    if corpus.sites == 1 or random.random() >= ABROAD:
        return here
    other = (here[0] + random.randrange(1, corpus.sites)) % corpus.sites
    return random.choice(_homes(corpus, other, group) or [here])


def facts_of(site: Site, story: Story, random: Random) -> dict[str, str]:
    """Return what the lines that vary are filled with on a page."""
    dates = dates_of(site.language)
    return {
        "title": story.headline,
        "name": random.choice(site.staff),
        "count": str(random.randrange(4, 600)),
        "day": str(random.randrange(1, 29)),
        "weekday": random.choice(dates["weekday"]),
        "month": random.choice(dates["month"]),
        "year": str(random.randrange(2009, 2026)),
        "hour": random.choice(dates["hour"]),
    }


def lines_of(site: Site, section: str, facts: Mapping[str, str], random: Random) -> list[Filled]:
    """Return the lines that a page has."""
    return [
        Filled(line.text(facts), line.form, line.place)
        for line in site.lines
        if random.random() < line.share and line.section in ("", section)
    ]
