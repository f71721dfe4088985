"""All that a profile holds: its tables, and how they become arrays in a file."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Self

import numpy as np

from cleanwire.profile.storing import Arrays, Column, packed, unpacked
from cleanwire.profile.tables import Counts, Heads, Passages

__all__ = ["Contents", "Home"]

REMEMBERED = 2
"""What stands on fewer documents is forgotten when a profile is finished: alone it says nothing of other documents."""


class Home(NamedTuple):
    """A document that passages are native to."""

    url: str
    words: int
    """How many words of prose it holds."""


@dataclass(frozen=True, slots=True, eq=False)
class Contents:
    """The tables of a profile. Joining those of two gives those of all documents of both."""

    counts: Counts
    """Of the lines of each site, of their neighbours and variants."""
    passages: Passages
    heads: Heads
    homes: Mapping[int, Home]
    """The documents that passages are native to, by their key."""
    sites: Mapping[str, int]
    """How many documents of each site were seen."""

    @classmethod
    def joined(cls, parts: Sequence[Self]) -> Self:
        """Return the contents of all, in whatever order they come."""
        sites: Counter[str] = Counter()
        homes: dict[int, Home] = {}
        for part in parts:
            sites.update(part.sites)
            homes.update(part.homes)
        return cls(
            Counts.joined([part.counts for part in parts]),
            Passages.joined([part.passages for part in parts]),
            Heads.joined([part.heads for part in parts]),
            homes,
            sites,
        )

    def finished(self) -> Self:
        """Return what tells something of several documents."""
        passages = self.passages.at(self.passages.numbers >= REMEMBERED)
        native = np.unique(passages.homes)
        homes = {home: self.homes[home] for home in native.tolist()}
        counts = self.counts.at(self.counts.numbers >= REMEMBERED)
        return type(self)(counts, passages, self.heads.of_homes(native), homes, self.sites)

    def arrays(self) -> Arrays:
        """Return the contents as arrays, the same ones for the same documents."""
        homes = sorted(self.homes.items())
        sites = sorted(self.sites.items())
        urls, url_ends = packed([home.url for _, home in homes])
        names, name_ends = packed([name for name, _ in sites])
        columns = {
            "counts": (Counts._fields, self.counts),
            "passages": (Passages._fields, self.passages),
            "heads": (Heads._fields, self.heads),
        }
        return {
            **{
                f"{name}.{field}": column
                for name, (fields, table) in columns.items()
                for field, column in zip(fields, table, strict=True)
            },
            "homes.keys": np.array([key for key, _ in homes], np.uint64),
            "homes.words": np.array([home.words for _, home in homes], np.uint64),
            "homes.urls": urls,
            "homes.ends": url_ends,
            "sites.names": names,
            "sites.ends": name_ends,
            "sites.numbers": np.array([number for _, number in sites], np.uint64),
        }

    @classmethod
    def of_arrays(cls, arrays: Arrays) -> Self:
        """Return the contents that arrays stand for.

        Raises ValueError for arrays that stand for none.
        """
        missing = {*cls.empty().arrays()} ^ {*arrays}
        if missing:
            raise ValueError(f"holds other columns than expected: {', '.join(sorted(missing))}")
        counts = Counts(*_columns(arrays, "counts", Counts._fields))
        passages = Passages(*_columns(arrays, "passages", Passages._fields))
        heads = Heads(*_columns(arrays, "heads", Heads._fields))
        _check_rows(arrays)
        if not np.isin(passages.homes, arrays["homes.keys"]).all():
            raise ValueError("passages.homes should all be among homes.keys")
        urls = unpacked(arrays["homes.urls"], arrays["homes.ends"])
        names = unpacked(arrays["sites.names"], arrays["sites.ends"])
        homes = zip(arrays["homes.keys"].tolist(), urls, arrays["homes.words"].tolist(), strict=True)
        sites = zip(names, arrays["sites.numbers"].tolist(), strict=True)
        return cls(counts, passages, heads, {key: Home(url, words) for key, url, words in homes}, dict(sites))

    @classmethod
    def empty(cls) -> Self:
        """Return the contents of no documents."""
        return cls(Counts.joined([]), Passages.joined([]), Heads.joined([]), {}, {})


def _check_rows(arrays: Arrays) -> None:
    """Raise ValueError where what is no table, homes and sites, is of another type or shape than it should be."""
    for name, array in arrays.items():
        if name.startswith(("homes.", "sites.")):
            kind = np.uint8 if name in ("homes.urls", "sites.names") else np.uint64
            if array.dtype != kind or array.ndim != 1:
                raise ValueError(f"{name} should be a row of {np.dtype(kind)}")


def _columns(arrays: Arrays, table: str, fields: Sequence[str]) -> list[Column]:
    """Return the columns of a table, its keys first and rising.

    Raises ValueError where they are of other types or lengths, or the keys do not rise.
    """
    columns = [arrays[f"{table}.{field}"] for field in fields]
    keys = columns[0]
    for field, column in zip(fields, columns, strict=True):
        kind = np.uint64 if field in ("keys", "homes") else np.uint32
        if column.dtype != kind or column.shape != (len(keys),):
            raise ValueError(f"{table}.{field} should be {len(keys)} numbers of {np.dtype(kind)}")
    if (keys[1:] <= keys[:-1]).any():
        raise ValueError(f"{table}.keys should rise")
    return columns
