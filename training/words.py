"""Rebuild the word tables, which say how common the words of a language are.

    python training/words.py FREQUENCIES GOLD src/cleanwire/text/frequencies

FREQUENCIES has an English word and its count on each line (the dictionary that symspellpy ships, MIT, from Google Books
Ngrams, CC BY 3.0). GOLD is a folder with annotated pages: a word of another language is counted if it occurs in the
articles of at least five sites.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import groupby
from pathlib import Path

import click
from articles import Article, articles_in

from cleanwire.native.stories.terms import terms_in
from cleanwire.stages.stories.terms import COMMON, RARE
from cleanwire.text.folding import fold, spaced
from cleanwire.text.tables import rows_of

SITES = 5
"""A word on this many sites belongs to its language, not to a page."""

BURST = 8
"""The greatest count of a word in one article: if it occurs more often, it is the subject there."""

TERMS = 50
"""A table of fewer terms is useless."""

MARGIN = 2.0
"""Terms are listed up to this much above the common ones: beyond that, how common they are does not matter."""


@click.command()
@click.argument("frequencies", type=click.Path(exists=True, path_type=Path))
@click.argument("gold", type=click.Path(exists=True, path_type=Path))
@click.argument("folder", type=click.Path(exists=True, path_type=Path))
def main(frequencies: Path, gold: Path, folder: Path) -> None:
    """Write a table for English, and one for each language with enough annotated pages."""
    origin = "symspellpy's frequency dictionary (MIT; from Google Books Ngrams, CC BY 3.0)"
    _write(folder / "en.txt", _listed(frequencies), origin)
    articles = defaultdict(list)
    for article in articles_in(gold):
        articles[article.language].append(article)
    told = {language for language, _ in rows_of("common.txt")} - {"en"}
    for language, pages in sorted(articles.items()):
        counts = _counted(pages) if language in told else {}
        if len(counts) >= TERMS:
            _write(folder / f"{language}.txt", counts, f"the articles of {len(pages)} labelled pages")


def _listed(path: Path) -> Mapping[str, float]:
    """Return the frequency of each English term that says less than a rare word."""
    counts: defaultdict[str, float] = defaultdict(float)
    for line in path.read_text("utf-8-sig").splitlines():
        word, count = line.split()
        for term in terms_in(spaced(fold(word))):
            counts[term] += int(count)
    total = sum(counts.values())
    return {term: count / total for term, count in counts.items() if 9 + math.log10(count / total) >= RARE}


def _counted(articles: Iterable[Article]) -> Mapping[str, float]:
    """Return the share of all words of some articles for each term that occurs on enough sites."""
    counts: Counter[str] = Counter()
    sites = defaultdict(set)
    for article in articles:
        for term, count in Counter(terms_in(spaced(fold("\n".join(article.lines))))).items():
            counts[term] += min(count, BURST)
            sites[term].add(article.site)
    total = sum(counts.values())
    return {term: count / total for term, count in counts.items() if len(sites[term]) >= SITES}


def _write(path: Path, shares: Mapping[str, float], origin: str) -> None:
    head = f"# How frequent terms are (Zipf scale), and which. Built by training/words.py from\n# {origin}.\n"
    zipf = {term: min(COMMON + MARGIN, 9 + math.log10(share)) for term, share in shares.items()}
    listed = groupby(sorted(zipf, key=lambda term: (-zipf[term], term)), lambda term: f"{zipf[term]:.2f}")
    path.write_text(head + "".join([f"{frequency}\t{' '.join(terms)}\n" for frequency, terms in listed]), "utf-8")


if __name__ == "__main__":
    main()
