"""Which of many spans covers each line of a text."""

from cpython.mem cimport PyMem_Free, PyMem_Malloc

from cleanwire.native.text.line_tables cimport LineTable


def first_covering(LineTable lines, spans, /):
    """Return for each line the number of the first span that begins at its start or above and holds all of it; -1
    where none does.

    A span covers what follows the first line that begins in it, up to the first line that it does not hold. Each line
    is looked at once for all spans that cover it.
    """
    cdef Py_ssize_t line, number, start, end
    cdef Py_ssize_t *covering = <Py_ssize_t *> PyMem_Malloc((2 * lines.count + 1) * sizeof(Py_ssize_t))
    cdef Py_ssize_t *following = covering + lines.count
    if not covering:
        raise MemoryError
    try:
        for line in range(lines.count):
            covering[line] = -1
        for line in range(lines.count + 1):
            following[line] = line
        for number, (start, end) in enumerate(spans):
            _cover(lines, covering, following, number, start, end)
        return [covering[line] for line in range(lines.count)]
    finally:
        PyMem_Free(covering)


cdef void _cover(
    LineTable lines,
    Py_ssize_t *covering,
    Py_ssize_t *following,
    Py_ssize_t number,
    Py_ssize_t start,
    Py_ssize_t end,
) noexcept nogil:
    """Note a span on the lines that it covers and no other does; `following` holds for each line the first one from it
    on that none covers, or one above that."""
    cdef Py_ssize_t line = _open(following, lines.first_from(start, 0))
    while line < lines.count and lines.rights[line] <= end:
        covering[line] = number
        following[line] = line + 1
        line = _open(following, line)


cdef Py_ssize_t _open(Py_ssize_t *following, Py_ssize_t line) noexcept nogil:
    """Return the first line from one on that no span covers, and shorten the way to it."""
    while following[line] != line:
        following[line] = following[following[line]]
        line = following[line]
    return line
