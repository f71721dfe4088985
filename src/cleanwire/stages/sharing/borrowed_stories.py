"""Finds stories that were originally published in another document (their home) and appended to this one."""

from collections.abc import Iterator
from itertools import islice, pairwise
from typing import NamedTuple

import numpy as np

from cleanwire.document import Document
from cleanwire.labels import Label
from cleanwire.profile.site_profile import Sightings, SiteProfile
from cleanwire.scoring.columns import Flags, Indexes
from cleanwire.spans import Verdict
from cleanwire.stages.sharing.shared_lines import FEW, MOST, NEARLY_ALL, SEVERAL, SHARE, SPREAD
from cleanwire.text.folding import UNSPACED, words_of

__all__ = ["find_borrowed"]

MARGIN = 40
"""A passage is foreign if at least this many more words of prose are above it than at its home. Fewer may be a cookie
notice."""

OPENING = 60
"""A story begins with a passage that has at most this many words of prose above it at its home."""

BRIDGED = 12
"""The greatest number of consecutive lines in a story that are not known from its home: ad markers, and lines of a list
between them."""

HEAD = 6
"""The greatest number of lines between a story and its headline, which are bylines and credits."""

OWN = 60
"""A document has an article of its own if at least this many words of prose above the story were originally published
here, or occur nowhere else. Otherwise it is the story, published again under other lines."""

MANY = 10
"""A paragraph on at least this many documents of the site, and on most of them, is part of the template."""

TEASER = 25
"""The smallest number of words in a story with its headline: one paragraph."""

FILLED = 0.5
"""A story without its headline contains at least this share of its home's words. A quoted statement, or a paragraph of
an agency, is less."""

WHOLE = 80
"""It also has at least this many words, in several paragraphs. Less may be an agency's, even if it is most of its
home."""

ALIKE = 0.2
"""Two openings that have this share of their longer words in common tell one story: the second is an earlier version.
Of pairs of letters in Japanese, three invented revisions share 0.38 to 0.51, and 780 pairs of synthetic articles at
most 0.16."""

LONG = 5
"""The smallest number of letters in a word that indicates the subject."""

SURE, LIKELY, DOUBTFUL = 0.95, 0.75, 0.4
"""The confidence of a story with its headline; of a whole story without it; and of one that may be an earlier version
of the text above it."""


class _Run(NamedTuple):
    """Consecutive passages from one home, or from two that contain the same story, in its order."""

    first: int
    last: int
    home: np.uint64
    """The home of most of the words."""
    told: list[int]
    """The rows that are paragraphs."""
    words: int
    """The number of words in these paragraphs."""


def find_borrowed(document: Document, seen: Sightings, profile: SiteProfile) -> list[Verdict]:
    """Claim the stories originally published elsewhere, from their headline to the last passage known from there."""
    foreign = _foreign(seen)
    if not foreign.any():
        return []
    own = _own_words(seen, foreign)
    made = []
    for run in _runs(seen, foreign):
        home = profile.home(run.home)
        if own[run.first] < OWN or (home.url and home.url == document.url):
            continue
        first, has_headline = _start(seen, profile, run)
        confidence = _confidence(document, seen, run, run.words / max(1, home.words), has_headline=has_headline)
        start = document.blocks[seen.blocks[first]].start
        end = document.blocks[seen.blocks[run.last]].end
        count = int(seen.passages.numbers[run.told[0]])
        evidence = f"originally published in {home.url or 'a document without an address'}, and in {count} documents"
        made.append(Verdict(start, end, Label.APPENDED_STORY, "borrowed", confidence, evidence))
    return made


def _foreign(seen: Sightings) -> Flags:
    """Return which passages are further down than at their home, not counting what the site prints above them."""
    homes = seen.passages.depths.astype(np.intp) + MARGIN
    foreign: Flags = (seen.passages.numbers >= FEW) & (seen.depths >= homes)
    if not foreign.any():
        return foreign  # true of most documents
    paragraphs, lines = max(MANY, MOST * seen.documents), max(SEVERAL, SHARE * seen.documents)
    foreign &= seen.numbers < np.where(seen.prose, paragraphs, lines)
    printed = np.where(seen.prose & ~foreign & _is_printed(seen), seen.sizes, 0)
    foreign &= seen.depths - np.cumsum(printed) >= homes
    return foreign


def _is_printed(seen: Sightings) -> Flags:
    """Return which rows are on so many documents of the site that they may be part of its template."""
    printed: Flags = seen.numbers >= max(SEVERAL, SHARE * seen.documents)
    return printed


def _runs(seen: Sightings, foreign: Flags) -> Iterator[_Run]:
    """Yield the runs of foreign passages that begin like their home and contain paragraphs.

    A run continues with passages from its home, and with paragraphs that are as much further down as the passage
    before. If a story is published twice, some of its passages have one document as their home, and some the other.
    After the beginning of another story, a run continues only with passages from its home.
    """
    homes, depths = seen.passages.homes, seen.passages.depths.astype(np.intp)
    further = seen.depths - depths
    last = -1
    for row in np.flatnonzero(foreign & (depths <= OPENING)).tolist():
        if row > last:
            run, another = [row], False
            for below in range(row + 1, len(foreign)):
                near = seen.prose[below] and abs(further[below] - further[run[-1]]) <= MARGIN
                here = homes[below] == homes[row] or (near and not another and depths[below] > depths[run[-1]])
                if foreign[below] and here:
                    run.append(below)
                elif below - run[-1] > BRIDGED or (seen.prose[below] and seen.passages.numbers[below] < FEW):
                    break  # at the latest at a paragraph that only this document has
                another |= bool(foreign[below] and not here and seen.prose[below] and depths[below] <= OPENING)
            last = run[-1]
            yield from _told(seen, run)


def _told(seen: Sightings, run: list[int]) -> Iterator[_Run]:
    """Yield a run with its paragraphs if these begin their home, and are not a form that was filled in alike."""
    told = [row for row in run if seen.prose[row]]
    fixed = seen.numbers[told] >= NEARLY_ALL * np.maximum(seen.forms, seen.variants)[told]
    if seen.sizes[told][fixed].sum() >= TEASER and seen.passages.depths[told[0]] <= OPENING:
        homes, which = np.unique(seen.passages.homes[told], return_inverse=True)
        home = homes[np.bincount(which, seen.sizes[told]).argmax()]
        yield _Run(run[0], run[-1], home, told, int(seen.sizes[told].sum()))


def _own_words(seen: Sightings, foreign: Flags) -> Indexes:
    """Return the number of words of prose above each row that are neither foreign nor part of the site's template."""
    filled = seen.variants >= max(SEVERAL, MOST * seen.documents)
    own = seen.prose & ~foreign & (seen.numbers < SEVERAL) & ~filled
    words = np.where(own, seen.sizes, 0)
    return np.cumsum(words) - words


def _start(seen: Sightings, profile: SiteProfile, run: _Run) -> tuple[int, bool]:
    """Return the row with which a story begins, and whether it is the headline.

    Rows above the first one from the story's home may belong to this article: a paragraph of an agency.
    """
    homes = seen.passages.homes
    native = next(row for row in range(run.first, run.last + 1) if homes[row] == run.home)
    fixed = seen.numbers >= NEARLY_ALL * seen.forms
    for first in (run.told[0], native):
        for row in range(max(0, first - HEAD), first + 1):
            own = fixed[row] and seen.numbers[row] <= SPREAD * seen.passages.numbers[first]
            if own and not seen.prose[row:first].any() and profile.opens(homes[first], seen.keys[row]):
                return row, True
    return native, False


def _confidence(document: Document, seen: Sightings, run: _Run, share: float, *, has_headline: bool) -> float:
    if run.words >= TEASER and has_headline and (share >= FILLED or not _is_printed(seen)[run.first]):
        return SURE
    if run.words >= WHOLE and len(run.told) > 1 and share >= FILLED and not _alike(document, seen, run):
        return LIKELY
    return DOUBTFUL


def _alike(document: Document, seen: Sightings, run: _Run) -> bool:
    """Whether a story begins with the same words as the article, so that it is an earlier version."""
    prose = islice((block for block in document.blocks if block.prose), 2)
    ours, theirs = (
        _subjects(document.bare[block.left : block.right])
        for block in (max(prose, key=lambda block: block.size), document.blocks[seen.blocks[run.first]])
    )
    return len(ours & theirs) >= ALIKE * len(ours | theirs)


def _subjects(bare: str) -> set[str]:
    """Return the words that indicate the subject of a text; in scripts without spaces, the pairs of letters.

    >>> sorted(_subjects("the ferry company 渡し船")), sorted(_subjects("the ferries"))
    (['company', 'ferry', 'し船', '渡し'], ['ferries'])
    """
    words = words_of(bare)
    pairs = {one + other for one, other in pairwise(words) if UNSPACED.match(one) and UNSPACED.match(other)}
    return pairs | {word for word in words if len(word) >= LONG}
