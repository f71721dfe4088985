"""The lines of a text for native code: their positions, and what was counted when they were read."""

from cleanwire.native.numbers.columns cimport zeros
from cleanwire.native.text.characters cimport Characters


cdef enum:
    PARTS = 8  # of a block


cdef class LineTable:
    """Lines of a text, in order: start and end of each with the blanks around it, and those of its visible text.

    They are given as blocks: a number that is ignored, start, end, left, right, key, size, and whether a line reads
    like a paragraph. Keys are equal for lines with the same phrase, and empty for lines too long to be one. Sizes count
    words. Raises ValueError for impossible lines.
    """

    def __cinit__(self, blocks, /):
        cdef tuple given = tuple(blocks), block
        cdef Py_ssize_t at, count = len(given)
        cdef list keys = []
        self._numbers = zeros("q", 6 * count)
        self.starts = <Py_ssize_t *> self._numbers.data.as_longlongs
        self.ends = self.starts + count
        self.lefts = self.ends + count
        self.rights = self.lefts + count
        self.sizes = self.rights + count
        self.paragraphs = self.sizes + count
        for at in range(count):
            if not isinstance(given[at], tuple) or len(given[at]) != PARTS:
                raise ValueError(f"line {at} is not a block of {PARTS} parts")
            # A block is a named tuple. Without the cast Cython would create an iterator for it.
            block = <tuple> given[at]
            self.starts[at], self.ends[at], self.lefts[at], self.rights[at] = block[1], block[2], block[3], block[4]
            key, self.sizes[at], self.paragraphs[at] = block[5], block[6], block[7]
            keys.append(key)
            if not 0 <= self.starts[at] <= self.lefts[at] <= self.rights[at] <= self.ends[at]:
                raise ValueError(f"the visible part of line {at}, {self.lefts[at]} to {self.rights[at]}, is outside it")
            if type(key) is not str:
                raise ValueError(f"the key of line {at} is not a str")
            self._last = max(self._last, self.ends[at])
        self.keys, self.count = tuple(keys), count

    cdef int within(self, Characters text) except -1:
        """Raise ValueError if a line is not within a text."""
        if self._last > text.size:
            raise ValueError(f"a line ends at {self._last}, and the text at {text.size}")
        return 0

    cdef Py_ssize_t first_from(self, Py_ssize_t start, Py_ssize_t line) noexcept nogil:
        """Return the first line, from a line on, that starts at a position of the text or after it."""
        cdef Py_ssize_t end = self.count, middle
        while line < end:
            middle = (line + end) // 2
            if self.starts[middle] < start:
                line = middle + 1
            else:
                end = middle
        return line
