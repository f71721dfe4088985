"""Choose the blocks of a page that are probably its article, with the likelihood of each."""

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
"""Where the fast extractor keeps less than this share of the words in a page's paragraphs, the thorough one is run,
too: on 1 in 20 of the fitted development pages. On these the combination has the same F1 as the thorough one alone on
WCXB (0.938, 0.937) and a higher one on scrapinghub (0.974, 0.965). On the 32 held-out scrapinghub pages the fast one
alone has a lower F1 (0.958, 0.970), so the gain on news is not established, only the gain in time."""

FOUND = 0.5
"""The share of an extractor's words that must be found on the page. Text taken from the page's data is not there."""

SURE = 0.95
"""If the expected F1 of our own extractor is lower, trafilatura is run: on 3 in 10 held-out pages. There F1 is 0.0008
higher than with trafilatura on every page. A threshold of 0.9 (1 page in 7) costs 0.0008; 0.92 and 0.97 gain 0.0003.
The threshold was chosen by these figures."""

_TITLES = frozenset({"og:title", "twitter:title"})
_DESCRIPTIONS = frozenset({"og:description", "description"})


class Observed(NamedTuple):
    """What is known of a page before anything is weighted."""

    page: Page
    columns: Columns
    around: list[Surroundings]
    title: str
    unfound: tuple[str, ...]
    """The extractor's lines if most of them are not found on the page; else empty."""


class Choice(NamedTuple):
    """The probable article of a page."""

    observed: Observed
    likelihoods: Numbers
    chosen: Sequence[int]
    """Indices of the blocks that probably belong to the article."""
    expected: float = 1.0
    """The expected F1 of words, in 0..1, if no extractor was run."""
    origins: Sequence[Origin] = ()
    """The origin of each block, if `choose` has read the page. `Observed` keeps no reference to the tree."""

    @property
    def found(self) -> bool:
        """Whether an article was found. Links alone do not count."""
        return any(self.observed.columns["all_link"][index] == 0 for index in self.chosen)


def choose(tree: HtmlElement, *, url: str | None, extractor: Extractor = "own") -> Choice | None:
    """Return the blocks of a page and which of them are probably its article, or None if the page shows nothing."""
    blocks, containers, origins = blocks_of(tree)
    if not blocks:
        return None
    observed = _observed(blocks, containers, tree)
    choice = chosen_alone(observed, shipped_own()) if extractor == "own" else None
    if choice is None or choice.expected < SURE:
        choice = chosen_of(asked(observed, tree, url=url), shipped_weights("trafilatura"))
    return choice._replace(origins=origins)


def chosen_alone(observed: Observed, own: Own) -> Choice:
    """Return which blocks of a page are probably its article, without running another extractor."""
    page, columns = observed.page, observed.columns
    likelihoods = judged_together(page, columns, own.likelihoods(page, columns, observed.around))
    likelihoods = code_beside_text(page, columns, _completed(page, columns, trusting(columns, likelihoods)))
    elsewhere = (columns["all_link"] > 0) & (columns["url"] == 0)  # a link that shows its address is a reference
    stay = staying(np.where(elsewhere, 0.0, likelihoods), page.sizes)
    return Choice(observed, likelihoods, np.flatnonzero(stay.flags).tolist(), stay.expected)


def chosen_of(observed: Observed, weights: Weights) -> Choice:
    """Return which blocks of a page are probably its article, by the extractor's choice and some weights."""
    page, columns = observed.page, observed.columns
    likelihoods = judged_together(page, columns, weights.likelihoods(columns, observed.around))
    likelihoods = _completed(page, columns, completed(page, columns, trusting(columns, likelihoods)))
    missed = recovered(page, columns, observed.around, likelihoods)
    return Choice(observed, likelihoods, np.flatnonzero((columns["kept"] > 0) | missed).tolist())


def _completed(page: Page, columns: Columns, likelihoods: Numbers) -> Numbers:
    """Return the likelihoods, raised for the headline and for what is next to likely blocks."""
    likelihoods = beside_text(page, columns, likelihoods)
    headline = headline_of(columns)
    if headline >= 0:  # whatever is around it
        likelihoods[headline] = max(likelihoods[headline], MISSED)
    return likelihoods


def observe(tree: HtmlElement) -> Observed | None:
    """Return the evidence of the page itself, or None if the page shows nothing."""
    blocks, containers, _ = blocks_of(tree)
    return _observed(blocks, containers, tree) if blocks else None


def _observed(blocks: Sequence[PageBlock], containers: Sequence[Container], tree: HtmlElement) -> Observed:
    words = [words_of(block.text) for block in blocks]
    title, titles, descriptions = _described(tree)
    sizes = np.array([size_of(one) for one in words])
    page = Page(blocks, containers, words, sizes, [False] * len(blocks), titles, descriptions)
    return Observed(page, evidence_of(page), surroundings_of(blocks, containers), title, ())


def asked(observed: Observed, tree: HtmlElement, *, url: str | None) -> Observed:
    """Return what is known of a page after trafilatura has been run on it."""
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
    """Return the title of a page, and the words of all titles and descriptions in its metadata."""
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
