"""Finds the end of the list under a heading."""

from cleanwire.document import Block
from cleanwire.loading.patterns import lazy_pattern
from cleanwire.rules.scene import Scene
from cleanwire.text.folding import UNSPACED

__all__ = ["end_of_list"]

INNER_ITEMS = 6
"""The greatest number of lines without bullets that a heading in the middle of an article removes. A longer run may be
the article's own list."""

ITEM_WORDS = 30
"""The greatest number of words in a list item: a title with a teaser sentence."""

LONG_TITLE_WORDS = 40
"""The same for a title in a script without spaces, where two letters count as a word: with the site's name after it."""

TITLE_WORDS = 8
"""A single line between a heading and the next paragraph is a subhead of the article unless it has this many words:
titles of other articles are sentences, subheads are phrases."""

_NUMBERED = lazy_pattern(r"0{1,2}[.)] ")
"""The beginning of a numbered item, in folded text."""


def end_of_list(scene: Scene, heading: Block, thread: int) -> int:
    """Return the end of the list under a heading: at the next paragraph, a comment thread, or the end of the document.

    `thread` is the index of the heading of the next thread, or the number of blocks if there is none below.

    A list with bullets ends at its last bullet. A list without bullets consists of the short lines up to the next
    paragraph, or up to a line that cannot be in a list of links. If these lines are so many, or so short, that they
    look like a part of the article, there is no list.
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
    """Whether a line may be in a list of links whose first line has neither bullet nor number.

    Numbered items, short sentences and lines that end with a comma may not: they are short lines of an article.
    """
    if block.size < TITLE_WORDS and scene.ends(block) in (".", ","):
        return False
    return _NUMBERED.match(scene.document.folded, block.left, block.right) is None


def _is_item(scene: Scene, block: Block) -> bool:
    return _is_title(scene, block) or (block.size <= ITEM_WORDS and (not block.prose or _has_bullet(scene, block)))


def _is_title(scene: Scene, block: Block) -> bool:
    """Whether a line may be a title in a script without spaces: it does not end with a full stop.

    Such titles are as long as sentences. They may end with a question or exclamation mark, and often with a name in
    brackets.
    """
    if block.size > LONG_TITLE_WORDS or scene.ends(block) == ".":
        return False
    return UNSPACED.search(scene.document.bare, block.left, block.right) is not None


def _is_bullet_item(scene: Scene, block: Block) -> bool:
    return block.size <= ITEM_WORDS and _has_bullet(scene, block)


def _has_bullet(scene: Scene, block: Block) -> bool:
    return scene.document.folded[block.left] in "*-"
