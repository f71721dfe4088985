"""The contents of a profile: its tables, and their conversion to arrays in a file."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

import numpy as np

from cleanwire.profile.storage import Arrays
from cleanwire.profile.tables import Counts, Heads, Homes, Passages, Sites

__all__ = ["Contents"]


@dataclass(frozen=True, slots=True, eq=False)
class Contents:
    """The tables of a profile. Joining those of two profiles gives those of all their documents."""

    counts: Counts
    """How many documents contain each line, pair of neighbouring lines, and variant."""
    passages: Passages
    heads: Heads
    homes: Homes
    """The documents in which passages were originally published."""
    sites: Sites
    """How many documents of each site were seen."""

    @classmethod
    def joined(cls, parts: Sequence[Self]) -> Self:
        """Join contents. Their order does not matter."""
        return cls(*[kind.joined([getattr(part, name) for part in parts]) for name, kind in _TABLES.items()])

    @classmethod
    def gathered(cls, parts: Iterable[Self]) -> Self:
        """Join contents that come one by one, with the result of `joined`, holding only some at a time.

        Parts of similar size are joined first, so each row is sorted log n times instead of n times.
        """
        held: list[Self] = []
        for part in parts:
            held.append(part)
            while len(held) > 1 and len(held[-2].counts.keys) < 2 * len(held[-1].counts.keys):
                held[-2:] = [cls.joined(held[-2:])]
        return cls.joined(held)

    def shared(self) -> Self:
        """Return the contents without lines and passages that occur in one document only."""
        return replace(self, counts=self.counts.shared(), passages=self.passages.shared())

    def finished(self) -> Self:
        """Return only what says something about several documents."""
        told = self.shared()
        native = np.unique(told.passages.homes)
        return replace(told, heads=told.heads.of_homes(native), homes=told.homes.of_keys(native))

    def arrays(self) -> Arrays:
        """Convert the contents to arrays, which are the same for the same documents."""
        return {
            f"{name}.{field}": column
            for name, kind in _TABLES.items()
            for field, column in zip(kind._fields, getattr(self, name), strict=True)
        }

    @classmethod
    def of_arrays(cls, arrays: Arrays) -> Self:
        """Return the contents of arrays. Memory does not grow with their size.

        Raises ValueError if they are not the arrays of a profile.
        """
        missing = {f"{name}.{field}" for name, kind in _TABLES.items() for field in kind._fields} ^ {*arrays}
        if missing:
            raise ValueError(f"has other columns than expected: {', '.join(sorted(missing))}")
        contents = cls.unchecked(arrays)
        for name in _TABLES:
            getattr(contents, name).check(name)
        return contents

    @classmethod
    def unchecked(cls, arrays: Arrays) -> Self:
        """Return the contents of arrays that have been checked before."""
        return cls(*[kind(*[arrays[f"{name}.{field}"] for field in kind._fields]) for name, kind in _TABLES.items()])


_TABLES: dict[str, Any] = {"counts": Counts, "passages": Passages, "heads": Heads, "homes": Homes, "sites": Sites}
"""The tables of a profile by name, which is the same in files and in `Contents`."""
