"""Find the headline of a page, and describe what is between it and the article's first paragraph."""

from collections.abc import Mapping

import numpy as np

from cleanwire.scoring.columns import Numbers

__all__ = ["TITLE_LIKENESS", "from_headline", "headline_of"]

TITLE_LIKENESS = 0.4
"""A block is the headline if it and the page's title have at least this share of their words in common."""

DESCRIBED = 0.3
"""The same for a standfirst and the page's description, which is often truncated."""

REACH = 6
"""This many blocks below the headline are near it: a standfirst, names, a date, a caption."""

STANDFIRST_WORDS = 6
"""A block of fewer words is a name or a date, not a standfirst."""

LINKED = 0.5
"""A block with this share of its characters in links is not a standfirst."""


def headline_of(columns: Mapping[str, Numbers]) -> int:
    """Return the index of the headline, or -1: the last block above the text that resembles the page's title.

    An `h1` is preferred to other blocks, such as menu entries and links to the page itself.
    """
    alike = (columns["title"] > TITLE_LIKENESS) & (np.arange(len(columns["title"])) <= _first_text(columns))
    for found in (alike & (columns["tag_h1"] > 0), alike):
        if found.any():
            return int(np.flatnonzero(found)[-1])
    return -1


def _first_text(columns: Mapping[str, Numbers]) -> int:
    """Return the index of the first paragraph that the extractor kept, or the number of blocks if it kept none."""
    text = np.flatnonzero(columns["kept"] * columns["prose"])
    return int(text[0]) if len(text) else len(columns["kept"])


def from_headline(columns: Mapping[str, Numbers]) -> dict[str, Numbers]:
    """Compute features of the headline and of the standfirst below it, which extractors often miss."""
    headline = headline_of(columns)
    here = np.arange(len(columns["title"]))
    below = (here - headline) * (headline >= 0)
    near = (below > 0) & (below <= REACH)
    phrase = (columns["words"] >= STANDFIRST_WORDS) & (columns["link"] < LINKED)
    standfirst = (below > 0) & (here < _first_text(columns)) & phrase
    distance = np.maximum(1, below)
    found = {
        "headline": (here == headline),
        "near_headline": near / distance,
        "under_headline": (near & phrase) / np.sqrt(distance),
        "standfirst": standfirst,
        "standfirst_described": standfirst & (columns["description"] > DESCRIBED),
        "described": columns["description"] > TITLE_LIKENESS,
    }
    return {name: column.astype(float) for name, column in found.items()}
