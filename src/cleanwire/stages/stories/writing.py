"""How a stranger and its host are written: paragraphs, quotation marks, small words, forms of lines."""

from collections.abc import Mapping
from math import log

from cleanwire.stages.stories.forms import tail_of
from cleanwire.stages.stories.sides import Sides

__all__ = ["writing_of"]

SIZES, CAPITALS = 3, 0.34
"""Headings whose sizes differ by no more words, and whose shares of capitals differ by less, are written in one way."""

USUAL = 20
"""Words of a paragraph where a side has none."""

SHORT = 8
"""A line of fewer words that is no paragraph is short."""

MANY_LINES, MORE_LINES = 60, 100
"""Longer strangers and hosts count as of so many lines."""

STYLE, OWN_STYLE = 0.5, 0.8
"""How alike small words are where either side has none, and those of two parts of a host where it has but one."""


def writing_of(sides: Sides) -> Mapping[str, float]:
    """Return how both sides are written."""
    return {**_shape(sides), **_names(sides), **_style(sides), **_forms(sides), "typo": _typography(sides)}


def _shape(sides: Sides) -> Mapping[str, float]:
    lines, start, end = sides.lines, sides.start, sides.end
    stranger = lines.blocks[start:end]
    host = [*lines.blocks[:start], *lines.blocks[end:]]
    ours = [block.size for block in stranger if block.prose] or [USUAL]
    theirs = [block.size for block in host if block.prose] or [USUAL]
    words = lines.words[end] - lines.words[start]
    text = _source(sides)[0]
    return {
        "words": log(1 + words),
        "terms": log(1 + len(sides.said)),
        "host_words": log(1 + lines.words[-1] - words),
        "lines": min(MANY_LINES, end - start),
        "host_lines": min(MORE_LINES, len(host)),
        "prose": sum([block.prose for block in stranger]) / len(stranger),
        "host_prose": sum([block.prose for block in host]) / len(host),
        "paragraphs": log(sum(ours) * len(theirs) / (sum(theirs) * len(ours))),
        "short": sum([block.size < SHORT and not block.prose for block in stranger]) / len(stranger),
        "digits": sum([text.count(digit) for digit in "0123456789"]) / len(text),
    }


def _source(sides: Sides) -> tuple[str, str, str]:
    """Return the text of the stranger, of what is above it, and of what is below."""
    source, blocks = sides.lines.document.source, sides.lines.blocks
    left, right = blocks[sides.start].left, blocks[sides.end - 1].right
    return source[left:right], source[blocks[0].left : left], source[right : blocks[-1].right]


def _typography(sides: Sides) -> float:
    """Return how far apart the shares of curly quotation marks are; 0 where either part has none at all."""
    text, *rest = _source(sides)
    curly, straight = (sum([text.count(mark) for mark in marks]) for marks in ("’“”„", "'\""))
    host_curly, host_straight = (
        sum([part.count(mark) for part in rest for mark in marks]) for marks in ("’“”„", "'\"")
    )
    if not curly + straight or not host_curly + host_straight:
        return 0.0
    return abs(curly / (curly + straight) - host_curly / (host_curly + host_straight))


def _names(sides: Sides) -> Mapping[str, float]:
    """How many of the stranger's names the host holds."""
    names = sides.lines.names
    inside = [name for line in names[sides.start : sides.end] for name in line]
    host = {name for line in (*names[: sides.start], *names[sides.end :]) for name in line}
    return {"names_shared": sum([name in host for name in inside]) / (len(inside) or 1)}


def _style(sides: Sides) -> Mapping[str, float]:
    """How alike the small words are, and by how much less than those of two parts of the host."""
    lines = sides.lines
    every, squares = lines.common
    inside, beside = lines.common_in(sides.start, sides.end), lines.common_in(*sides.beside_lines)
    host = {word: every[word] - count for word, count in inside.items()}
    squares -= sum([every[word] ** 2 - count**2 for word, count in host.items()])
    alike = _cosine(inside, host, squares)
    rest = {word: host.get(word, every[word]) - count for word, count in beside.items()}
    left = squares - sum([host.get(word, every[word]) ** 2 - count**2 for word, count in rest.items()])
    small = sum(inside.values())
    return {
        "style": alike,
        "style_over": (_cosine(beside, rest, left) if left else OWN_STYLE) - alike,
        "common": small / ((small + len(sides.said)) or 1),
    }


def _cosine(part: Mapping[int, int], others: Mapping[int, int], squares: int) -> float:
    """Return how alike the words of a part and of another are, of which the counts of these words are given."""
    if not part or not squares:
        return STYLE
    product = sum([count * others[word] for word, count in part.items()])
    return float(product / (squares * sum([count * count for count in part.values()])) ** 0.5)


def _forms(sides: Sides) -> Mapping[str, float]:
    """How many other lines have the form of the first: the same lead, the same tail, the same size and capitals."""
    lines, start, end = sides.lines, sides.start, sides.end
    leads, lead, headed = lines.leads, lines.leads[start], lines.headed[start]
    headings = [at for at in lines.headings if not start <= at < end]
    inside = leads[start + 1 : end].count(lead) if lead else 0
    outside = leads[1:].count(lead) - inside - (start > 0) if lead else 0
    tail = tail_of(lines.text(start)) if headed else ""
    return {
        "lead_in": log(1 + inside),
        "lead_out": log(1 + outside),
        "tail_out": log(1 + sum([tail_of(lines.text(at)) == tail for at in headings])) if tail else 0.0,
        "alike": log(1 + sum([_alike(sides, at) for at in headings])) if headed else 0.0,
    }


def _alike(sides: Sides, other: int) -> bool:
    """Whether another heading is written as the first line is."""
    lines, start = sides.lines, sides.start
    apart = abs(lines.blocks[start].size - lines.blocks[other].size)
    return apart <= SIZES and abs(lines.capitals[start] - lines.capitals[other]) < CAPITALS
