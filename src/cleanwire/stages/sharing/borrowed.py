"""Stories that are at home in another document and were appended to this one."""

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

import numpy as np

from cleanwire.arrays import Flags, Indexes
from cleanwire.labels import Label
from cleanwire.model import Document, Verdict
from cleanwire.profile.site_profile import Sightings, SiteProfile
from cleanwire.stages.sharing.rows import FEW, MOST, SEVERAL, SHARE, SPREAD

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

ALIKE = 0.2
"""Two openings that share so many of their longer words tell one story: the second is its earlier version."""

LONG = 5
"""So many letters has a word that says what a text is about."""

SURE, LIKELY, DOUBTFUL = 0.95, 0.75, 0.4
"""With its headline; without, but whole; and where it may be the earlier version of the text above it."""


class _Run(NamedTuple):
    """Rows that stand at one home, or two that hold the same story, in its order."""

    first: int
    last: int
    home: np.uint64
    """Where most of its paragraphs are at home."""
    words: int
    """How many words of prose it holds."""


def find_borrowed(document: Document, seen: Sightings, profile: SiteProfile) -> list[Verdict]:
    """Claim the stories that are at home elsewhere, from their headline to their last passage known from there."""
    foreign = (seen.passages.numbers >= FEW) & (seen.depths >= seen.passages.depths.astype(np.intp) + MARGIN)
    paragraphs, lines = max(MANY, MOST * seen.documents), max(SEVERAL, SHARE * seen.documents)
    foreign &= seen.numbers < np.where(seen.prose, paragraphs, lines)
    own = _own_words(seen, foreign)
    made = []
    for run in _runs(seen, foreign):
        if own[run.first] < OWN:
            continue
        home = profile.home(run.home)
        first, has_headline = _headline(seen, profile, run)
        confidence = _confidence(document, seen, run, run.words / max(1, home.words), has_headline=has_headline)
        start = document.blocks[seen.blocks[first]].start
        end = document.blocks[seen.blocks[run.last]].end
        count = int(seen.passages.numbers[run.first])
        evidence = f"at home in {home.url or 'a document without an address'}, and on {count} documents"
        made.append(Verdict(start, end, Label.APPENDED_STORY, "borrowed", confidence, evidence))
    return made


def _runs(seen: Sightings, foreign: Flags) -> Iterator[_Run]:
    """Yield the runs of foreign passages that begin as their home begins, paragraphs among them.

    A run goes on at its home, and where paragraphs are as much further down as the passage before: of a story that
    is published twice, some passages have one of the two for their home, and some the other.
    """
    further = seen.depths - seen.passages.depths.astype(np.intp)
    last = -1
    for row in np.flatnonzero(foreign & (seen.passages.depths <= OPENING)).tolist():
        if row > last:
            home = seen.passages.homes[row]
            run = [row]
            for below in range(row + 1, len(foreign)):
                near = seen.prose[below] and abs(further[below] - further[run[-1]]) <= MARGIN
                if foreign[below] and (near or seen.passages.homes[below] == home):
                    run.append(below)
                elif below - run[-1] > BRIDGED or (seen.prose[below] and seen.passages.numbers[below] < FEW):
                    break  # at a paragraph of this document alone, if not before
            last = run[-1]
            told = [one for one in run if seen.prose[one]]
            if told and seen.passages.depths[told[0]] <= OPENING:
                homes, often = np.unique(seen.passages.homes[told], return_counts=True)
                yield _Run(row, last, homes[often.argmax()], int(seen.sizes[told].sum()))


def _own_words(seen: Sightings, foreign: Flags) -> Indexes:
    """Count the words of prose above each row that are not foreign, and no template."""
    own = seen.prose & ~foreign & (seen.numbers < SEVERAL)
    words = np.where(own, seen.sizes, 0)
    return np.cumsum(words) - words


def _headline(seen: Sightings, profile: SiteProfile, run: _Run) -> tuple[int, bool]:
    """Return the row from which on a story goes, and whether its headline stands there."""
    for row in range(max(0, run.first - HEAD), run.first + 1):
        common = seen.numbers[row] > SPREAD * seen.passages.numbers[run.first]
        if not common and not seen.prose[row : run.first].any() and profile.opens(run.home, seen.keys[row]):
            return row, True
    return run.first, False


def _confidence(document: Document, seen: Sightings, run: _Run, share: float, *, has_headline: bool) -> float:
    if run.words >= TEASER and has_headline and (share >= FILLED or not _is_template(seen, run)):
        return SURE
    if share >= FILLED and not _alike(document, seen, run):
        return LIKELY
    return DOUBTFUL


def _is_template(seen: Sightings, run: _Run) -> bool:
    """Whether what opens a story stands on so many documents of the site that it is a paragraph of its template."""
    number = seen.numbers[run.first]
    return bool(number >= SEVERAL and number >= SHARE * seen.documents)


def _alike(document: Document, seen: Sightings, run: _Run) -> bool:
    """Whether a story opens with the words that open the article: an earlier version of it."""
    prose = islice((block for block in document.blocks if block.prose), 2)
    ours, theirs = (
        {word for word in document.bare[block.left : block.right].split() if len(word) >= LONG}
        for block in (max(prose, key=lambda block: block.size), document.blocks[seen.blocks[run.first]])
    )
    return len(ours & theirs) >= ALIKE * len(ours | theirs)
