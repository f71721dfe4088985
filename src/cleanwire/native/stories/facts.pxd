from cpython.array cimport array


cdef struct Fact:
    # The form of a line.
    Py_ssize_t left
    Py_ssize_t right
    int size
    int residue
    bint prose
    bint headed
    bint source
    bint dated


cdef class Facts:
    cdef str source
    cdef array _room
    cdef Fact *facts
    cdef readonly Py_ssize_t count
