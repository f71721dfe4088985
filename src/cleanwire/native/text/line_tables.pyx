"""The lines of a text as native code reads them: where they stand, and what was counted when they were read."""

from cpython.mem cimport PyMem_Free, PyMem_Malloc

from cleanwire.native.text.characters cimport Characters


cdef class LineTable:
    """Lines of a text, in order: where each starts and ends, with the blanks around what it shows, and where that does.

    `keys` are equal for lines that are the same phrase, and empty for lines too long to be one; `sizes` counts their
    words; `paragraphs` says which read like one. Raises ValueError for lines that no text has.
    """

    def __cinit__(self, starts, ends, lefts, rights, keys, sizes, paragraphs, /):
        cdef Py_ssize_t at
        self.keys = tuple(keys)
        self.count = len(self.keys)
        self.starts = _copied(starts, self.count)
        self.ends = _copied(ends, self.count)
        self.lefts = _copied(lefts, self.count)
        self.rights = _copied(rights, self.count)
        self.sizes = _copied(sizes, self.count)
        self.paragraphs = _copied(paragraphs, self.count)
        for at in range(self.count):
            if not 0 <= self.starts[at] <= self.lefts[at] <= self.rights[at] <= self.ends[at]:
                raise ValueError(f"line {at} shows something from {self.lefts[at]} to {self.rights[at]}, outside of it")
            if type(self.keys[at]) is not str:
                raise ValueError(f"the key of line {at} is no text")
            self._last = max(self._last, self.ends[at])

    def __dealloc__(self):
        PyMem_Free(self.starts)
        PyMem_Free(self.ends)
        PyMem_Free(self.lefts)
        PyMem_Free(self.rights)
        PyMem_Free(self.sizes)
        PyMem_Free(self.paragraphs)

    cdef int within(self, Characters text) except -1:
        """Raise ValueError where some line is not within a text."""
        if self._last > text.size:
            raise ValueError(f"a line ends at {self._last}, and the text at {text.size}")
        return 0

    cdef Py_ssize_t first_from(self, Py_ssize_t start, Py_ssize_t line) noexcept nogil:
        """Return the first line, from a line on, that starts at a place of the text or behind it."""
        cdef Py_ssize_t end = self.count, middle
        while line < end:
            middle = (line + end) // 2
            if self.starts[middle] < start:
                line = middle + 1
            else:
                end = middle
        return line


cdef Py_ssize_t *_copied(values, Py_ssize_t count) except NULL:
    """Return so many whole numbers as C has them; the caller frees them."""
    cdef tuple numbers = tuple(values)
    cdef Py_ssize_t at
    cdef Py_ssize_t *found
    if len(numbers) != count:
        raise ValueError(f"{count} lines have keys, and {len(numbers)} have something else")
    found = <Py_ssize_t *> PyMem_Malloc(max(1, count) * sizeof(Py_ssize_t))
    if not found:
        raise MemoryError
    try:
        for at in range(count):
            found[at] = numbers[at]
    except BaseException:
        PyMem_Free(found)
        raise
    return found
