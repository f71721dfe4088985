"""How a stranger begins, and what stands above it: a headline, a dateline, the end of a page."""

import re
from collections.abc import Mapping

from cleanwire.stages.stories.sides import Sides

__all__ = ["WORDS", "has_dateline", "opening_of"]

NEAREST = 6
"""So many lines above a headline are near it."""

BELOW = 50
"""So many terms below a headline speak of what it says."""

WORDS = 100
"""Longer lines count as so long."""

ABOVE = 70
"""A line above that has more words counts as so long."""

_DATELINE = re.compile(
    r"[^\W\d_a-z][^\W\d_a-zäöüéèß .,'’/-]{2,30}(, \w[\w. ]{2,15})?( ?\([^)]{2,30}\))? ?(—|–|-|:) "
    r"|[A-ZÄÖÜ][\w/ -]{2,20}(, \d{1,2}\.? \w+)?( ?\([^)]{2,20}\))? ?[–—-] "
    r"|（?[^\s。、]{2,12}[日电電]）?[ \u3000]"
)
"""What news begins with: a place, perhaps a date and an agency, and a dash."""


def has_dateline(text: str) -> bool:
    """Whether a line begins with a dateline.

    >>> has_dateline("VELMARK, Jan. 3 (ANP) — The harbour board"), has_dateline("Velmark has a harbour board")
    (True, False)
    """
    return _DATELINE.match(text) is not None


def opening_of(sides: Sides) -> Mapping[str, float]:
    """Return what a stranger begins with, and what the host's headings are like."""
    return {**_headline(sides), **_seam(sides)}


def _headline(sides: Sides) -> Mapping[str, float]:
    """Whether it begins with a headline: longer than the host's subheads, about its own text, not about the host's."""
    lines, start, end = sides.lines, sides.start, sides.end
    subheads = [at for at in range(1, start) if lines.headed[at]]
    known = {"subheads": len(subheads) / (start or 1), "own_subheads": sum(lines.headed[start + 1 : end])}
    if not lines.headed[start]:
        return {**known, **_NO_HEADLINE}
    words = set(lines.telling[start])
    own = set(lines.said(start + 1, lines.below(start + 1, end, BELOW)))
    near = set(lines.said(max(0, start - NEAREST), start))
    title = set(lines.telling[0 if start else end])
    sizes = [lines.blocks[at].size for at in subheads] or [0]
    capitals = [lines.capitals[at] for at in subheads] or [0.0]
    size, count = lines.blocks[start].size, len(words) or 1
    return {
        **known,
        "h_words": size,
        "h_over": size - sum(sizes) / len(sizes),
        "h_most": size - max(sizes),
        "h_caps_over": lines.capitals[start] - sum(capitals) / len(capitals),
        "h_in": len(words & own) / count,
        "h_near": len(words & near) / count,
        "h_host": sum([sides.in_host(term) for term in words]) / count,
        "h_dens": sum([sides.inside[term] - 1 for term in words]) / count,
        "h_title": len(words & title) / count,
    }


_NO_HEADLINE = {
    **dict.fromkeys(("h_words", "h_over", "h_most", "h_caps_over", "h_in", "h_near", "h_dens", "h_title"), 0.0),
    "h_host": 1.0,
}
"""What is said of the headline where there is none: what speaks least for a stranger."""


def _seam(sides: Sides) -> Mapping[str, float]:
    """What stands where the stranger begins."""
    lines, start, end = sides.lines, sides.start, sides.end
    blocks = lines.blocks
    first = start if blocks[start].prose else min(start + 1, end - 1)
    return {
        "residue": lines.residue[start] > 0,
        "after_words": min(ABOVE, blocks[start - 1].size) if start else ABOVE,
        "open_words": min(WORDS, blocks[first].size),
        "dateline": any(has_dateline(lines.text(at)) for at in range(start, min(end, start + 2))),
        "prose_below": start + 1 < end and blocks[start + 1].prose,
    }
