"""Runs of flagged lines, and distances to the next one."""


cdef enum:
    FAR = 1000000
    # Greater distances are not told apart.


cdef inline void write_runs(const double *flags, double *runs, Py_ssize_t count) noexcept nogil:
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


cdef inline void write_distances(const double *flags, double *above, double *below, Py_ssize_t count) noexcept nogil:
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
