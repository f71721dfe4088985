"""Files and standard streams: sources read as they are, outputs written whole or not at all."""

import errno
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex

from cleanwire.errors import OptionError, ReadingError, WritingError
from cleanwire.reading.formats import Format, looks_like_html

__all__ = [
    "STANDARD",
    "Source",
    "encoded",
    "read_source",
    "show",
    "write_atomically",
    "write_standard",
]

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


def encoded(text: str, *, encoding: str, name: str) -> bytes:
    """Return text as bytes.

    Raises WritingError that calls the text by its `name` where the encoding lacks one of its characters.
    """
    try:
        return text.encode(encoding)
    except UnicodeError as error:
        raise WritingError(f"{name}: its text cannot be written as {encoding}: {error}; convert it first") from error


def write_standard(data: bytes) -> None:
    """Write bytes to standard output, as they are and at once.

    Raises WritingError, but BrokenPipeError where the reader has gone: that is for the program to pass over.
    """
    if sys.stdout is None:
        raise WritingError("standard output is closed; name a file with -o, or redirect it")
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except OSError as error:
        _forget_standard_output()
        if isinstance(error, BrokenPipeError):
            raise
        raise WritingError(f"standard output: cannot be written: {error.strerror}; free it, or use -o") from error


def show(text: str) -> None:
    """Write text for people to standard output, with escapes for characters that its encoding lacks.

    Raises what `write_standard` raises.
    """
    write_standard(text.encode(getattr(sys.stdout, "encoding", None) or "utf-8", "backslashreplace"))


def write_atomically(path: Path, data: bytes) -> None:
    """Give a file new content in one step: whoever looks sees the old content or the new, never a part.

    The mode bits of an existing file stay, and a symbolic link stays a link; further hard links keep the old
    content. A device or a pipe is written to directly. The folder has to exist.

    Raises WritingError for a file that cannot be written, a read-only one included; it is then as it was.
    """
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(data)
        else:
            # Through a link to the file behind it: the rename would put a file in the link's place.
            _replace(Path(os.path.realpath(path)), data)
    except FileNotFoundError as error:
        raise WritingError(f"{path}: cannot be written: its folder does not exist; create it first") from error
    except OSError as error:
        raise WritingError(f"{path}: cannot be written: {_reason(error)}") from error


def _replace(path: Path, data: bytes) -> None:
    mode = path.stat().st_mode & 0o7777 if path.exists() else None
    if mode is not None and not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    temporary = path.with_name(f".cleanwire-{token_hex(8)}.tmp")
    try:
        with temporary.open("xb") as file:
            if mode is not None:  # before the data, which may not be for everybody's eyes
                temporary.chmod(mode)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _bytes_of(name: str, shown: str) -> bytes:
    try:
        if name != STANDARD:
            return Path(name).read_bytes()
        if sys.stdin is None:
            raise ReadingError("standard input is closed; name a file")
        return sys.stdin.buffer.read()
    except OSError as error:
        raise ReadingError(f"{shown}: cannot be read: {_reason(error)}") from error


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


def _reason(error: OSError) -> str:
    """Return what went wrong with a path, and the remedy."""
    if isinstance(error, IsADirectoryError):
        return "it is a folder; name a file"
    if isinstance(error, FileNotFoundError):
        return "there is no such file; check the path"
    if isinstance(error, PermissionError):
        return "permission denied; check who may use it"
    return f"{error.strerror or error}; check the path and the disk"


def _forget_standard_output() -> None:
    """Point standard output at nothing, or Python complains at exit that it cannot flush what is left."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError:  # not a real file, so nothing is left to flush
        return
