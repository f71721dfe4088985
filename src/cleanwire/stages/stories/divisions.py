"""How a text falls into parts: what tells a story of its own from the next part of a text that has many."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, pairwise

from cleanwire.stages.stories.gains import Repetition
from cleanwire.stages.stories.lines import Lines
from cleanwire.stages.stories.sides import Sides, share

__all__ = ["apart", "divisions_of", "gain_of"]

PART = 20
"""Terms of the shortest part."""

APART = 30
"""Cuts of one text are so many terms apart at least."""

PARTS = 8
"""So many parts are counted at most."""

LONG = 60
"""A stranger of fewer terms is of one part."""

SECTION = 15
"""Terms of the shortest section that says what it is about."""

LEAST, MOST = -50.0, 200.0
"""Gains are told apart between these: what is gained grows with the length."""

WHOLE = -1.0
"""The gain by word of a text too short to be cut."""

ALIKE = 0.3
"""How much more like the rest the sections of a text are that has but one: more than nine in ten have less."""


def gain_of(lines: Lines, start: int, end: int, gain: float) -> Mapping[str, float]:
    """Return a gain as it is, by word of the shorter side, by its root, and by word of the text."""
    inside, total = lines.reach[end] - lines.reach[start], lines.reach[-1]
    least = min(inside, total - inside)
    return {
        "gain": gain / (1 + least),
        "gain_root": gain / (5 + least) ** 0.5,
        "gain_all": 10 * gain / (1 + total),
        "gain_abs": max(LEAST, min(MOST, gain)),
    }


def divisions_of(sides: Sides, gain: float) -> Mapping[str, float]:
    """Return how deep a cut to the end is, against cuts elsewhere, above and below it."""
    lines, start = sides.lines, sides.start
    inside = len(sides.said)
    host = _depth(lines.telling[:start], lines.terms.priors)
    own = _depth(lines.telling[start:], lines.terms.priors) if inside >= LONG else _NO_PARTS
    far = [lines.gains[at] for at in range(1, len(lines)) if abs(lines.reach[at] - lines.reach[start]) >= PART]
    size = 1 + min(inside, lines.reach[-1] - inside)
    return {
        "gain_rank": sum([other > gain for other in far]),
        "gain_other": (gain - max(far, default=0.0)) / size,
        "gain_over_host": gain / size - host[0],
        "host_gain": host[0],
        "host_gain_abs": host[1],
        "host_parts": host[2],
        "in_gain": own[0],
        "in_gain_abs": own[1],
        "in_parts": own[2],
        "all_parts": _parts(lines.gains, lines.reach),
        **_sections(sides),
    }


_NO_PARTS = (WHOLE, LEAST, 0)


def _depth(lines: Sequence[Sequence[int]], priors: Sequence[float]) -> tuple[float, float, int]:
    """Return the best gain of a cut, by word and as it is, and how many parts have one."""
    reach = [0, *accumulate(map(len, lines))]
    gains = Repetition(lines, priors).gains_of_cuts()
    sizes = [min(above, reach[-1] - above) for above in reach]
    open_ = [at for at in range(1, len(lines)) if sizes[at] >= PART]
    if not open_:
        return _NO_PARTS
    best = max(LEAST, min(MOST, max([gains[at] for at in open_])))
    return max([gains[at] / (1 + sizes[at]) for at in open_]), best, _parts(gains, reach)


def _parts(gains: Sequence[float], reach: Sequence[int]) -> int:
    """Return how many cuts gain something, the best first and none beside another."""
    gainful = [at for at in range(1, len(gains) - 1) if gains[at] > 0 and min(reach[at], reach[-1] - reach[at]) >= PART]
    return len(apart(sorted(gainful, key=lambda at: -gains[at]), reach, APART, PARTS))


def apart(places: Iterable[int], reach: Sequence[int], terms: int, most: int) -> list[int]:
    """Return the first so many of some places that stand so many terms from each other."""
    chosen: list[int] = []
    for at in places:
        if all(abs(reach[at] - reach[other]) >= terms for other in chosen):
            chosen.append(at)
            if len(chosen) == most:
                break
    return chosen


def _sections(sides: Sides) -> Mapping[str, float]:
    """How much more like the rest than the stranger the host's own sections are: the least, and the next."""
    lines = sides.lines
    edges = [0, *[at for at in lines.headings if at < sides.start], sides.start]
    shares = []
    for first, last in pairwise(edges):
        said = lines.said(first, last)
        if len(said) >= SECTION:
            shares.append(share(said, sides.weights, sides.besides(Counter(said))))
    shares.sort()
    return {
        "section1": shares[0] - sides.shared if len(shares) > 1 else ALIKE,
        "section2": shares[1] - sides.shared if len(shares) > 2 else ALIKE,
    }
