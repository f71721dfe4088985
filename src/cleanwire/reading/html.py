"""Pages through trafilatura: its text and the page's title become a document."""

import trafilatura
from trafilatura.settings import Document as Page

from cleanwire.errors import ReadingError
from cleanwire.model import Document
from cleanwire.reading.text import read_text

__all__ = ["read_html"]


def read_html(source: str | bytes, *, url: str | None = None) -> Document:
    """Return the main text of a page as a document; its text is what spans index.

    A page without main text is an empty document. Raises ReadingError for what is no text at all.
    """
    if isinstance(source, str):
        source = source.encode("utf-8", "replace").decode("utf-8")
    elif b"\0" in source[:1024] and not source.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ReadingError("html: the source holds NUL bytes; it is not a page but a binary file")
    page = trafilatura.bare_extraction(source, url=url, with_metadata=True, include_comments=False)
    if not isinstance(page, Page):
        return read_text("")
    return read_text(page.text or "", title=page.title or "")
