"""Arrays in files: the safetensors format, from which no code can run, under a version and a checksum.

Files are mapped into memory and not read: all processes of a machine share what they hold of one.
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
from cleanwire.files.outputs import write_atomically

__all__ = ["IN_MEMORY", "Arrays", "Column", "as_bytes", "load", "mapped", "of_bytes", "store"]

Column = NDArray[np.unsignedinteger[Any]]
Arrays = dict[str, Column]

FORMAT = "cleanwire-profile-2"
"""The name of what the header says. Another number stands for other keys or columns, which do not mix with these."""


IN_MEMORY = "a profile in memory"
"""What errors call a profile that came from no file."""

TYPES = {"U8": np.uint8, "U32": np.uint32, "U64": np.uint64}
"""What the format calls the numbers of a profile. It knows types that numpy does not."""


def store(path: str | PathLike[str], arrays: Arrays, facts: Mapping[str, str]) -> None:
    """Write arrays and a few facts to a file, which appears whole or not at all.

    Raises WritingError.
    """
    write_atomically(Path(path), as_bytes(arrays, facts))


def as_bytes(arrays: Arrays, facts: Mapping[str, str]) -> bytes:
    """Return arrays and a few facts as the bytes of a file."""
    contiguous = {name: np.ascontiguousarray(array) for name, array in arrays.items()}
    # In one value, for the format keeps no order among several.
    header = json.dumps({**facts, "checksum": _checksum(contiguous, facts)}, sort_keys=True)
    return save(contiguous, metadata={FORMAT: header})


def load(path: str | PathLike[str]) -> tuple[Arrays, dict[str, str]]:
    """Return the arrays and the facts of a file. The arrays cannot be written to.

    Raises ProfileError for a file that is missing, no profile, of another version, or damaged.
    """
    arrays, facts = mapped(path)
    _check(str(path), arrays, facts)
    return arrays, facts


def mapped(path: str | PathLike[str]) -> tuple[Arrays, dict[str, str]]:
    """Do what `load` does, but for the checksum: no more than the header is read.

    Raises ProfileError.
    """
    try:
        with safe_open(path, framework="numpy"), Path(path).open("rb") as file:  # it checks the header
            return _arrays(str(path), mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except OSError as error:
        raise ProfileError(f"{path}: cannot be read: {error.strerror or error}; check the path") from error
    except SafetensorError as error:
        raise ProfileError(f"{path}: is no profile, or a damaged one: {error}; fit it again") from error


def of_bytes(data: bytes) -> tuple[Arrays, dict[str, str]]:
    """Return the arrays and the facts in what `as_bytes` made.

    Raises ProfileError for bytes that are no profile, of another version, or damaged.
    """
    try:
        deserialize(data)  # type: ignore[no-untyped-call]  # it checks the header
    except SafetensorError as error:
        raise ProfileError(f"{IN_MEMORY}: is no profile, or a damaged one: {error}; fit it again") from error
    arrays, facts = _arrays(IN_MEMORY, data)
    _check(IN_MEMORY, arrays, facts)
    return arrays, facts


def _arrays(name: str, data: "mmap.mmap | bytes") -> tuple[Arrays, dict[str, str]]:
    """Return the arrays that lie in the bytes of a file, without a copy, and the facts in its header."""
    start = 8 + int.from_bytes(data[:8], "little")
    header = json.loads(data[8:start])
    held = header.pop("__metadata__", {}).get(FORMAT)
    if held is None:
        raise ProfileError(f"{name}: is no profile, or one of another version of cleanwire; fit it again")
    if any(tensor["dtype"] not in TYPES for tensor in header.values()):
        raise ProfileError(f"{name}: is no profile: it holds other types of numbers; fit it again")
    arrays: Arrays = {
        field: np.ndarray(tensor["shape"], TYPES[tensor["dtype"]], data, start + tensor["data_offsets"][0])
        for field, tensor in header.items()
    }
    return arrays, _facts(held)


def _check(name: str, arrays: Arrays, facts: dict[str, str]) -> None:
    """Raise ProfileError where the checksum among the facts, which is taken out, is not that of the arrays."""
    if facts.pop("checksum", "") != _checksum(arrays, facts):
        raise ProfileError(f"{name}: is damaged, its checksum differs; fit the profile again")


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
