"""How far a heading reaches: the list that hangs under it."""

from cleanwire.model import Block
from cleanwire.rules.scene import Scene

__all__ = ["end_of_list"]

INNER_ITEMS = 6
"""In mid-article a heading takes at most so many lines without bullets: widgets there show three to five links."""

ITEM_WORDS = 30
"""A list item is at most this long: a title with a teaser sentence."""


def end_of_list(scene: Scene, heading: Block) -> int:
    """Return where the list under a heading ends: at the next paragraph, or with the document.

    A list with bullets is taken to its last bullet. Without bullets the short lines up to the next paragraph are
    taken, unless they are so many that they look like a part of the article.
    """
    blocks = scene.blocks
    start = at = heading.index + 1
    while at < len(blocks) and _is_item(scene, blocks[at]):
        at += 1
    if at == len(blocks):
        return blocks[-1].end
    bullets = start
    while bullets < at and _has_bullet(scene, blocks[bullets]):
        bullets += 1
    if bullets > start:
        at = bullets
    elif at - start > INNER_ITEMS:
        return heading.end
    return blocks[at - 1].end


def _is_item(scene: Scene, block: Block) -> bool:
    if _has_bullet(scene, block):
        return block.size <= ITEM_WORDS
    return not block.prose and block.size <= ITEM_WORDS


def _has_bullet(scene: Scene, block: Block) -> bool:
    return scene.document.folded[block.left] in "*-"
