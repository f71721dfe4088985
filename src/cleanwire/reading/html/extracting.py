"""Run an extractor and return the lines that it takes for the main content of a page."""

from copy import deepcopy
from itertools import islice
from typing import Any

from lxml.etree import strip_tags

__all__ = ["resiliparse_text", "trafilatura_lines"]

MOST_IN_PARAGRAPH = 1_000
"""A paragraph with more elements is passed to trafilatura as a `div`: trafilatura asks libxml2 for the text in
paragraphs in document order, and that time grows with the square of the pieces. 4,000 links take 0.8 seconds, 8,000
take 6.5 and 16,000 take 19; in a `div` 8,000 take 0.6."""

MOST_EMPTY = 1_000
"""If more elements are empty, they are removed before: trafilatura removes each by itself and joins the text around it
each time. 4,000 between sentences take 1 second, 16,000 take 11, and 0.6 if removed at once."""

_EMPTY = "*[not(node()) and not(self::br or self::hr or self::img or self::td or self::th)]"


def trafilatura_lines(tree: Any, *, url: str | None, thorough: bool) -> list[str]:
    """Return the lines of text that trafilatura keeps of a page.

    `thorough` compares them with the output of other algorithms and tries again if little was found, which takes half
    as long again. The tree is not changed.
    """
    import trafilatura  # noqa: PLC0415, takes 140 ms to import

    page = trafilatura.bare_extraction(_bounded(tree), url=url, fast=not thorough, include_comments=False)
    text = getattr(page, "text", None)
    return text.splitlines() if isinstance(text, str) else []


def _bounded(tree: Any) -> Any:
    """Return a tree that is extracted in linear time, which is the same tree if it already is."""
    long = [at for at, element in enumerate(tree.iter("p")) if _exceeds(element, MOST_IN_PARAGRAPH)]
    empty = tree.xpath(f"count(//{_EMPTY})") > MOST_EMPTY
    if not long and not empty:
        return tree
    copied = deepcopy(tree)
    paragraphs = [*copied.iter("p")]
    for at in long:
        paragraphs[at].tag = "div"
    if empty:
        for element in copied.xpath(f"descendant::{_EMPTY}"):
            element.tag = "empty"
        strip_tags(copied, "empty")
    return copied


def _exceeds(element: Any, most: int) -> bool:
    """Whether an element contains more than `most` elements. No more than these are looked at."""
    return next(islice(element.iterdescendants(), most, None), None) is not None


def resiliparse_text(page: str) -> tuple[str, str]:
    """Return the main content of a page and its title, as resiliparse finds them.

    Raises ImportError if resiliparse is not installed; a Cleaner checks this before.
    """
    from resiliparse.extract.html2text import extract_plain_text  # noqa: PLC0415, optional
    from resiliparse.parse.html import HTMLTree  # noqa: PLC0415, optional

    tree = HTMLTree.parse(page)
    text: str = extract_plain_text(tree, main_content=True, alt_texts=False, comments=False)
    return text, " ".join((tree.title or "").split())
