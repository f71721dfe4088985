"""Whether the words of a stranger come back in its host, and those of the host in the stranger."""

from collections import Counter
from collections.abc import Iterable, Mapping

from cleanwire.stages.stories.sides import Sides, share

__all__ = ["overlap_of"]

WINDOW = 40
"""Terms of a paragraph, about: enough to tell what it shares with the rest."""

OPENING, ENDING = 30, 40
"""So many terms open a story, and so many end it. Where both are foreign the story ends with the text."""

THEMES, RECURRING = 10, 3
"""So many terms that stand so often are what a text is about; in a short text those that stand twice are."""

OFTEN = 2


def overlap_of(sides: Sides) -> Mapping[str, float]:
    """Return how much of each side the other holds, with the host's own last part as the yardstick."""
    return {**_shares(sides), **_windows(sides), **_themes(sides), **_title(sides), **_opening(sides)}


def _shares(sides: Sides) -> Mapping[str, float]:
    said, weights = sides.said, sides.weights
    middle = (sides.start + sides.end + 1) // 2
    first = set(sides.lines.said(sides.start, middle))
    return {
        "shared": sides.shared,
        "shared_beside": share(sides.beside_said, weights, sides.besides(sides.beside)),
        "shared_open": share(said[:OPENING], weights, sides.in_host),
        "shared_end": share(said[-ENDING:], weights, sides.in_host),
        "coherence": share(sides.lines.said(middle, sides.end), weights, first.__contains__),
    }


def _windows(sides: Sides) -> Mapping[str, float]:
    """How much of each paragraph the host holds, of the stranger's and of the host's own."""
    weights = sides.weights
    inside = [share(part, weights, sides.in_host) for part in _cut(sides.said)] or [0.0]
    outside = sorted([share(part, weights, sides.besides(Counter(part))) for part in _cut(sides.host_said)]) or [0.0]
    mean, low = sum(inside) / len(inside), outside[len(outside) // 5]
    return {
        "low_over_mean": low - mean,
        "low_over_peak": low - max(inside),
        "mean_over_mean": sum(outside) / len(outside) - mean,
        "least_over": outside[0] - mean,
    }


def _cut(terms: list[int]) -> list[list[int]]:
    """Return windows of terms; a rest of less than half a window is left out."""
    return [terms[at : at + WINDOW] for at in range(0, len(terms) - WINDOW // 2, WINDOW)] or ([terms] if terms else [])


def _themes(sides: Sides) -> Mapping[str, float]:
    """Whether the terms that recur in the host come back in the stranger."""
    counts, inside, beside = sides.lines.counts, sides.inside, sides.beside
    outside = {term: count - inside[term] for term, count in counts.items()}
    themes = _leading((count * sides.weights[term], term) for term, count in outside.items() if count >= RECURRING)
    if len(themes) < RECURRING:
        themes = _leading((count * sides.weights[term], term) for term, count in outside.items() if count >= OFTEN)
    return {
        "themes_kept": _ratio(inside[term] > 0 for term in themes),
        "themes_beside": _ratio(beside[term] > 0 for term in themes),
        "density": sum([inside[term] for term in themes]) / max(1, len(sides.said)),
    }


def _leading(weighed: Iterable[tuple[float, int]]) -> list[int]:
    return [term for _, term in sorted(weighed, reverse=True)[:THEMES]]


def _ratio(flags: Iterable[bool]) -> float:
    held = list(flags)
    return sum(held) / (len(held) or 1)


def _title(sides: Sides) -> Mapping[str, float]:
    """Whether the words of the text's first line come back in the stranger, and in the host beside it."""
    title = set(sides.lines.telling[0 if sides.start else sides.end])
    return {
        "title_kept": _ratio(sides.inside[term] > 0 for term in title),
        "title_beside": _ratio(sides.beside[term] > 0 for term in title),
    }


def _opening(sides: Sides) -> Mapping[str, float]:
    """Whether what opens the stranger comes back in it; and what its lines share with the last above."""
    lines, weights = sides.lines, sides.weights
    opening = sides.opening(OPENING)
    once = Counter(opening)
    above = lines.said(max(0, sides.start - 2), sides.start)
    there = set(above)
    return {
        "open_back": share(list(once), weights, lambda term: sides.inside[term] > once[term]),
        "seam": share(opening, weights, there.__contains__) if above else 0.0,
        "last_back": share(above, weights, lambda term: lines.counts[term] > sides.inside[term] + 1),
    }
