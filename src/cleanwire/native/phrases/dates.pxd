from cleanwire.native.text.keys cimport Key
from cleanwire.native.phrases.tables cimport PhraseTable


cdef class DateWords:
    cdef PhraseTable _table
    cdef int _named

    cdef bint in_key(self, const Key *key) noexcept nogil
