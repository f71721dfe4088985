"""Bounded collections whose content does not depend on the order in which items arrive."""

from collections.abc import Callable
from typing import Generic, TypeVar
from zlib import crc32

__all__ = ["RANKS", "Smallest", "rank"]

Item = TypeVar("Item")

RANKS = 1 << 32
"""All ranks are below this."""

SLACK = 2
"""A collection grows to this many times its limit before it is cut, so that sorting adds little cost per item."""


def rank(key: str) -> int:
    """Return a number below `RANKS` that looks random but is the same everywhere; takes 0.4 µs."""
    return crc32(key.encode("utf-8", "surrogatepass"))


class Smallest(Generic[Item]):
    """Items by key. Those with the smallest ranks are kept, which is a random sample of the keys.

    A kept item was never dropped before, in this collection or in one that was merged into it: as many items with
    smaller ranks would have been kept instead. So the counts in an item are exact, and the order of keys and merges
    does not matter.
    """

    __slots__ = ("_ceiling", "_items", "_limit", "_make")

    def __init__(self, limit: int, make: Callable[[], Item]) -> None:
        self._limit = limit
        self._make = make
        self._items: dict[str, Item] = {}
        self._ceiling = RANKS

    def of(self, key: str) -> Item | None:
        """Return the item of a key, a new one at first, or None if it cannot be among those that are kept."""
        item = self._items.get(key)
        if item is None and (self._ceiling == RANKS or rank(key) <= self._ceiling):
            if len(self._items) >= SLACK * self._limit:
                self._cut()
                return self.of(key)
            item = self._items[key] = self._make()
        return item

    def items(self) -> list[tuple[str, Item]]:
        """Return the items that are kept, with their keys, in no particular order."""
        if len(self._items) > self._limit:
            self._cut()
        return [*self._items.items()]

    def _cut(self) -> None:
        ranked = sorted((rank(key), key) for key in self._items)[: self._limit]
        self._items = {key: self._items[key] for _, key in ranked}
        self._ceiling = ranked[-1][0]
