"""How far a heading reaches over the list that hangs under it."""

from cleanwire.model import Block
from cleanwire.rules.scene import Scene

__all__ = ["end_of_list"]

INNER_ITEMS = 6
"""In mid-article a heading takes at most so many lines without bullets: widgets there show three to five links."""

ITEM_WORDS = 30
"""A list item is at most this long: a title with a teaser sentence."""

TITLE_WORDS = 8
"""A lone line between a heading and the next paragraph is a subhead of the article unless it is this long. Of the
subheads in gold text of development pages one in nine is, of the titles in lists of links two in three."""


def end_of_list(scene: Scene, heading: Block) -> int:
    """Return where the list under a heading ends: at the next paragraph, or with the document.

    A list with bullets is taken to its last bullet. Without bullets the short lines up to the next paragraph are
    taken, unless they are so many, or so short, that they look like a part of the article.
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
        return blocks[bullets - 1].end
    if at - start > INNER_ITEMS or (at - start == 1 and blocks[start].size < TITLE_WORDS):
        return heading.end
    return blocks[at - 1].end


def _is_item(scene: Scene, block: Block) -> bool:
    return block.size <= ITEM_WORDS and (not block.prose or _has_bullet(scene, block))


def _has_bullet(scene: Scene, block: Block) -> bool:
    return scene.document.folded[block.left] in "*-"
