"""Arrays in files: the safetensors format, from which no code can run, under a version and a checksum."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import blake2b
from itertools import pairwise
from os import PathLike
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save

from cleanwire.errors import ProfileError
from cleanwire.files import write_atomically

__all__ = ["Arrays", "Column", "load", "opened", "packed", "store", "unpacked"]

Column = NDArray[np.unsignedinteger[Any]]
Arrays = dict[str, Column]

FORMAT = "cleanwire-profile-2"
"""The name of what the header says. Another number stands for other keys or columns, which do not mix with these."""


TYPES = frozenset({"U8", "U32", "U64"})
"""What the format calls the numbers of a profile. It knows types that numpy does not."""


def store(path: str | PathLike[str], arrays: Arrays, facts: Mapping[str, str]) -> None:
    """Write arrays and a few facts to a file, which appears whole or not at all.

    Raises WritingError.
    """
    contiguous = {name: np.ascontiguousarray(array) for name, array in arrays.items()}
    # In one value, for the format keeps no order among several.
    header = json.dumps({**facts, "checksum": _checksum(contiguous, facts)}, sort_keys=True)
    write_atomically(Path(path), save(contiguous, metadata={FORMAT: header}))


def load(path: str | PathLike[str]) -> tuple[Arrays, dict[str, str]]:
    """Return the arrays and the facts of a file.

    Raises ProfileError for a file that is missing, no profile, of another version, or damaged.
    """
    with opened(path) as file:
        header = (file.metadata() or {}).get(FORMAT)
        if header is None:
            raise ProfileError(f"{path}: is no profile, or one of another version of cleanwire; fit it again")
        names = list(file.keys())
        if any(file.get_slice(name).get_dtype() not in TYPES for name in names):
            raise ProfileError(f"{path}: is no profile: it holds other types of numbers; fit it again")
        arrays = {name: file.get_tensor(name) for name in names}
    facts = _facts(header)
    if facts.pop("checksum", "") != _checksum(arrays, facts):
        raise ProfileError(f"{path}: is damaged, its checksum differs; fit the profile again")
    return arrays, facts


@contextmanager
def opened(path: str | PathLike[str]) -> Iterator[Any]:
    """Open a file for reading single arrays and their slices.

    Raises ProfileError for a file that is missing or whose header is damaged.
    """
    try:
        with safe_open(path, framework="numpy") as file:
            yield file
    except OSError as error:
        raise ProfileError(f"{path}: cannot be read: {error.strerror or error}; check the path") from error
    except SafetensorError as error:
        raise ProfileError(f"{path}: is no profile, or a damaged one: {error}; fit it again") from error


def _facts(header: str) -> dict[str, str]:
    """Return the facts in a header; none where it is no header of ours."""
    try:
        facts = json.loads(header)
    except (ValueError, RecursionError):
        return {}
    return {name: str(value) for name, value in facts.items()} if isinstance(facts, dict) else {}


def _checksum(arrays: Arrays, facts: Mapping[str, str]) -> str:
    digest = blake2b(digest_size=16)
    for name, value in sorted(facts.items()):
        digest.update(f"{name}={value}\n".encode())
    for name, array in sorted(arrays.items()):
        digest.update(f"{name} {array.dtype} {array.shape}\n".encode())
        digest.update(array.data)
    return digest.hexdigest()


def packed(texts: list[str]) -> tuple[NDArray[np.uint8], NDArray[np.uint64]]:
    """Return texts as bytes in one row, and where each ends."""
    raw = [text.encode("utf-8", "surrogatepass") for text in texts]
    return np.frombuffer(b"".join(raw), np.uint8), np.cumsum([len(one) for one in raw], dtype=np.uint64)


def unpacked(row: Column, ends: Column) -> list[str]:
    """Return the texts of a row of bytes.

    Raises ValueError for bytes that are no text.
    """
    raw = row.tobytes()
    return [raw[start:end].decode("utf-8", "surrogatepass") for start, end in pairwise([0, *ends.tolist()])]
