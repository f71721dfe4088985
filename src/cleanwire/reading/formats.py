"""Which sources are HTML, by one rule, with nothing else sniffed; and what can read them."""

import re
from typing import Literal, get_args

from cleanwire.loading.patterns import lazy_pattern

__all__ = ["EXTRACTORS", "FORMATS", "Extractor", "Format", "looks_like_html", "page_start"]

Format = Literal["auto", "text", "html"]
FORMATS: tuple[str, ...] = get_args(Format)

Extractor = Literal["own", "trafilatura", "resiliparse"]
EXTRACTORS: tuple[str, ...] = get_args(Extractor)
"""What finds the main text of a page: our own extractor, which asks trafilatura where it is in doubt; trafilatura on
every page; or resiliparse alone, the fastest and by far the least exact."""

_BEGINNING = r"(?:\s++|<\?xml[^>]*+>|<!--[^-]*+(?:-(?!->)[^-]*+)*-->)*(<(?:!doctype\s++html|(?:html|head|body)[\s>]))"
"""What stands before a page's first tag may be of any length: comments with a licence or a whole old page in them. Each
part begins and ends at one place only, so that the time is linear. No group is possessive: `re` of Python 3.11.2
loses what such a group has matched."""

_HTML = lazy_pattern(rf"\ufeff?{_BEGINNING}", re.IGNORECASE)
_HTML_BYTES = lazy_pattern(rf"(?:\xef\xbb\xbf)?{_BEGINNING}".encode("ascii"), re.IGNORECASE)


def looks_like_html(source: str | bytes) -> bool:
    """Whether a source begins, after blanks, prolog and comments, with a doctype or a page's first tag.

    >>> looks_like_html("<!-- saved --><html><p>A page</p></html>"), looks_like_html("<p>is a tag in HTML")
    (True, False)
    """
    return page_start(source) >= 0


def page_start(source: str | bytes) -> int:
    """Return where the doctype or the first tag of a page stands, -1 in a source that does not begin like one."""
    found = _HTML_BYTES.match(source) if isinstance(source, bytes) else _HTML.match(source)
    return found.start(1) if found else -1
