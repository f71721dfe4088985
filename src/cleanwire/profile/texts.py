"""Texts concatenated as bytes: a table of millions needs no object for any of them."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

__all__ = ["Texts"]

STEP = 1 << 16
"""This many texts are copied at a time, which takes about 30 MB meanwhile."""


class Texts(NamedTuple):
    """Texts in UTF-8, including those with lone surrogates."""

    row: NDArray[np.uint8]
    ends: NDArray[np.uint64]
    """Where each text ends in the bytes."""

    @classmethod
    def of(cls, texts: Sequence[str]) -> Self:
        """Encode texts."""
        raw = [_encoded(text) for text in texts]
        return cls(np.frombuffer(b"".join(raw), np.uint8), np.cumsum([len(one) for one in raw], dtype=np.uint64))

    @classmethod
    def joined(cls, parts: Sequence[Self]) -> Self:
        """Return the texts of all parts, one after the other."""
        sizes = np.concatenate([np.empty(0, np.uint64), *[part._sizes() for part in parts]])
        row = np.concatenate([np.empty(0, np.uint8), *[part.row for part in parts]])
        return cls(row, np.cumsum(sizes, dtype=np.uint64))

    def at(self, rows: NDArray[np.intp]) -> Self:
        """Return some of the texts, in any order."""
        ends, sizes = self.ends.astype(np.intp), self._sizes().astype(np.intp)
        parts = [rows[start : start + STEP] for start in range(0, len(rows), STEP)]
        taken = [self._taken(ends[part] - sizes[part], sizes[part]) for part in parts]
        row = np.concatenate([np.empty(0, np.uint8), *taken])
        return type(self)(row, np.cumsum(sizes[rows], dtype=np.uint64))

    def _taken(self, starts: NDArray[np.intp], sizes: NDArray[np.intp]) -> NDArray[np.uint8]:
        """Return the bytes of some texts, one after the other."""
        ahead = np.cumsum(sizes) - sizes
        taken: NDArray[np.uint8] = self.row[np.repeat(starts - ahead, sizes) + np.arange(sizes.sum())]
        return taken

    def _sizes(self) -> NDArray[np.uint64]:
        return np.diff(self.ends, prepend=np.uint64(0))

    def text(self, number: int) -> str:
        """Return one of the texts."""
        return _decoded(self._raw(number))

    def find(self, text: str) -> int | None:
        """Return the index of a text among ascending texts, or None if it is missing."""
        wanted = _encoded(text)
        at = bisect_left(range(len(self.ends)), wanted, key=self._raw)
        return at if at < len(self.ends) and self._raw(at) == wanted else None

    def _raw(self, number: int) -> bytes:
        start = int(self.ends[number - 1]) if number else 0
        return self.row[start : int(self.ends[number])].tobytes()

    def all(self) -> list[str]:
        """Return all texts."""
        raw = self.row.tobytes()
        return [_decoded(raw[start:end]) for start, end in pairwise([0, *self.ends.tolist()])]

    def check(self, name: str) -> None:
        """Raise ValueError if the columns are not texts (UnicodeDecodeError is one)."""
        if self.row.dtype != np.uint8 or self.row.ndim != 1 or self.ends.ndim != 1:
            raise ValueError(f"{name} should be a row of bytes")
        ends, last = self.ends, len(self.row)
        if (ends[1:] < ends[:-1]).any() or (int(ends[-1]) if len(ends) else 0) != last:
            raise ValueError(f"{name} should end where its texts end")
        inner = self.row[ends[ends < last].astype(np.intp)]
        if ((inner & 0xC0) == 0x80).any():
            raise ValueError(f"{name} should be text: one ends within a character")
        edges = [0, *ends[STEP::STEP].tolist(), last]
        for start, end in pairwise(edges):
            _decoded(self.row[start:end].tobytes())

    def rise(self) -> bool:
        """Return whether the texts are ascending and distinct."""
        return all(self._raw(number) < self._raw(number + 1) for number in range(len(self.ends) - 1))


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _decoded(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogatepass")
