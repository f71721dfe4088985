cdef class Container:
    cdef readonly Py_ssize_t index
    cdef readonly Py_ssize_t depth
    cdef readonly str tag
    cdef readonly Container parent
    cdef readonly tuple names
    cdef readonly bint hidden
