"""What a profile remembers, as sorted arrays: tables join into the one that all their documents would have made."""

from collections.abc import Sequence
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from cleanwire.arrays import Flags, Indexes
from cleanwire.profile.hashing import Keys

__all__ = ["Counts", "Heads", "Passages", "Small"]

Small = NDArray[np.uint32]


class Counts(NamedTuple):
    """On how many documents each key stands. Keys rise, none twice."""

    keys: Keys
    numbers: Small

    @classmethod
    def joined(cls, tables: Sequence[Self]) -> Self:
        """Add up the numbers of equal keys, in whatever order the tables come."""
        keys = np.concatenate([np.empty(0, np.uint64), *[table.keys for table in tables]])
        numbers = np.concatenate([np.empty(0, np.uint32), *[table.numbers for table in tables]])
        order = np.argsort(keys, kind="stable")
        keys = keys[order]
        first = _firsts(keys)
        return cls(keys[first], _sums(numbers[order], first))

    def at(self, rows: Flags | slice) -> Self:
        """Return the table of some rows."""
        return type(self)(self.keys[rows], self.numbers[rows])

    def of(self, keys: Keys) -> Indexes:
        """Return the number of each key; 0 for one that is not there."""
        rows = _rows(self.keys, keys)
        found = np.zeros(keys.shape, np.intp)
        found[rows >= 0] = self.numbers[rows[rows >= 0]]
        return found


class Passages(NamedTuple):
    """On how many documents each passage stands, and its home: the document that comes to it soonest."""

    keys: Keys
    numbers: Small
    depths: Small
    """How many words of prose stand above it at home."""
    homes: Keys
    """The keys of the documents at home: of several as soon, the one with the lowest key."""

    @classmethod
    def joined(cls, tables: Sequence[Self]) -> Self:
        """Add up the numbers of equal keys and keep the least deep home, in whatever order the tables come."""
        keys = np.concatenate([np.empty(0, np.uint64), *[table.keys for table in tables]])
        numbers = np.concatenate([np.empty(0, np.uint32), *[table.numbers for table in tables]])
        depths = np.concatenate([np.empty(0, np.uint32), *[table.depths for table in tables]])
        homes = np.concatenate([np.empty(0, np.uint64), *[table.homes for table in tables]])
        order = np.lexsort((homes, depths, keys))
        keys = keys[order]
        first = _firsts(keys)
        return cls(keys[first], _sums(numbers[order], first), depths[order][first], homes[order][first])

    def at(self, rows: Flags | Indexes | slice) -> Self:
        """Return the table of some rows."""
        return type(self)(self.keys[rows], self.numbers[rows], self.depths[rows], self.homes[rows])

    def of(self, keys: Keys) -> Self:
        """Return the rows of keys, in their order; with the number 0 for one that is not there."""
        rows = _rows(self.keys, keys)
        if not len(self.keys):
            zeros = np.zeros(len(keys), np.uint64)
            return type(self)(keys, zeros.astype(np.uint32), zeros.astype(np.uint32), zeros)
        found = self.at(rows)
        return found._replace(keys=keys, numbers=np.where(rows < 0, np.uint32(0), found.numbers))


class Heads(NamedTuple):
    """The lines at the heads of documents: each key is made of a line and its document. Keys rise, none twice."""

    keys: Keys
    homes: Keys
    """The keys of the documents."""

    @classmethod
    def joined(cls, tables: Sequence[Self]) -> Self:
        """Return the lines of all, in whatever order the tables come."""
        keys = np.concatenate([np.empty(0, np.uint64), *[table.keys for table in tables]])
        homes = np.concatenate([np.empty(0, np.uint64), *[table.homes for table in tables]])
        keys, first = np.unique(keys, return_index=True)
        return cls(keys, homes[first])

    def at(self, rows: Flags | slice) -> Self:
        """Return the table of some rows."""
        return type(self)(self.keys[rows], self.homes[rows])

    def of_homes(self, homes: Keys) -> Self:
        """Return the lines of some documents."""
        return self.at(np.isin(self.homes, homes))

    def hold(self, key: np.uint64) -> bool:
        """Whether a line stands at the head of a document."""
        return bool(_rows(self.keys, np.array([key]))[0] >= 0)


def _firsts(keys: Keys) -> Indexes:
    """Return where each key stands first, among keys that rise."""
    first = np.ones(len(keys), bool)
    first[1:] = keys[1:] != keys[:-1]
    return np.flatnonzero(first)


def _sums(numbers: Small, first: Indexes) -> Small:
    return np.add.reduceat(numbers, first, dtype=np.uint32) if len(first) else numbers


def _rows(among: Keys, keys: Keys) -> Indexes:
    """Return where each key stands among keys that rise; -1 for one that does not."""
    if not len(among):
        return np.full(keys.shape, -1)
    rows = np.minimum(np.searchsorted(among, keys), len(among) - 1)
    return np.where(among[rows] == keys, rows, -1)
