"""Recognises manuals and glossaries, which name buttons and explain them."""

from collections.abc import Sequence
from itertools import pairwise

from cleanwire.document import Block
from cleanwire.labels import Label
from cleanwire.rules.scene import Scene
from cleanwire.spans import Verdict

__all__ = ["without_glossary"]

NAMES = 3
"""A document with this many explained buttons is a manual, if more buttons are explained than not."""

NAME_WORDS = 5
"""The greatest number of words in the name of a button in a manual."""

EXPLANATION = 3
"""The greatest number of lines between the names of buttons. Boilerplate in an article is farther apart."""

_NAMED = frozenset({Label.SHARE_WIDGET, Label.COMMENTS, Label.COUNTER, Label.NAVIGATION, Label.NEWSLETTER, Label.MEDIA})
"""The labels of buttons. An ad marker does not count: the paragraph below it does not explain it."""

Line = tuple[Block, Sequence[Verdict]]
"""A block, and the claims of a rule that matches it."""


def without_glossary(scene: Scene, lines: list[Line]) -> list[Line]:
    """Return claimed lines without the names of buttons, if the document explains these.

    In a document that was cut into sentences, this does not apply: a sentence follows anyway.
    """
    if scene.document.sentences:
        return lines
    claimed = {block.index for block, _ in lines}
    short = {block.index: made[0].label for block, made in lines if block.size <= NAME_WORDS}
    named = [index for index in sorted(short) if index + 1 not in claimed and scene.explains(index + 1)]
    buttons = {scene.blocks[index].key for index in named if short[index] in _NAMED}
    close = sum(below - above <= EXPLANATION + 1 for above, below in pairwise(named))
    if len(buttons) < NAMES or 2 * len(named) <= len(short) or 2 * close < len(named):
        return lines
    names = set(named)
    return [line for line in lines if line[0].index not in names]
