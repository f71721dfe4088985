"""Consecutive numbers for things identified by 64-bit hashes."""

from cpython.mem cimport PyMem_Calloc, PyMem_Free, PyMem_Malloc
from libc.stdint cimport uint64_t


cdef enum:
    ROOM = 512
    # The initial capacity if none is given: a text has a few hundred different words.


cdef class Numbering:
    """Numbers for the hashes of things, with an initial capacity."""

    def __cinit__(self, size_t room=ROOM, /):
        cdef size_t places = 2
        while places < 2 * room:
            places *= 2
        self._keys = <uint64_t *> PyMem_Calloc(places, sizeof(uint64_t))
        self._numbers = <int *> PyMem_Malloc(places * sizeof(int))
        if not (self._keys and self._numbers):
            raise MemoryError
        self._mask = places - 1

    def __dealloc__(self):
        PyMem_Free(self._keys)
        PyMem_Free(self._numbers)

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
        cdef uint64_t *keys = <uint64_t *> PyMem_Calloc(2 * (self._mask + 1), sizeof(uint64_t))
        cdef int *numbers = <int *> PyMem_Malloc(2 * (self._mask + 1) * sizeof(int))
        cdef size_t old, place, mask = 2 * self._mask + 1
        if not (keys and numbers):
            PyMem_Free(keys)
            PyMem_Free(numbers)
            raise MemoryError
        for old in range(self._mask + 1):
            if self._keys[old]:
                place = self._keys[old] & mask
                while keys[place]:
                    place = (place + 1) & mask
                keys[place], numbers[place] = self._keys[old], self._numbers[old]
        PyMem_Free(self._keys)
        PyMem_Free(self._numbers)
        self._keys, self._numbers, self._mask = keys, numbers, mask
        return 0
