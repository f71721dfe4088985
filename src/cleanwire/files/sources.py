"""Sources: files and standard input, read unchanged."""

import sys
from dataclasses import dataclass
from pathlib import Path

from cleanwire.errors import OptionError, ReadingError
from cleanwire.files.problems import reason_of
from cleanwire.reading.formats import Format, looks_like_html

__all__ = ["STANDARD", "Source", "read_source"]

STANDARD = "-"
"""The name of standard input among inputs, and of standard output among outputs."""

PAGE_ENCODING = "utf-8"
"""The encoding in which the text of a page is written; a page can name characters that its own encoding lacks."""

_OTHER_TEXT = "name its encoding with --encoding NAME"

_COMPRESSED = "decompress it first, or clean files of records with `cleanwire corpus`"

_NO_TEXT = {
    b"\x1f\x8b": f"it is compressed with gzip: {_COMPRESSED}",
    b"\x28\xb5\x2f\xfd": f"it is compressed with zstd: {_COMPRESSED}",
    b"PAR1": "it is Parquet: clean files of records with `cleanwire corpus`",
}
"""What to do with files that are not text in any encoding, by their first bytes."""


@dataclass(frozen=True, slots=True)
class Source:
    """The content of a file or of standard input."""

    name: str
    """Its name in errors."""
    content: str | bytes
    """Text with its original line breaks, or the bytes of a page."""
    encoding: str
    """The encoding in which its text should be written."""


def read_source(name: str, *, format: Format = "auto", encoding: str | None = None) -> Source:  # noqa: A002
    """Return the content of a file, or of standard input for `-`.

    Without an encoding, text is UTF-8, and a page stays bytes, since it names its own encoding. Nothing is translated:
    line breaks are kept, and so is a byte order mark in UTF-8.

    Raises ReadingError if the file cannot be read or decoded, and OptionError if the encoding is unknown.
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
        # Decoders count from after a byte order mark that they have stripped.
        at = len(raw) - len(error.object) + error.start
        byte = f"byte {at} (0x{raw[at : at + 1].hex()})"
        known = "UTF-8" if encoding == "utf-8" else encoding
        other = next((other for magic, other in _NO_TEXT.items() if raw.startswith(magic)), _OTHER_TEXT)
        raise ReadingError(f"{shown}: {byte} is not {known}; {other}") from error
    except UnicodeError as error:
        raise ReadingError(f"{shown}: is not {encoding}: {error}; {_OTHER_TEXT}") from error


def _check_encoding(encoding: str) -> None:
    try:
        " ".encode(encoding)  # unlike codecs.lookup, this refuses codecs such as hex, which are not for text
    except (LookupError, ValueError) as error:
        raise OptionError(
            f"--encoding: {encoding!r} is not one of Python's text encodings, such as latin-1, cp1252 or utf-16"
        ) from error


def _is_page(content: str | bytes, format: Format) -> bool:  # noqa: A002
    return format == "html" or (format == "auto" and looks_like_html(content))
