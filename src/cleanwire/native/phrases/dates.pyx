"""Recognise lines that are dates by their words."""

from cleanwire.native.text.characters cimport characters_of
from cleanwire.native.text.keys cimport ZERO, HeldKey, Key, read_key
from cleanwire.native.phrases.tables cimport ROOT, PhraseTable


cdef class DateWords:
    """The words of dates: names of days and months, and other words in dates."""

    def __cinit__(self, named, others):
        named = list(named)
        self._named = len(named)
        self._table = PhraseTable([*named, *others])

    def are_date(self, str key not None):
        """Return whether all words of a key are words of dates, including a figure and the name of a day or month."""
        cdef HeldKey words = HeldKey()
        if not read_key(&words.key, characters_of(key), 0, len(key)):
            raise MemoryError
        return bool(self.in_key(&words.key))

    cdef bint in_key(self, const Key *key) noexcept nogil:
        cdef Py_ssize_t at
        cdef int node, number
        cdef bint figure = False, named = False
        for at in range(key.count):
            figure = figure or key.words[at].hash == ZERO
        if not figure:
            return False
        for at in range(key.count):
            if key.words[at].hash == ZERO:
                continue
            node = self._table.step(ROOT, key.words[at].hash)
            number = self._table.number(node) if node >= 0 else -1
            if number < 0:
                return False
            named = named or number < self._named
        return named
