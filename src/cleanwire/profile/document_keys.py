"""What one document adds to a profile, and what is looked up for it: keys of lines, pairs of lines, and variants."""

from typing import NamedTuple

import numpy as np

from cleanwire.document import Document
from cleanwire.native.profiles.site_keys import SiteKeys, mixed
from cleanwire.profile.hashing import Keys, number_of_name, words_of
from cleanwire.profile.minhash import bands_of
from cleanwire.scoring.columns import Flags, Indexes

__all__ = ["Observation", "head_keys", "heads_of", "observe"]

HEAD_WORDS = 3
"""A line of this many words may be a headline."""

HEAD_DEPTH = 60
"""At most this many words of prose are above a headline, such as a cookie notice or the site's own paragraph."""

HEAD_LINES = 12
"""At most this many candidates for the headline are kept, those nearest to the prose: a menu has more lines."""

_BAND, _HEAD = 0xB0A7, 0x4EAD
"""Salts that separate keys of one kind from those of others, like those in `native.profiles.site_keys`."""


class Observation(NamedTuple):
    """The keys of a document's blocks. There is one row for each block that contains words, in order."""

    blocks: Indexes
    """The block of each row."""
    keys: Keys
    """The key of its words and figures, the same on any site."""
    lines: Keys
    """The key of its words and figures on this site."""
    forms: Keys
    """The key of its words on this site, without its figures and the headline that it mentions. Equal to the key of
    the line if it has neither."""
    pairs: Keys
    """The key of the line and the next one on this site. The last row has none."""
    ends: Keys
    """The key of the line for its occurrences at the end of documents of this site."""
    last: Flags
    """Whether it is at the end, below most of the prose."""
    near: Indexes
    """The rows that may have variants."""
    bands: Keys
    """The keys of the bands of each of these rows on this site, as an array (rows, bands)."""
    passages: Keys
    """The key of its words on any site. For a short line, the words of the next row are included."""
    depths: Indexes
    """How many words of prose are above it."""
    titles: Flags
    """Whether it is a template line that mentions the headline, whatever the headline is."""
    prose: Flags
    """Whether it reads like a paragraph."""
    sizes: Indexes
    """How many words it contains."""

    @property
    def shared(self) -> Keys:
        """All keys that are counted by site, each once."""
        return np.unique(np.concatenate([self.lines, self.forms, self.pairs, self.ends[self.last], self.bands.ravel()]))


def observe(document: Document, site: str) -> Observation:
    """Return the keys of a document's blocks. Linear in its length."""
    own = number_of_name(site)
    words = words_of(document)
    keys = words.keys()
    held = SiteKeys(document.line_table(), words.blocks, keys, words.hashes.keys() if words.told else keys, own)
    near, bands = bands_of(words)
    return Observation(
        blocks=np.array(words.blocks, np.intp),
        keys=np.frombuffer(keys, np.uint64),
        lines=np.frombuffer(held.lines, np.uint64),
        forms=np.frombuffer(held.forms, np.uint64),
        pairs=np.frombuffer(held.pairs, np.uint64),
        ends=np.frombuffer(held.ends, np.uint64),
        last=np.frombuffer(held.last, np.bool_),
        near=near,
        bands=np.frombuffer(mixed(bands.ravel(), own ^ _BAND), np.uint64).reshape(bands.shape),
        passages=np.frombuffer(held.passages, np.uint64),
        depths=np.frombuffer(held.depths, np.intp),
        titles=np.array(words.titles, bool),
        prose=np.frombuffer(held.prose, np.bool_),
        sizes=np.frombuffer(held.sizes, np.intp),
    )


def heads_of(document: Document, seen: Observation) -> Indexes:
    """Return the rows that may be the document's headline: lines with little prose above them."""
    blocks = [document.blocks[index] for index in seen.blocks[seen.depths <= HEAD_DEPTH].tolist()]
    rows = [row for row, block in enumerate(blocks) if not block.prose and block.size >= HEAD_WORDS]
    return np.array(rows[-HEAD_LINES:], np.intp)


def head_keys(keys: Keys, home: np.uint64) -> Keys:
    """Return the keys of lines at the beginning of one document."""
    return np.frombuffer(mixed(mixed(keys, _HEAD), int(home)), np.uint64)
