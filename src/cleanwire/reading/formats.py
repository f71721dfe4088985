"""Which sources are HTML, by one rule, with nothing else sniffed; and what can read them."""

import re
from typing import Literal, get_args

__all__ = ["EXTRACTORS", "FORMATS", "Extractor", "Format", "looks_like_html"]

Format = Literal["auto", "text", "html"]
FORMATS: tuple[str, ...] = get_args(Format)

Extractor = Literal["trafilatura", "resiliparse"]
EXTRACTORS: tuple[str, ...] = get_args(Extractor)
"""What finds the main text of a page: the first is the more exact by far, the second the faster."""

_HEAD_CHARACTERS = 4096
"""How far a page's beginning may be from its start: prologs and comments are shorter."""

_HTML = re.compile(
    r"(?:\ufeff|\s|<\?xml[^>]*+>|<!--(?:[^-]|-(?!->))*+-->)*+<(?:!doctype\s+html|(?:html|head|body)[\s>])",
    re.IGNORECASE,
)


def looks_like_html(source: str | bytes) -> bool:
    """Whether a source begins, after blanks, prolog and comments, with a doctype or a page's first tag.

    >>> looks_like_html("<!-- saved --><html><p>A page</p></html>"), looks_like_html("<p>is a tag in HTML")
    (True, False)
    """
    head = source[:_HEAD_CHARACTERS]
    if isinstance(head, bytes):
        head = head.decode("latin-1").removeprefix("ï»¿")
    return "<" in head and _HTML.match(head) is not None
