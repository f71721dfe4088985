"""Scores: weighted sums of columns of numbers, and their conversion to likelihoods."""

from cpython.array cimport array
from libc.math cimport exp

from cleanwire.native.numbers.columns cimport Table, column, doubles, table_in


cdef double STEEPEST = 30.0
# Scores farther from 0 are as good as certain.


def weighted_sums(array numbers, weights, double bias, /):
    """Return for each line the bias plus the sum of its numbers, each times the weight of its column.

    `numbers` holds a column of doubles for each weight, one after the other. Raises ValueError if it does not.
    """
    cdef array factors = array("d", weights)
    cdef Py_ssize_t at, columns = len(factors), count = len(numbers) // columns if columns else 0
    cdef array sums = doubles(count)
    cdef double *found = sums.data.as_doubles
    cdef double *here
    cdef double weight
    cdef Table table
    cdef int number
    if numbers.typecode != "d" or count * columns != len(numbers):
        raise ValueError(f"{len(numbers)} numbers are not columns for {columns} weights")
    table = table_in(numbers, count)
    for number in range(columns):
        weight, here = factors.data.as_doubles[number], column(table, number)
        for at in range(count):
            found[at] += weight * here[at]
    for at in range(count):
        found[at] += bias
    return sums


def likelihoods(scores, /):
    """Return for each score the likelihood that the line does not have the property that positive scores indicate."""
    cdef array found = array("d", scores)
    cdef double *here = found.data.as_doubles
    cdef Py_ssize_t at
    for at in range(len(found)):
        here[at] = 1 / (1 + exp(min(max(here[at], -STEEPEST), STEEPEST)))
    return found


cdef double added_up(const double *numbers, Py_ssize_t count) noexcept nogil:
    """Return a sum, added up in numpy's order: weights were fitted to sums in this order."""
    cdef double[8] parts
    cdef double total = 0
    cdef Py_ssize_t at, half, whole = count - count % 8
    if count > 128:
        half = count // 2
        half -= half % 8
        return added_up(numbers, half) + added_up(numbers + half, count - half)
    if whole:
        for at in range(8):
            parts[at] = numbers[at]
        for at in range(8, whole):
            parts[at % 8] += numbers[at]
        total = ((parts[0] + parts[1]) + (parts[2] + parts[3])) + ((parts[4] + parts[5]) + (parts[6] + parts[7]))
    for at in range(whole, count):
        total += numbers[at]
    return total
