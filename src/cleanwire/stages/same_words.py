"""Whether two passages say the same: the same words, and the same figures, which folding takes for one."""

from cleanwire.document import Block, Document
from cleanwire.loading.patterns import lazy_pattern
from cleanwire.text.folding import figures_of

__all__ = ["find_same", "is_reworded", "is_version", "said_in", "says_same"]

CHANGED = 0.05
"""One word in so many may have been replaced in a version of a paragraph, or one in a short one. Chosen to be safe: on
development pages none is."""

_WORD = lazy_pattern(r"\S+")


def said_in(document: Document, block: Block) -> tuple[str, ...]:
    """Return the words of a block and its figures: what is the same for blocks that say the same."""
    return (*document.bare[block.left : block.right].split(), *_figures(document, block))


def says_same(document: Document, first: Block, second: Block) -> bool:
    """Whether two blocks hold the same words and figures, whatever their case, signs and spacing."""
    return said_in(document, first) == said_in(document, second)


def is_version(document: Document, first: Block, second: Block) -> bool:
    """Whether one of two blocks is the other with words put in that state no fact: no figure and no name.

    A word in place of another is what tells a form that was filled in twice: plums or apples, two eggs or three. What
    is put in has to be in lower case; a script without case does not tell names, so there the words have to be equal.
    """
    if _figures(document, first) != _figures(document, second):
        return False
    shorter, longer = sorted((first, second), key=lambda block: block.right - block.left)
    words = iter(document.bare[shorter.left : shorter.right].split())
    wanted = next(words, None)
    for word in _WORD.finditer(document.bare, longer.left, longer.right):
        if word[0] == wanted:
            wanted = next(words, None)
        elif not _is_plain(document.source[word.start() : word.end()]):
            return False
    return wanted is None


def is_reworded(document: Document, first: Block, second: Block) -> bool:
    """Whether one of two blocks is a version of the other, or has a few words in place of others that state no fact.

    A form that was filled in twice may differ as little, so something else has to tell them apart.
    """
    if is_version(document, first, second):
        return True
    ours, theirs = (document.source[block.left : block.right].split() for block in (first, second))
    changed = [pair for pair in zip(ours, theirs, strict=False) if pair[0] != pair[1]]
    few = len(ours) == len(theirs) and len(changed) <= max(1, CHANGED * len(ours))
    return few and all(_is_plain(word) for pair in changed for word in pair)


def _is_plain(word: str) -> bool:
    """Whether a word is in lower case and no figure: hardly a name where a script has both cases."""
    return word.islower() and not any(map(str.isdigit, word))


def find_same(document: Document, block: Block, start: int, end: int) -> int:
    """Return where the words of a block stand in a span of the document, with the same figures; -1 if nowhere."""
    words = document.bare[block.left : block.right].strip()
    own = document.bare.find(words, block.left)
    at = document.bare.find(words, start, end) if words else -1
    # Copies do not overlap: to look for them at every place would take quadratic time in a text of zeros.
    while at >= 0 and _figures_at(document, at, len(words)) != _figures_at(document, own, len(words)):
        at = document.bare.find(words, at + len(words), end)
    return at


def _figures(document: Document, block: Block) -> list[str]:
    return figures_of(document.text(block)) if "0" in document.bare[block.left : block.right] else []


def _figures_at(document: Document, start: int, size: int) -> list[str]:
    """Return the figures of a passage, with the character on either side: "5 eggs" do not stand in "15 eggs"."""
    return figures_of(document.source[max(0, start - 1) : start + size + 1])
