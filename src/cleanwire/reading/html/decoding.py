"""The bytes of a page to text: by its byte-order mark, as UTF-8, by the charset it names, and at last by its looks.

UTF-8 comes before all names, since other bytes are hardly ever valid UTF-8 by chance, and names are often wrong.
"""

import codecs
import re

from trafilatura.utils import decode_file

from cleanwire.errors import ReadingError
from cleanwire.reading.formats import page_start

__all__ = ["decoded"]

LARGEST = 20_000_000
"""A page with more characters or bytes is refused, as trafilatura does: it is no article."""

HEAD = 4096
"""So far into a page a charset is looked for, and NUL bytes: browsers look into the first 1024 bytes. Comments before
the page do not count."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_WIDER = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252"}
"""What pages that name these mean, as browsers read them."""

_NO_CHARSETS = frozenset({"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape"})
"""Codecs of Python's that are no charset of any page: they raise on other bytes, or make lone surrogates."""


def decoded(source: str | bytes, *, charset: str = "") -> str:
    """Return a page as text that can be encoded; what cannot be decoded becomes a replacement character.

    `charset` is what the server said of the bytes, if anything: it comes before the one that the page names.

    Raises ReadingError for a page that is too large and for bytes that are no text.
    """
    if len(source) > LARGEST:
        raise ReadingError(f"html: the page has {len(source):,} characters; the most that is read is {LARGEST:,}")
    if isinstance(source, str):
        return _encodable(source).removeprefix("\ufeff")
    for mark, encoding in _MARKS:
        if source.startswith(mark):
            return source.removeprefix(mark if encoding == "utf-8" else b"").decode(encoding, "replace")
    if b"\0" in source[:HEAD]:
        raise ReadingError("html: the source holds NUL bytes; it is not a page but a binary file")
    try:
        return source.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start > len(source) - 4:  # cut off within its last character
            return source[: error.start].decode("utf-8")
    return _in_charset(source, charset) or _in_charset(source, _named_by(source)) or decode_file(source)


def _encodable(source: str) -> str:
    """Return a text with question marks for halves of surrogate pairs; nearly all texts have none, and stay."""
    try:
        source.encode("utf-8")
    except UnicodeEncodeError:
        return source.encode("utf-8", "replace").decode("utf-8")
    return source


def _named_by(source: bytes) -> str:
    """Return the charset that a page names, empty where it names none."""
    start = max(0, page_start(source))
    named = _CHARSET.search(source[start : start + HEAD])
    return named[1].decode("ascii", "replace") if named else ""


def _in_charset(source: bytes, charset: str) -> str:
    """Return the text in a charset, empty where that is none that a page can have."""
    name = charset.lower()
    try:
        codec = codecs.lookup(_WIDER.get(name, name))
    except (LookupError, ValueError):  # ValueError: for a NUL in the name
        return ""
    if codec.name.startswith("utf") or codec.name in _NO_CHARSETS or not getattr(codec, "_is_text_encoding", True):
        return ""
    return source.decode(codec.name, "replace")
