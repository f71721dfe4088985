"""What the first scores of a page's blocks say of each other: numbers by name, one for each block.

A first score knows what a block looks like and where it stands. Whether what it stands among is likely the article's it
does not know: that is told here, for the trees that decide.
"""

import numpy as np

from cleanwire.reading.html.containers import Containers
from cleanwire.reading.html.evidence import Columns, Page, forms_of
from cleanwire.scoring.columns import Indexes, Numbers, moved

__all__ = ["context_of"]

SUREST = 6.0
"""Log-odds beyond this say no more: 1 block in 400 is taken for something else."""

TOP = 0.5
"""The score that half of the likely words reach is the page's: an article whose form is odd scores low as a whole."""

NEIGHBOURS = (1, 2, 3)
WINDOWS = (3, 8)
"""So many blocks above and below are looked at one by one, and so many together."""

LEVELS = {"outer": 1, "outmost": 2, "wider": 3}
"""The containers around a block's own, by how many levels they stand above it."""

CORES = {"narrow": 0.6, "wide": 0.85}
"""The smallest container with so much of the likely words is a core of the article."""

DEEPEST = 6.0
"""A block stands so much deeper than a core, or deeper still."""

LIKELY = 0.5
RUN_WORDS = 3
RUN_GAP = 4
"""Likely blocks of more than so many words, at most so many blocks from one to the next, are a run."""


def context_of(page: Page, scores: Numbers) -> Columns:
    """Return what the scores, as log-odds, say of the blocks around each. Linear in the page but for sorting."""
    bounded = np.clip(scores, -SUREST, SUREST)
    likely = 1 / (1 + np.exp(-bounded))
    words = page.sizes * likely
    total = max(1.0, float(words.sum()))
    top = _top(bounded, words, total)
    count = len(scores)
    found: Columns = {
        "top": np.full(count, top),
        "below_top": bounded - top,
        "likely_words": np.full(count, np.log1p(total)),
        "likely_share": np.full(count, total / max(1.0, float(page.sizes.sum()))),
    }
    for distance in NEIGHBOURS:
        found[f"likely_above_{distance}"] = moved(likely, distance)
        found[f"likely_below_{distance}"] = moved(likely, -distance)
    found |= _in_windows(page.sizes, words, total)
    found |= _in_containers(page, words, total)
    found["form_likely"] = _in_form(page, words)
    return found | _in_runs(page.sizes, likely, words, total)


def _top(scores: Numbers, words: Numbers, total: float) -> float:
    order = np.argsort(-scores, kind="stable")
    reached = int(np.searchsorted(np.cumsum(words[order]), TOP * total))
    return float(scores[order[min(len(order) - 1, reached)]])


def _in_windows(sizes: Numbers, words: Numbers, total: float) -> Columns:
    """Count what share of the words of the blocks around each is likely, and how much of all likely words is above."""
    count = len(sizes)
    likely, all_words = (np.concatenate([[0.0], np.cumsum(part)]) for part in (words, sizes))
    here = np.arange(count)
    found: Columns = {"likely_before": likely[:-1] / total}
    for width in WINDOWS:
        first, end = np.maximum(0, here - width), np.minimum(count, here + width + 1)
        rest = np.maximum(1.0, all_words[end] - all_words[first] - sizes)
        found[f"likely_within_{width}"] = (likely[end] - likely[first] - words) / rest
    return found


def _in_containers(page: Page, words: Numbers, total: float) -> Columns:
    own = np.array([block.container.index for block in page.blocks])
    containers = Containers(page.containers, own, {"likely": words, "words": page.sizes})
    found: Columns = {}
    for name, level in LEVELS.items():
        rest = np.maximum(1.0, containers.around("words", level) - page.sizes)
        found[f"{name}_likely"] = (containers.around("likely", level) - words) / rest
        found[f"{name}_likely_of_page"] = containers.around("likely", level) / total
    for name, share in CORES.items():
        core = containers.core("likely", share)
        inside = containers.within(core)
        found[f"{name}_core"] = inside
        found[f"{name}_core_depth"] = inside * np.minimum(DEEPEST, containers.depth_below(core))
        found[f"{name}_core_share"] = np.full(len(words), containers.share("likely", core))
    return found


def _in_form(page: Page, words: Numbers) -> Numbers:
    """Return what share of the words of the other blocks of a block's form is likely."""
    forms = forms_of(page.blocks)
    rest = np.maximum(1.0, np.bincount(forms, page.sizes)[forms] - page.sizes)
    share: Numbers = (np.bincount(forms, words)[forms] - words) / rest
    return share


def _in_runs(sizes: Numbers, likely: Numbers, words: Numbers, total: float) -> Columns:
    """Count what of all likely words stands in a block's run, and how far the longest run is."""
    count = len(sizes)
    run, far, side = np.zeros(count), np.zeros(count), np.zeros(count)
    places = np.flatnonzero((likely > LIKELY) & (sizes > RUN_WORDS))
    if len(places):
        parted = np.flatnonzero(np.diff(places) > RUN_GAP)
        starts, lasts = places[np.append(0, parted + 1)], places[np.append(parted, len(places) - 1)]
        summed = np.append(0.0, np.cumsum(words))
        parts = summed[lasts + 1] - summed[starts]
        for start, last, part in zip(starts.tolist(), lasts.tolist(), parts.tolist(), strict=True):
            run[start : last + 1] = part / total
        longest = int(np.argmax(parts))
        here: Indexes = np.arange(count)
        above, below = starts[longest] - here, here - lasts[longest]
        far = np.log1p(np.maximum(0, np.maximum(above, below)))
        side = (below > 0).astype(float) - (above > 0)
    return {"run": run, "run_far": far, "run_side": side}
