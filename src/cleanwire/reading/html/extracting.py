"""The extractors: the lines of a page that one of them takes for its main text."""

from copy import deepcopy
from itertools import islice
from typing import Any

from lxml.etree import strip_tags

__all__ = ["resiliparse_text", "trafilatura_lines"]

MOST_IN_PARAGRAPH = 1_000
"""A paragraph with more elements in it goes to trafilatura as a `div`: it asks libxml2 for the text in paragraphs in
document order, whose time grows with the square of the pieces. 4,000 links take .8 seconds, 8,000 take 6.5 and 16,000
take 19; in a `div` 8,000 take .6."""

MOST_EMPTY = 1_000
"""More elements without content are taken out before: trafilatura takes out each by itself, and joins the text around
it anew. 4,000 between sentences take a second, 16,000 take 11, and taken out at once .6."""

_EMPTY = "*[not(node()) and not(self::br or self::hr or self::img or self::td or self::th)]"


def trafilatura_lines(tree: Any, *, url: str | None, thorough: bool) -> list[str]:
    """Return the lines of text that trafilatura keeps of a page.

    `thorough` compares them with what other algorithms find and tries again where little was found, which costs half as
    much time again. The tree stays as it is.
    """
    import trafilatura  # noqa: PLC0415, takes 140 ms to import

    page = trafilatura.bare_extraction(_bounded(tree), url=url, fast=not thorough, include_comments=False)
    text = getattr(page, "text", None)
    return text.splitlines() if isinstance(text, str) else []


def _bounded(tree: Any) -> Any:
    """Return a tree that is extracted in linear time: the same one where it is already."""
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
    """Whether more elements than so many stand in one; no more of them are looked at."""
    return next(islice(element.iterdescendants(), most, None), None) is not None


def resiliparse_text(page: str) -> tuple[str, str]:
    """Return the main text of a page and its title, as resiliparse finds them.

    Raises ImportError where resiliparse is not installed: a Cleaner asks for it before.
    """
    from resiliparse.extract.html2text import extract_plain_text  # noqa: PLC0415, optional
    from resiliparse.parse.html import HTMLTree  # noqa: PLC0415, optional

    tree = HTMLTree.parse(page)
    text: str = extract_plain_text(tree, main_content=True, alt_texts=False, comments=False)
    return text, " ".join((tree.title or "").split())
