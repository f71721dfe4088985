"""Read a source, text or HTML, into a document."""

from dataclasses import replace

from cleanwire.document import Document
from cleanwire.errors import OptionError
from cleanwire.reading.formats import FORMATS, Extractor, Format, looks_like_html
from cleanwire.reading.text import read_text

__all__ = ["read"]


def read(
    source: str | bytes,
    *,
    format: Format = "auto",  # noqa: A002
    url: str | None = None,
    extractor: Extractor = "own",
) -> Document:
    """Read a source as text or HTML and return its document.

    Raises OptionError for an unknown format, TypeError if source or url has the wrong type or if bytes are to be
    read as text, and ReadingError for HTML that cannot be read.
    """
    if format not in FORMATS:
        raise OptionError(f"format = {format!r} should be one of {', '.join(FORMATS)}")
    if not isinstance(source, str | bytes):
        raise TypeError(f"source should be a str, or the bytes of a page, not {type(source).__name__}")
    if not isinstance(url, str | None):
        raise TypeError(f"url should be a str or None, not {type(url).__name__}")
    if format == "html" or (format == "auto" and looks_like_html(source)):
        from cleanwire.reading.html import read_html  # noqa: PLC0415, lxml and numpy take 150 ms to import

        document = read_html(source, url=url, extractor=extractor)
        return replace(document, url=url) if url else document
    if isinstance(source, bytes):
        raise TypeError("text should be str, not bytes: decode it first, or pass format='html' for a page")
    return read_text(source, url=url or "")
