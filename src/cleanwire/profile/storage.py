"""Arrays in files: the safetensors format, which cannot contain code, with a version and a checksum.

Files are mapped into memory instead of read, so all processes of a machine share them.
"""

import json
import mmap
from collections.abc import Mapping
from hashlib import blake2b
from os import PathLike
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError, deserialize, safe_open
from safetensors.numpy import save

from cleanwire.errors import ProfileError

__all__ = ["IN_MEMORY", "Arrays", "as_bytes", "load", "mapped", "of_bytes"]

Arrays = dict[str, NDArray[np.unsignedinteger[Any]]]

FORMAT = "cleanwire-profile-2"
"""The name of this format in the header. Another number means other keys or columns, which do not mix with these."""

IN_MEMORY = "a profile in memory"
"""The name, in errors, of a profile that did not come from a file."""

TYPES: Mapping[str, type[np.unsignedinteger[Any]]] = {"U8": np.uint8, "U32": np.uint32, "U64": np.uint64}
"""The format's names of the number types in a profile. The format knows types that numpy does not."""


def as_bytes(arrays: Arrays, facts: Mapping[str, str]) -> bytes:
    """Return arrays and a few facts as the bytes of a file."""
    contiguous = {name: np.ascontiguousarray(array) for name, array in arrays.items()}
    # In one value, because the format does not keep the order of several.
    header = json.dumps({**facts, "checksum": _checksum(contiguous, facts)}, sort_keys=True)
    return save(contiguous, metadata={FORMAT: header})


def load(path: str | PathLike[str]) -> tuple[Arrays, dict[str, str]]:
    """Return the arrays, read-only, and the facts of a file.

    Raises ProfileError for a file that is missing, not a profile, of another version, or damaged.
    """
    return _checked(str(path), *mapped(path))


def mapped(path: str | PathLike[str]) -> tuple[Arrays, dict[str, str]]:
    """Do what `load` does without verifying the checksum: only the header is read.

    Raises ProfileError.
    """
    try:
        with safe_open(path, framework="numpy"), Path(path).open("rb") as file:  # checks the header
            return _arrays(str(path), mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except OSError as error:
        raise ProfileError(f"{path}: cannot be read: {error.strerror or error}; check the path") from error
    except SafetensorError as error:
        raise ProfileError(f"{path}: is not a profile, or a damaged one: {error}; fit it again") from error


def of_bytes(data: bytes) -> tuple[Arrays, dict[str, str]]:
    """Return the arrays and the facts in the bytes of `as_bytes`.

    Raises ProfileError for bytes that are not a profile, of another version, or damaged.
    """
    try:
        deserialize(data)  # type: ignore[no-untyped-call]  # checks the header
    except SafetensorError as error:
        raise ProfileError(f"{IN_MEMORY}: is not a profile, or a damaged one: {error}; fit it again") from error
    return _checked(IN_MEMORY, *_arrays(IN_MEMORY, data))


def _arrays(name: str, data: "mmap.mmap | bytes") -> tuple[Arrays, dict[str, str]]:
    """Return the arrays in the bytes of a file, without copying, and the facts in its header."""
    start = 8 + int.from_bytes(data[:8], "little")
    header = json.loads(data[8:start])
    held = header.pop("__metadata__", {}).get(FORMAT)
    if held is None:
        raise ProfileError(f"{name}: is not a profile, or one of another version of cleanwire; fit it again")
    if any(tensor["dtype"] not in TYPES for tensor in header.values()):
        raise ProfileError(f"{name}: is not a profile: it contains other types of numbers; fit it again")
    arrays: Arrays = {
        field: np.ndarray(tensor["shape"], TYPES[tensor["dtype"]], data, start + tensor["data_offsets"][0])
        for field, tensor in header.items()
    }
    return arrays, _facts(held)


def _checked(name: str, arrays: Arrays, facts: dict[str, str]) -> tuple[Arrays, dict[str, str]]:
    """Return arrays and facts without the checksum; raise ProfileError if it is not that of the arrays."""
    if facts.pop("checksum", "") != _checksum(arrays, facts):
        raise ProfileError(f"{name}: is damaged, its checksum differs; fit the profile again")
    return arrays, facts


def _facts(header: str) -> dict[str, str]:
    """Return the facts in a header, or none if it is not one of ours."""
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
