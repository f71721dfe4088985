"""Recognise which vocabularies a text is written in, such as the common words of languages."""

from cpython.mem cimport PyMem_Calloc, PyMem_Free, PyMem_Malloc
from libc.stdint cimport uint64_t

from cleanwire.native.text.characters cimport Characters, characters_of
from cleanwire.native.phrases.tables cimport ROOT, PhraseTable
from cleanwire.native.text.words cimport next_word


cdef class Vocabularies:
    """Words, each with the names of the vocabularies that contain it. Immutable, so threads may share it."""

    cdef list _names
    cdef PhraseTable _words
    cdef int _count
    cdef int *_held
    cdef int *_from

    def __cinit__(self, dict names_of not None):
        cdef int number = 0, at = 0
        self._names = sorted({name for names in names_of.values() for name in names})
        places = {name: place for place, name in enumerate(self._names)}
        self._words = PhraseTable(names_of)
        self._count = len(names_of)
        self._from = <int *> PyMem_Malloc((self._count + 1) * sizeof(int))
        self._held = <int *> PyMem_Malloc((sum(map(len, names_of.values())) + 1) * sizeof(int))
        if not (self._from and self._held):
            raise MemoryError
        for number, names in enumerate(names_of.values()):
            self._from[number] = at
            for name in names:
                self._held[at] = places[name]
                at += 1
        self._from[self._count] = at

    def __dealloc__(self):
        PyMem_Free(self._held)
        PyMem_Free(self._from)

    def spoken(self, str text not None, double kin, int own):
        """Return the names of the vocabularies that a text is written in, those with the most words first.

        Each word counts once, and counts less if several vocabularies contain it. A vocabulary is returned if it has a
        word of its own and at least the share `kin` of the first one's weight, or if it has `own` words of its own.
        Words are those of `folding.words_of`.
        """
        cdef int count = len(self._names), place
        cdef int *found = <int *> PyMem_Malloc((self._count + 1) * sizeof(int))
        cdef int *alone = <int *> PyMem_Calloc(count + 1, sizeof(int))
        cdef double *weights = <double *> PyMem_Calloc(count + 1, sizeof(double))
        cdef double most = 0
        try:
            if not (found and alone and weights):
                raise MemoryError
            self._weigh(found, self._find(characters_of(text), found), alone, weights)
            for place in range(count):
                most = max(most, weights[place])
            spoken = [
                (-weights[place], self._names[place])
                for place in range(count)
                if alone[place] >= own or (alone[place] and weights[place] >= kin * most)
            ]
            return tuple([name for _, name in sorted(spoken)])
        finally:
            PyMem_Free(found)
            PyMem_Free(alone)
            PyMem_Free(weights)

    cdef int _find(self, Characters text, int *found) except -1:
        """Set the numbers of the words in a text, in its order, each once. Return how many there are."""
        cdef Py_ssize_t at = 0
        cdef int count = 0, node, number
        cdef uint64_t hash_ = 0
        cdef char *seen = <char *> PyMem_Calloc(self._count + 1, sizeof(char))
        if not seen:
            raise MemoryError
        while next_word(text, &at, text.size, True, &hash_):
            node = self._words.step(ROOT, hash_)
            number = self._words.number(node) if node >= 0 else -1
            if number >= 0 and not seen[number]:
                seen[number] = 1
                found[count] = number
                count += 1
        PyMem_Free(seen)
        return count

    cdef void _weigh(self, const int *found, int count, int *alone, double *weights) noexcept:
        """Sum up how many words each vocabulary has alone, and the weight of all its words."""
        cdef int at, place, number, holders
        for at in range(count):
            number = found[at]
            if self._from[number + 1] - self._from[number] == 1:
                alone[self._held[self._from[number]]] += 1
                weights[self._held[self._from[number]]] += 1
        for at in range(count):
            number = found[at]
            holders = self._from[number + 1] - self._from[number]
            for place in range(self._from[number], self._from[number + 1] if holders > 1 else 0):
                weights[self._held[place]] += 1.0 / holders
