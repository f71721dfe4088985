"""A stranger and its host, and which terms occur in either."""

from cpython.array cimport array

from cleanwire.native.stories.term_lines cimport TermLines
from cleanwire.native.stories.writing cimport Writing


cdef class Sides:
    cdef TermLines lines
    cdef Writing writing
    cdef Py_ssize_t start
    cdef Py_ssize_t end
    cdef Py_ssize_t beside_start
    cdef Py_ssize_t beside_end
    cdef const int *said
    cdef Py_ssize_t size
    cdef array _counts
    cdef array _host
    cdef int *inside
    cdef int *beside
    cdef int *part
    cdef int *marked
    cdef int mark
    cdef int *host
    cdef Py_ssize_t host_size
    cdef int leads_inside
    cdef int leads_outside
    cdef int tails_outside


# A set of terms is identified by a number of its own, so none has to be cleared.

cdef inline void mark(Sides sides, Py_ssize_t start, Py_ssize_t end) noexcept:
    """Mark only the terms of some lines."""
    sides.mark += 1
    mark_more(sides, start, end)


cdef inline void mark_more(Sides sides, Py_ssize_t start, Py_ssize_t end) noexcept:
    """Also mark the terms of further lines."""
    cdef TermLines lines = sides.lines
    cdef Py_ssize_t at
    for at in range(lines.reach[start], lines.reach[end]):
        sides.marked[lines.said[at]] = sides.mark


cdef inline double ratio(double part, double whole) noexcept:
    return part / (whole if whole else 1.0)


cdef inline double share_marked(Sides sides, Py_ssize_t start, Py_ssize_t end) noexcept:
    """Return the share of the terms of some lines, by weight, that are marked."""
    cdef TermLines lines = sides.lines
    cdef double whole = 0.0, held = 0.0, weight
    cdef Py_ssize_t at
    for at in range(lines.reach[start], lines.reach[end]):
        weight = lines.counted[lines.said[at]].weight
        whole += weight
        if sides.marked[lines.said[at]] == sides.mark:
            held += weight
    return ratio(held, whole)


cdef inline double share_in_host(Sides sides, const int *terms, Py_ssize_t count, const int *part) noexcept:
    """Return the share of terms, by weight, that occur in the host outside of a part, given their counts in it."""
    cdef double whole = 0.0, held = 0.0, weight
    cdef Py_ssize_t at
    cdef int term
    for at in range(count):
        term = terms[at]
        weight = sides.lines.counted[term].weight
        whole += weight
        if sides.lines.counts[term] > sides.inside[term] + part[term]:
            held += weight
    return ratio(held, whole)


cdef inline double share_elsewhere(Sides sides, const int *terms, Py_ssize_t count) noexcept:
    """Return the share of the terms of a part of the host, by weight, that occur elsewhere in it, too."""
    cdef Py_ssize_t at
    cdef double share
    for at in range(count):
        sides.part[terms[at]] += 1
    share = share_in_host(sides, terms, count, sides.part)
    for at in range(count):
        sides.part[terms[at]] = 0
    return share
