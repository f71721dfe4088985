from cleanwire.native.stories.facts cimport Facts


cdef struct Signs:
    # How many figures and quotation marks stand above a place.
    Py_ssize_t figures
    Py_ssize_t curly
    Py_ssize_t straight


cdef class Writing:
    cdef Facts facts
    cdef Signs *before
    cdef Signs *behind
    cdef double *shares
    cdef int *numbers
    cdef Py_ssize_t *name_ends
    cdef readonly int count
