"""What is asked of each line that a profile may know: how widely it is shared, and whether it is the article's own."""

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
"""A line around the article on so many documents may be of the template."""

SEVERAL = 3
"""A paragraph, or a line between paragraphs, on so many documents may be: two articles quote the same paragraph, or one
is published twice."""

SHARE = 0.2
"""The template of a site stands on so much of its documents. What stands on fewer is of one subject or one author: an
agency's paragraph, a biography."""

MOST = 0.5
"""What stands on so much of them is of the template wherever it stands, if it is too long for a subhead."""

NEARLY_ALL = 0.8
"""What stands on so much of them, or on so much of the documents that it could stand on, stands there by rule."""

HOME = 0.5
"""A document that holds so much of what another does, as far down, is that one or the same under another address."""

SOONER = 40
"""Passages stand as far down as at home, give or take so many words of prose."""

SPREAD = 2
"""What stands on more than so many times the documents that an article stands on is not a part of it."""

LISTED = 3
"""So many numbered blocks are a law or a list, whatever stands between them."""

_LISTED = lazy_pattern(r"\(?[0a-z]{1,3}[).]\s")
"""Begins an article of a law, an item of a list, in folded text."""


Row = tuple[int, int, int, int, int, int, bool, bool, bool, bool, bool, bool, bool]
"""A line as `TemplateFinder` asks for it: on how many documents it stands as it is, below the line above it, with any
figures, at the end, and as a variant; its words; whether it is a paragraph, speaks of the headline, is free of claims,
is the headline, is a sentence, is an article of a law, and is at home here."""


def rows_of(scene: Scene, seen: Sightings, at_home: Flags) -> Iterator[Row]:
    """Return what is known of each line that holds words."""
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
    """Return which blocks begin as articles of a law do, where there are several."""
    listed = [_LISTED.match(document.folded, block.left) is not None for block in blocks]
    return listed if sum(listed) >= LISTED else [False] * len(listed)


def at_home(seen: Sightings, profile: SiteProfile) -> Flags:
    """Return the paragraphs that others hold, too, of an article that is at home here or published here again."""
    native = _native(seen)
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


def _native(seen: Sightings) -> Flags:
    """Return the paragraphs that others hold, too, and that stand as far down as there.

    Paragraphs that the site prints into the article move what follows down, a little more with each of them.
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
