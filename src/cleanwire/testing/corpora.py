"""Synthetic corpora: streams of pages of invented sites, with gold spans for templates and appended stories."""

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
"""The number of a site and the number of a page on it."""

GROUP = 50
"""How many pages of a site are planned together, and exchange stories, so that memory does not grow with the pages of a
site."""

HOMES_EACH = 24
"""One page in this many has a story that is appended to others."""

REPUBLICATIONS_EACH = 25
"""One page in this many is the whole article of another."""

HOSTS_MOST = 8
"""The most other pages of its site to which a story is appended; sometimes one of another site is added."""

ABROAD = 0.15
"""The share of appended stories and republications that come from another site."""

SMALLEST_WITH_HOME = 4
"""How many pages a site needs before a story of one is appended to others."""

PAGES_PER_AGENCY_PARAGRAPH = 60
"""With 8 % of articles containing one, each occurs in about five articles of the corpus."""


def synthetic_corpus(*, sites: int = 10, pages: int = 50, seed: int = 0, language: str = "en") -> Iterator[Page]:
    """Yield the pages of invented sites, `pages` for each of `sites`, site by site.

    Every site has lines of its own on its pages, in words that no rule knows: on all pages, on a share of them, or in
    one section; some of them vary from page to page. Some stories are appended to up to about nine other pages, and
    some are published twice. Everything is in one language, which needs a folder in `grammars/`; sites that publish
    anything but news are in English. The same arguments give the same pages in any process, and memory does not grow
    with their number. Takes about 0.6 ms per page.

    >>> page = next(synthetic_corpus(sites=1, pages=1, seed=4))
    >>> {span.label.value for span in page.spans}, page.kind
    ({'template'}, 'article')

    Raises OptionError if the number of sites or pages is below one, and, naming the choices, for an unknown
    language.
    """
    for option, value in (("sites", sites), ("pages", pages)):
        if value < 1:
            raise OptionError(f"{option} = {value!r} should be at least 1")
    return chain.from_iterable(_Corpus(seed, sites, pages, checked(language)).groups())


@dataclass(frozen=True, slots=True)
class _Role:
    """The role of a page in the plan of its group."""

    kind: Kind = "article"
    sources: tuple[tuple[int, int], ...] = ()
    """The sites and pages of the appended stories, or of the republished one."""


@dataclass(frozen=True, slots=True)
class _Corpus:
    """A corpus whose groups can each be made alone."""

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
        """Return the number of pages in a group: all groups but the last of a site are full."""
        return min(GROUP, self.pages - group * GROUP)


def _homes(corpus: _Corpus, site: int, group: int) -> list[Place]:
    """Return the pages of a group whose stories are appended to others."""
    size = corpus.size(group)
    random = dice(corpus.seed, "homes", site, group)
    number = size // HOMES_EACH or int(size >= SMALLEST_WITH_HOME)
    return [(site, group * GROUP + at) for at in random.sample(range(size), number)]


def _plan(corpus: _Corpus, site: int, group: int) -> Mapping[int, _Role]:
    """Return the roles of those pages of a group that are more than articles."""
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
        # The first of the others is not changed, because republications are copied from it.
        for page in random.sample(others[1:], min(len(others) - 1, random.randint(1, HOSTS_MOST))):
            source = _source(corpus, home, group, random) if home in placed else home
            placed.add(home)
            known = roles.get(page, _Role()).sources
            roles[page] = _Role("host", known if source in known else (*known, source))
    return roles


def _source(corpus: _Corpus, here: Place, group: int, random: Random) -> Place:
    """Return a story of this site or, sometimes, one that was originally published on another site."""
    if corpus.sites == 1 or random.random() >= ABROAD:
        return here
    other = (here[0] + random.randrange(1, corpus.sites)) % corpus.sites
    return random.choice(_homes(corpus, other, group) or [here])


def facts_of(site: Site, story: Story, random: Random) -> dict[str, str]:
    """Return the values for the lines of a page that vary."""
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
    """Return the lines of a page."""
    return [
        Filled(line.text(facts), line.form, line.place)
        for line in site.lines
        if random.random() < line.share and line.section in ("", section)
    ]
