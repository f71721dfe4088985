from cpython.array cimport array
from libc.stdint cimport uint64_t

from cleanwire.native.text.characters cimport Characters, character


cdef enum:
    ROOT = 0


cdef inline Py_ssize_t word_end(Characters phrase, Py_ssize_t start) noexcept nogil:
    """Return where the word at a position of a phrase ends: at the next space, or with the phrase."""
    while start < phrase.size and character(phrase, start) != c" ":
        start += 1
    return start


cdef struct Step:
    # The key of a step from a node by a word, 0 for an empty slot; and the node that it leads to.
    uint64_t key
    int node


cdef class PhraseTable:
    cdef array _step_room
    cdef array _number_room
    cdef Step *_steps
    cdef int *_numbers
    cdef size_t _mask
    cdef int _count

    cdef int take_lines(self, Characters text) except -1
    cdef int _take(self, Characters phrase, int number) except -1
    cdef int _added(self, int node, uint64_t word) except -1
    cdef size_t _place(self, uint64_t key) noexcept nogil
    cdef int _make_room(self, size_t count) except -1
    cdef int _take_room(self, size_t room) except -1
    cdef int step(self, int node, uint64_t word) noexcept nogil
    cdef int number(self, int node) noexcept nogil
