"""What one document adds to a profile, and what is looked up for it: keys of lines, of neighbours, of variants."""

from typing import NamedTuple

import numpy as np

from cleanwire.arrays import Flags, Indexes
from cleanwire.model import Document
from cleanwire.profile.hashing import Keys, key_of_name, mixed, words_of
from cleanwire.profile.minhash import bands_of

__all__ = ["Observation", "head_keys", "heads_of", "observe"]

PASSAGE_WORDS = 8
"""A line so long is a passage by itself, be it no paragraph: hardly ever do two documents share one by chance. A
shorter one is a passage together with the next."""

HEAD_WORDS = 3
"""A line so long may be a headline."""

HEAD_DEPTH = 60
"""So many words of prose may stand above a headline: a notice about cookies, a paragraph of the site's own."""

HEAD_LINES = 12
"""So many lines that may be the headline are kept, those nearest to the prose: a menu has more."""

END = 0.25
"""The end of a document is what has at most so much of its prose below it. On synthetic sites .03 less of the lines
that vary is found with .1, and .04 more with .5; no line of an article is lost with any. Half of a document is hardly
its end, though, so the middle is taken."""

_PAIR, _BAND, _HEAD, _FORM, _END = (np.uint64(number) for number in (0x5A17, 0xB0A7, 0x4EAD, 0xF0A3, 0xE4D5))
"""They keep keys of one kind apart from those of another."""


class Observation(NamedTuple):
    """The keys of a document's blocks. Rows stand for the blocks that hold words, in their order."""

    blocks: Indexes
    """Which block each row stands for."""
    keys: Keys
    """The key of its words and figures, on any site."""
    lines: Keys
    """The key of its words and figures on this site."""
    forms: Keys
    """The key of its words on this site, whatever its figures and the headline that it speaks of. It is the key
    of the line where there are none."""
    pairs: Keys
    """The key of the line and the next on this site; the last row has none."""
    ends: Keys
    """The key of the line where it stands at the end of a document of this site."""
    last: Flags
    """Whether it stands at the end: below most of the prose."""
    near: Indexes
    """Which rows may have variants."""
    bands: Keys
    """For each of these the keys of its bands on this site, as an array (rows, bands)."""
    passages: Keys
    """The key of its words, on any site, and for a short line of those of the next row, too."""
    depths: Indexes
    """How many words of prose stand above it."""
    titles: Flags
    """Whether it is a line that speaks of the headline, for which its key has any."""
    prose: Flags
    """Whether it reads like a paragraph."""
    sizes: Indexes
    """How many words it holds."""

    @property
    def shared(self) -> Keys:
        """All keys that are counted by site, none twice."""
        return np.unique(np.concatenate([self.lines, self.forms, self.pairs, self.ends[self.last], self.bands.ravel()]))


def observe(document: Document, site: str) -> Observation:
    """Return the keys of a document's blocks. Linear in its length."""
    own = key_of_name(site)
    words = words_of(document)
    keys, forms = words.keys(), words.forms()
    lines = mixed(keys ^ own)
    forms = np.where(keys == forms, lines, mixed(forms ^ own ^ _FORM))
    near, bands = bands_of(words)
    prose = np.array([block.prose for block in document.blocks], bool)
    sizes = np.array([block.size for block in document.blocks], np.intp)
    told = np.where(prose, sizes, 0)
    above = np.cumsum(told) - told
    long = (prose | (sizes >= PASSAGE_WORDS))[words.blocks]
    return Observation(
        blocks=words.blocks,
        keys=keys,
        lines=lines,
        forms=forms,
        pairs=_joint(lines)[:-1],
        ends=mixed(lines ^ _END),
        last=(told.sum() - above - told <= END * told.sum())[words.blocks],
        near=near,
        bands=mixed(bands ^ own ^ _BAND),
        passages=np.where(long, keys, _joint(keys)),
        depths=above[words.blocks],
        titles=words.titles,
        prose=prose[words.blocks],
        sizes=sizes[words.blocks],
    )


def _joint(keys: Keys) -> Keys:
    """Return for each key one for it and the next; the last stands beside nothing."""
    return mixed(keys * np.uint64(3) + np.append(keys[1:], np.uint64(0))[: len(keys)] ^ _PAIR)


def heads_of(document: Document, seen: Observation) -> Indexes:
    """Return the rows that may be the document's headline: lines with little prose above them."""
    blocks = [document.blocks[index] for index in seen.blocks[seen.depths <= HEAD_DEPTH].tolist()]
    rows = [row for row, block in enumerate(blocks) if not block.prose and block.size >= HEAD_WORDS]
    return np.array(rows[-HEAD_LINES:], np.intp)


def head_keys(keys: Keys, home: np.uint64) -> Keys:
    """Return the keys of lines at the head of one document."""
    return mixed(mixed(keys ^ _HEAD) ^ home)
