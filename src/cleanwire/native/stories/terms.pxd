from cpython.array cimport array
from libc.stdint cimport uint64_t

from cleanwire.native.numbers.numbering cimport Numbering
from cleanwire.native.text.characters cimport Characters


cdef struct Weight:
    double weight
    double prior


cdef class TermTable:
    cdef Numbering _known
    cdef array _weight_room
    cdef Weight *_weights
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
    cdef array _words
    cdef array _telling
    cdef array _sums
    cdef array _weights
    cdef array _firsts
    cdef int *words
    cdef Py_ssize_t *ends
    cdef int *telling
    cdef Py_ssize_t *reach
    cdef Weight *counted

    cdef int _number(self, Numbering numbers, TermTable table, Characters text, Word word) except? -1
