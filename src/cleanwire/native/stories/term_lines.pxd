from cpython.array cimport array

from cleanwire.native.stories.facts cimport Fact, Facts
from cleanwire.native.stories.terms cimport Terms, Weight


cdef enum:
    LEAST_GAIN = -50
    MOST_GAIN = 200
    # Gains are clipped to this range, because they grow with the length.


cdef inline double clipped(double gain) noexcept nogil:
    return max(<double> LEAST_GAIN, min(<double> MOST_GAIN, gain))


cdef class Masses:
    cdef array _known
    cdef readonly double prior
    cdef double _base
    cdef object _lgamma

    cdef double of(self, Py_ssize_t size) except? -1


cdef class TermLines:
    cdef readonly Terms terms
    cdef readonly Facts facts
    cdef readonly Masses masses
    cdef readonly Py_ssize_t first
    cdef readonly Py_ssize_t count
    cdef array _sums
    cdef array _counts
    cdef array _gains
    cdef Fact *lines
    cdef const Weight *counted
    cdef const int *said
    cdef const int *words_said
    cdef Py_ssize_t *reach
    cdef Py_ssize_t *ends
    cdef Py_ssize_t *words
    cdef Py_ssize_t *prose
    cdef Py_ssize_t *sources
    cdef int *counts
    cdef double *gains

    cdef int find_gains(self, Py_ssize_t start, Py_ssize_t end, int *inside, double *gains) except -1
    cdef int find_gains_within(
        self, Py_ssize_t first, Py_ssize_t last, const int *counts, Py_ssize_t start, Py_ssize_t end, int *inside,
        double *gains
    ) except -1
    cdef void write_gains(self, Py_ssize_t size, double gain, double *into) noexcept nogil
    cdef bint is_labelled(self, Py_ssize_t line) noexcept nogil
    cdef bint is_heading(self, Py_ssize_t line) noexcept nogil
    cdef Py_ssize_t below(self, Py_ssize_t start, Py_ssize_t end, Py_ssize_t terms) noexcept nogil
    cdef int check(self, Py_ssize_t start, Py_ssize_t end) except -1


cdef int apart(
    const double *gains, const signed char *among, const Py_ssize_t *reach, Py_ssize_t count, Py_ssize_t terms, int most,
    Py_ssize_t *chosen
) noexcept nogil
