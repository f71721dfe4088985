from libc.stdint cimport uint64_t

from cleanwire.native.text.characters cimport Characters


cdef enum:
    NEW = -0x7FFFFFFF
    # The number of what has none yet.


cdef class Numbering:
    cdef uint64_t *_keys
    cdef int *_numbers
    cdef size_t _mask
    cdef size_t _count

    cdef int *find(self, uint64_t key) except NULL
    cdef int _grow(self) except -1


cdef struct Weight:
    double weight
    double prior


cdef class TermTable:
    cdef uint64_t *_keys
    cdef int *_numbers
    cdef Weight *_weights
    cdef size_t _mask
    cdef readonly double prior
    cdef readonly bint is_large

    cdef Weight weigh(self, uint64_t key, Py_ssize_t size, bint is_ascii, Py_UCS4 first) noexcept nogil


cdef struct Word:
    Py_ssize_t start
    Py_ssize_t end
    Py_ssize_t term_end
    uint64_t key


cdef class Terms:
    cdef str _bare
    cdef readonly bint is_large
    cdef readonly bint unspaced
    cdef readonly int count
    cdef readonly int common
    cdef readonly Py_ssize_t lines
    cdef int *words
    cdef Py_ssize_t *ends
    cdef int *telling
    cdef Py_ssize_t *reach
    cdef Weight *counted
    cdef Word *_spelled
    cdef Py_ssize_t _size
    cdef Py_ssize_t _room
    cdef Py_ssize_t _terms_room

    cdef int _note(self, int number) except -1
    cdef int _number(self, Numbering numbers, TermTable table, Characters text, Word word) except? -1
    cdef int _weigh(self, Word word, Weight weight) except -1
