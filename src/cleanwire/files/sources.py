"""Sources: files and standard input, read as they are."""

import sys
from dataclasses import dataclass
from pathlib import Path

from cleanwire.errors import OptionError, ReadingError
from cleanwire.files.problems import reason_of
from cleanwire.reading.formats import Format, looks_like_html

__all__ = ["STANDARD", "Source", "read_source"]

STANDARD = "-"
"""Stands for standard input among files, and for standard output as the place to write to."""

PAGE_ENCODING = "utf-8"
"""The encoding of a page's text on its way out: a page can name characters that its own encoding lacks."""

_OTHER_TEXT = "name its encoding with --encoding NAME"

_COMPRESSED = "decompress it first, or clean files of records with `cleanwire corpus`"

_NO_TEXT = {
    b"\x1f\x8b": f"it is compressed with gzip: {_COMPRESSED}",
    b"\x28\xb5\x2f\xfd": f"it is compressed with zstd: {_COMPRESSED}",
    b"PAR1": "it is Parquet: clean files of records with `cleanwire corpus`",
}
"""What to do with a file that is text in no encoding, by how it begins."""


@dataclass(frozen=True, slots=True)
class Source:
    """What a file or standard input held."""

    name: str
    """As errors call it."""
    content: str | bytes
    """Text with its line breaks as they were, or the bytes of a page."""
    encoding: str
    """The one in which its text should go out."""


def read_source(name: str, *, format: Format = "auto", encoding: str | None = None) -> Source:  # noqa: A002
    """Return what a file holds, or standard input for `-`.

    Where no encoding is given, text is UTF-8, and a page stays bytes since it says itself what they mean.
    Nothing is translated: line breaks stay, and so does a byte order mark in UTF-8.

    Raises ReadingError for a file that cannot be read or decoded, OptionError for an unknown encoding.
    """
    if encoding is not None:
        _check_encoding(encoding)
    shown = "standard input" if name == STANDARD else name
    raw = _bytes_of(name, shown)
    if encoding is None and _is_page(raw, format):
        return Source(shown, raw, PAGE_ENCODING)
    text = _decoded(raw, encoding or "utf-8", shown)
    return Source(shown, text, PAGE_ENCODING if _is_page(text, format) else encoding or "utf-8")


def _bytes_of(name: str, shown: str) -> bytes:
    try:
        if name != STANDARD:
            return Path(name).read_bytes()
        if sys.stdin is None:
            raise ReadingError("standard input is closed; name a file")
        return sys.stdin.buffer.read()
    except OSError as error:
        raise ReadingError(f"{shown}: cannot be read: {reason_of(error)}") from error


def _decoded(raw: bytes, encoding: str, shown: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        # Decoders count from behind a byte order mark that they have taken off.
        at = len(raw) - len(error.object) + error.start
        byte = f"byte {at} (0x{raw[at : at + 1].hex()})"
        known = "UTF-8" if encoding == "utf-8" else encoding
        other = next((other for magic, other in _NO_TEXT.items() if raw.startswith(magic)), _OTHER_TEXT)
        raise ReadingError(f"{shown}: {byte} is not {known}; {other}") from error
    except UnicodeError as error:
        raise ReadingError(f"{shown}: is not {encoding}: {error}; {_OTHER_TEXT}") from error


def _check_encoding(encoding: str) -> None:
    try:
        " ".encode(encoding)  # unlike codecs.lookup, this refuses hex and the like, which hold no text
    except (LookupError, ValueError) as error:
        raise OptionError(
            f"--encoding: {encoding!r} is not a text encoding of Python's, such as latin-1, cp1252 or utf-16"
        ) from error


def _is_page(content: str | bytes, format: Format) -> bool:  # noqa: A002
    return format == "html" or (format == "auto" and looks_like_html(content))
