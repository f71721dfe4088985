"""Compares passages by their words, and by their numbers, which folding makes equal."""

from cleanwire.document import Block, Document
from cleanwire.loading.patterns import lazy_pattern
from cleanwire.text.folding import figures_of

__all__ = ["find_same", "is_reworded", "is_version", "said_in"]

CHANGED = 0.05
"""The share of words that may have been replaced in a version of a paragraph; in a short one, one word. Chosen to be
safe: on development pages none is."""

_WORD = lazy_pattern(r"\S+")


def said_in(document: Document, block: Block) -> tuple[str, ...]:
    """Return the words and numbers of a block, which are equal for blocks that differ in case or punctuation only."""
    return (*document.bare[block.left : block.right].split(), *_figures(document, block))


def is_version(document: Document, first: Block, second: Block) -> bool:
    """Whether one of two blocks is the other with added words that state no facts: no numbers and no names.

    Words may not be replaced, as in a form that was filled in twice: plums or apples, two eggs or three. Added words
    have to be in lower case. Scripts without case do not show names, so their words have to be equal.
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
    """Whether one of two blocks is a version of the other, or a few words were replaced that state no facts.

    The parts of a form may differ as little, so the caller needs other evidence as well.
    """
    if is_version(document, first, second):
        return True
    ours, theirs = (document.source[block.left : block.right].split() for block in (first, second))
    changed = [pair for pair in zip(ours, theirs, strict=False) if pair[0] != pair[1]]
    few = len(ours) == len(theirs) and len(changed) <= max(1, CHANGED * len(ours))
    return few and all(_is_plain(word) for pair in changed for word in pair)


def _is_plain(word: str) -> bool:
    """Whether a word is in lower case and has no digits. It is hardly a name if the script has case."""
    return word.islower() and not any(map(str.isdigit, word))


def find_same(document: Document, block: Block, start: int, end: int) -> int:
    """Return the position of a block's words, with the same numbers, in a span of the document; -1 if there is none."""
    words = document.bare[block.left : block.right].strip()
    own = document.bare.find(words, block.left)
    at = document.bare.find(words, start, end) if words else -1
    # Copies do not overlap. Searching at every position would take quadratic time in a text of zeros.
    while at >= 0 and _figures_at(document, at, len(words)) != _figures_at(document, own, len(words)):
        at = document.bare.find(words, at + len(words), end)
    return at


def _figures(document: Document, block: Block) -> list[str]:
    return figures_of(document.text(block)) if "0" in document.bare[block.left : block.right] else []


def _figures_at(document: Document, start: int, size: int) -> list[str]:
    """Return the numbers in a passage and the characters next to it: "5 eggs" is not in "15 eggs"."""
    return figures_of(document.source[max(0, start - 1) : start + size + 1])
