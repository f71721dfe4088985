"""A page to what is plausibly its article: the blocks, and how likely each of them is the article's."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from lxml.html import HtmlElement

from cleanwire.native.pages.blocks import Origin, PageBlock
from cleanwire.native.pages.containers import Container
from cleanwire.reading.formats import Extractor
from cleanwire.reading.html.alignment import align, size_of, words_of
from cleanwire.reading.html.blocks import blocks_of
from cleanwire.reading.html.evidence import Columns, Page, evidence_of
from cleanwire.reading.html.extracting import trafilatura_lines
from cleanwire.reading.html.headline import headline_of
from cleanwire.reading.html.likelihood import Weights, shipped_weights
from cleanwire.reading.html.own import Own, shipped_own, staying
from cleanwire.reading.html.recovering import MISSED, completed, recovered, trusting
from cleanwire.reading.html.surroundings import Surroundings, surroundings_of
from cleanwire.reading.html.wholes import beside_text, code_beside_text, judged_together
from cleanwire.scoring.columns import Numbers

__all__ = ["Choice", "Observed", "asked", "choose", "chosen_alone", "chosen_of", "observe"]

ENOUGH = 0.2
"""Where the fast extractor keeps less of the words in a page's paragraphs, the thorough one is asked too: 1 in 20 of
the fitted development pages. On these the two together score as the thorough one alone on WCXB (.938, .937) and more on
scrapinghub (.974, .965); on the 32 held-back scrapinghub pages the fast one alone scores less (.958, .970), so the
gain on news is not established, only that in time."""

FOUND = 0.5
"""Share of an extractor's words that have to be found on the page: a text that came out of its data is not there."""

SURE = 0.95
"""Where less F1 is expected of what our own extractor would keep, trafilatura is asked: for 3 pages in 10 of sources
held back. There F1 is .0008 more than with trafilatura on every page; a bar of .9 is .0008 less (1 page in 7), .92 and
.97 are .0003 more. The bar was chosen on these figures."""

_TITLES = frozenset({"og:title", "twitter:title"})
_DESCRIPTIONS = frozenset({"og:description", "description"})


class Observed(NamedTuple):
    """What there is to know of a page before anything is weighed."""

    page: Page
    columns: Columns
    around: list[Surroundings]
    title: str
    unfound: tuple[str, ...]
    """The extractor's lines, where most of them stand nowhere on the page; else empty."""


class Choice(NamedTuple):
    """What is plausibly the article of a page."""

    observed: Observed
    likelihoods: Numbers
    chosen: Sequence[int]
    """Which blocks are plausibly the article's."""
    expected: float = 1.0
    """The F1 of words that is expected of them, in 0..1, where no extractor was asked."""
    origins: Sequence[Origin] = ()
    """Where each block stood, for a page that `choose` has read; what is only observed does not hold on to its tree."""

    @property
    def found(self) -> bool:
        """Whether an article was found: links alone are none."""
        return any(self.observed.columns["all_link"][index] == 0 for index in self.chosen)


def choose(tree: HtmlElement, *, url: str | None, extractor: Extractor = "own") -> Choice | None:
    """Return the blocks of a page and which of them are plausibly its article; None for a page that shows nothing."""
    blocks, containers, origins = blocks_of(tree)
    if not blocks:
        return None
    observed = _observed(blocks, containers, tree)
    choice = chosen_alone(observed, shipped_own()) if extractor == "own" else None
    if choice is None or choice.expected < SURE:
        choice = chosen_of(asked(observed, tree, url=url), shipped_weights("trafilatura"))
    return choice._replace(origins=origins)


def chosen_alone(observed: Observed, own: Own) -> Choice:
    """Return which blocks of a page are plausibly its article where no extractor was asked."""
    page, columns = observed.page, observed.columns
    likelihoods = judged_together(page, columns, own.likelihoods(page, columns, observed.around))
    likelihoods = code_beside_text(page, columns, _completed(page, columns, trusting(columns, likelihoods)))
    elsewhere = (columns["all_link"] > 0) & (columns["url"] == 0)  # what shows its address is a reference, no menu
    stay = staying(np.where(elsewhere, 0.0, likelihoods), page.sizes)
    return Choice(observed, likelihoods, np.flatnonzero(stay.flags).tolist(), stay.expected)


def chosen_of(observed: Observed, weights: Weights) -> Choice:
    """Return which blocks of a page are plausibly its article by some weights."""
    page, columns = observed.page, observed.columns
    likelihoods = judged_together(page, columns, weights.likelihoods(columns, observed.around))
    likelihoods = _completed(page, columns, completed(page, columns, trusting(columns, likelihoods)))
    missed = recovered(page, columns, observed.around, likelihoods)
    return Choice(observed, likelihoods, np.flatnonzero((columns["kept"] > 0) | missed).tolist())


def _completed(page: Page, columns: Columns, likelihoods: Numbers) -> Numbers:
    """Return the likelihoods with what stands beside likely blocks, and the headline, likely as well."""
    likelihoods = beside_text(page, columns, likelihoods)
    headline = headline_of(columns)
    if headline >= 0:  # whatever stands around it
        likelihoods[headline] = max(likelihoods[headline], MISSED)
    return likelihoods


def observe(tree: HtmlElement) -> Observed | None:
    """Return the evidence that a page holds by itself; None for a page that shows nothing."""
    blocks, containers, _ = blocks_of(tree)
    return _observed(blocks, containers, tree) if blocks else None


def _observed(blocks: Sequence[PageBlock], containers: Sequence[Container], tree: HtmlElement) -> Observed:
    words = [words_of(block.text) for block in blocks]
    title, titles, descriptions = _described(tree)
    sizes = np.array([size_of(one) for one in words])
    page = Page(blocks, containers, words, sizes, [False] * len(blocks), titles, descriptions)
    return Observed(page, evidence_of(page), surroundings_of(blocks, containers), title, ())


def asked(observed: Observed, tree: HtmlElement, *, url: str | None) -> Observed:
    """Return what there is to know of a page once trafilatura was asked what it keeps of it."""
    page = observed.page
    prose = observed.columns["prose"] * page.sizes
    lines: list[str] = []
    for thorough in (False, True):
        lines = trafilatura_lines(tree, url=url, thorough=thorough)
        page = page._replace(kept=align(page.words, [words_of(line) for line in lines]))
        if sum(prose * page.kept) >= ENOUGH * sum(prose):
            break
    found = sum(len(words) for words, kept in zip(page.words, page.kept, strict=True) if kept)
    missing = found < FOUND * len(words_of(" ".join(lines)))
    return observed._replace(page=page, columns=evidence_of(page), unfound=tuple(lines) if missing else ())


def _described(tree: HtmlElement) -> tuple[str, list[str], list[str]]:
    """Return the title of a page, and the words of all titles and descriptions that it names."""
    named: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = (element.get("property") or element.get("name") or "").lower()
        if name in _TITLES or name in _DESCRIPTIONS:
            named.setdefault(name, element.get("content") or "")
    element = next(tree.iter("title"), None)
    own = " ".join((element.text or "").split()) if element is not None else ""
    title = named.get("og:title", "").strip() or own
    return title, _folded([own, *_of(named, _TITLES)]), _folded(_of(named, _DESCRIPTIONS))


def _of(named: dict[str, str], names: Iterable[str]) -> list[str]:
    return [named[name] for name in sorted(names) if name in named]


def _folded(texts: Iterable[str]) -> list[str]:
    return [" ".join(words_of(text)) for text in texts]
