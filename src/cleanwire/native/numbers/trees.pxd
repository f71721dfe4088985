from cpython.array cimport array


cdef struct Node:
    double number
    int evidence
    int following[2]


cdef struct Step:
    int end
    double least


cdef class Forest:
    cdef dict _columns
    cdef array _node_room
    cdef array _step_room
    cdef Node *_nodes
    cdef double *_means
    cdef int _nodes_count
    cdef int *_roots
    cdef int _trees
    cdef Step *_steps
    cdef int _count
    cdef double _bias
    cdef tuple _cuts
    cdef readonly int width

    cdef array _column(self, str name, str kind)
    cdef int _take_nodes(self) except -1
    cdef double score_of(self, const double *row) noexcept nogil
    cdef void _find_leaves(self, int first, int count, const double *row, double *leaves) noexcept nogil
