"""Decode the bytes of a page: by byte-order mark, as UTF-8, by the declared charset, and finally by guessing.

UTF-8 comes before any declared charset: other bytes are hardly ever valid UTF-8 by chance, and declarations are often
wrong.
"""

import codecs
import re

from trafilatura.utils import decode_file

from cleanwire.errors import ReadingError
from cleanwire.reading.formats import page_start

__all__ = ["decoded"]

LARGEST = 20_000_000
"""A page with more characters or bytes is refused, as in trafilatura: it is not an article."""

HEAD = 4096
"""Charset declarations and NUL bytes are searched for in this many bytes; browsers search the first 1024. Comments
before the page do not count."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_WIDER = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252"}
"""What these declarations mean in practice: browsers read such pages in the same way."""

_NO_CHARSETS = frozenset({"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape"})
"""Python codecs that no page can be in: they raise on other bytes, or produce lone surrogates."""


def decoded(source: str | bytes, *, charset: str = "") -> str:
    """Decode a page to text that can be encoded again. Bytes that cannot be decoded become replacement characters.

    `charset` is what the server declared, if anything. It has priority over the one that the page declares.

    Raises ReadingError for a page that is too large and for bytes that are not text.
    """
    if len(source) > LARGEST:
        raise ReadingError(f"html: the page has {len(source):,} characters; the limit is {LARGEST:,}")
    if isinstance(source, str):
        return _encodable(source).removeprefix("\ufeff")
    for mark, encoding in _MARKS:
        if source.startswith(mark):
            return source.removeprefix(mark if encoding == "utf-8" else b"").decode(encoding, "replace")
    if b"\0" in source[:HEAD]:
        raise ReadingError("html: the source contains NUL bytes; it is not a page but a binary file")
    try:
        return source.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start > len(source) - 4:  # truncated within its last character
            return source[: error.start].decode("utf-8")
    return _in_charset(source, charset) or _in_charset(source, _named_by(source)) or decode_file(source)


def _encodable(source: str) -> str:
    """Replace halves of surrogate pairs with question marks. Most texts have none and are returned unchanged."""
    try:
        source.encode("utf-8")
    except UnicodeEncodeError:
        return source.encode("utf-8", "replace").decode("utf-8")
    return source


def _named_by(source: bytes) -> str:
    """Return the charset that a page declares, or "" if there is none."""
    start = max(0, page_start(source))
    named = _CHARSET.search(source[start : start + HEAD])
    return named[1].decode("ascii", "replace") if named else ""


def _in_charset(source: bytes, charset: str) -> str:
    """Return the text decoded from a charset, or "" if no page can be in it."""
    name = charset.lower()
    try:
        codec = codecs.lookup(_WIDER.get(name, name))
    except (LookupError, ValueError):  # ValueError: a NUL in the name
        return ""
    if codec.name.startswith("utf") or codec.name in _NO_CHARSETS or not getattr(codec, "_is_text_encoding", True):
        return ""
    return source.decode(codec.name, "replace")
