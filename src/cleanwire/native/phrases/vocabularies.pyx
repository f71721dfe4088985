"""Recognise which vocabularies a text is written in, such as the common words of languages."""

from itertools import accumulate

from cpython.array cimport array
from libc.stdint cimport uint64_t

from cleanwire.native.numbers.columns cimport doubles, zeros
from cleanwire.native.text.characters cimport Characters, characters_of
from cleanwire.native.phrases.tables cimport ROOT, PhraseTable
from cleanwire.native.text.words cimport next_word


cdef class Vocabularies:
    """Words, each with the names of the vocabularies that contain it. Immutable, so threads may share it."""

    cdef list _names
    cdef PhraseTable _words
    cdef array _held
    cdef array _from

    def __cinit__(self, dict names_of not None):
        self._names = sorted({name for names in names_of.values() for name in names})
        places = {name: place for place, name in enumerate(self._names)}
        self._words = PhraseTable(names_of)
        self._held = array("i", [places[name] for names in names_of.values() for name in names])
        self._from = array("i", accumulate(map(len, names_of.values()), initial=0))

    def spoken(self, str text not None, double kin, int own):
        """Return the names of the vocabularies that a text is written in, those with the most words first.

        Each word counts once, and counts less if several vocabularies contain it. A vocabulary is returned if it has a
        word of its own and at least the share `kin` of the first one's weight, or if it has `own` words of its own.
        Words are those of `folding.words_of`.
        """
        cdef int count = len(self._names), place
        cdef array found = zeros("i", len(self._from)), by_itself = zeros("i", count), weighed = doubles(count)
        cdef int *alone = by_itself.data.as_ints
        cdef double *weights = weighed.data.as_doubles
        cdef double most = 0
        self._weigh(found.data.as_ints, self._find(characters_of(text), found.data.as_ints), alone, weights)
        for place in range(count):
            most = max(most, weights[place])
        spoken = [
            (-weights[place], self._names[place])
            for place in range(count)
            if alone[place] >= own or (alone[place] and weights[place] >= kin * most)
        ]
        return tuple([name for _, name in sorted(spoken)])

    cdef int _find(self, Characters text, int *found) except -1:
        """Set the numbers of the words in a text, in its order, each once. Return how many there are."""
        cdef Py_ssize_t at = 0
        cdef int count = 0, node, number
        cdef uint64_t hash_ = 0
        cdef array seen = zeros("b", len(self._from))
        while next_word(text, &at, text.size, True, &hash_):
            node = self._words.step(ROOT, hash_)
            number = self._words.number(node) if node >= 0 else -1
            if number >= 0 and not seen.data.as_schars[number]:
                seen.data.as_schars[number] = 1
                found[count] = number
                count += 1
        return count

    cdef void _weigh(self, const int *found, int count, int *alone, double *weights) noexcept:
        """Sum up how many words each vocabulary has alone, and the weight of all its words."""
        cdef int at, place, number, holders
        cdef const int *first = self._from.data.as_ints
        cdef const int *held = self._held.data.as_ints
        for at in range(count):
            number = found[at]
            if first[number + 1] - first[number] == 1:
                alone[held[first[number]]] += 1
                weights[held[first[number]]] += 1
        for at in range(count):
            number = found[at]
            holders = first[number + 1] - first[number]
            for place in range(first[number], first[number + 1] if holders > 1 else 0):
                weights[held[place]] += 1.0 / holders
