from cleanwire.native.keys cimport Key
from cleanwire.native.phrases cimport PhraseTable


cdef class DateWords:
    cdef PhraseTable _table
    cdef int _named

    cdef bint in_key(self, const Key *key) noexcept nogil
