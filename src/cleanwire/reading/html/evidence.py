"""Features of the blocks of a page, from markup and position: named columns, with one number for each block."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from cleanwire.native.pages.blocks import PageBlock
from cleanwire.native.pages.containers import Container
from cleanwire.native.pages.signs import SIGN_NAMES, signs_of
from cleanwire.reading.html.containers import Containers
from cleanwire.reading.html.headline import TITLE_LIKENESS, from_headline
from cleanwire.reading.text import PROSE_WORDS, PROSE_WORDS_OPEN
from cleanwire.scoring.columns import Indexes, Numbers, moved

__all__ = ["Columns", "Page", "evidence_of", "forms_of"]

Columns = dict[str, Numbers]

PROSE_LINKED = 0.5
"""A block with this share of its characters in links is not a paragraph."""

ALL_LINK = 0.9
"""A block with this share of its characters in links is all link, except for a date or a mark."""

TITLE_WORDS = 30
"""Only blocks of at most this many words are compared with the page's title."""

DESCRIPTION_WORDS = 80
"""The same for the page's description."""

TAGS = ("p", "li", "h1", "h2", "h3", "h4", "td", "div", "dd", "pre", "figcaption")
_AKIN = {"h5": "h4", "h6": "h4", "th": "td", "tr": "td", "dt": "dd", "caption": "figcaption", "figure": "figcaption"}

MOST_COMMAS = 3.0
MOST_SENTENCES = 4.0
"""Counts are clipped at this value: more sentences say nothing more."""

_CLOSED = ".!?:;\"')]*”’…。！？"


class Page(NamedTuple):
    """A page, as features are computed from it."""

    blocks: Sequence[PageBlock]
    containers: Sequence[Container]
    words: Sequence[Sequence[str]]
    """The words of each block."""
    sizes: Numbers
    """The number of words of each block. Less than the length of its `words` where these are letters."""
    kept: Sequence[bool]
    """Which blocks the extractor kept."""
    titles: Sequence[str]
    descriptions: Sequence[str]


def _prose(size: Numbers, closed: Numbers, link: Numbers) -> Numbers:
    long = (size >= PROSE_WORDS) & ((closed > 0) | (size >= PROSE_WORDS_OPEN))
    return (long & (link < PROSE_LINKED)).astype(float)


def _linked(blocks: Sequence[PageBlock]) -> Numbers:
    """Return the share of each block's visible characters that is in links."""
    visible = _floats([len(block.text) - block.text.count(" ") for block in blocks])
    return np.minimum(1.0, _floats([block.linked for block in blocks]) / np.maximum(1.0, visible))


def evidence_of(page: Page) -> Columns:
    """Return the evidence for a page that has blocks. Linear in the page."""
    columns = _own(page)
    columns |= _from_title(page)
    columns |= from_headline(columns)
    columns |= _from_copies(page)
    columns |= _from_place(columns)
    columns |= _from_containers(page, columns)
    columns |= _from_signatures(page, columns)
    columns |= _together(columns)
    return columns | _from_neighbours(
        columns, np.array([(one.container.parent or one.container).index for one in page.blocks])
    )


def _floats(values: Sequence[float]) -> Numbers:
    return np.array(values, dtype=np.float64)


def _own(page: Page) -> Columns:
    """Compute features of each block by itself."""
    size = page.sizes
    link = _linked(page.blocks)
    own = _from_text([block.text for block in page.blocks]) | _from_tags(page)
    own |= {
        "words": size,
        "kept": _floats(list(page.kept)),
        "prose": _prose(size, own["closed"], link),
        "link": link,
        "all_link": (link > ALL_LINK).astype(float),
        "length": np.log1p(size),
        "single": (size <= 3).astype(float),
        "hidden": _floats([block.container.hidden for block in page.blocks]),
    }
    return own


LOOKED_AT = 200
"""This many characters of a block are searched for signs: its beginning shows what it is."""


def _from_text(texts: Sequence[str]) -> Columns:
    signs = dict(zip(SIGN_NAMES, map(np.asarray, signs_of(texts, closed=_CLOSED, head=LOOKED_AT)), strict=True))
    return signs | {
        "commas": np.minimum(MOST_COMMAS, signs["commas"]),
        "sentences": np.minimum(MOST_SENTENCES, signs["sentences"]),
    }


def _from_tags(page: Page) -> Columns:
    numbers = {tag: number for number, tag in enumerate(TAGS)}
    other = numbers["div"]
    tags = [_AKIN.get(block.container.tag, block.container.tag) for block in page.blocks]
    own = np.array([numbers.get(tag, other) for tag in tags])
    found = {f"tag_{tag}": (own == number).astype(float) for tag, number in numbers.items()}
    found["heading"] = found["tag_h1"] + found["tag_h2"] + found["tag_h3"] + found["tag_h4"]
    return found


def _from_title(page: Page) -> Columns:
    """Compare the blocks with the page's title and description."""
    title = _likeness(page, page.titles, TITLE_WORDS)
    headlines = np.flatnonzero(title > TITLE_LIKENESS)
    below = np.zeros(len(title))
    if len(headlines):
        below[headlines[0] + 1 :] = 1.0
    return {
        "title": title,
        "description": _likeness(page, page.descriptions, DESCRIPTION_WORDS),
        "below_title": below,
    }


def _likeness(page: Page, wanted: Sequence[str], longest: int) -> Numbers:
    sets = [frozenset(text.split()) for text in wanted if text]
    found = np.zeros(len(page.words))
    any_of = frozenset().union(*sets)
    for index, (words, size) in enumerate(zip(page.words, page.sizes.tolist(), strict=True)):
        if 1 < size < longest and not any_of.isdisjoint(words):
            own = frozenset(words)
            found[index] = max((len(own & one) / len(own | one) for one in sets), default=0.0)
    return found


def _from_copies(page: Page) -> Columns:
    """Find the blocks that occur on the page more than once."""
    keys = [" ".join(words) for words in page.words]
    counts = Counter(keys)
    seen: set[str] = set()
    again = np.zeros(len(keys))
    for index, key in enumerate(keys):
        again[index] = key in seen
        seen.add(key)
    long = (page.sizes >= PROSE_WORDS).astype(float)
    return {"again": again, "again_long": again * long, "copied": _floats([counts[key] > 1 for key in keys])}


def _from_place(columns: Columns) -> Columns:
    """Compute the position of each block on the page, and relative to the paragraphs that the extractor kept."""
    size, kept = columns["words"], columns["kept"]
    count = len(size)
    places = np.arange(count)
    core = np.flatnonzero(kept * columns["prose"])
    if not len(core):
        core = np.flatnonzero(kept)
    first, last = (core[0], core[-1]) if len(core) else (count, -1)
    inside = (places >= first) & (places <= last)
    kept_words = size * kept
    return {
        "place": places / count,
        "place_words": np.cumsum(size) / max(1.0, size.sum()),
        "place_kept": np.cumsum(kept_words) / max(1.0, kept_words.sum()),
        "inside": inside.astype(float),
        "above": np.log1p(np.maximum(0, first - places)) if len(core) else np.zeros(count),
        "below": np.log1p(np.maximum(0, places - last)) if len(core) else np.zeros(count),
        "right_above": ((places < first) & (places >= first - 5) & (len(core) > 0)).astype(float),
        "first": (places == first).astype(float),
        "all_kept": np.full(count, np.log1p(kept_words.sum())),
        "all_prose": np.full(count, np.log1p((size * columns["prose"]).sum())),
    }


CORE_KEPT = 0.8
"""The core of what the extractor kept is the smallest container with this share of it."""

CORE_PROSE = 0.6
"""The same for the page's paragraphs. Lower, because menus, comments and teasers contain some, too."""


def _from_containers(page: Page, columns: Columns) -> Columns:
    """Compute what else the containers around a block contain, and where the article's container is."""
    size = columns["words"]
    sums = {name: size * columns[name] for name in ("kept", "prose", "link")} | {"words": size}
    own = np.array([block.container.index for block in page.blocks])
    containers = Containers(page.containers, own, sums)
    found: Columns = {}
    for name, core in (("kept", containers.core("kept", CORE_KEPT)), ("prose", containers.core("prose", CORE_PROSE))):
        inside = containers.within(core)
        found[f"{name}_core"] = inside
        found[f"{name}_core_depth"] = inside * np.minimum(6.0, containers.depth_below(core))
        found[f"{name}_core_share"] = np.full(len(size), containers.share(name, core))
    for name, level in (("outer", 1), ("outmost", 2)):
        rest = np.maximum(1.0, containers.around("words", level) - size)
        for part in ("kept", "prose", "link"):
            found[f"{name}_{part}"] = (containers.around(part, level) - sums[part]) / rest
            if part != "link":
                found[f"{name}_{part}_of_page"] = containers.around(part, level) / max(1.0, sums[part].sum())
        found[f"{name}_length"] = np.log1p(np.maximum(0.0, containers.around("words", level) - size))
    return found


def forms_of(blocks: Sequence[PageBlock]) -> Indexes:
    """Return the number of each block's form, which is its tag and classes."""
    numbers: dict[tuple[str, tuple[str, ...], tuple[str, ...]], int] = {}
    forms = [(block.container.tag, block.container.names, block.names[:2]) for block in blocks]
    return np.array([numbers.setdefault(form, len(numbers)) for form in forms])


def _from_signatures(page: Page, columns: Columns) -> Columns:
    """Compute the share kept, and similar features, of the other blocks of the same form (tag and classes)."""
    own = forms_of(page.blocks)
    size = columns["words"]
    found: Columns = {"form_count": np.log1p(np.bincount(own)[own] - 1.0)}
    rest = np.maximum(1.0, np.bincount(own, size)[own] - size)
    for name in ("kept", "link"):
        part = size * columns[name]
        found[f"form_{name}"] = (np.bincount(own, part)[own] - part) / rest
    found["form_alone"] = (found["form_count"] == 0).astype(float)
    return found


def _together(columns: Columns) -> Columns:
    """Compute features that are products of others."""
    kept, prose, link, item = (columns[name] for name in ("kept", "prose", "link", "tag_li"))
    core = columns["kept_core"]
    return {
        "kept_prose": kept * prose,
        "kept_link": kept * link,
        "kept_length": kept * columns["length"],
        "kept_item": kept * item,
        "kept_link_item": kept * link * item,
        "kept_heading": kept * columns["heading"],
        "kept_single": kept * columns["single"] * (1 - columns["heading"]),
        "kept_outer": kept * columns["outer_kept"],
        "missed_prose_core": (1 - kept) * prose * core,
        "missed_item_core": (1 - kept) * item * core * (1 - link),
        "missed_prose_outer": (1 - kept) * prose * columns["outer_kept"],
    }


BESIDE: Mapping[int, tuple[str, ...]] = {
    1: ("kept", "link", "length", "prose", "tag_li", "closed", "form_kept", "digits", "heading"),
    2: ("kept", "link", "closed", "form_kept", "heading"),
}
"""Which features of neighbouring blocks are used, by their distance."""


def _from_neighbours(columns: Columns, outer: Indexes) -> Columns:
    found: Columns = {}
    for distance, names in BESIDE.items():
        for name in names:
            found[f"{name}_above_{distance}"] = moved(columns[name], distance)
            found[f"{name}_below_{distance}"] = moved(columns[name], -distance)
    same = np.zeros(len(outer))
    same[1:] = outer[1:] == outer[:-1]
    found["sibling_above"], found["sibling_below"] = same, moved(same, -1)
    found["sibling_below_kept"] = found["sibling_below"] * found["kept_below_1"]
    found["heading_over_kept"] = columns["heading"] * found["kept_below_1"]
    return found
