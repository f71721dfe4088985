"""What the first scores of a page's blocks say about each other: named columns, with one number for each block.

A first score depends on the form and position of a block, but not on whether its neighbours are likely to belong to the
article. These columns add that, for the trees that decide.
"""

import numpy as np

from cleanwire.reading.html.containers import Containers
from cleanwire.reading.html.evidence import Columns, Page, forms_of
from cleanwire.scoring.columns import Indexes, Numbers, moved

__all__ = ["context_of"]

SUREST = 6.0
"""Log-odds are clipped at this value: beyond it, 1 block in 400 is still misjudged."""

TOP = 0.5
"""The page's score is the one that this share of the likely words reaches: an article in an odd form scores low as a
whole."""

NEIGHBOURS = (1, 2, 3)
WINDOWS = (3, 8)
"""Up to this many blocks above and below are looked at singly, and up to this many together."""

LEVELS = {"outer": 1, "outmost": 2, "wider": 3}
"""The containers around a block's own, with the number of levels they are above it."""

CORES = {"narrow": 0.6, "wide": 0.85}
"""A core of the article is the smallest container with this share of the likely words."""

DEEPEST = 6.0
"""Greater depths below a core count as this depth."""

LIKELY = 0.5
RUN_WORDS = 3
RUN_GAP = 4
"""A run consists of likely blocks of more than RUN_WORDS words, at most RUN_GAP blocks apart."""


def context_of(page: Page, scores: Numbers) -> Columns:
    """Return what the scores, as log-odds, say about the blocks around each. Linear in the page except for sorting."""
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
    """Compute which share of the words of the blocks around each is likely, and of all likely words which is above."""
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
    """Return the share of likely words in the other blocks of the same form."""
    forms = forms_of(page.blocks)
    rest = np.maximum(1.0, np.bincount(forms, page.sizes)[forms] - page.sizes)
    share: Numbers = (np.bincount(forms, words)[forms] - words) / rest
    return share


def _in_runs(sizes: Numbers, likely: Numbers, words: Numbers, total: float) -> Columns:
    """Compute the share of all likely words in each block's run, and the distance to the longest run."""
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
