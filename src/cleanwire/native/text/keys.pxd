"""The words of a key (`folding.key_of`), read from spaced text without creating the key."""

from libc.stdint cimport uint64_t

from cleanwire.native.text.characters cimport Characters


cdef struct Word:
    uint64_t hash
    Py_ssize_t start
    Py_ssize_t end


cdef struct Key:
    # The letters of all words, concatenated without spaces, and where each word is among them.
    Py_UCS4 *letters
    Word *words
    Py_ssize_t count
    Py_ssize_t size
    Py_ssize_t unspaced
    # The number of letters, and of those in scripts without spaces.
    Py_ssize_t letter_room
    Py_ssize_t word_room


cdef class HeldKey:
    cdef Key key


cdef bint read_key(Key *key, Characters text, Py_ssize_t start, Py_ssize_t end) noexcept nogil
cdef str written_key(Key *key)
cdef int read_opening(Characters text, Py_ssize_t start, Py_ssize_t end, bint apart, uint64_t *words) noexcept nogil
cdef uint64_t ZERO
