"""Consecutive numbers for things identified by 64-bit hashes."""

from cpython.array cimport array
from libc.stdint cimport uint64_t

from cleanwire.native.numbers.columns cimport zeros


cdef enum:
    ROOM = 512
    # The initial capacity if none is given: a text has a few hundred different words.


cdef class Numbering:
    """Numbers for the hashes of things, with an initial capacity."""

    def __cinit__(self, size_t room=ROOM, /):
        cdef size_t places = 2
        while places < 2 * room:
            places *= 2
        self._take_room(places)

    cdef int _take_room(self, size_t places) except -1:
        """Begin empty tables."""
        self._key_room, self._number_room, self._mask = zeros("Q", places), zeros("i", places), places - 1
        self._keys = <uint64_t *> self._key_room.data.as_ulonglongs
        self._numbers = self._number_room.data.as_ints
        return 0

    cdef int known(self, uint64_t key) noexcept nogil:
        """Return the number of a key, or NEW if it has none."""
        cdef size_t place
        key = key if key else 1  # 0 marks an empty slot
        place = key & self._mask
        while self._keys[place]:
            if self._keys[place] == key:
                return self._numbers[place]
            place = (place + 1) & self._mask
        return NEW

    cdef int *find(self, uint64_t key) except NULL:
        """Return a pointer to the number of a key, valid until the next call. It is NEW, to be set, for a new key."""
        cdef size_t place
        if 2 * self._count > self._mask:
            self._grow()
        key = key if key else 1
        place = key & self._mask
        while self._keys[place] and self._keys[place] != key:
            place = (place + 1) & self._mask
        if not self._keys[place]:
            self._keys[place], self._numbers[place] = key, NEW
            self._count += 1
        return &self._numbers[place]

    cdef int _grow(self) except -1:
        cdef array key_room = self._key_room, number_room = self._number_room  # so that they are not freed yet
        cdef uint64_t *keys = self._keys
        cdef int *numbers = self._numbers
        cdef size_t old, place, places = self._mask + 1
        self._take_room(2 * places)
        for old in range(places):
            if keys[old]:
                place = keys[old] & self._mask
                while self._keys[place]:
                    place = (place + 1) & self._mask
                self._keys[place], self._numbers[place] = keys[old], numbers[old]
        return 0
