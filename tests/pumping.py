"""Lines on which a pattern takes longest: nearly what it matches, with one of its repeats gone on and on.

They are derived from the pattern itself: its tree is walked, and for each repeat in it a line is made of what leads
there, what is repeated many times, and an end that does not fit.
"""

import re
from collections.abc import Iterator
from itertools import islice
from random import Random
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from string import ascii_lowercase

REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)
LONG = 10
"""A repeat that may go on so often, or an unbounded one, is pumped; the others are copied out with their least."""

VARIANTS = 4
"""So many texts are made for what is repeated, with other branches and characters each."""

ENDS = ("", "!\0", ".!\0", " .", "0x")

_CATEGORIES = {
    op.CATEGORY_DIGIT: "0",
    op.CATEGORY_NOT_DIGIT: "a, ",
    op.CATEGORY_SPACE: " ",
    op.CATEGORY_NOT_SPACE: "a0.",
    op.CATEGORY_WORD: "ab0",
    op.CATEGORY_NOT_WORD: " ,.",
}
_ANY = f"{ascii_lowercase}0 .,:;-|/()'\"@"


def parsed(pattern: str) -> list:
    """Return the tree of a pattern in `regex`'s language, as far as that is `re`'s."""
    return list(parser.parse(re.sub(r"\\p\{\w+\}", r"\\w", pattern)))


def misleading(pattern: str, *, length: int) -> Iterator[str]:
    """Yield lines of about a length that lead a pattern on and then do not fit, each one once."""
    tree = parsed(pattern)
    seen = set()
    for seed in range(VARIANTS):
        random = Random(seed)  # noqa: S311
        whole = text_of(tree, random)
        pumped = [*pumps(tree, "", random), ("", whole), ("", whole[:-1]), ("", whole[: len(whole) // 2])]
        for lead, unit in pumped:
            for end in ENDS:
                if unit and (lead, unit, end) not in seen:
                    seen.add((lead, unit, end))
                    yield lead + unit * ((length - len(lead)) // len(unit)) + end


def pumps(tree: list, lead: str, random: Random) -> Iterator[tuple[str, str]]:
    """Yield for each long repeat in a tree what leads there, and what is repeated."""
    for node in tree:
        kind, value = node
        for inner in branches(kind, value):
            yield from pumps(inner, lead, random)
        if kind in REPEATS and value[1] >= LONG:
            yield lead, text_of(value[2], random)
        lead += text_of([node], random)


def branches(kind: object, value: tuple) -> list[list]:
    """Return the trees that stand in a node."""
    if kind in REPEATS:
        return [list(value[2])]
    if kind is op.BRANCH:
        return [list(tree) for tree in islice(value[1], 12)]
    if kind is op.SUBPATTERN:
        return [list(value[3])]
    if kind is op.ATOMIC_GROUP:
        return [list(value)]
    if kind in (op.ASSERT, op.ASSERT_NOT):
        return [list(value[1])]
    return []


def text_of(tree: list, random: Random) -> str:
    """Return a text that a tree matches, or nearly: conditions on what stands around are not looked at."""
    return "".join(_text(kind, value, random) for kind, value in tree)


def _text(kind: object, value: object, random: Random) -> str:
    if kind in REPEATS:
        return text_of(value[2], random) * max(value[0], random.randint(0, 1) if value[1] else 0)
    if kind is op.LITERAL:
        return chr(value)
    if kind is op.IN:
        return random.choice(_characters(value))
    if kind in (op.ANY, op.NOT_LITERAL):
        return random.choice(_ANY)
    if kind in (op.ASSERT, op.ASSERT_NOT):
        return ""
    inner = branches(kind, value)
    return text_of(random.choice(inner), random) if inner else ""


def _characters(items: list) -> str:
    """Return some of the characters of a class, lower-case letters and the like if it excludes others."""
    held = ""
    for kind, value in items:
        if kind is op.LITERAL:
            held += chr(value)
        elif kind is op.RANGE:
            held += "".join(map(chr, range(value[0], min(value[1], value[0] + 30) + 1)))
        elif kind is op.CATEGORY:
            held += _CATEGORIES[value]
    if items[0][0] is op.NEGATE:
        held = "".join(character for character in _ANY if character not in held)
    return held or "a"
