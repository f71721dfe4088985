"""Stories that are at home in another document and were appended to this one."""

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
"""A passage is foreign where so many more words of prose stand above it than at home: fewer are a notice on cookies."""

OPENING = 60
"""A story begins where a passage stands that has at most so many words of prose above it at home."""

BRIDGED = 12
"""So many lines in a row may stand in a story that are not known from its home: ad markers, a list that they cut up."""

HEAD = 6
"""So many lines above a story may hold its headline: bylines and credits stand between."""

OWN = 60
"""A document has an article of its own where so many words of prose stand above the story that are at home here, or
nowhere else. Else it is the story, published again under other lines."""

MANY = 10
"""A paragraph on so many documents of the site, and on most of them, is of its template and of no story."""

TEASER = 25
"""A story with its headline has at least so many words, one paragraph."""

FILLED = 0.5
"""A story without its headline is most of what stands at its home. A statement that is quoted, or a paragraph of an
agency, is less."""

WHOLE = 80
"""And it has so many words, in several paragraphs: less is an agency's, be it most of what its home holds."""

ALIKE = 0.2
"""Two openings that share so many of their longer words tell one story: the second is its earlier version. Of pairs of
letters in Japanese, three invented revisions share .38 to .51, and 780 pairs of synthetic articles at most .16."""

LONG = 5
"""So many letters has a word that says what a text is about."""

SURE, LIKELY, DOUBTFUL = 0.95, 0.75, 0.4
"""With its headline; without, but whole; and where it may be the earlier version of the text above it."""


class _Run(NamedTuple):
    """Rows that stand at one home, or two that hold the same story, in its order."""

    first: int
    last: int
    home: np.uint64
    """Where most of its words are at home."""
    told: list[int]
    """Its paragraphs."""
    words: int
    """How many words these hold."""


def find_borrowed(document: Document, seen: Sightings, profile: SiteProfile) -> list[Verdict]:
    """Claim the stories that are at home elsewhere, from their headline to their last passage known from there."""
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
        evidence = f"at home in {home.url or 'a document without an address'}, and on {count} documents"
        made.append(Verdict(start, end, Label.APPENDED_STORY, "borrowed", confidence, evidence))
    return made


def _foreign(seen: Sightings) -> Flags:
    """Return which passages stand further down than at home, not counting what the site prints above them here."""
    homes = seen.passages.depths.astype(np.intp) + MARGIN
    foreign: Flags = (seen.passages.numbers >= FEW) & (seen.depths >= homes)
    if not foreign.any():
        return foreign  # as for most documents
    paragraphs, lines = max(MANY, MOST * seen.documents), max(SEVERAL, SHARE * seen.documents)
    foreign &= seen.numbers < np.where(seen.prose, paragraphs, lines)
    printed = np.where(seen.prose & ~foreign & _is_printed(seen), seen.sizes, 0)
    foreign &= seen.depths - np.cumsum(printed) >= homes
    return foreign


def _is_printed(seen: Sightings) -> Flags:
    """Return which rows stand on so many documents of the site that it may print them."""
    printed: Flags = seen.numbers >= max(SEVERAL, SHARE * seen.documents)
    return printed


def _runs(seen: Sightings, foreign: Flags) -> Iterator[_Run]:
    """Yield the runs of foreign passages that begin as their home begins, paragraphs among them.

    A run goes on at its home, and where paragraphs are as much further down as the passage before: of a story that
    is published twice, some passages have one of the two for their home, and some the other. From where another story
    begins it goes on at its home alone.
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
                    break  # at a paragraph of this document alone, if not before
                another |= bool(foreign[below] and not here and seen.prose[below] and depths[below] <= OPENING)
            last = run[-1]
            yield from _told(seen, run)


def _told(seen: Sightings, run: list[int]) -> Iterator[_Run]:
    """Yield a run with its paragraphs if these open their home, and are no form that was filled in alike by chance."""
    told = [row for row in run if seen.prose[row]]
    fixed = seen.numbers[told] >= NEARLY_ALL * np.maximum(seen.forms, seen.variants)[told]
    if seen.sizes[told][fixed].sum() >= TEASER and seen.passages.depths[told[0]] <= OPENING:
        homes, which = np.unique(seen.passages.homes[told], return_inverse=True)
        home = homes[np.bincount(which, seen.sizes[told]).argmax()]
        yield _Run(run[0], run[-1], home, told, int(seen.sizes[told].sum()))


def _own_words(seen: Sightings, foreign: Flags) -> Indexes:
    """Count the words of prose above each row that are not foreign, and that the site does not print or fill in."""
    filled = seen.variants >= max(SEVERAL, MOST * seen.documents)
    own = seen.prose & ~foreign & (seen.numbers < SEVERAL) & ~filled
    words = np.where(own, seen.sizes, 0)
    return np.cumsum(words) - words


def _start(seen: Sightings, profile: SiteProfile, run: _Run) -> tuple[int, bool]:
    """Return the row from which on a story goes, and whether its headline stands there.

    What stands above the first row that is at home there may be the host's: a paragraph of an agency.
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
    """Whether a story opens with the words that open the article: an earlier version of it."""
    prose = islice((block for block in document.blocks if block.prose), 2)
    ours, theirs = (
        _subjects(document.bare[block.left : block.right])
        for block in (max(prose, key=lambda block: block.size), document.blocks[seen.blocks[run.first]])
    )
    return len(ours & theirs) >= ALIKE * len(ours | theirs)


def _subjects(bare: str) -> set[str]:
    """Return the words that say what a text is about; of scripts without spaces, the pairs of letters.

    >>> sorted(_subjects("the ferry company 渡し船")), sorted(_subjects("the ferries"))
    (['company', 'ferry', 'し船', '渡し'], ['ferries'])
    """
    words = words_of(bare)
    pairs = {one + other for one, other in pairwise(words) if UNSPACED.match(one) and UNSPACED.match(other)}
    return pairs | {word for word in words if len(word) >= LONG}
