"""How far a heading reaches over the list that hangs under it."""

from cleanwire.folding import UNSPACED
from cleanwire.model import Block
from cleanwire.rules.scene import Scene

__all__ = ["end_of_list"]

INNER_ITEMS = 6
"""In mid-article a heading takes at most so many lines without bullets: longer runs may be the article's own list."""

ITEM_WORDS = 30
"""A list item is at most this long: a title with a teaser sentence."""

TITLE_WORDS = 8
"""A lone line between a heading and the next paragraph is a subhead of the article unless it is this long: titles of
other articles are sentences, subheads are phrases."""


def end_of_list(scene: Scene, heading: Block, thread: int) -> int:
    """Return where the list under a heading ends: at the next paragraph, at a thread of comments, or with the document.

    The thread is the index of the heading over it, or the number of blocks where there is none below.

    A list with bullets is taken to its last bullet. Without bullets the short lines up to the next paragraph are
    taken, unless they are so many, or so short, that they look like a part of the article.
    """
    blocks = scene.blocks
    first = heading.index + 1
    items = min(scene.run_of("items", _is_item, first), thread)
    if items == thread:
        return blocks[items - 1].end
    bullets = min(scene.run_of("bullets", _is_bullet_item, first), thread)
    if bullets > first:
        return blocks[bullets - 1].end
    if items - first > INNER_ITEMS or (items - first == 1 and blocks[first].size < TITLE_WORDS):
        return heading.end
    return blocks[items - 1].end


def _is_item(scene: Scene, block: Block) -> bool:
    return block.size <= ITEM_WORDS and (not block.prose or _has_bullet(scene, block) or _is_title(scene, block))


def _is_title(scene: Scene, block: Block) -> bool:
    """Whether a line of a script without spaces closes with no full stop: its titles are as long as sentences.

    They ask and exclaim, and often end with a name in brackets.
    """
    document = scene.document
    return scene.ends(block) != "." and UNSPACED.search(document.bare, block.left, block.right) is not None


def _is_bullet_item(scene: Scene, block: Block) -> bool:
    return block.size <= ITEM_WORDS and _has_bullet(scene, block)


def _has_bullet(scene: Scene, block: Block) -> bool:
    return scene.document.folded[block.left] in "*-"
