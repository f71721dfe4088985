from cpython.array cimport array

from cleanwire.native.numbers.numbering cimport Numbering
from cleanwire.native.text.characters cimport Characters


cdef class LineWords:
    cdef readonly Py_ssize_t count
    cdef readonly int types
    cdef str _bare
    cdef array _firsts
    cdef array _alone
    cdef array _words
    cdef array _starts
    cdef array _sizes
    cdef int *firsts
    cdef signed char *alone
    cdef int *words
    cdef Py_ssize_t *starts
    cdef int *sizes

    cdef int _read(self, Numbering numbers, Characters text, Py_ssize_t line, Py_ssize_t left, Py_ssize_t right) except -1
    cdef int _number(self, Numbering numbers, Characters text, Py_ssize_t start, int size) except -1
    cdef Py_UCS4 first_letter(self, int word) noexcept
    cdef Py_ssize_t letters_in(self, Py_ssize_t line) noexcept nogil
    cdef str text_of(self, int word)
