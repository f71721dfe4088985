"""How the stranger begins: whether with a headline of its own, and below what."""

from cleanwire.native.stories.sides cimport Sides, mark, ratio
from cleanwire.native.stories.story_evidence cimport LONG, Evidence
from cleanwire.native.stories.term_lines cimport TermLines


cdef enum:
    NEAREST = 6
    # This many lines above a headline are near it.

    BELOW = 50
    # This many terms below a headline are expected to repeat its terms.

    ABOVE = 70
    # A line above with more words counts as this long.


cdef void find_beginning(Sides sides, Evidence *known) noexcept:
    """Find what is where the stranger begins."""
    _find_headline(sides, known)
    _find_seam(sides, known)


cdef void _find_headline(Sides sides, Evidence *known) noexcept:
    """Whether it begins with a headline longer than the host's subheads, about its own text and not about the host's.

    If there is none, the features get the values that speak least for a stranger.
    """
    cdef TermLines lines = sides.lines
    cdef const double *shares = sides.writing.shares + lines.first
    cdef Py_ssize_t start = sides.start, end = sides.end, at
    cdef int subheads = 0, most = 0, own = 0, size = lines.lines[start].size
    cdef Py_ssize_t sizes = 0
    cdef double capitals = 0.0
    for at in range(1, start):
        if lines.lines[at].headed:
            most = max(most, lines.lines[at].size) if subheads else lines.lines[at].size
            subheads += 1
            sizes += lines.lines[at].size
            capitals += shares[at]
    for at in range(start + 1, end):
        own += lines.lines[at].headed
    known.subheads, known.own_subheads = ratio(subheads, start), own
    known.h_host = 1.0
    if lines.lines[start].headed:
        known.h_words, known.h_most = size, size - most
        known.h_over = size - ratio(sizes, subheads)
        known.h_caps_over = shares[start] - ratio(capitals, subheads)
        _find_words_of_headline(sides, known)


cdef void _find_words_of_headline(Sides sides, Evidence *known) noexcept:
    """The shares of the headline's terms that occur below it, near it, in the host, and in the text's first line."""
    cdef TermLines lines = sides.lines
    cdef Py_ssize_t start = sides.start, end = sides.end, at, title = 0 if start else end, dense = 0
    cdef int term, count = 0, in_host = 0
    sides.mark += 1
    for at in range(lines.reach[start], lines.reach[start + 1]):
        term = lines.said[at]
        if sides.marked[term] != sides.mark:
            sides.marked[term] = sides.mark
            count += 1
            in_host += lines.counts[term] > sides.inside[term]
            dense += sides.inside[term] - 1
    known.h_host, known.h_dens = ratio(in_host, count), ratio(dense, count)
    known.h_in = ratio(_marked_in_headline(sides, start + 1, lines.below(start + 1, end, BELOW)), count)
    known.h_near = ratio(_marked_in_headline(sides, max(0, start - NEAREST), start), count)
    known.h_title = ratio(_marked_in_headline(sides, title, title + 1), count)


cdef int _marked_in_headline(Sides sides, Py_ssize_t start, Py_ssize_t end) noexcept:
    """Count the terms of the headline that occur in some lines."""
    cdef TermLines lines = sides.lines
    cdef Py_ssize_t at
    cdef int count = 0, here
    mark(sides, start, end)
    here = sides.mark
    sides.mark += 1
    for at in range(lines.reach[sides.start], lines.reach[sides.start + 1]):
        count += sides.marked[lines.said[at]] == here
        sides.marked[lines.said[at]] = sides.mark
    return count


cdef void _find_seam(Sides sides, Evidence *known) noexcept:
    """What is where the stranger begins."""
    cdef TermLines lines = sides.lines
    cdef Py_ssize_t start = sides.start, end = sides.end
    cdef Py_ssize_t first = start if lines.lines[start].prose else min(start + 1, end - 1)
    known.residue = lines.lines[start].residue > 0
    known.after_words = min(<int> ABOVE, lines.lines[start - 1].size) if start else ABOVE
    known.open_words = min(<int> LONG, lines.lines[first].size)
    known.dateline = lines.lines[start].dated or (start + 1 < end and lines.lines[start + 1].dated)
    known.prose_below = start + 1 < end and lines.lines[start + 1].prose
