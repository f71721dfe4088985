"""Filled-in forms: pages of invented sites whose sentences differ only in figures and names."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

from cleanwire.errors import OptionError
from cleanwire.testing.corpora import facts_of, lines_of
from cleanwire.testing.grammar import Grammar, dice, expand, grammar_of
from cleanwire.testing.pages import Page, Parts, lay_out
from cleanwire.testing.prose import Story
from cleanwire.testing.sites import found_site

__all__ = ["synthetic_forms"]

BARE_EACH = 2
"""One site in this many prints nothing but its forms."""


def synthetic_forms(*, sites: int = 14, pages: int = 20, seed: int = 0) -> Iterator[Page]:
    """Yield pages of invented sites that each fill in a form, `pages` for each of `sites`, site by site.

    River levels, doses, quarterly figures, recipes, obituaries and the like, in seven languages: the same sentences
    with other figures, from page to page and within a page. No two say the same, and all of them belong to the article.
    Every second site prints lines of its own on its pages, which are their spans (`template`). The same arguments give
    the same pages in any process.

    >>> page = next(synthetic_forms(sites=1, pages=1, seed=4))
    >>> page.spans, page.article == page.text
    ((), True)

    Raises OptionError if the number of sites or pages is below one.
    """
    for option, value in (("sites", sites), ("pages", pages)):
        if value < 1:
            raise OptionError(f"{option} = {value!r} should be at least 1")
    return (_page(seed, site, page) for site in range(sites) for page in range(pages))


@dataclass(frozen=True, slots=True)
class _Form:
    """The texts of a form, with slots to be filled in."""

    headline: str
    opening: tuple[str, ...]
    parts: tuple[str, ...]
    """The headings of its parts; a page has the first or more of them."""
    lines: tuple[str, ...]
    """The texts of each part."""
    closing: tuple[str, ...]


@cache
def _tables() -> tuple[Grammar, tuple[_Form, ...]]:
    """Return the fillings of slots, and the forms."""
    table = tomllib.loads(Path(__file__).with_name("forms.toml").read_text("utf-8"))
    slots = grammar_of(table.pop("slots"))
    fields = ("opening", "parts", "lines", "closing")
    return slots, tuple(_Form(form["headline"], *(tuple(form[field]) for field in fields)) for form in table.values())


def _page(seed: int, number: int, page: int) -> Page:
    site = found_site(seed, number)
    random = dice(seed, "form", number, page)
    _, forms = _tables()
    story = _filled(forms[(seed + number) % len(forms)], random)
    section = random.choice(site.sections)
    lines = lines_of(site, section, facts_of(site, story, random), random) if number % BARE_EACH else ()
    slug = re.sub(r"\W+", "-", story.headline.lower()).strip("-")
    return lay_out(Parts(f"https://www.{site.host}/{section}/{slug}-{page}", "article", story, lines, ()), site, random)


def _filled(form: _Form, random: Random) -> Story:
    """Return a filled-in form, with some of its parts."""
    slots, _ = _tables()
    texts = [form.headline, *form.opening]
    for part in form.parts[: random.randint(1, len(form.parts))]:
        texts += [part, *form.lines]
    phrases = grammar_of({str(at): [text] for at, text in enumerate([*texts, *form.closing])})
    headline, *blocks = [expand({**slots, **phrases}, name, random) for name in phrases]
    return Story(headline, tuple(blocks), ("",) * len(blocks))
