from cpython.array cimport array

from cleanwire.native.stories.facts cimport Facts


cdef struct Signs:
    # The numbers of figures and quotation marks above a position.
    Py_ssize_t figures
    Py_ssize_t curly
    Py_ssize_t straight


cdef class Writing:
    cdef Facts facts
    cdef array _signs
    cdef array _shares
    cdef array _numbers
    cdef array _name_ends
    cdef Signs *before
    cdef Signs *behind
    cdef double *shares
    cdef int *numbers
    cdef Py_ssize_t *name_ends
    cdef readonly int count
