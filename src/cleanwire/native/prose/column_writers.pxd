"""Writes the columns of a table one after the other."""

from cleanwire.native.numbers.columns cimport Table, column, fill


cdef struct Writer:
    Table table
    int at
    # The next column.


cdef inline double *next_column(Writer *into) noexcept nogil:
    return next_columns(into, 1)


cdef inline double *next_columns(Writer *into, int columns) noexcept nogil:
    """Return the next of `columns` consecutive columns."""
    into.at += columns
    return column(into.table, into.at - columns)


cdef inline void write_all(Writer *into, double value) noexcept nogil:
    fill(into.table, into.at, value)
    into.at += 1
