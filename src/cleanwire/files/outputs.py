"""Outputs: files that appear whole or not at all, and standard output."""

import errno
import os
import sys
from pathlib import Path
from secrets import token_hex

from cleanwire.errors import WritingError
from cleanwire.files.problems import reason_of

__all__ = ["encoded", "show", "write_atomically", "write_standard"]


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
        raise WritingError(f"{path}: cannot be written: {reason_of(error)}") from error


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


def _forget_standard_output() -> None:
    """Point standard output at nothing, or Python complains at exit that it cannot flush what is left."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError:  # not a real file, so nothing is left to flush
        return
