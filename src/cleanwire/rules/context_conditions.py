"""The conditions that look at the claims of other rules. Rules that use one are evaluated after all others."""

from collections.abc import Callable, Mapping

from cleanwire.document import Block
from cleanwire.rules.condition_values import integer_of, labels_of, truth_of
from cleanwire.rules.scene import Scene

__all__ = ["COMPANY", "NEIGHBOURS", "Test", "at_end", "expecting"]

Test = Callable[[Scene, Block], bool]

EDGE = 10
"""In a text without paragraphs (a list, verse, a log), boilerplate may be in this many lines at either end."""

RUN = 2
"""This many consecutive lines of boilerplate are enough company anywhere; one line, on one side, only outside the
article."""

INTRODUCED = 12
"""The greatest number of lines between a list item and the line with a colon that introduces the list. It bounds the
search."""


def expecting(test: Test) -> Callable[[object], Test]:
    """Return a condition for a yes-no test: `true` requires it to hold, `false` not to hold."""
    return lambda value: test if truth_of(value) else lambda scene, block: not test(scene, block)


def _follows(value: object) -> Test:
    """The block above is claimed under one of these labels."""
    labels = labels_of(value)
    return lambda scene, block: block.index > 0 and scene.labels[block.index - 1] in labels


def _precedes(value: object) -> Test:
    """The block below is claimed under one of these labels."""
    labels = labels_of(value)
    return lambda scene, block: block.index + 1 < len(scene.blocks) and scene.labels[block.index + 1] in labels


def _near(value: object) -> Test:
    """The block above or the block below is claimed under one of these labels."""
    follows, precedes = _follows(value), _precedes(value)
    return lambda scene, block: follows(scene, block) or precedes(scene, block)


def at_end(scene: Scene, block: Block) -> bool:
    """No unclaimed paragraph is below, so the article is over. Without any, the block is near the last line."""
    last = scene.last_prose
    return block.index >= (last if last >= 0 else len(scene.blocks) - EDGE)


def _head(scene: Scene, block: Block) -> bool:
    """No unclaimed paragraph is above, so the article has not begun. Without any, the block is near the first line."""
    first = scene.first_prose
    return block.index <= (first if first < len(scene.blocks) else EDGE)


def _between(scene: Scene, block: Block) -> bool:
    """Both neighbours are claimed as boilerplate. The edge of the document counts as claimed."""
    above = block.index == 0 or scene.contaminated(block.index - 1)
    below = block.index + 1 == len(scene.blocks) or scene.contaminated(block.index + 1)
    return above and below


def _among_boilerplate(scene: Scene, block: Block) -> bool:
    """Claims of high confidence are next to the block, where boilerplate is expected.

    It is not expected where an author may be writing about it: in quotation marks, in a list introduced by a line with
    a colon, or above its explanation.
    """
    above, below = scene.firm_beside(block.index, -1), scene.firm_beside(block.index, 1)
    if not (above or below) or _introduced(scene, block) or scene.document.folded[block.left] == '"':
        return False
    if above and below:
        return True
    if above < RUN and below < RUN and not (_head(scene, block) or at_end(scene, block)):
        return False
    return below > 0 or above >= RUN or not scene.explains(block.index + 1)


def _explained(scene: Scene, block: Block) -> bool:
    """An unclaimed sentence is in the line below, and the block may be its term or heading."""
    return scene.explains(block.index + 1)


def _contaminated(value: object) -> Test:
    """At least this many other lines are claimed with high confidence, so the document contains boilerplate at all."""
    least = integer_of(value)
    return lambda scene, block: scene.sure - scene.firm(block.index) >= least


def _introduced(scene: Scene, block: Block) -> bool:
    """The nearest unclaimed line above ends with a colon, so a list by the author follows."""
    for index in range(block.index - 1, max(-1, block.index - 1 - INTRODUCED), -1):
        if not scene.contaminated(index):
            return scene.ends(scene.blocks[index]) == ":"
    return False


def _claimed(value: object) -> Test:
    """The block itself is claimed under one of these labels. This is for exceptions."""
    labels = labels_of(value)
    return lambda scene, block: scene.labels[block.index] in labels


COMPANY: Mapping[str, Callable[[object], Test]] = {
    "follows": _follows,
    "precedes": _precedes,
    "near": _near,
    "between": expecting(_between),
    "explained": expecting(_explained),
    "introduced": expecting(_introduced),
    "among-boilerplate": expecting(_among_boilerplate),
    "contaminated": _contaminated,
    "head": expecting(_head),
    "tail": expecting(at_end),
    "claimed": _claimed,
}
"""These conditions, by their names in packs."""

NEIGHBOURS = frozenset({"follows", "precedes", "near", "between", "among-boilerplate", "head", "tail"})
"""The conditions that can hold only next to a claimed line, or at an end of the document."""
