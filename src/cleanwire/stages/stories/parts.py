"""How a text falls into parts: what tells a story of its own from the next part of a text that has many."""

from collections.abc import Mapping
from math import log

import numpy as np

from cleanwire.arrays import Numbers
from cleanwire.stages.stories.forms import number_of, tail_of
from cleanwire.stages.stories.lines import NOUGHT, Lines

__all__ = ["numbering_goes_on", "parts_of"]

PIECE = 40
"""Words of a piece, about a paragraph: with 70 a short story has one or two, and nothing is known of its unity."""

PIECES = 96
"""A text is cut into so many pieces at most, so that the cost of comparing them has a bound."""

UNKNOWN = 0.3
"""How much more like itself than like the rest a single piece counts: three in four stories have more."""

UNLIKE = 0.35
"""A section less like the rest of the text is unlike it: nineteen in twenty of the development pages are more so."""

SHORT = 4
"""Words of the longest line that is a subhead or a label rather than a headline."""

SIZES = 3
"""Headings whose sizes differ by no more words are of one size."""

CAPITALS = 0.34
"""Headings whose shares of capitals differ by less are written in one way."""


def parts_of(lines: Lines, start: int, end: int) -> dict[str, float]:
    """Return how lines start..end and the rest, the host, fall into parts, and how much their forms are alike.

    Linear in the number of lines. Both the run and the host have at least one line.
    """
    return {**_unity(lines, start, end), **_siblings(lines, start, end), **_sections(lines, start, end)}


def numbering_goes_on(lines: Lines, start: int, end: int) -> bool:
    """Whether the numbers of the lines above a run are continued in it: both are parts of one list.

    Two numbers in a row above are a list, or one with a point in it, such as 8.1.2. Numbers of one form count together.
    """
    last: dict[str, tuple[int, ...]] = {}
    listed: set[str] = set()
    for at in range(end):
        form, number = number_of(lines.text(at)) if lines.leads[at] else ("", ())
        if not number:
            continue
        follows = last.get(form) == (*number[:-1], number[-1] - 1)
        if at >= start and follows and (form in listed or len(number) > 1):
            return True
        if at < start:
            (listed.add if follows else listed.discard)(form)
        last[form] = number if at < start else ()
    return False


def _unity(lines: Lines, start: int, end: int) -> Mapping[str, float]:
    """How much more each side is about one thing than both together; and how much neighbouring pieces are."""
    words = max(PIECE, lines.reach[-1] // PIECES)
    inside = _units(lines.cut(start, end, words))
    outside = _units(np.concatenate([lines.cut(0, start, words), lines.cut(end, len(lines), words)]))
    across = float(inside.sum(0) @ outside.sum(0)) / (len(inside) * len(outside))
    host, stranger = (_likeness(pieces, across) - across for pieces in (outside, inside))
    return {
        "across": across,
        "host_over_across": host,
        "stranger_over_across": stranger,
        "less_over_across": min(host, stranger),
        "host_next": _next(outside),
        "stranger_next": _next(inside),
    }


def _units(parts: Numbers) -> Numbers:
    units: Numbers = parts / (np.sqrt((parts * parts).sum(1, keepdims=True)) + NOUGHT)
    return units


def _likeness(units: Numbers, across: float) -> float:
    """Return the mean likeness of all pairs of pieces."""
    count = len(units)
    whole = units.sum(0)
    return (float(whole @ whole) - count) / (count * (count - 1)) if count > 1 else across + UNKNOWN


def _next(units: Numbers) -> float:
    """Return the mean likeness of neighbouring pieces."""
    return float((units[1:] * units[:-1]).sum(1).mean()) if len(units) > 1 else UNKNOWN


def _siblings(lines: Lines, start: int, end: int) -> Mapping[str, float]:
    """How many other lines have the form of the first: the same lead, the same tail, the same size and capitals."""
    leads, lead, tail = lines.leads, lines.leads[start], tail_of(lines.text(start))
    headed = lines.headed[start]
    headings = [at for at in lines.headings if not start <= at < end]
    inside = leads[start + 1 : end].count(lead) if lead else 0
    outside = leads[1:].count(lead) - inside - (start > 0) if lead else 0
    return {
        "lead_outside": log(1 + outside),
        "lead_inside": log(1 + inside),
        "tail_outside": log(1 + sum(tail_of(lines.text(at)) == tail for at in headings)) if headed and tail else 0.0,
        "headings_alike": log(1 + sum(_alike(lines, start, at) for at in headings)) if headed else 0.0,
        "short_headline": headed and lines.blocks[start].size <= SHORT,
    }


def _alike(lines: Lines, one: int, other: int) -> bool:
    """Whether two headings are written in one way."""
    sizes = lines.blocks[one].size, lines.blocks[other].size
    return abs(sizes[0] - sizes[1]) <= SIZES and abs(lines.capitals[one] - lines.capitals[other]) < CAPITALS


def _sections(lines: Lines, start: int, end: int) -> Mapping[str, float]:
    """How many headings both have, and how unlike the rest of the text the sections below all headings are."""
    inside = sum(start < at < end for at in lines.headings)
    outside = sum(not start <= at < end for at in lines.headings)
    likeness = lines.sections
    return {
        "own_headings": log(1 + inside),
        "own_headings_share": 10 * inside / (end - start),
        "host_headings": log(1 + outside),
        "second_section": likeness[1] if len(likeness) > 1 else 1.0,
        "third_section": likeness[2] if len(likeness) > 2 else 1.0,
        "sections_unlike": log(1 + sum(like < UNLIKE for like in likeness)),
    }
