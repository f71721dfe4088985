"""A run of lines that may be another story (the stranger) and the other lines (its host)."""

from cleanwire.native.numbers.columns cimport zeros
from cleanwire.native.stories.term_lines cimport TermLines
from cleanwire.native.stories.writing cimport Writing


cdef enum:
    BESIDE = 300
    # At most this many terms of the host beside the stranger are compared with it.


cdef class Sides:
    """Lines start..end as a stranger, and the others as its host. Both have at least one line.

    `leads` are the numbers of other lines, of the stranger and of the host, that begin like its first line. `tails` is
    the number of headings of the host that end like it.
    """

    def __cinit__(self, TermLines lines, Writing writing, Py_ssize_t start, Py_ssize_t end, tuple leads, int tails, /):
        cdef Py_ssize_t at, terms = lines.terms.count
        lines.check(start, end)
        if start == end or end - start == lines.count or writing.facts is not lines.facts:
            raise IndexError(f"lines {start}..{end} of {lines.count} leave one side empty")
        self.lines, self.writing, self.start, self.end = lines, writing, start, end
        self.leads_inside, self.leads_outside = leads
        self.tails_outside = tails
        self.said, self.size = lines.said + lines.reach[start], lines.reach[end] - lines.reach[start]
        self._counts, self._host = zeros("i", 4 * terms), zeros("i", lines.reach[lines.count])
        self.inside, self.host = self._counts.data.as_ints, self._host.data.as_ints
        self.beside, self.part, self.marked = self.inside + terms, self.inside + 2 * terms, self.inside + 3 * terms
        for at in range(self.size):
            self.inside[self.said[at]] += 1
        for at in range(lines.reach[lines.count]):
            if not lines.reach[start] <= at < lines.reach[end]:
                self.host[self.host_size] = lines.said[at]
                self.host_size += 1
        _find_beside(self)
        for at in range(lines.reach[self.beside_start], lines.reach[self.beside_end]):
            self.beside[lines.said[at]] += 1


cdef void _find_beside(Sides sides) noexcept:
    """Find a part of the host of the same size, above the stranger, or below it if the stranger comes first.

    What other parts share with the rest is compared with what this part shares.
    """
    cdef TermLines lines = sides.lines
    cdef Py_ssize_t first = sides.start, last = sides.start, size = min(sides.size, <Py_ssize_t> BESIDE)
    if first:
        while first > 0 and lines.reach[last] - lines.reach[first] < size:
            first -= 1
        sides.beside_start, sides.beside_end = (first or (last + 1) // 2) if last > 1 else 0, last
    else:
        sides.beside_start, sides.beside_end = sides.end, lines.below(sides.end, lines.count, size)
