"""Numbers for things that are known by a hash of 64 bits."""

from cpython.mem cimport PyMem_Calloc, PyMem_Free, PyMem_Malloc
from libc.stdint cimport uint64_t


cdef enum:
    ROOM = 512
    # Things for which there is room, where nobody says how many come: a text has some hundred words.


cdef class Numbering:
    """Numbers by the hashes of what they stand for, with room for so many to begin with."""

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
        """Return the number of a key, NEW where it has none."""
        cdef size_t place
        key = key if key else 1  # 0 stands for an empty place
        place = key & self._mask
        while self._keys[place]:
            if self._keys[place] == key:
                return self._numbers[place]
            place = (place + 1) & self._mask
        return NEW

    cdef int *find(self, uint64_t key) except NULL:
        """Return where the number of a key is held until the next call: NEW, to be set, where it had none."""
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
