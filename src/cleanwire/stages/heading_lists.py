"""How far a heading reaches over the list that hangs under it."""

from cleanwire.document import Block
from cleanwire.loading.patterns import lazy_pattern
from cleanwire.rules.scene import Scene
from cleanwire.text.folding import UNSPACED

__all__ = ["end_of_list"]

INNER_ITEMS = 6
"""In mid-article a heading takes at most so many lines without bullets: longer runs may be the article's own list."""

ITEM_WORDS = 30
"""A list item is at most this long: a title with a teaser sentence."""

LONG_TITLE_WORDS = 40
"""And a title in a script without spaces, where two letters count as a word: with the site's name behind it."""

TITLE_WORDS = 8
"""A lone line between a heading and the next paragraph is a subhead of the article unless it is this long: titles of
other articles are sentences, subheads are phrases."""

_NUMBERED = lazy_pattern(r"0{1,2}[.)] ")
"""What opens a numbered item, in folded text."""


def end_of_list(scene: Scene, heading: Block, thread: int) -> int:
    """Return where the list under a heading ends: at the next paragraph, at a thread of comments, or with the document.

    The thread is the index of the heading over it, or the number of blocks where there is none below.

    A list with bullets is taken to its last bullet. Without bullets the short lines up to the next paragraph are
    taken, unless they are so many, or so short, that they look like a part of the article, and up to a line that no
    list of links holds.
    """
    blocks = scene.blocks
    first = heading.index + 1
    items = min(scene.run_of("items", _is_item, first), thread)
    if first < items and scene.document.folded[blocks[first].left] not in "*-0":
        own = scene.run_of("links", _may_follow, first + 1)
        if own < items:
            return blocks[own - 1].end
    if items == thread:
        return blocks[items - 1].end
    bullets = min(scene.run_of("bullets", _is_bullet_item, first), thread)
    if bullets > first:
        return blocks[bullets - 1].end
    if items - first > INNER_ITEMS or (items - first == 1 and blocks[first].size < TITLE_WORDS):
        return heading.end
    return blocks[items - 1].end


def _may_follow(scene: Scene, block: Block) -> bool:
    """Whether a line may stand in a list of links whose first line has neither bullet nor number.

    A numbered item, a short sentence and a line that ends with a comma do not: there an article goes on in short lines.
    """
    if block.size < TITLE_WORDS and scene.ends(block) in (".", ","):
        return False
    return _NUMBERED.match(scene.document.folded, block.left, block.right) is None


def _is_item(scene: Scene, block: Block) -> bool:
    return _is_title(scene, block) or (block.size <= ITEM_WORDS and (not block.prose or _has_bullet(scene, block)))


def _is_title(scene: Scene, block: Block) -> bool:
    """Whether a line of a script without spaces closes with no full stop: its titles are as long as sentences.

    They ask and exclaim, and often end with a name in brackets.
    """
    if block.size > LONG_TITLE_WORDS or scene.ends(block) == ".":
        return False
    return UNSPACED.search(scene.document.bare, block.left, block.right) is not None


def _is_bullet_item(scene: Scene, block: Block) -> bool:
    return block.size <= ITEM_WORDS and _has_bullet(scene, block)


def _has_bullet(scene: Scene, block: Block) -> bool:
    return scene.document.folded[block.left] in "*-"
