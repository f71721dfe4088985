"""The formats of sources, the one rule that recognises HTML, and the extractors that read it."""

import re
from typing import Literal, get_args

from cleanwire.loading.patterns import lazy_pattern

__all__ = ["EXTRACTORS", "FORMATS", "Extractor", "Format", "looks_like_html", "page_start"]

Format = Literal["auto", "text", "html"]
FORMATS: tuple[str, ...] = get_args(Format)

Extractor = Literal["own", "trafilatura", "resiliparse"]
EXTRACTORS: tuple[str, ...] = get_args(Extractor)
"""What finds the main content of a page: our own extractor, which also runs trafilatura where it is not certain;
trafilatura on every page; or resiliparse alone, the fastest and by far the least accurate."""

_BEGINNING = r"(?:\s++|<\?xml[^>]*+>|<!--[^-]*+(?:-(?!->)[^-]*+)*-->)*(<(?:!doctype\s++html|(?:html|head|body)[\s>]))"
"""What precedes a page's first tag may have any length, such as comments with a licence or a whole old page. Each part
can begin and end in one place only, so matching takes linear time. No group is possessive: `re` of Python 3.11.2
loses what such a group matched."""

_HTML = lazy_pattern(rf"\ufeff?{_BEGINNING}", re.IGNORECASE)
_HTML_BYTES = lazy_pattern(rf"(?:\xef\xbb\xbf)?{_BEGINNING}".encode("ascii"), re.IGNORECASE)


def looks_like_html(source: str | bytes) -> bool:
    """Return whether a source begins, after blanks, prolog and comments, with a doctype or a page's first tag.

    >>> looks_like_html("<!-- saved --><html><p>A page</p></html>"), looks_like_html("<p>is a tag in HTML")
    (True, False)
    """
    return page_start(source) >= 0


def page_start(source: str | bytes) -> int:
    """Return the position of the doctype or first tag of a page, or -1 if the source does not begin like a page."""
    found = _HTML_BYTES.match(source) if isinstance(source, bytes) else _HTML.match(source)
    return found.start(1) if found else -1
