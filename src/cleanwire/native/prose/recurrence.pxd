from cpython.array cimport array

from cleanwire.native.numbers.columns cimport Table


cdef class Recurrence:
    cdef readonly Py_ssize_t count
    cdef readonly int types
    cdef readonly int size
    cdef array _words
    cdef array _lines
    cdef array _counts
    cdef int *words
    cdef int *lines
    cdef double *held

    cdef int _add(self, int line, int word, int *last) noexcept nogil
    cdef void divide(self, double *column) noexcept nogil
    cdef int write_core(self, const double *long_, double *core) except -1
    cdef int write(self, const double *article, const double *sizes, Table table, int first) except -1
    cdef void _write_said(
        self,
        const double *article,
        const double *sizes,
        const double *spoken,
        const double *aside,
        Table table,
        int first,
    ) noexcept nogil
    cdef int _tie(self, const double *article, const double *sizes, double *above, double *below) except -1
    cdef void _write_themes(self, const double *spoken, const double *aside, double *themes) noexcept nogil
    cdef int _write_first(self, double *column_) except -1
