"""The tables of a profile, as sorted arrays. Joined tables equal the one that all their documents would have made.

The arrays may belong to a file mapped into memory: looking up a key reads a few of its pages.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from cleanwire.native.profiles.sorted_keys import numbers_of, rows_of
from cleanwire.profile.hashing import Keys
from cleanwire.profile.texts import Texts
from cleanwire.scoring.columns import Flags, Indexes

__all__ = ["REMEMBERED", "Counts", "Heads", "Home", "Homes", "Passages", "Sites", "Small"]

Small = NDArray[np.uint32]

REMEMBERED = 2
"""Finishing drops what occurs in fewer documents: alone, it says nothing about other documents."""

STEP = 1 << 20
"""Tables are checked this many rows at a time, which takes a few MB at any length."""

_KINDS: Mapping[str, type] = {"keys": np.uint64, "numbers": np.uint32, "depths": np.uint32, "homes": np.uint64}
"""The number types of the columns that several tables have."""


class Counts(NamedTuple):
    """How many documents contain each key. Keys are ascending and distinct."""

    keys: Keys
    numbers: Small

    @classmethod
    def joined(cls, tables: Sequence[Self]) -> Self:
        """Add up the numbers of equal keys. The order of tables does not matter."""
        return cls(**_joined(cls._fields, tables))

    def at(self, rows: Flags | slice) -> Self:
        """Return the table of some rows."""
        return type(self)(self.keys[rows], self.numbers[rows])

    def shared(self) -> Self:
        """Return what occurs in several documents."""
        return self.at(self.numbers >= REMEMBERED)

    def of(self, keys: Keys) -> Indexes:
        """Return the number of each key, or 0 if it is missing."""
        return np.frombuffer(numbers_of(self.keys, self.numbers, keys.ravel()), np.intp).reshape(keys.shape)

    def check(self, name: str) -> None:
        """Raise ValueError, with the name of the table, if the columns are not such a table."""
        _check_columns(name, self, [_KINDS[one] for one in self._fields])
        _check_rises(name, self.keys)


class Passages(NamedTuple):
    """How many documents contain each passage, and its home: the document in which the least prose precedes it."""

    keys: Keys
    numbers: Small
    depths: Small
    """How many words of prose precede it at home."""
    homes: Keys
    """The keys of the home documents. Of several with the same depth, the lowest key."""

    @classmethod
    def joined(cls, tables: Sequence[Self]) -> Self:
        """Add up the numbers of equal keys and keep the home of least depth. The order of tables does not matter."""
        return cls(**_joined(cls._fields, tables))

    def at(self, rows: Flags | Indexes | slice) -> Self:
        """Return the table of some rows."""
        return type(self)(self.keys[rows], self.numbers[rows], self.depths[rows], self.homes[rows])

    def shared(self) -> Self:
        """Return what occurs in several documents."""
        return self.at(self.numbers >= REMEMBERED)

    def of(self, keys: Keys) -> Self:
        """Return the rows of keys, in their order, with the number 0 for a missing key."""
        rows = _rows(self.keys, keys)
        if not len(self.keys):
            zeros = np.zeros(len(keys), np.uint64)
            return type(self)(keys, zeros.astype(np.uint32), zeros.astype(np.uint32), zeros)
        found = self.at(rows)
        return found._replace(keys=keys, numbers=np.where(rows < 0, np.uint32(0), found.numbers))

    def check(self, name: str) -> None:
        """Raise ValueError, with the name of the table, if the columns are not such a table."""
        _check_columns(name, self, [_KINDS[one] for one in self._fields])
        _check_rises(name, self.keys)


class Heads(NamedTuple):
    """The lines at the beginnings of documents. A key is made of a line and its document. Ascending and distinct."""

    keys: Keys
    homes: Keys
    """The keys of the documents."""

    @classmethod
    def joined(cls, tables: Sequence[Self]) -> Self:
        """Return the lines of all tables. Their order does not matter."""
        return cls(**_joined(cls._fields, tables))

    def at(self, rows: Flags | slice) -> Self:
        """Return the table of some rows."""
        return type(self)(self.keys[rows], self.homes[rows])

    def of_homes(self, homes: Keys) -> Self:
        """Return the lines of some documents, given by ascending keys."""
        return self.at(_rows(homes, self.homes) >= 0)

    def hold(self, key: np.uint64) -> bool:
        """Return whether a line is at the beginning of a document."""
        return bool(_rows(self.keys, np.array([key]))[0] >= 0)

    def check(self, name: str) -> None:
        """Raise ValueError, with the name of the table, if the columns are not such a table."""
        _check_columns(name, self, [_KINDS[one] for one in self._fields])
        _check_rises(name, self.keys)


class Home(NamedTuple):
    """A document in which passages were originally published."""

    url: str
    words: int
    """How many words of prose it contains."""


class Homes(NamedTuple):
    """The documents in which passages were originally published. Keys are ascending and distinct."""

    keys: Keys
    words: Keys
    urls: NDArray[np.uint8]
    """The addresses in UTF-8, concatenated."""
    ends: Keys
    """Where each address ends."""

    @classmethod
    def of_documents(cls, homes: Sequence[tuple[np.uint64, Home]]) -> Self:
        """Return the table of some documents and their keys, in any order."""
        urls = Texts.of([home.url for _, home in homes])
        keys, words = [key for key, _ in homes], [home.words for _, home in homes]
        return cls.joined([cls(np.array(keys, np.uint64), np.array(words, np.uint64), *urls)])

    @classmethod
    def joined(cls, tables: Sequence[Self]) -> Self:
        """Return the documents of all tables. Their order does not matter."""
        words = _together([table.words for table in tables])
        urls = Texts.joined([table._texts for table in tables])
        keys, first = np.unique(_together([table.keys for table in tables]), return_index=True)
        return cls(keys, words[first], *urls.at(first))

    def of_keys(self, keys: Keys) -> Self:
        """Return the documents of some ascending keys."""
        return self.at(np.flatnonzero(_rows(keys, self.keys) >= 0))

    def at(self, rows: Indexes) -> Self:
        """Return the table of some rows."""
        return type(self)(self.keys[rows], self.words[rows], *self._texts.at(rows))

    def of(self, key: np.uint64) -> Home:
        """Return the document of a key.

        Raises KeyError if it is missing.
        """
        row = int(_rows(self.keys, np.array([key]))[0])
        if row < 0:
            raise KeyError(int(key))
        return Home(self._texts.text(row), int(self.words[row]))

    def hold(self, keys: Keys) -> bool:
        """Return whether the documents of all keys exist."""
        return all((_rows(self.keys, part) >= 0).all() for part in _steps(keys))

    @property
    def _texts(self) -> Texts:
        return Texts(self.urls, self.ends)

    def check(self, name: str) -> None:
        """Raise ValueError, with the name of the table, if the columns are not such a table."""
        _check_columns(name, (self.keys, self.words, self.ends), (np.uint64,) * 3)
        _check_rises(name, self.keys)
        self._texts.check(f"{name}.urls")


class Sites(NamedTuple):
    """How many documents of each site were seen. Names are ascending and distinct."""

    names: NDArray[np.uint8]
    """The names in UTF-8, concatenated."""
    ends: Keys
    """Where each name ends."""
    numbers: Keys

    @classmethod
    def of_numbers(cls, numbers: "Counter[str]") -> Self:
        """Return the table of the numbers of some sites."""
        names = sorted(numbers)
        return cls(*Texts.of(names), np.array([numbers[name] for name in names], np.uint64))

    @classmethod
    def joined(cls, tables: Sequence[Self]) -> Self:
        """Add up the numbers of equal names. The order of tables does not matter."""
        sums: Counter[str] = Counter()
        for table in tables:
            sums.update(table.all())
        return cls.of_numbers(sums)

    def all(self) -> dict[str, int]:
        """Return the number of each site, by its name."""
        return dict(zip(self._texts.all(), self.numbers.tolist(), strict=True))

    def of(self, name: str) -> int:
        """Return the number of a site, or 0 if it is missing."""
        row = self._texts.find(name)
        return 0 if row is None else int(self.numbers[row])

    @property
    def _texts(self) -> Texts:
        return Texts(self.names, self.ends)

    def check(self, name: str) -> None:
        """Raise ValueError, with the name of the table, if the columns are not such a table."""
        _check_columns(name, (self.ends, self.numbers), (np.uint64, np.uint64))
        self._texts.check(f"{name}.names")
        if not self._texts.rise():
            raise ValueError(f"{name}.names should be ascending and distinct")


def _together(columns: Sequence[NDArray[Any]], kind: type = np.uint64) -> NDArray[Any]:
    return np.concatenate([np.empty(0, kind), *columns])


def _joined(names: Sequence[str], tables: Sequence[object]) -> dict[str, NDArray[Any]]:
    """Return the columns of tables together, with ascending keys, each once.

    Numbers of equal keys are added up. Of the rest the row of the least depth is kept, then of the lowest home.
    """
    columns = {name: _together([getattr(table, name) for table in tables], _KINDS[name]) for name in names}
    order = np.lexsort([columns[name] for name in ("homes", "depths", "keys") if name in columns])
    first = _firsts(columns["keys"][order])
    made = {name: column[order][first] for name, column in columns.items()}
    return made | ({"numbers": _sums(columns["numbers"][order], first)} if "numbers" in columns else {})


def _firsts(keys: Keys) -> Indexes:
    """Return the first position of each key among ascending keys."""
    first = np.ones(len(keys), bool)
    first[1:] = keys[1:] != keys[:-1]
    return np.flatnonzero(first)


def _sums(numbers: Small, first: Indexes) -> Small:
    return np.add.reduceat(numbers, first, dtype=np.uint32) if len(first) else numbers


def _rows(among: Keys, keys: Keys) -> Indexes:
    """Return the position of each key among ascending keys, or -1 if it is missing."""
    return np.frombuffer(rows_of(among, keys), np.intp)


def _steps(column: NDArray[Any]) -> Iterator[NDArray[Any]]:
    """Yield a column STEP rows at a time. Each part begins with the last row of the one before."""
    for start in range(0, len(column), STEP):
        yield column[max(0, start - 1) : start + STEP]


def _check_columns(name: str, columns: Sequence[NDArray[Any]], kinds: Sequence[type]) -> None:
    for column, kind in zip(columns, kinds, strict=True):
        # Native lookups read columns as they are in memory.
        lies_so = column.flags.aligned and column.flags.c_contiguous
        if column.dtype != kind or column.shape != (len(columns[0]),) or not lies_so:
            raise ValueError(f"{name} should be columns of {len(columns[0])} numbers, of {np.dtype(kind)}")


def _check_rises(name: str, keys: Keys) -> None:
    if any((part[1:] <= part[:-1]).any() for part in _steps(keys)):
        raise ValueError(f"{name}.keys should be ascending and distinct")
