"""The surroundings of each line: means of the lines above and below, runs, and distances to other lines."""

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


cdef void write_runs(const double *flags, double *runs, Py_ssize_t count) noexcept nogil:
    """Write the length of the run of flagged lines that each line is in, or 0 if it is not flagged."""
    cdef Py_ssize_t first = 0, end, at
    while first < count:
        end = first
        while end < count and flags[end]:
            end += 1
        for at in range(first, end):
            runs[at] = end - first
        if end < count:
            runs[end] = 0
        first = end + 1


cdef void write_distances(const double *flags, double *above, double *below, Py_ssize_t count) noexcept nogil:
    """Write how many lines away the next flagged line is, above and below, or FAR if there is none."""
    cdef Py_ssize_t at, last = -FAR
    for at in range(count):
        above[at] = min(<Py_ssize_t> FAR, at - last)
        if flags[at]:
            last = at
    last = count + FAR
    for at in range(count - 1, -1, -1):
        below[at] = min(<Py_ssize_t> FAR, last - at)
        if flags[at]:
            last = at
