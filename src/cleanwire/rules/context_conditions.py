"""The conditions that look at what other rules have claimed: a rule that uses one is judged after those without any."""

from collections.abc import Callable, Mapping

from cleanwire.document import Block
from cleanwire.rules.condition_values import integer_of, labels_of, truth_of
from cleanwire.rules.scene import Scene

__all__ = ["COMPANY", "NEIGHBOURS", "Test", "at_end", "expecting"]

Test = Callable[[Scene, Block], bool]

EDGE = 10
"""A text without paragraphs (a list, verse, a log) has so many lines at either end where boilerplate may stand."""

RUN = 2
"""So many lines of boilerplate in a row are company anywhere; one on one side only outside the article."""

INTRODUCED = 12
"""The longest list under a line that introduces it with a colon: the search for that line is bounded."""


def expecting(test: Test) -> Callable[[object], Test]:
    """Make a condition of a yes-no test: `true` asks for it, `false` for its absence."""
    return lambda value: test if truth_of(value) else lambda scene, block: not test(scene, block)


def _follows(value: object) -> Test:
    """The block right above is claimed with one of these labels."""
    labels = labels_of(value)
    return lambda scene, block: block.index > 0 and scene.labels[block.index - 1] in labels


def _precedes(value: object) -> Test:
    """The block right below is claimed with one of these labels."""
    labels = labels_of(value)
    return lambda scene, block: block.index + 1 < len(scene.blocks) and scene.labels[block.index + 1] in labels


def _near(value: object) -> Test:
    """A block right above or right below is claimed with one of these labels."""
    follows, precedes = _follows(value), _precedes(value)
    return lambda scene, block: follows(scene, block) or precedes(scene, block)


def at_end(scene: Scene, block: Block) -> bool:
    """No unclaimed paragraph stands below: the article is over. Without any paragraph it is near the last line."""
    last = scene.last_prose
    return block.index >= (last if last >= 0 else len(scene.blocks) - EDGE)


def _head(scene: Scene, block: Block) -> bool:
    """No unclaimed paragraph stands above: the article has not begun. Without any it is near the first line."""
    first = scene.first_prose
    return block.index <= (first if first < len(scene.blocks) else EDGE)


def _between(scene: Scene, block: Block) -> bool:
    """Both neighbours are claimed as contamination; the document's edge counts as claimed."""
    above = block.index == 0 or scene.contaminated(block.index - 1)
    below = block.index + 1 == len(scene.blocks) or scene.contaminated(block.index + 1)
    return above and below


def _among_boilerplate(scene: Scene, block: Block) -> bool:
    """The block stands among lines that are claimed for certain, where boilerplate stands.

    It does not where an author speaks of it: in quotation marks, in a list that a line with a colon introduces, or
    above its explanation.
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
    """A sentence that nothing claims stands right below: what the line is the name or the heading of."""
    return scene.explains(block.index + 1)


def _contaminated(value: object) -> Test:
    """At least so many other lines of the document are claimed for certain: it holds contamination at all."""
    least = integer_of(value)
    return lambda scene, block: scene.sure - scene.firm(block.index) >= least


def _introduced(scene: Scene, block: Block) -> bool:
    """The nearest line above that nothing claims ends with a colon: an author's list follows."""
    for index in range(block.index - 1, max(-1, block.index - 1 - INTRODUCED), -1):
        if not scene.contaminated(index):
            return scene.ends(scene.blocks[index]) == ":"
    return False


def _claimed(value: object) -> Test:
    """The block itself is claimed under one of these labels: for exceptions, which say what else it may be."""
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
"""Those conditions, by the name they have in packs."""

NEIGHBOURS = frozenset({"follows", "precedes", "near", "between", "among-boilerplate", "head", "tail"})
"""Those that hold only beside a claimed line, or at an end of the document."""
