from cpython.array cimport array

from cleanwire.native.text.characters cimport Characters


cdef class LineTable:
    cdef readonly Py_ssize_t count
    cdef readonly tuple keys
    cdef array _numbers
    cdef Py_ssize_t *starts
    cdef Py_ssize_t *ends
    cdef Py_ssize_t *lefts
    cdef Py_ssize_t *rights
    cdef Py_ssize_t *sizes
    cdef Py_ssize_t *paragraphs
    cdef Py_ssize_t _last

    cdef int within(self, Characters text) except -1
    cdef Py_ssize_t first_from(self, Py_ssize_t start, Py_ssize_t line) noexcept nogil
