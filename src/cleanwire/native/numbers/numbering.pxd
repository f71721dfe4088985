from cpython.array cimport array
from libc.stdint cimport uint64_t


cdef enum:
    NEW = -0x7FFFFFFF
    # The number of a key that has none yet.


cdef class Numbering:
    cdef array _key_room
    cdef array _number_room
    cdef uint64_t *_keys
    cdef int *_numbers
    cdef size_t _mask
    cdef size_t _count

    cdef int known(self, uint64_t key) noexcept nogil
    cdef int *find(self, uint64_t key) except NULL
    cdef int _take_room(self, size_t places) except -1
    cdef int _grow(self) except -1
