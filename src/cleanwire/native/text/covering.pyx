"""Find the span that covers each line of a text."""

from cpython.array cimport array

from cleanwire.native.numbers.columns cimport zeros
from cleanwire.native.text.line_tables cimport LineTable


def first_covering(LineTable lines, spans, /):
    """Return for each line the number of the first span that begins at or before its start and contains all of it, or
    -1.

    A span covers lines from the first one that begins in it up to the first one that it does not contain. Each line is
    visited once for all spans that cover it.
    """
    cdef Py_ssize_t line, number, start, end
    cdef array held = zeros("q", 2 * lines.count + 1)
    cdef Py_ssize_t *covering = <Py_ssize_t *> held.data.as_longlongs
    cdef Py_ssize_t *following = covering + lines.count
    for line in range(lines.count):
        covering[line] = -1
    for line in range(lines.count + 1):
        following[line] = line
    for number, (start, end) in enumerate(spans):
        _cover(lines, covering, following, number, start, end)
    return [covering[line] for line in range(lines.count)]


cdef void _cover(
    LineTable lines,
    Py_ssize_t *covering,
    Py_ssize_t *following,
    Py_ssize_t number,
    Py_ssize_t start,
    Py_ssize_t end,
) noexcept nogil:
    """Record a span for the lines that it covers and no other does. `following` holds for each line the first uncovered
    line from it on, or one before that."""
    cdef Py_ssize_t line = _open(following, lines.first_from(start, 0))
    while line < lines.count and lines.rights[line] <= end:
        covering[line] = number
        following[line] = line + 1
        line = _open(following, line)


cdef Py_ssize_t _open(Py_ssize_t *following, Py_ssize_t line) noexcept nogil:
    """Return the first uncovered line from a line on, and shorten the path to it."""
    while following[line] != line:
        following[line] = following[following[line]]
        line = following[line]
    return line
