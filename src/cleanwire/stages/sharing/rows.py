"""What is asked of each line that a profile may know: how widely it is shared, and whether it is the article's own."""

import re
from typing import NamedTuple

import numpy as np

from cleanwire.arrays import Flags, Indexes, Numbers
from cleanwire.labels import Label
from cleanwire.model import Document
from cleanwire.profile.site_profile import Sightings, SiteProfile
from cleanwire.rules.scene import Scene

__all__ = ["FEW", "MOST", "SEVERAL", "SHARE", "SPREAD", "Rows", "beside", "rows_of"]

FEW = 2
"""A line around the article on so many documents may be of the template."""

SEVERAL = 3
"""A paragraph, or a line between paragraphs, on so many documents may be: two articles quote the same paragraph, or one
is published twice."""

SHARE = 0.2
"""The template of a site stands on so much of its documents. What stands on fewer is of one subject or one author: an
agency's paragraph, a biography."""

MOST = 0.5
"""What stands on so much of them is of the template wherever it stands, if it is too long for a subhead."""

BESIDE = 0.5
"""A line has the same neighbour on so much of the documents that it stands on, or it is a form of the text: a subhead
of reviews, an ingredient of recipes."""

VARIANTS, VARIED, VARIED_WORDS = 5, 0.2, 7
"""Variants of a line on so many documents, so much of all, make it one of the template between paragraphs, too; shorter
ones are subheads ("Step 3: …"). More stand there than are counted, since each band of a signature misses some."""

VARYING = 2
"""Of an article that is of one form with others (a law, a result, the weather) more paragraphs have variants; of any
other so many may be the template's."""

OWN_WORDS = 60
"""With fewer words of prose that are its own a document is a copy, or an article whose sentences are all of one form:
then no paragraph is claimed."""

HOME = 0.5
"""A document that holds so much of what another does, as far down, is that one or the same under another address."""

SOONER = 40
"""Passages stand as far down as at home, give or take so many words of prose."""

SPREAD = 2
"""What stands on more than so many times the documents that an article stands on is not a part of it."""

HEADLINE_WORDS, HEADLINE_LINES = 3, 12
"""A headline has so many words, and stands among so many such lines above the article."""

LISTED = 3
"""So many numbered blocks are a law or a list, whatever stands between them."""

_LISTED = re.compile(r"\(?[0a-z]{1,3}[).]\s")
"""Begins an article of a law, an item of a list, in folded text."""


class Rows(NamedTuple):
    """Facts about the blocks that hold words, as columns."""

    numbers: Indexes
    """On how many documents of the site the block or a variant of it stands."""
    share: Numbers
    """On how much of them."""
    itself: Numbers
    """On how much of them the block itself stands, whatever its variants."""
    steady: Flags
    """Whether it has the same neighbour on most of those that it stands on."""
    varied: Flags
    """Whether it is long enough, and enough variants of it stand on others."""
    formal: Flags
    """Whether it stands beside paragraphs that have variants, in an article of one form with others."""
    prose: Flags
    sizes: Indexes
    own: Flags
    """Whether it is the article's, be it that others hold it, too."""
    within: Flags
    """Whether paragraphs of the article stand above and below."""


def rows_of(scene: Scene, seen: Sightings, profile: SiteProfile) -> Rows:
    """Return what a profile says of each block that holds words."""
    document = scene.document
    blocks = [document.blocks[index] for index in seen.blocks.tolist()]
    prose, sizes = seen.prose, seen.sizes
    varying = prose & (seen.variants >= max(FEW, SHARE * seen.documents))
    is_form = varying.sum() > VARYING
    counted = ~prose | ((seen.variants >= MOST * seen.documents) & (not is_form))
    numbers = np.maximum(seen.numbers, np.where(counted, seen.variants, 0))
    share = numbers / seen.documents
    varied = (numbers > seen.numbers) & (numbers >= VARIANTS) & (share >= VARIED) & (sizes >= VARIED_WORDS)
    rare = (numbers < SEVERAL) | (share < SHARE)
    at_home = _at_home(seen, profile)
    own = prose & (rare | at_home | _is_listed(document, seen))
    if sizes[own].sum() < OWN_WORDS:
        own = prose
    free = np.array([not scene.contaminated(block.index) for block in blocks], bool)
    own = own | _headline(prose & own & free, free & ~prose & (sizes >= HEADLINE_WORDS), numbers)
    # The headlines of results and of weather reports are variants of each other.
    titled = np.array([scene.labels[block.index] is Label.HEADLINE for block in blocks], bool)
    own = own | (titled & (seen.numbers < FEW))
    if at_home.any():  # its lines were taken along with its paragraphs
        own = own | (~prose & (numbers <= np.median(numbers[at_home])))
    return Rows(
        numbers=numbers,
        share=share,
        itself=seen.numbers / seen.documents,
        steady=_steady(seen),
        varied=varied,
        formal=beside(varying & is_form),
        prose=prose,
        sizes=sizes,
        own=own,
        within=_within(prose & own & free),
    )


def _steady(seen: Sightings) -> Flags:
    """Return which blocks stand themselves on enough documents, and beside the same neighbour on most of these."""
    often = seen.numbers >= SHARE * seen.documents
    return often & (seen.beside >= BESIDE * seen.numbers) & (seen.beside >= min(SEVERAL, seen.documents))


def _is_listed(document: Document, seen: Sightings) -> Flags:
    """Return which blocks begin as articles of a law do, where there are several."""
    starts = [document.blocks[index].left for index in seen.blocks.tolist()]
    listed = np.array([_LISTED.match(document.folded, start) is not None for start in starts], bool)
    return listed if listed.sum() >= LISTED else np.zeros(len(listed), bool)


def _at_home(seen: Sightings, profile: SiteProfile) -> Flags:
    """Return the paragraphs that others hold, too, of an article that is at home here or published here again."""
    near = np.abs(seen.depths - seen.passages.depths.astype(np.intp)) <= SOONER
    native = seen.prose & near & (seen.passages.numbers >= FEW)
    if not native.any():
        return native
    homes, which = np.unique(seen.passages.homes[native], return_inverse=True)
    words = np.bincount(which, seen.sizes[native])
    home = homes[words.argmax()]
    if words.max() < HOME * profile.home(home).words:
        return np.zeros(len(native), bool)
    # What is published twice is at home here and there, so the other paragraphs are not asked for their home.
    often = float(np.median(seen.passages.numbers[native & (seen.passages.homes == home)]))
    return native & (seen.passages.numbers <= SPREAD * often)


def _headline(paragraphs: Flags, lines: Flags, numbers: Indexes) -> Flags:
    """Return the headline where other documents have it, too, as of a column: the least shared line above the article.

    Where a line there is shared with none, that one may be the headline, and the others are not.
    """
    found = np.zeros(len(lines), bool)
    first = int(paragraphs.argmax()) if paragraphs.any() else 0
    above = np.flatnonzero(lines[:first])[-HEADLINE_LINES:]
    if len(above) and numbers[above].min() >= FEW:
        found[above[numbers[above].argmin()]] = True
    return found


def _within(paragraphs: Flags) -> Flags:
    """Return which rows stand between the first and the last that are flagged."""
    return np.logical_or.accumulate(paragraphs) & np.logical_or.accumulate(paragraphs[::-1])[::-1]


def beside(flags: Flags) -> Flags:
    """Return which rows stand beside one that is flagged.

    >>> beside(np.array([True, False, False, True])).tolist()
    [False, True, True, False]
    """
    found = np.zeros(len(flags), bool)
    found[1:] |= flags[:-1]
    found[:-1] |= flags[1:]
    return found
