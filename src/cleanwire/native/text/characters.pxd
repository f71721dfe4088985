"""The characters of a str as they are in memory, with one, two or four bytes each."""

from cpython.unicode cimport PyUnicode_DATA, PyUnicode_GET_LENGTH, PyUnicode_KIND
from libc.stdint cimport uint8_t, uint16_t, uint32_t, uint64_t
from libc.string cimport memcpy


cdef extern from "Python.h":
    # Cython's own declaration of this macro requires the GIL.
    Py_UCS4 PyUnicode_READ(int kind, void *data, Py_ssize_t index) noexcept nogil


ctypedef fused Letters:
    # Functions that pass over all characters of a text are compiled for each width and check it only once.
    uint8_t
    uint16_t
    uint32_t


cdef struct Characters:
    int kind
    void *data
    Py_ssize_t size


cdef inline Characters characters_of(str text):
    """Return the characters of a text. They are valid as long as the text exists."""
    return Characters(PyUnicode_KIND(text), PyUnicode_DATA(text), PyUnicode_GET_LENGTH(text))


cdef inline Py_UCS4 character(Characters text, Py_ssize_t at) noexcept nogil:
    return PyUnicode_READ(text.kind, text.data, at)


cdef inline bint are_there(Characters text, Py_ssize_t at, const char *four) noexcept nogil:
    """Whether four characters are at a position, which as many must follow."""
    cdef int step
    for step in range(4):
        if character(text, at + step) != <Py_UCS4> four[step]:
            return False
    return True


cdef inline Characters part(Characters text, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    """Return the characters start..end of a text, without copying."""
    return Characters(text.kind, <char *> text.data + start * text.kind, end - start)


# A word's hash is built character by character, so that words can be looked up without being copied. It is FNV-1a with
# a final mix, because tables use the low bits.

cdef inline uint64_t hash_start() noexcept nogil:
    return <uint64_t> 0xCBF29CE484222325ULL


cdef inline uint64_t hash_with(uint64_t hash_, Py_UCS4 letter) noexcept nogil:
    return (hash_ ^ <uint64_t> letter) * <uint64_t> 0x100000001B3ULL


cdef inline uint64_t hash_end(uint64_t hash_) noexcept nogil:
    hash_ = (hash_ ^ (hash_ >> 32)) * <uint64_t> 0xD6E8FEB86659FD93ULL
    return hash_ ^ (hash_ >> 32)


cdef inline uint64_t hash_of_memory(uint8_t *data, Py_ssize_t size) noexcept nogil:
    """Return the hash of some bytes, eight at a time. Only for passages of one text, as they have one width."""
    cdef uint64_t hash_ = hash_start() ^ <uint64_t> size
    cdef uint64_t word
    cdef Py_ssize_t at = 0
    while at < size:
        word = 0
        memcpy(&word, data + at, min(8, size - at))
        hash_ = hash_end(hash_ ^ word)
        at += 8
    return hash_


cdef inline uint64_t hash_of(Characters text, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    """Return the hash of the characters start..end of a text."""
    cdef uint64_t hash_ = hash_start()
    cdef Py_ssize_t at
    for at in range(start, end):
        hash_ = hash_with(hash_, character(text, at))
    return hash_end(hash_)
