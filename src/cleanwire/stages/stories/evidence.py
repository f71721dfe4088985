"""What speaks for and against a run of lines being another story: named numbers, for decisions to weigh."""

import re
from collections.abc import Mapping
from math import log

import numpy as np

from cleanwire.arrays import Flags, Indexes, Numbers
from cleanwire.stages.stories.lines import Lines, cosines
from cleanwire.stages.stories.parts import parts_of

__all__ = ["WINDOW", "evidence_of"]

Evidence = Mapping[str, float]

WINDOW = 70
"""Words of a paragraph, about: enough to tell what it is about."""

RUN = 30
"""Words with a subject among so many words."""

THEMES = 10
"""So many recurring words stand for what a text is about."""

RECURRING = 3
"""A word that stands so often is a theme."""

STRONG = 0.75
"""Words of this weight are names and terms."""

NEAREST = 6
"""So many lines above a headline are near it."""

_CONNECTIVES = frozenset(
    [
        "this",
        "that",
        "these",
        "those",
        "it",
        "he",
        "she",
        "they",
        "but",
        "however",
        "and",
        "also",
        "so",
        "then",
        "such",
        "his",
        "her",
        "its",
        "their",
        "another",
        "other",
        "both",
        "yet",
        "instead",
        "meanwhile",
        "still",
        "nor",
        "or",
        "because",
        "even",
        "while",
        "moreover",
        "furthermore",
        "additionally",
        "finally",
    ]
)
"""A text that opens with one of these goes on."""

_DATELINE = re.compile(r"[A-Z][A-Z .,'’/-]{2,30}(, [A-Z][\w.]+\.? \d{1,2})?( ?\([^)]{2,30}\))? ?(—|–|-|:) ")

_NUMBERED = re.compile(r"\W{0,2}\d{1,3}[.):\s]")

_SET_OFF = re.compile(r"[:|(]| [-–—] ")
"""Titles have two parts more often than subheads."""

_ANNOUNCES = re.compile(
    r"\b(?:in this (?:article|guide|post|piece|review|report|edition)|this (?:article|guide|post) |we[' ](?:ll|will)|"
    r"let s|you ll|learn (?:how|more|about)|find out|read on|here are|here s)\b"
)
"""What opening paragraphs say of what follows, in spaced text."""

_CLOSES = re.compile(
    r"\b(?:conclusion|in summary|to sum up|final thoughts?|bottom line|get started|contact us|reach out)\b"
)
"""What the last lines of an article say, in spaced text."""


def evidence_of(lines: Lines, start: int, end: int) -> dict[str, float]:
    """Return what is known of lines start..end as a stranger among the others, the host.

    Linear in the number of words. Both the stranger and the host have at least one line.
    """
    return {
        **_topics(lines, start, end),
        **_windows(lines, start, end),
        **_words(lines, start, end),
        **_themes(lines, start, end),
        **_names(lines, start, end),
        **_headline(lines, start, end),
        **_seam(lines, start, end),
        **_shape(lines, start, end),
        **parts_of(lines, start, end),
    }


def _beside(lines: Lines, start: int, end: int, words: int) -> tuple[int, int]:
    """Return the host's lines beside the stranger, so many words of them: above it, or below if it comes first."""
    return (lines.above(start, words), start) if start else (end, lines.below(end, words))


def _topics(lines: Lines, start: int, end: int) -> Evidence:
    """What they are about as wholes; and as a yardstick the host's part beside the stranger, and the host's rest."""
    sums = lines.sums
    stranger = sums[end] - sums[start]
    host = sums[-1] - stranger
    words = lines.size(start, end)
    head = 0 if start else end
    middle = (start + end + 1) // 2
    opening = lines.topic(start, min(end, lines.below(start, WINDOW)))
    title = lines.topic(head, head + 1)
    tail = lines.topic(*_beside(lines, start, end, words))
    ones, others = zip(
        (stranger, host),
        (tail, host - tail),
        (opening, host),
        (opening, lines.topic(head, lines.below(head, 2 * WINDOW))),
        (lines.topic(max(start, lines.above(end, WINDOW)), end), host),
        (sums[middle] - sums[start], sums[end] - sums[middle]),
        (title, stranger),
        (title, host - title),
        (title, tail),
        (lines.topic(*_beside(lines, start, end, WINDOW)), opening),
        strict=True,
    )
    likeness = cosines(np.array(ones), np.array(others)).tolist()
    return {
        "words": log(1 + words),
        "host_words": log(1 + lines.reach[-1] - words),
        "similarity": likeness[0],
        "beside_over_similarity": likeness[1] - likeness[0],
        "opening": likeness[2],
        "opening_like_opening": likeness[3],
        "ending": likeness[4],
        "coherence": likeness[5],
        "title": likeness[6],
        "title_host": likeness[7],
        "title_beside_over_title": likeness[8] - likeness[6],
        "seam": likeness[9],
    }


def _windows(lines: Lines, start: int, end: int) -> Evidence:
    """How near the host each paragraph is, of the stranger's and of the host's own."""
    host = lines.sums[-1] - lines.topic(start, end)
    inside = lines.cut(start, end, WINDOW)
    outside = np.concatenate([lines.cut(0, start, WINDOW), lines.cut(end, len(lines), WINDOW)])
    strange = cosines(inside, host).tolist()
    own = sorted(cosines(outside, host - outside).tolist())
    low, mean, peak = own[len(own) // 5], sum(strange) / len(strange), max(strange)
    return {
        "peak": peak,
        "mean": mean,
        "low_over_mean": low - mean,
        "low_over_peak": low - peak,
        "mean_over_mean": sum(own) / len(own) - mean,
        "host_median": own[len(own) // 2],
    }


def _outside(lines: Lines, start: int, end: int) -> Flags:
    """Return for each of the document's words whether the host holds it."""
    return (lines.terms.first < start) | (lines.terms.last >= end)


def _words(lines: Lines, start: int, end: int) -> Evidence:
    """How much of the stranger's words the host holds, and the other way round; by chance, by part, by weight."""
    said = lines.spoken(start, end)
    weights = lines.terms.weights[said]
    outside = _outside(lines, start, end)
    marks = weights * outside[said]
    strong = weights >= STRONG
    types = np.flatnonzero(lines.counts(start, end))
    shared = float(lines.terms.weights[types] @ outside[types])
    host = float(lines.terms.weights.sum() - lines.terms.weights[types].sum()) + shared
    expected = lines.shuffled(lines.size(start, end) / (lines.reach[-1] or 1))
    return {
        "bond": shared / expected if expected else 1.0,
        "shared": _share(marks, weights),
        "shared_strong": _share(marks[strong], weights[strong]),
        "strong": log(1 + int(strong.sum())),
        "shared_of_host": shared / host if host else 0.0,
        "shared_opening": _share(marks[:RUN], weights[:RUN]),
        "shared_ending": _share(marks[-RUN:], weights[-RUN:]),
        "shared_peak": _peak(marks, weights),
    }


def _peak(marks: Numbers, weights: Numbers) -> float:
    """Return the share of marked words, by weight, in the run of words that has the most; half a run is none."""
    edges = np.arange(0, max(1, len(weights) - RUN // 2), RUN)
    if not len(weights):
        return 0.0
    end = int(edges[-1]) + RUN
    wholes = np.add.reduceat(weights[:end], edges)
    return float((np.add.reduceat(marks[:end], edges) / np.where(wholes, wholes, 1.0)).max())


def _share(marks: Numbers, weights: Numbers) -> float:
    return float(marks.sum()) / (float(weights.sum()) or 1.0)


def _themes(lines: Lines, start: int, end: int) -> Evidence:
    """Whether the host's recurring words come back in the stranger, and the stranger's in the host."""
    inside = lines.counts(start, end)
    low, high = _beside(lines, start, end, lines.size(start, end))
    beside = lines.counts(low, high)
    outside = lines.terms.counts - inside
    themes = _leading(outside * lines.terms.weights * (outside >= RECURRING))
    own = _leading(inside * lines.terms.weights * (inside > 1))
    title = np.flatnonzero(lines.counts(0, 1) if start else lines.counts(end, end + 1))
    density = inside[themes].sum() / max(1, inside.sum())
    return {
        "themes_kept": _ratio(inside[themes] > 0),
        "themes_beside": _ratio(beside[themes] > 0),
        "theme_density": float(density),
        "theme_drop": float(beside[themes].sum() / max(1, beside.sum()) - density),
        "own_themes": len(own),
        "own_themes_in_host": _ratio(outside[own] > 0),
        "title_kept": _ratio(inside[title] > 0),
        "title_beside": _ratio(beside[title] > 0),
    }


def _leading(values: Numbers) -> Indexes:
    """Return the indexes of the largest values above zero."""
    leading = np.argsort(-values, kind="stable")[:THEMES]
    return leading[values[leading] > 0]


def _ratio(flags: Flags) -> float:
    return float(flags.sum()) / max(1, len(flags))


def _names(lines: Lines, start: int, end: int) -> Evidence:
    """Whether the stranger's names stand in the host, and those of the host's last part in the rest of it."""
    names = lines.names
    low = max(0, start - (end - start))
    inside = [name for line in names[start:end] for name in line]
    beside = [name for line in names[low:start] for name in line]
    rest = {name for line in (*names[:low], *names[end:]) for name in line}
    host = rest.union(beside)
    shared = sum(name in host for name in inside) / (len(inside) or 1)
    return {
        "names": log(1 + len(inside)),
        "names_shared": shared,
        "names_beside_over_shared": sum(name in rest for name in beside) / (len(beside) or 1) - shared,
    }


def _headline(lines: Lines, start: int, end: int) -> Evidence:
    """Whether it begins with a headline: longer than the host's subheads, about its own text, not about the host's."""
    subheads = [at for at in range(1, start) if lines.headed[at]]
    known = {
        "subheads": len(subheads) / (start or 1),
        "own_subheads": sum(lines.headed[start + 1 : end]),
        "headline": lines.headed[start],
    }
    if not lines.headed[start]:
        return {**known, **_NO_HEADLINE}
    words, own, near = (
        set(lines.spoken(*run).tolist())
        for run in (
            (start, start + 1),
            (start + 1, max(start + 1, min(end, lines.below(start, WINDOW)))),
            (max(0, start - NEAREST), start),
        )
    )
    sizes = [lines.blocks[at].size for at in subheads] or [0]
    capitals = [lines.capitals[at] for at in subheads] or [0.0]
    topic, stranger = lines.topic(start, start + 1), lines.topic(start, end)
    likeness = cosines(np.array([stranger - topic, lines.sums[-1] - stranger, lines.topic(0, 1)]), topic).tolist()
    size = lines.blocks[start].size
    text = lines.text(start)
    return {
        **known,
        "headline_words": size,
        "headline_words_over_mean": size - sum(sizes) / len(sizes),
        "headline_words_over_most": size - max(sizes),
        "headline_capitals": lines.capitals[start],
        "headline_capitals_over_mean": lines.capitals[start] - sum(capitals) / len(capitals),
        "headline_figure": any(character.isdigit() for character in text),
        "headline_set_off": bool(_SET_OFF.search(text)),
        "headline_in_text": len(words & own) / (len(words) or 1),
        "headline_in_host": _ratio(_outside(lines, start, end)[lines.spoken(start, start + 1)]),
        "headline_near": len(words & near) / (len(words) or 1),
        "headline_topic": likeness[0],
        "headline_topic_host": likeness[1],
        "headline_topic_title": likeness[2] if start else 0.0,
    }


_NO_HEADLINE: Evidence = {
    "headline_words": 0,
    "headline_words_over_mean": 0,
    "headline_words_over_most": 0,
    "headline_capitals": 0.0,
    "headline_capitals_over_mean": 0.0,
    "headline_figure": 0,
    "headline_set_off": 0,
    "headline_in_text": 0.0,
    "headline_in_host": 1.0,
    "headline_near": 1.0,
    "headline_topic": 0.0,
    "headline_topic_host": 1.0,
    "headline_topic_title": 0.0,
}
"""What is said of the headline where there is none: what speaks least for a stranger."""


def _seam(lines: Lines, start: int, end: int) -> Evidence:
    """What stands where the stranger begins."""
    blocks, bare = lines.blocks, lines.document.bare
    above = blocks[start - 1] if start else None
    text = lines.text(start)
    opening = start if blocks[start].prose else min(start + 1, end - 1)
    first = bare[blocks[opening].left : blocks[opening].right].split(None, 1)[:1]
    last = min(end, start + 4) - 1
    return {
        "residue": lines.residue[start] > 0,
        "residue_lines": min(5, lines.residue[start]),
        "after_prose": not above or above.prose,
        "after_words": min(WINDOW, above.size) if above else WINDOW,
        "after_label": lines.labelled[start],
        "after_colon": above is not None and lines.text(start - 1).endswith((":", ",", ";")),
        "after_close": above is not None and bool(_CLOSES.search(bare, blocks[max(0, start - 3)].left, above.right)),
        "connective": bool(first) and first[0] in _CONNECTIVES,
        "announces": bool(_ANNOUNCES.search(bare, blocks[start].left, blocks[last].right)),
        "dateline": any(_DATELINE.match(lines.text(at)) for at in range(start, min(end, start + 2))),
        "byline": any("byline" in lines.gaps[at] for at in range(start + 1, min(end, start + 4))),
        "numbered": bool(_NUMBERED.match(text)),
        "bullet": lines.document.folded[blocks[start].left] in "*-|",
        "question": text.endswith("?"),
        "opening_words": min(100, blocks[opening].size),
    }


def _shape(lines: Lines, start: int, end: int) -> Evidence:
    """How both are written: paragraphs, their length, and which quotation marks."""
    blocks = lines.blocks
    host = [*blocks[:start], *blocks[end:]]
    ours = [block.size for block in blocks[start:end] if block.prose] or [20]
    theirs = [block.size for block in host if block.prose] or [20]
    return {
        "prose": sum(block.prose for block in blocks[start:end]) / (end - start),
        "host_prose": sum(block.prose for block in host) / len(host),
        "prose_below": start + 1 < end and blocks[start + 1].prose,
        "paragraphs": abs(log(sum(ours) * len(theirs) / (sum(theirs) * len(ours)))),
        "typography": _typography(lines, start, end),
    }


def _typography(lines: Lines, start: int, end: int) -> float:
    """Return how far apart the shares of curly quotation marks are; 0 where either part has none at all."""
    source, blocks = lines.document.source, lines.blocks
    ours = source[blocks[start].left : blocks[end - 1].right]
    above = source[: blocks[start].left]
    below = source[blocks[end - 1].right :] if end < len(lines) else ""
    curly, straight = (sum(ours.count(mark) for mark in marks) for marks in ("’“”", "'\""))
    host_curly, host_straight = (
        sum(part.count(mark) for part in (above, below) for mark in marks) for marks in ("’“”", "'\"")
    )
    if not curly + straight or not host_curly + host_straight:
        return 0.0
    return abs(curly / (curly + straight) - host_curly / (host_curly + host_straight))
