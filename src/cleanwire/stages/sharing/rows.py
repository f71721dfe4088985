"""What is asked of each line that a profile may know: how widely it is shared, and whether it is the article's own."""

from typing import NamedTuple

import numpy as np

from cleanwire.arrays import Flags, Indexes, Numbers
from cleanwire.labels import Label
from cleanwire.model import Document
from cleanwire.patterns import lazy_pattern
from cleanwire.profile.hashing import is_sentence
from cleanwire.profile.site_profile import Sightings, SiteProfile
from cleanwire.rules.scene import Scene

__all__ = ["FEW", "MOST", "NEARLY_ALL", "OWN_WORDS", "SEVERAL", "SHARE", "SPREAD", "Rows", "between", "rows_of"]

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

BESIDE = 0.5
"""A line has the same neighbour on so much of the documents that it stands on, or it is a form of the text: a subhead
of reviews, an ingredient of recipes."""

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

_LISTED = lazy_pattern(r"\(?[0a-z]{1,3}[).]\s")
"""Begins an article of a law, an item of a list, in folded text."""


class Rows(NamedTuple):
    """Facts about the blocks that hold words, as columns."""

    documents: int
    """How many documents of the site were seen."""
    numbers: Indexes
    """On how many of these the block stands as it is."""
    share: Numbers
    """On how much of them."""
    variants: Indexes
    """On how many it stands as it is or with other figures or words."""
    fixed: Flags
    """Whether it stands on few more with other figures; a sentence, also with other words."""
    varied: Flags
    """Whether it is a sentence that stands on many more, one that was filled in; but for the articles of a law."""
    steady: Flags
    """Whether it has a neighbour that mostly stands beside it, and it beside that."""
    sentence: Flags
    """Whether it closes like a sentence, or is as long as a paragraph."""
    prose: Flags
    sizes: Indexes
    own: Flags
    """Whether it is the article's, be it that others hold it, too."""
    core: Flags
    """Whether it is a paragraph that is the article's alone."""
    within: Flags
    """Whether paragraphs of the article stand above and below."""
    titled: Flags
    """Whether it is the headline."""
    above: Flags
    """Whether it stands above the headline."""
    below: Flags
    """Whether it stands below all paragraphs that are the article's alone."""


def rows_of(scene: Scene, seen: Sightings, profile: SiteProfile) -> Rows:
    """Return what a profile says of each block that holds words."""
    blocks = [scene.blocks[index] for index in seen.blocks.tolist()]
    free = np.array([not scene.contaminated(block.index) for block in blocks], bool)
    titled = np.array([scene.labels[block.index] is Label.HEADLINE for block in blocks], bool)
    sentence = np.array([is_sentence(scene.document, block) for block in blocks], bool)
    variants = np.maximum(seen.forms, seen.variants)
    fixed = seen.numbers >= NEARLY_ALL * np.where(sentence, variants, seen.forms)
    listed = _is_listed(scene.document, seen)
    varied = sentence & ~fixed & ~listed & (variants >= max(FEW, SHARE * seen.documents))
    own = (sentence & ~fixed) | (seen.prose & listed) | _own(seen, profile)
    core = seen.prose & own & free & ~varied
    if seen.sizes[seen.prose & own].sum() < OWN_WORDS:
        own = own | seen.prose
    # The headlines of results and of weather reports are variants of each other.
    own = own | (titled & (seen.numbers < FEW))
    own = own | _headline(seen.prose & own & free, free & ~seen.prose & (seen.sizes >= HEADLINE_WORDS), variants)
    return Rows(
        documents=seen.documents,
        numbers=seen.numbers,
        share=seen.numbers / seen.documents,
        variants=variants,
        fixed=fixed,
        varied=varied,
        steady=_steady(seen),
        sentence=sentence,
        prose=seen.prose,
        sizes=seen.sizes,
        own=own,
        core=core,
        within=between(seen.prose & own & free),
        titled=titled,
        above=_before(titled & _before(core)),  # a headline may have been guessed below the article
        below=_before(core[::-1])[::-1],
    )


def _steady(seen: Sightings) -> Flags:
    """Return which blocks stand on enough documents, and on most of these and of a neighbour's beside that."""
    least = min(SEVERAL, seen.documents)
    pairs = np.maximum(seen.numbers[1:], seen.numbers[:-1])
    both = (seen.beneath[1:] >= BESIDE * pairs) & (seen.beneath[1:] >= least)
    # A subhead stands beside a paragraph by rule, and one of the site's below the last subhead is no more than that.
    beside = np.where(seen.prose, _either(both), _either(both & ~seen.prose[1:] & ~seen.prose[:-1]))
    return (seen.numbers >= max(SHARE * seen.documents, least)) & beside


def _own(seen: Sightings, profile: SiteProfile) -> Flags:
    """Return the paragraphs of the article, and the lines of one that is at home here, be it that others hold them."""
    rare = (seen.numbers < SEVERAL) | (seen.numbers < SHARE * seen.documents)
    at_home = _at_home(seen, profile)
    own = seen.prose & (rare | at_home)
    # What mostly stands beside a paragraph of the article is where that is, and so the article's, too.
    near = (seen.beneath[1:] >= FEW) & (own[1:] | own[:-1])
    beside = _either(near & (seen.beneath[1:] >= BESIDE * np.where(own[1:], seen.numbers[:-1], seen.numbers[1:])))
    lines = seen.numbers <= SPREAD * np.median(seen.numbers[at_home]) if at_home.any() else np.zeros(len(own), bool)
    found: Flags = np.where(seen.prose, own | beside, lines)
    return found


def _either(pairs: Flags) -> Flags:
    """Return which rows are of a pair of neighbours that is flagged.

    >>> _either(np.array([True, False, False])).tolist()
    [True, True, False, False]
    """
    either: Flags = np.append(pairs, False) | np.append(False, pairs)
    return either


def _is_listed(document: Document, seen: Sightings) -> Flags:
    """Return which blocks begin as articles of a law do, where there are several."""
    starts = [document.blocks[index].left for index in seen.blocks.tolist()]
    listed = np.array([_LISTED.match(document.folded, start) is not None for start in starts], bool)
    return listed if listed.sum() >= LISTED else np.zeros(len(listed), bool)


def _at_home(seen: Sightings, profile: SiteProfile) -> Flags:
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
    further = seen.depths - seen.passages.depths.astype(np.intp)
    moved = 0
    for row in np.flatnonzero(seen.prose & (seen.passages.numbers >= FEW)).tolist():
        if min(abs(further[row]), abs(further[row] - moved)) <= SOONER:
            native[row] = True
            moved = max(moved, further[row])
    return native


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


def _before(flags: Flags) -> Flags:
    """Return which rows stand before the first that is flagged; none where none is.

    >>> _before(np.array([False, False, True, False])).tolist()
    [True, True, False, False]
    """
    return ~np.logical_or.accumulate(flags) & flags.any()


def between(flags: Flags) -> Flags:
    """Return which rows stand between the first and the last that are flagged, with these."""
    return np.logical_or.accumulate(flags) & np.logical_or.accumulate(flags[::-1])[::-1]
