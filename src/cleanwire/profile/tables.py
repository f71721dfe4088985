"""What a profile remembers, as sorted arrays: tables join into the one that all their documents would have made.

The arrays may be those of a file that is mapped into memory: what looks a key up reads a few pages of them.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
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
"""What stands on fewer documents is forgotten when a profile is finished: alone it says nothing of other documents."""

STEP = 1 << 20
"""Tables are checked so many rows at a time, which takes some MB, however long they are."""


class Counts(NamedTuple):
    """On how many documents each key stands. Keys rise, none twice."""

    keys: Keys
    numbers: Small

    @classmethod
    def joined(cls, tables: Sequence[Self]) -> Self:
        """Add up the numbers of equal keys, in whatever order the tables come."""
        keys, numbers = _together([table.keys for table in tables]), _together([t.numbers for t in tables], np.uint32)
        order = np.argsort(keys, kind="stable")
        keys = keys[order]
        first = _firsts(keys)
        return cls(keys[first], _sums(numbers[order], first))

    def at(self, rows: Flags | slice) -> Self:
        """Return the table of some rows."""
        return type(self)(self.keys[rows], self.numbers[rows])

    def shared(self) -> Self:
        """Return what stands on several documents."""
        return self.at(self.numbers >= REMEMBERED)

    def of(self, keys: Keys) -> Indexes:
        """Return the number of each key; 0 for one that is not there."""
        return np.frombuffer(numbers_of(self.keys, self.numbers, keys.ravel()), np.intp).reshape(keys.shape)

    def check(self, name: str) -> None:
        """Raise ValueError where the columns are no such table, by the name of the table."""
        _check_columns(name, self, (np.uint64, np.uint32))
        _check_rises(name, self.keys)


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
        keys, homes = _together([table.keys for table in tables]), _together([table.homes for table in tables])
        numbers = _together([table.numbers for table in tables], np.uint32)
        depths = _together([table.depths for table in tables], np.uint32)
        order = np.lexsort((homes, depths, keys))
        keys = keys[order]
        first = _firsts(keys)
        return cls(keys[first], _sums(numbers[order], first), depths[order][first], homes[order][first])

    def at(self, rows: Flags | Indexes | slice) -> Self:
        """Return the table of some rows."""
        return type(self)(self.keys[rows], self.numbers[rows], self.depths[rows], self.homes[rows])

    def shared(self) -> Self:
        """Return what stands on several documents."""
        return self.at(self.numbers >= REMEMBERED)

    def of(self, keys: Keys) -> Self:
        """Return the rows of keys, in their order; with the number 0 for one that is not there."""
        rows = _rows(self.keys, keys)
        if not len(self.keys):
            zeros = np.zeros(len(keys), np.uint64)
            return type(self)(keys, zeros.astype(np.uint32), zeros.astype(np.uint32), zeros)
        found = self.at(rows)
        return found._replace(keys=keys, numbers=np.where(rows < 0, np.uint32(0), found.numbers))

    def native(self) -> Keys:
        """Return the keys of the documents at home, rising."""
        return np.unique(self.homes)

    def check(self, name: str) -> None:
        """Raise ValueError where the columns are no such table, by the name of the table."""
        _check_columns(name, self, (np.uint64, np.uint32, np.uint32, np.uint64))
        _check_rises(name, self.keys)


class Heads(NamedTuple):
    """The lines at the heads of documents: each key is made of a line and its document. Keys rise, none twice."""

    keys: Keys
    homes: Keys
    """The keys of the documents."""

    @classmethod
    def joined(cls, tables: Sequence[Self]) -> Self:
        """Return the lines of all, in whatever order the tables come."""
        homes = _together([table.homes for table in tables])
        keys, first = np.unique(_together([table.keys for table in tables]), return_index=True)
        return cls(keys, homes[first])

    def at(self, rows: Flags | slice) -> Self:
        """Return the table of some rows."""
        return type(self)(self.keys[rows], self.homes[rows])

    def of_homes(self, homes: Keys) -> Self:
        """Return the lines of some documents, given by keys that rise."""
        return self.at(_rows(homes, self.homes) >= 0)

    def hold(self, key: np.uint64) -> bool:
        """Whether a line stands at the head of a document."""
        return bool(_rows(self.keys, np.array([key]))[0] >= 0)

    def check(self, name: str) -> None:
        """Raise ValueError where the columns are no such table, by the name of the table."""
        _check_columns(name, self, (np.uint64, np.uint64))
        _check_rises(name, self.keys)


class Home(NamedTuple):
    """A document that passages are native to."""

    url: str
    words: int
    """How many words of prose it holds."""


class Homes(NamedTuple):
    """The documents that passages are native to. Keys rise, none twice."""

    keys: Keys
    words: Keys
    urls: NDArray[np.uint8]
    """The addresses in one row, in UTF-8."""
    ends: Keys
    """Where each address ends."""

    @classmethod
    def of_documents(cls, homes: Sequence[tuple[np.uint64, Home]]) -> Self:
        """Return the table of some documents and their keys, in whatever order they come."""
        urls = Texts.of([home.url for _, home in homes])
        keys, words = [key for key, _ in homes], [home.words for _, home in homes]
        return cls.joined([cls(np.array(keys, np.uint64), np.array(words, np.uint64), *urls)])

    @classmethod
    def joined(cls, tables: Sequence[Self]) -> Self:
        """Return the documents of all, in whatever order the tables come."""
        words = _together([table.words for table in tables])
        urls = Texts.joined([table._texts for table in tables])
        keys, first = np.unique(_together([table.keys for table in tables]), return_index=True)
        return cls(keys, words[first], *urls.at(first))

    def of_keys(self, keys: Keys) -> Self:
        """Return the documents among some keys, which rise."""
        return self.at(np.flatnonzero(_rows(keys, self.keys) >= 0))

    def at(self, rows: Indexes) -> Self:
        """Return the table of some rows."""
        return type(self)(self.keys[rows], self.words[rows], *self._texts.at(rows))

    def of(self, key: np.uint64) -> Home:
        """Return the document of a key.

        Raises KeyError for one that is not there.
        """
        row = int(_rows(self.keys, np.array([key]))[0])
        if row < 0:
            raise KeyError(int(key))
        return Home(self._texts.text(row), int(self.words[row]))

    def hold(self, keys: Keys) -> bool:
        """Whether the documents of all keys are there."""
        return all((_rows(self.keys, part) >= 0).all() for part in _steps(keys))

    @property
    def _texts(self) -> Texts:
        return Texts(self.urls, self.ends)

    def check(self, name: str) -> None:
        """Raise ValueError where the columns are no such table, by the name of the table."""
        _check_columns(name, (self.keys, self.words, self.ends), (np.uint64,) * 3)
        _check_rises(name, self.keys)
        self._texts.check(f"{name}.urls")


class Sites(NamedTuple):
    """How many documents of each site were seen. Names rise, none twice."""

    names: NDArray[np.uint8]
    """In one row, in UTF-8."""
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
        """Add up the numbers of equal names, in whatever order the tables come."""
        sums: Counter[str] = Counter()
        for table in tables:
            sums.update(table.all())
        return cls.of_numbers(sums)

    def all(self) -> dict[str, int]:
        """Return the number of each site, by its name."""
        return dict(zip(self._texts.all(), self.numbers.tolist(), strict=True))

    def of(self, name: str) -> int:
        """Return the number of a site; 0 for one that is not there."""
        row = self._texts.find(name)
        return 0 if row is None else int(self.numbers[row])

    @property
    def _texts(self) -> Texts:
        return Texts(self.names, self.ends)

    def check(self, name: str) -> None:
        """Raise ValueError where the columns are no such table, by the name of the table."""
        _check_columns(name, (self.ends, self.numbers), (np.uint64, np.uint64))
        self._texts.check(f"{name}.names")
        if not self._texts.rise():
            raise ValueError(f"{name}.names should rise")


def _together(columns: Sequence[NDArray[Any]], kind: type = np.uint64) -> NDArray[Any]:
    return np.concatenate([np.empty(0, kind), *columns])


def _firsts(keys: Keys) -> Indexes:
    """Return where each key stands first, among keys that rise."""
    first = np.ones(len(keys), bool)
    first[1:] = keys[1:] != keys[:-1]
    return np.flatnonzero(first)


def _sums(numbers: Small, first: Indexes) -> Small:
    return np.add.reduceat(numbers, first, dtype=np.uint32) if len(first) else numbers


def _rows(among: Keys, keys: Keys) -> Indexes:
    """Return where each key stands among keys that rise; -1 for one that does not."""
    return np.frombuffer(rows_of(among, keys), np.intp)


def _steps(column: NDArray[Any]) -> Iterator[NDArray[Any]]:
    """Yield a column so many rows at a time; each part begins with the last row of the one before."""
    for start in range(0, len(column), STEP):
        yield column[max(0, start - 1) : start + STEP]


def _check_columns(name: str, columns: Sequence[NDArray[Any]], kinds: Sequence[type]) -> None:
    for column, kind in zip(columns, kinds, strict=True):
        # What is looked up natively is read as it lies in memory.
        lies_so = column.flags.aligned and column.flags.c_contiguous
        if column.dtype != kind or column.shape != (len(columns[0]),) or not lies_so:
            raise ValueError(f"{name} should be columns of {len(columns[0])} numbers, of {np.dtype(kind)}")


def _check_rises(name: str, keys: Keys) -> None:
    if any((part[1:] <= part[:-1]).any() for part in _steps(keys)):
        raise ValueError(f"{name}.keys should rise")
