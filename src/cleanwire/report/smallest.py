"""Bounded collections whose content does not depend on the order in which it came."""

from collections.abc import Callable
from typing import Generic, TypeVar
from zlib import crc32

__all__ = ["RANKS", "Smallest", "rank"]

Item = TypeVar("Item")

RANKS = 1 << 32
"""Ranks are below this."""

SLACK = 2
"""A collection grows to so many times its limit before it is cut: sorting then costs each new item little."""


def rank(key: str) -> int:
    """Return a number below `RANKS` that looks random and is the same everywhere: 0.4 microseconds."""
    return crc32(key.encode("utf-8", "surrogatepass"))


class Smallest(Generic[Item]):
    """Items by key, of which those with the smallest ranks stay: a random sample of the keys.

    Whatever stays was never dropped before, in this collection or in one that was merged into it: as many
    smaller ranks would have stayed instead. So what has been counted in an item is exact, and neither the
    order of keys nor that of mergers changes anything.
    """

    __slots__ = ("_ceiling", "_items", "_limit", "_make")

    def __init__(self, limit: int, make: Callable[[], Item]) -> None:
        self._limit = limit
        self._make = make
        self._items: dict[str, Item] = {}
        self._ceiling = RANKS

    def of(self, key: str) -> Item | None:
        """Return the item of a key, a new one at first, or None where it cannot be among those that stay."""
        item = self._items.get(key)
        if item is None and (self._ceiling == RANKS or rank(key) <= self._ceiling):
            if len(self._items) >= SLACK * self._limit:
                self._cut()
                return self.of(key)
            item = self._items[key] = self._make()
        return item

    def items(self) -> list[tuple[str, Item]]:
        """Return the items that stay, with their keys, in no order."""
        if len(self._items) > self._limit:
            self._cut()
        return [*self._items.items()]

    def _cut(self) -> None:
        ranked = sorted((rank(key), key) for key in self._items)[: self._limit]
        self._items = {key: self._items[key] for _, key in ranked}
        self._ceiling = ranked[-1][0]
