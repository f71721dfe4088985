from cleanwire.native.prose.column_writers cimport Writer


cdef enum:
    FAR = 1000000
    # Farther than any line is.

ctypedef double *Column


cdef int write_neighbours(
    Writer *into, Column *columns, int count, const int *reaches, int reach_count, const double *weights
) except -1
cdef void write_runs(const double *flags, double *runs, Py_ssize_t count) noexcept nogil
cdef void write_distances(const double *flags, double *above, double *below, Py_ssize_t count) noexcept nogil
