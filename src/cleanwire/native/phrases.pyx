# cython: wraparound=False, initializedcheck=False
"""A table of phrases: which of many stand in a text, at a cost that does not grow with their number."""

from cpython.mem cimport PyMem_Calloc, PyMem_Free
from libc.stdint cimport uint64_t

from cleanwire.native.characters cimport Characters, characters_of, hash_of


cdef int ROOT = 0
cdef int NONE = -1


cdef inline uint64_t _key(int node, uint64_t word) noexcept nogil:
    """Return what a step from a node by a word is filed under; never 0, which stands for an empty place."""
    cdef uint64_t key = (word + <uint64_t> node * <uint64_t> 0x9E3779B97F4A7C15ULL) * <uint64_t> 0xD6E8FEB86659FD93ULL
    key ^= key >> 32
    return key if key else 1


cdef class PhraseTable:
    """Phrases by their words, as a tree: from the root a step by each word leads to the node of a phrase.

    `phrases` are words with one space between them; they are numbered in their order, and of equal ones the first
    counts. A word is known by a hash of 64 bits.
    """

    def __cinit__(self, phrases):
        cdef Py_ssize_t words = 1, start, end
        cdef int node, number
        cdef Characters text
        phrases = list(phrases)
        for phrase in phrases:
            words += phrase.count(" ") + 1
        self._mask = 1
        while self._mask < 2 * <size_t> words:
            self._mask *= 2
        self._keys = <uint64_t *> PyMem_Calloc(self._mask, sizeof(uint64_t))
        self._nodes = <int *> PyMem_Calloc(self._mask, sizeof(int))
        self._numbers = <int *> PyMem_Calloc(words, sizeof(int))
        if not (self._keys and self._nodes and self._numbers):
            raise MemoryError
        self._mask -= 1
        self._count = 1
        self._numbers[ROOT] = NONE
        for number, phrase in enumerate(phrases):
            text = characters_of(phrase)
            node, start = ROOT, 0
            while start <= text.size:
                end = phrase.find(" ", start)
                end = text.size if end < 0 else end
                node = self._added(node, hash_of(text, start, end))
                start = end + 1
            if self._numbers[node] == NONE:
                self._numbers[node] = number

    def __dealloc__(self):
        PyMem_Free(self._keys)
        PyMem_Free(self._nodes)
        PyMem_Free(self._numbers)

    def find(self, str phrase):
        """Return the number of a phrase, -1 where it is none."""
        cdef Characters text = characters_of(phrase)
        cdef int node = ROOT
        cdef Py_ssize_t start = 0, end
        while start <= text.size and node >= 0:
            end = phrase.find(" ", start)
            end = text.size if end < 0 else end
            node = self.step(node, hash_of(text, start, end))
            start = end + 1
        return self.number(node) if node >= 0 else NONE

    cdef int step(self, int node, uint64_t word) noexcept nogil:
        """Return the node that a word leads to, -1 where it leads nowhere."""
        cdef uint64_t key = _key(node, word)
        cdef size_t place = key & self._mask
        while self._keys[place]:
            if self._keys[place] == key:
                return self._nodes[place]
            place = (place + 1) & self._mask
        return NONE

    cdef int number(self, int node) noexcept nogil:
        """Return the number of the phrase that ends at a node, -1 where none does."""
        return self._numbers[node]

    cdef int _added(self, int node, uint64_t word) noexcept:
        """Return the node that a word leads to, a new one where there was none."""
        cdef uint64_t key = _key(node, word)
        cdef size_t place = key & self._mask
        while self._keys[place]:
            if self._keys[place] == key:
                return self._nodes[place]
            place = (place + 1) & self._mask
        self._keys[place] = key
        self._nodes[place] = self._count
        self._numbers[self._count] = NONE
        self._count += 1
        return self._count - 1
