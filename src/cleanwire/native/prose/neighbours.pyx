"""The surroundings of each line: means of the lines above and below."""

from cpython.array cimport array

from cleanwire.native.numbers.columns cimport column, doubles
from cleanwire.native.prose.column_writers cimport Writer


def names_around(names, reaches, /):
    """Return the names of the means that `write_neighbours` writes, given those of its columns."""
    return [f"{name}_{side}{reach}" for reach in reaches for side in ("above", "below") for name in names]


cdef int write_neighbours(
    Writer *into, Column *columns, int count, const int *reaches, int reach_count, const double *weights
) except -1:
    """Write the weighted means of columns over up to `reach` lines above, and below, each line.

    A line of value 0 is included in each mean, so that few lines count less. Without weights, all lines count the same.
    For each reach, the means of all columns above come first, then those below.
    """
    cdef Py_ssize_t at, first, last, lines = into.table.count
    cdef array sums = doubles((count + 1) * (lines + 1))
    cdef double *mass = sums.data.as_doubles
    cdef double *total
    cdef double *above
    cdef double *below
    cdef int number, reach
    for at in range(lines):
        mass[at + 1] = mass[at] + (weights[at] if weights else 1)
    for number in range(count):
        total = mass + (number + 1) * (lines + 1)
        for at in range(lines):
            total[at + 1] = total[at] + columns[number][at] * (weights[at] if weights else 1)
        for reach in range(reach_count):
            above = column(into.table, into.at + 2 * reach * count + number)
            below = above + count * lines
            for at in range(lines):
                first, last = max(0, at - reaches[reach]), min(lines, at + 1 + reaches[reach])
                above[at] = (total[at] - total[first]) / (mass[at] - mass[first] + 1)
                below[at] = (total[last] - total[at + 1]) / (mass[last] - mass[at + 1] + 1)
    into.at += 2 * reach_count * count
    return 0
