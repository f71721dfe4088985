"""Columns of numbers, one number for each line, beside each other in memory."""

from cpython.array cimport array, clone


cdef struct Table:
    double *numbers
    Py_ssize_t count
    # Of lines.


cdef inline Table table_in(array numbers, Py_ssize_t count):
    """Return the table that an array of doubles holds; it lives as long as the array."""
    return Table(numbers.data.as_doubles, count)


cdef inline double *column(Table table, int number) noexcept nogil:
    return table.numbers + number * table.count


cdef inline void fill(Table table, int number, double value) noexcept nogil:
    """Write the same number for each line."""
    cdef Py_ssize_t at
    for at in range(table.count):
        column(table, number)[at] = value


cdef inline array zeros(str kind, Py_ssize_t size):
    """Return an array of so many zeros; `kind` is that of `array.array`."""
    # An array of none has no memory, which must not be written to, not even nothing.
    return clone(array(kind), size, size > 0)


cdef inline array doubles(Py_ssize_t size):
    return zeros("d", size)
