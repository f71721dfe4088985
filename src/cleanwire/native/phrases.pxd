from libc.stdint cimport uint64_t


cdef class PhraseTable:
    cdef uint64_t *_keys
    cdef int *_nodes
    cdef int *_numbers
    cdef size_t _mask
    cdef int _count

    cdef int _added(self, int node, uint64_t word) noexcept
    cdef int step(self, int node, uint64_t word) noexcept nogil
    cdef int number(self, int node) noexcept nogil
