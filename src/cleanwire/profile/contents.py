"""All that a profile holds: its tables, and how they become arrays in a file."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Self

from cleanwire.profile.storage import Arrays
from cleanwire.profile.tables import Counts, Heads, Homes, Passages, Sites

__all__ = ["Contents"]


@dataclass(frozen=True, slots=True, eq=False)
class Contents:
    """The tables of a profile. Joining those of two gives those of all documents of both."""

    counts: Counts
    """Of the lines of each site, of their neighbours and variants."""
    passages: Passages
    heads: Heads
    homes: Homes
    """The documents that passages are native to."""
    sites: Sites
    """How many documents of each site were seen."""

    @classmethod
    def joined(cls, parts: Sequence[Self]) -> Self:
        """Return the contents of all, in whatever order they come."""
        return cls(*[kind.joined([getattr(part, name) for part in parts]) for name, kind in _TABLES.items()])

    @classmethod
    def gathered(cls, parts: Iterable[Self]) -> Self:
        """Return what `joined` does, of parts that come one by one: only some are held at a time.

        Like is joined with like, so that each row is sorted log n times and not n times.
        """
        held: list[Self] = []
        for part in parts:
            held.append(part)
            while len(held) > 1 and len(held[-2].counts.keys) < 2 * len(held[-1].counts.keys):
                held[-2:] = [cls.joined(held[-2:])]
        return cls.joined(held)

    def shared(self) -> Self:
        """Return the contents without lines and passages that stand on one document only."""
        return type(self)(self.counts.shared(), self.passages.shared(), self.heads, self.homes, self.sites)

    def finished(self) -> Self:
        """Return what tells something of several documents."""
        told = self.shared()
        native = told.passages.native()
        return type(self)(
            told.counts, told.passages, told.heads.of_homes(native), told.homes.of_keys(native), told.sites
        )

    def arrays(self) -> Arrays:
        """Return the contents as arrays, the same ones for the same documents."""
        return {
            f"{name}.{field}": column
            for name, kind in _TABLES.items()
            for field, column in zip(kind._fields, getattr(self, name), strict=True)
        }

    @classmethod
    def of_arrays(cls, arrays: Arrays) -> Self:
        """Return the contents that arrays stand for. Memory does not grow with them.

        Raises ValueError for arrays that stand for none.
        """
        missing = {f"{name}.{field}" for name, kind in _TABLES.items() for field in kind._fields} ^ {*arrays}
        if missing:
            raise ValueError(f"holds other columns than expected: {', '.join(sorted(missing))}")
        contents = cls.unchecked(arrays)
        for name in _TABLES:
            getattr(contents, name).check(name)
        return contents

    @classmethod
    def unchecked(cls, arrays: Arrays) -> Self:
        """Return the contents that arrays stand for, which have been checked before."""
        return cls(*[kind(*[arrays[f"{name}.{field}"] for field in kind._fields]) for name, kind in _TABLES.items()])


_TABLES: dict[str, Any] = {"counts": Counts, "passages": Passages, "heads": Heads, "homes": Homes, "sites": Sites}
"""The tables of a profile by their names, in a file as in its contents."""
