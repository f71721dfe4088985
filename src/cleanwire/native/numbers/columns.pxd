"""Columns of numbers, one number for each line, contiguous in memory."""

from cpython.array cimport array, clone


cdef struct Table:
    double *numbers
    Py_ssize_t count
    # Of lines.


cdef inline Table table_in(array numbers, Py_ssize_t count):
    """Return an array of doubles as a table, which is valid as long as the array exists."""
    return Table(numbers.data.as_doubles, count)


cdef inline double *column(Table table, int number) noexcept nogil:
    return table.numbers + number * table.count


cdef inline void fill(Table table, int number, double value) noexcept nogil:
    """Set the same number for each line."""
    cdef Py_ssize_t at
    for at in range(table.count):
        column(table, number)[at] = value


cdef inline array zeros(str kind, Py_ssize_t size):
    """Return an array of `size` zeros; `kind` is a type code of `array.array`."""
    # An empty array has no memory, and zeroing it is not allowed either.
    return clone(array(kind), size, size > 0)


cdef inline array room_for(Py_ssize_t count, size_t size):
    """Return zeroed memory for `count` values of `size` bytes. It is freed with the array."""
    return zeros("b", count * <Py_ssize_t> size)


cdef inline array doubles(Py_ssize_t size):
    return zeros("d", size)
