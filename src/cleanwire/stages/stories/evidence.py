"""What speaks for and against a run of lines being another story: named numbers, for trees to weigh."""

from collections.abc import Mapping

from cleanwire.stages.stories.divisions import divisions_of, gain_of
from cleanwire.stages.stories.lines import Lines
from cleanwire.stages.stories.opening import WORDS, opening_of
from cleanwire.stages.stories.overlap import overlap_of
from cleanwire.stages.stories.sides import Sides, share
from cleanwire.stages.stories.writing import writing_of

__all__ = ["evidence_of_cut", "evidence_of_inset", "glance_at_cut", "glance_at_inset"]

NEAR = 3
"""So many lines on either side of an inset are near it."""

NO_BRIDGE = 0.1
"""What lines above and below an inset share where there are none on one side."""

Evidence = Mapping[str, float]


def glance_at_cut(lines: Lines, at: int) -> Evidence:
    """Return what little is asked of every place where a text may be cut."""
    blocks, gain = lines.blocks, lines.gains[at]
    below = min(at + 1, len(lines) - 1)
    return {
        **gain_of(lines, at, len(lines), gain),
        "words": lines.words[-1] - lines.words[at],
        "host_words": lines.words[at],
        "lines": len(lines) - at,
        "host_lines": at,
        "residue": lines.residue[at] > 0,
        "headline": blocks[at].size if lines.headed[at] else 0,
        "prose": (lines.prose[-1] - lines.prose[at]) / (lines.words[-1] - lines.words[at] or 1),
        "prose_below": blocks[below].prose,
        "after_words": min(WORDS, blocks[at - 1].size),
        "open_words": min(WORDS, blocks[at if blocks[at].prose else below].size),
    }


def evidence_of_cut(lines: Lines, at: int) -> Evidence:
    """Return what is known of all lines from one on as another story; linear in the number of words."""
    sides, gain = Sides(lines, at, len(lines)), lines.gains[at]
    return {**_of_both(sides, gain), **divisions_of(sides, gain)}


def glance_at_inset(lines: Lines, start: int, end: int, gains: tuple[float, float, float]) -> Evidence:
    """Return what little is asked of every run of a few lines.

    `gains` are those of the run without its last line, of the run, and of the run with the line below it.
    """
    blocks = lines.blocks
    shorter, gain, longer = gains
    root = (3 + lines.reach[end] - lines.reach[start]) ** 0.5
    below = min(start + 1, end - 1)
    return {
        **gain_of(lines, start, end, gain),
        "gain_prev": (gain - shorter) / root if end - start > 1 else 0.0,
        "gain_next": (longer - gain) / root,
        "words": lines.words[end] - lines.words[start],
        "host_words": lines.words[-1] - lines.words[end] + lines.words[start],
        "lines": end - start,
        "residue": lines.residue[start] > 0,
        "headline": blocks[start].size if lines.headed[start] else 0,
        "headline_below": end == len(lines) or lines.headed[end],
        "after_label": lines.labelled[start],
        "prose": (lines.prose[end] - lines.prose[start]) / (lines.words[end] - lines.words[start] or 1),
        "prose_below": blocks[below].prose,
        "end_words": min(WORDS, blocks[end - 1].size),
        "place": lines.words[start] / (lines.words[-1] or 1),
    }


def evidence_of_inset(lines: Lines, start: int, end: int) -> Evidence:
    """Return what is known of a run of a few lines as another story; linear in the number of words."""
    gains = lines.gains_from(start, min(len(lines), end + 1))
    size = end - start
    sides, gain = Sides(lines, start, end), gains[size - 1]
    root = (3 + len(sides.said)) ** 0.5
    above, below = lines.said(max(0, start - NEAR), start), set(lines.said(end, end + NEAR))
    near = below.union(above)
    return {
        **_of_both(sides, gain),
        "gain_next": (gains[size] - gain) / root if not sides.is_last else 0.0,
        "gain_prev": (gain - gains[size - 2]) / root if size > 1 else 0.0,
        "bridge": share(above, sides.weights, below.__contains__) if above and below else NO_BRIDGE,
        "near": share(sides.said, sides.weights, near.__contains__),
        "place": lines.words[start] / (lines.words[-1] or 1),
        "end_words": min(WORDS, lines.blocks[end - 1].size),
        "after_label": lines.labelled[start],
        "headings": len([at for at in lines.headings if not start <= at < end]),
    }


def _of_both(sides: Sides, gain: float) -> Evidence:
    """Return what is asked of cuts and insets alike."""
    return {
        **gain_of(sides.lines, sides.start, sides.end, gain),
        **overlap_of(sides),
        **opening_of(sides),
        **writing_of(sides),
    }
