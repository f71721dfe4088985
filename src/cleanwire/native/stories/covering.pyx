"""Which of many spans covers each line of a text."""

from cpython.mem cimport PyMem_Free, PyMem_Malloc


def first_covering(starts, rights, spans, /):
    """Return for each line the number of the first span that begins at its start or above and holds all of it; -1
    where none does.

    `starts` and `rights` are where lines begin and where their text ends, both going up. A span covers what follows
    the first line that begins in it, up to the first line that it does not hold. Each line is looked at once for all
    spans that cover it.
    """
    cdef tuple begins = tuple(starts), ends = tuple(rights)
    cdef Py_ssize_t count = len(begins), line, number, start, end
    cdef Py_ssize_t *rows
    if len(ends) != count:
        raise ValueError("of each line it has to be known where it begins and where its text ends")
    rows = <Py_ssize_t *> PyMem_Malloc((4 * count + 1) * sizeof(Py_ssize_t))
    if not rows:
        raise MemoryError
    try:
        for line in range(count):
            rows[line], rows[count + line], rows[2 * count + line] = begins[line], ends[line], -1
        for line in range(count + 1):
            rows[3 * count + line] = line
        for number, (start, end) in enumerate(spans):
            _cover(rows, count, number, start, end)
        return [rows[2 * count + line] for line in range(count)]
    finally:
        PyMem_Free(rows)


cdef void _cover(Py_ssize_t *rows, Py_ssize_t count, Py_ssize_t number, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    """Note a span on the lines that it covers and no other does, given where lines begin and end, which span covers
    each, and the first line from each on that none covers, or one above it."""
    cdef Py_ssize_t *rights = rows + count
    cdef Py_ssize_t *covering = rows + 2 * count
    cdef Py_ssize_t *following = rows + 3 * count
    cdef Py_ssize_t low = 0, high = count, middle
    while low < high:
        middle = (low + high) // 2
        if rows[middle] < start:
            low = middle + 1
        else:
            high = middle
    low = _open(following, low)
    while low < count and rights[low] <= end:
        covering[low] = number
        following[low] = low + 1
        low = _open(following, low)


cdef Py_ssize_t _open(Py_ssize_t *following, Py_ssize_t line) noexcept nogil:
    """Return the first line from one on that no span covers, and shorten the way to it."""
    while following[line] != line:
        following[line] = following[following[line]]
        line = following[line]
    return line
