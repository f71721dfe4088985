from cleanwire.native.phrases.lists cimport PhraseLists
from cleanwire.native.text.keys cimport Key


cdef int find_row(PhraseLists lists, const Key *key, int *speaker, int *beside) except -1
