cdef struct Node:
    double number
    int evidence
    int following[2]


cdef struct Step:
    int end
    double least


cdef class Forest:
    cdef Node *_nodes
    cdef int *_roots
    cdef Step *_steps
    cdef int _count
    cdef double _bias
    cdef readonly int width

    cdef double score_of(self, const double *row) noexcept nogil
    cdef void _find_leaves(self, int first, int count, const double *row, double *leaves) noexcept nogil
