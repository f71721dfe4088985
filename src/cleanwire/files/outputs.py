"""Outputs: files that appear complete or not at all, and standard output."""

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

    Raises WritingError, with `name`, if the encoding lacks one of the characters.
    """
    try:
        return text.encode(encoding)
    except UnicodeError as error:
        raise WritingError(f"{name}: its text cannot be written as {encoding}: {error}; convert it first") from error


def write_standard(data: bytes) -> None:
    """Write bytes to standard output, unchanged and at once.

    Raises WritingError, or BrokenPipeError if the reader has closed it, which the program handles silently.
    """
    if sys.stdout is None:
        raise WritingError("standard output is closed; name a file with -o, or redirect it")
    try:
        sys.stdout.flush()
        # With PYTHONUNBUFFERED, a part is written and no error raised if the disk is full or the reader gone.
        rest = memoryview(data)
        while rest:
            rest = rest[sys.stdout.buffer.write(rest) or 0 :]
        sys.stdout.buffer.flush()
    except OSError as error:
        _forget_standard_output()
        if isinstance(error, BrokenPipeError):
            raise
        raise WritingError(f"standard output: cannot be written: {error.strerror}; free it, or use -o") from error


def show(text: str) -> None:
    """Write text for people to standard output, escaping characters that its encoding lacks.

    Raises the same errors as `write_standard`.
    """
    write_standard(text.encode(getattr(sys.stdout, "encoding", None) or "utf-8", "backslashreplace"))


def write_atomically(path: Path, data: bytes) -> None:
    """Replace the content of a file in one step: readers see the old content or the new, never a part.

    An existing file keeps its mode bits, and a symbolic link stays a link; other hard links keep the old content. A
    device or a pipe is written to directly. The folder has to exist.

    Raises WritingError if the file cannot be written, for example because it is read-only; it is then unchanged.
    """
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(data)
        else:
            # Follow the link, because the rename would replace the link itself.
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
            if mode is not None:  # before the data, which may be confidential
                temporary.chmod(mode)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _forget_standard_output() -> None:
    """Redirect standard output to nothing, so that Python does not complain at exit that it cannot flush it."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError:  # not a real file, so nothing is left to flush
        return
