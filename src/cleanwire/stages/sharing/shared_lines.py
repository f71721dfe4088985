"""Properties of each line that a profile may know: how widely it is shared, and whether it is the article's own."""

from collections.abc import Iterator, Sequence

import numpy as np

from cleanwire.document import Block, Document
from cleanwire.labels import Label
from cleanwire.loading.patterns import lazy_pattern
from cleanwire.profile.hashing import is_sentence
from cleanwire.profile.site_profile import Sightings, SiteProfile
from cleanwire.rules.scene import Scene
from cleanwire.scoring.columns import Flags

__all__ = ["FEW", "MOST", "NEARLY_ALL", "SEVERAL", "SHARE", "SPREAD", "Row", "at_home", "rows_of"]

FEW = 2
"""The smallest number of documents that a template line around the article is on."""

SEVERAL = 3
"""The same for a paragraph, or a line between paragraphs. Two articles may quote the same paragraph, or one may be
published twice."""

SHARE = 0.2
"""The smallest share of a site's documents that a template line is on. Lines on fewer belong to one subject or one
author: an agency's paragraph, a biography."""

MOST = 0.5
"""A line on this share of a site's documents is part of the template wherever it is, if it is too long for a
subhead."""

NEARLY_ALL = 0.8
"""A line on this share of a site's documents, or of the documents that it could be on, is there intentionally."""

HOME = 0.5
"""A document that contains this share of another one's words, equally far down, is the same, perhaps under another
address."""

SOONER = 40
"""A passage is as far down as at its home if the difference is at most this many words of prose."""

SPREAD = 2
"""A line on more than this many times the documents that an article is on is not part of the article."""

LISTED = 3
"""The number of numbered blocks that are a law or a list, whatever is between them."""

_LISTED = lazy_pattern(r"\(?[0a-z]{1,3}[).]\s")
"""The beginning of an article of a law, or of a list item, in folded text."""


Row = tuple[int, int, int, int, int, int, bool, bool, bool, bool, bool, bool, bool]
"""A line for `TemplateFinder`: the numbers of documents that it is on as it is, below the line above it, with any
numbers, at the end, and as a variant; its number of words; and whether it is a paragraph, mentions the headline, is
unclaimed, is the headline, is a sentence, is an article of a law, and was originally published here."""


def rows_of(scene: Scene, seen: Sightings, at_home: Flags) -> Iterator[Row]:
    """Yield the row of each line that contains words."""
    blocks = [scene.blocks[index] for index in seen.blocks.tolist()]
    labels = [scene.labels[block.index] for block in blocks]
    columns = (seen.numbers, seen.beneath, seen.forms, seen.ends, seen.variants, seen.sizes, seen.prose, seen.titles)
    return zip(
        *[column.tolist() for column in columns],
        [label is None or label.is_content for label in labels],
        [label is Label.HEADLINE for label in labels],
        [is_sentence(scene.document, block) for block in blocks],
        _are_listed(scene.document, blocks),
        at_home.tolist(),
        strict=True,
    )


def _are_listed(document: Document, blocks: Sequence[Block]) -> list[bool]:
    """Return which blocks begin like articles of a law, if there are several."""
    listed = [_LISTED.match(document.folded, block.left) is not None for block in blocks]
    return listed if sum(listed) >= LISTED else [False] * len(listed)


def at_home(seen: Sightings, profile: SiteProfile) -> Flags:
    """Return which paragraphs are also in other documents, but belong to an article published (perhaps again) here."""
    native = _native(seen)
    if not native.any():
        return native
    homes, which = np.unique(seen.passages.homes[native], return_inverse=True)
    words = np.bincount(which, seen.sizes[native])
    home = homes[words.argmax()]
    if words.max() < HOME * profile.home(home).words:
        return np.zeros(len(native), bool)
    # An article that was published twice has two homes, so the homes of the other paragraphs do not matter.
    often = float(np.median(seen.passages.numbers[native & (seen.passages.homes == home)]))
    return native & (seen.passages.numbers <= SPREAD * often)


def _native(seen: Sightings) -> Flags:
    """Return which paragraphs are also in other documents, and as far down as there.

    Paragraphs that the site prints into the article move the following ones down, a little more with each of them.
    """
    native = np.zeros(len(seen.prose), bool)
    known = np.flatnonzero(seen.prose & (seen.passages.numbers >= FEW)).tolist()
    if not known:
        return native
    further = seen.depths - seen.passages.depths.astype(np.intp)
    moved = 0
    for row in known:
        if min(abs(further[row]), abs(further[row] - moved)) <= SOONER:
            native[row] = True
            moved = max(moved, further[row])
    return native
