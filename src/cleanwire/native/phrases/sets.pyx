"""Count the passages of a text that contain one of some phrases."""

from libc.stdint cimport uint64_t

from cleanwire.native.text.characters cimport Characters, characters_of
from cleanwire.native.phrases.tables cimport ROOT, PhraseTable
from cleanwire.native.text.words cimport next_word


cdef class PhraseSet:
    """Some words and phrases, with single spaces between words. Immutable, so threads may share it."""

    cdef PhraseTable _table

    def __cinit__(self, phrases):
        self._table = PhraseTable(phrases)

    def passages(self, str bare not None, spans):
        """Return how many passages start..end of a spaced text contain one of the phrases as whole words.

        Words are those of `folding.words_of`. Raises IndexError if a passage is outside of the text.
        """
        cdef Characters text = characters_of(bare)
        cdef Py_ssize_t start, end
        cdef int count = 0
        for start, end in spans:
            if not 0 <= start <= end <= text.size:
                raise IndexError("the passage is outside of the text")
            count += self._is_in(text, start, end)
        return count

    cdef bint _is_in(self, Characters text, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
        cdef Py_ssize_t at = start, further
        cdef uint64_t hash_ = 0
        cdef int node
        while next_word(text, &at, end, True, &hash_):
            node = self._table.step(ROOT, hash_)
            further = at
            while node >= 0:
                if self._table.number(node) >= 0:
                    return True
                node = self._table.step(node, hash_) if next_word(text, &further, end, True, &hash_) else -1
        return False
