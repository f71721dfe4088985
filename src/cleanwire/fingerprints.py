"""Words as numbers: a fingerprint for each word of a text, and tables to look all of them up in a few steps."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cleanwire.arrays import Indexes

__all__ = ["Table", "Words", "fingerprints"]

Prints = NDArray[np.uint64]

READ = 16
"""Bytes of a word that its fingerprint is made of, beside its length: no word of a table is longer than 21 letters."""

_KEPT = np.tril(np.full((READ + 1, READ), 0xFF, np.uint8), -1).view("<u8")
"""(bytes in a word + 1, 2) Which of the bytes behind a word's beginning are its own."""

_FACTORS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F], np.uint64)
"""Large and odd, from splitmix64 and xxHash: the high bits of a product depend on all bits of the other factor."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text, which are what blanks separate."""

    data: bytes
    """The text in UTF-8, with room for the longest fingerprint behind it."""
    starts: Indexes
    """(words) Where each word begins in it."""
    sizes: Indexes
    """(words) How many bytes it has."""

    @staticmethod
    def of(text: str) -> "Words":
        """Return the words of a text."""
        data = b" %b%b" % (text.encode("utf-8", "surrogatepass"), b" " * READ)
        blank = np.frombuffer(data, np.uint8) == ord(" ")
        edges = np.flatnonzero(blank[1:] != blank[:-1]) + 1
        starts = edges[::2]
        return Words(data, starts, edges[1::2] - starts)

    def stems(self, numbers: Indexes) -> "Words":
        """Return some of the words, each without a final s."""
        starts, sizes = self.starts[numbers], self.sizes[numbers]
        plural = np.frombuffer(self.data, np.uint8)[starts + sizes - 1] == ord("s")
        return Words(self.data, starts, sizes - plural)

    def spelled(self, number: int) -> str:
        """Return a word."""
        start = int(self.starts[number])
        return self.data[start : start + int(self.sizes[number])].decode("utf-8", "surrogatepass")

    def fingerprints(self) -> Prints:
        """Return (words) a number for each word.

        Equal words have equal fingerprints, and other words others: as good as always, not by proof.
        """
        windows = np.ndarray(len(self.data) - READ + 1, f"V{READ}", self.data, strides=(1,))
        halves = windows[self.starts].view("<u8").reshape(-1, 2)
        halves &= _KEPT.take(self.sizes, 0, mode="clip")
        halves *= _FACTORS
        prints: Prints = (halves[:, 0] ^ halves[:, 1]) + self.sizes.astype(np.uint64)
        prints ^= prints >> _HALF  # low bits of a product know of low bits only: else "word1" and "word2" share them
        return prints


def fingerprints(text: str) -> Prints:
    """Return (words) the fingerprint of each word of a text.

    >>> one, other, again = fingerprints("share on  share").tolist()
    >>> one == again, one == other
    (True, False)
    """
    return Words.of(text).fingerprints()


_HALF = np.uint64(32)

FULL = 0.47
"""Share of the slots of a table that are taken at most: from a half on there may be no place for a fingerprint."""


class Table:
    """Numbers under fingerprints: each fingerprint has a slot in either of two halves, and stands in one of them.

    That is cuckoo hashing: a lookup is two steps for all fingerprints together, where a dictionary takes a step for
    each, most of them to a place in memory that no cache holds. For the same reason a slot keeps the lower half of a
    fingerprint only: one in some thousand million of the others is taken for one in the table.
    """

    def __init__(self, prints: Prints, numbers: Indexes, missing: int) -> None:
        """Make a table of a number for each fingerprint, and one for all others.

        Raises ValueError if two fingerprints are equal.
        """
        ordered = np.sort(prints)
        if (ordered[1:] == ordered[:-1]).any():
            raise ValueError("two words of a table have one fingerprint; leave one of them out")
        bits = next(bits for bits in range(1, 64) if len(prints) <= FULL * (2 << bits))
        self._missing = missing
        self._shift = np.uint64(64 - bits)
        owners = np.full((2, 1 << bits), -1)
        homeless = np.arange(len(prints))
        half = 0
        while len(homeless):  # they take their slots in one half, and whom they find there goes to the other
            taken, slots = owners[half], self._slots(prints[homeless])[half] % (1 << bits)
            there = taken[slots]
            taken[slots] = homeless
            housed = taken[slots] == homeless
            homeless = np.concatenate([there[housed & (there >= 0)], homeless[~housed]])
            half = 1 - half
        slots = np.flatnonzero(owners >= 0)
        self._prints = np.zeros(owners.size, np.uint32)
        self._prints[slots] = prints[owners.flat[slots]].astype(np.uint32)
        self._numbers = np.full(owners.size, missing, np.int32)
        self._numbers[slots] = numbers[owners.flat[slots]]

    def _slots(self, prints: Prints) -> Indexes:
        """Return (2, prints) the slots of each fingerprint in both halves: its high bits, and those of a product."""
        slots = np.array([prints, prints * _FACTORS[1]])
        slots >>= self._shift
        slots[1] += np.uint64(1 << (64 - int(self._shift)))
        return slots.astype(np.intp)

    def find(self, prints: Prints) -> Indexes:
        """Return the number of each fingerprint."""
        slots = self._slots(prints)
        found = self._prints.take(slots) == prints.astype(np.uint32)
        numbers = self._numbers.take(slots)
        return np.where(found[0], numbers[0], np.where(found[1], numbers[1], self._missing)).astype(np.intp)
