from cleanwire.native.prose.column_writers cimport Writer


ctypedef double *Column


cdef int write_neighbours(
    Writer *into, Column *columns, int count, const int *reaches, int reach_count, const double *weights
) except -1
