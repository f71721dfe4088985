"""How the text divides into parts elsewhere."""

from cpython.array cimport array

from cleanwire.native.numbers.columns cimport doubles, zeros
from cleanwire.native.stories.sides cimport Sides, share_elsewhere
from cleanwire.native.stories.story_evidence cimport Evidence
from cleanwire.native.stories.term_lines cimport LEAST_GAIN, TermLines, apart, clipped


cdef enum:
    PART = 20
    # Terms of the shortest part.

    APART = 30
    # Cuts of one text are at least this many terms apart.

    PARTS = 8
    # At most this many parts are counted.

    PARTED = 60
    # A stranger of fewer terms counts as one part.

    SECTION = 15
    # Terms of the shortest section that shows what it is about.

cdef double WHOLE = -1.0
# The gain per word of a text too short to be cut.

cdef double ALIKE = 0.3
# The value for texts with a single section. More than nine in ten texts have less.


cdef struct Depth:
    # The best gain of a cut, per word and absolute, and the number of parts with a gain.
    double by_word
    double best
    int parts


cdef int find_divisions(Sides sides, double gain, Evidence *known) except -1:
    """How deep a cut to the end is, compared with cuts elsewhere, above and below it."""
    cdef TermLines lines = sides.lines
    cdef Py_ssize_t start = sides.start, line, total = lines.reach[lines.count], away
    cdef Py_ssize_t size = 1 + min(sides.size, total - sides.size)
    cdef Depth host = _depth(sides, 0, start), own = Depth(WHOLE, LEAST_GAIN, 0)
    cdef double most = 0.0
    cdef bint any_ = False
    if sides.size >= PARTED:
        own = _depth(sides, start, lines.count)
    for line in range(1, lines.count):
        away = lines.reach[line] - lines.reach[start]
        if away >= PART or -away >= PART:
            most = max(most, lines.gains[line]) if any_ else lines.gains[line]
            any_ = True
            known.gain_rank += lines.gains[line] > gain
    known.gain_other = (gain - most) / size
    known.gain_over_host = gain / size - host.by_word
    known.host_gain, known.host_gain_abs, known.host_parts = host.by_word, host.best, host.parts
    known.in_gain, known.in_gain_abs, known.in_parts = own.by_word, own.best, own.parts
    known.all_parts = _parts(lines.gains, lines.reach, lines.count)
    _find_sections(sides, known)
    return 0


cdef Depth _depth(Sides sides, Py_ssize_t first, Py_ssize_t last) except *:
    """Return the best gain of a cut within lines first..last."""
    cdef TermLines lines = sides.lines
    cdef Depth depth = Depth(WHOLE, LEAST_GAIN, 0)
    cdef Py_ssize_t at, size, count = last - first
    cdef const Py_ssize_t *reach = lines.reach + first
    cdef bint any_ = False
    cdef array held = doubles(count + 1), counts = zeros("i", lines.terms.count)
    cdef double *gains = held.data.as_doubles
    for at in range(lines.reach[first], lines.reach[last]):
        counts.data.as_ints[lines.said[at]] += 1
    lines.find_gains_within(first, last, counts.data.as_ints, first, last, sides.part, gains + 1)
    for at in range(1, count):
        size = min(reach[at] - reach[0], reach[count] - reach[at])
        if size >= PART:
            depth.best = max(depth.best, gains[at]) if any_ else gains[at]
            depth.by_word = max(depth.by_word, gains[at] / (1 + size)) if any_ else gains[at] / (1 + size)
            any_ = True
    if any_:
        depth.best = clipped(depth.best)
        depth.parts = _parts(gains, reach, count)
    return depth


cdef int _parts(const double *gains, const Py_ssize_t *reach, Py_ssize_t count) except -1:
    """Return how many cuts have a gain, best first and none too close to another. Arrays have count + 1 numbers."""
    cdef Py_ssize_t chosen[PARTS]
    cdef Py_ssize_t at
    cdef array held = zeros("b", count + 1)
    cdef signed char *gainful = held.data.as_schars
    for at in range(1, count):
        gainful[at] = gains[at] > 0 and min(reach[at] - reach[0], reach[count] - reach[at]) >= PART
    return apart(gains, gainful, reach, count, APART, PARTS, chosen)


cdef void _find_sections(Sides sides, Evidence *known) noexcept:
    """How much more than the stranger the host's own sections resemble the rest: the least, and the second least."""
    cdef TermLines lines = sides.lines
    cdef Py_ssize_t first = 0, last
    cdef double least = 0.0, following = 0.0, share
    cdef int count = 0
    for last in range(1, sides.start + 1):
        if last < sides.start and not lines.is_heading(last):
            continue
        if lines.reach[last] - lines.reach[first] >= SECTION:
            share = share_elsewhere(sides, lines.said + lines.reach[first], lines.reach[last] - lines.reach[first])
            if count == 0 or share < least:
                least, following = share, least
            elif count == 1 or share < following:
                following = share
            count += 1
        first = last
    known.section1 = least - known.shared if count > 1 else ALIKE
    known.section2 = following - known.shared if count > 2 else ALIKE
