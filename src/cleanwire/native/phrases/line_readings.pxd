"""The state while the lines of a text are read and phrases are looked up in them."""

from cpython.array cimport array

from cleanwire.native.phrases.bounds cimport Line
from cleanwire.native.text.characters cimport Characters
from cleanwire.native.text.keys cimport HeldKey


cdef class Reading(HeldKey):
    cdef Characters folded
    cdef Characters bare
    cdef Line line
    cdef bint bounded
    # Whether a list matched in the line, an awaited one did, and one that announces others did.
    cdef bint heard
    cdef bint awaited
    cdef bint announced
    # The number of lines read; for each list the last of them in which it matched, and at which word.
    cdef int number
    cdef int *heard_in
    cdef int *heard_at
    # Nodes found at one position, deepest last.
    cdef int *nodes
    cdef array _room

    cdef int listen(self, int lists, int nodes) except -1
    cdef int read_words(self, Characters text, Py_ssize_t start, Py_ssize_t end) except -1
