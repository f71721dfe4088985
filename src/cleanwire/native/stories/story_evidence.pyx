"""The evidence for and against a run of lines being another story: named numbers, for trees."""

from cpython.array cimport array
from libc.math cimport pow
from libc.string cimport memset

from cleanwire.native.numbers.columns cimport doubles
from cleanwire.native.numbers.trees cimport Forest
from cleanwire.native.stories.beginnings cimport find_beginning
from cleanwire.native.stories.divisions cimport find_divisions
from cleanwire.native.stories.shared_terms cimport find_shared_terms
from cleanwire.native.stories.sides cimport Sides, mark, mark_more, share_marked
from cleanwire.native.stories.styles cimport find_styles
from cleanwire.native.stories.term_lines cimport TermLines


cdef enum:
    NEAR = 3
    # This many lines on either side of an inset are near it.

cdef double NO_BRIDGE = 0.1
# What lines above and below an inset share, if one side has no lines.


def names():
    """Return the names of the evidence, in the order of trees."""
    cdef Evidence evidence
    memset(&evidence, 0, sizeof(Evidence))
    return list(evidence)


def evidence_of_cut(Sides sides not None, /):
    """Return the evidence for all lines from one on as another story. Linear in the number of words."""
    cdef Evidence evidence
    _find_cut(sides, &evidence)
    return evidence


def evidence_of_inset(Sides sides not None, /):
    """Return the evidence for a run of a few lines as another story. Linear in the number of words."""
    cdef Evidence evidence
    _find_inset(sides, &evidence)
    return evidence


def score_of_cut(Sides sides not None, Forest forest not None, /):
    """Return the trees' score for all lines from one on."""
    cdef Evidence evidence
    _check(forest)
    _find_cut(sides, &evidence)
    return forest.score_of(<const double *> &evidence)


def score_of_inset(Sides sides not None, Forest forest not None, /):
    """Return the trees' score for a run of a few lines."""
    cdef Evidence evidence
    _check(forest)
    _find_inset(sides, &evidence)
    return forest.score_of(<const double *> &evidence)


cdef int _check(Forest forest) except -1:
    if forest.width > <int> (sizeof(Evidence) // sizeof(double)):
        raise ValueError(f"there are fewer than {forest.width} features")
    return 0


cdef int _find_cut(Sides sides, Evidence *known) except -1:
    cdef double gain = sides.lines.gains[sides.start]
    _find_both(sides, gain, known)
    return find_divisions(sides, gain, known)


cdef int _find_inset(Sides sides, Evidence *known) except -1:
    cdef TermLines lines = sides.lines
    cdef Py_ssize_t start = sides.start, end = sides.end, size = end - start, line
    cdef Py_ssize_t known_to = min(lines.count, end + 1), last = min(lines.count, end + NEAR)
    cdef double root = pow(3 + sides.size, 0.5), gain
    cdef array held = doubles(known_to - start)
    cdef double *gains = held.data.as_doubles
    lines.find_gains(start, known_to, sides.part, gains)
    gain = gains[size - 1]
    _find_both(sides, gain, known)
    known.gain_next = (gains[size] - gain) / root if end < lines.count else 0.0
    known.gain_prev = (gain - gains[size - 2]) / root if size > 1 else 0.0
    mark(sides, end, last)
    line = max(0, start - NEAR)
    known.bridge = NO_BRIDGE
    if lines.reach[start] > lines.reach[line] and lines.reach[last] > lines.reach[end]:
        known.bridge = share_marked(sides, line, start)
    mark_more(sides, line, start)
    known.near = share_marked(sides, start, end)
    known.place = lines.words[start] / <double> (lines.words[lines.count] or 1)
    known.end_words = min(<int> LONG, lines.lines[end - 1].size)
    known.after_label = lines.is_labelled(start)
    for line in range(lines.count):
        known.headings += lines.is_heading(line) and not start <= line < end
    return 0


cdef int _find_both(Sides sides, double gain, Evidence *known) except -1:
    """Find the features that cuts and insets have in common."""
    memset(known, 0, sizeof(Evidence))
    sides.lines.write_gains(sides.size, gain, &known.gain)
    find_shared_terms(sides, known)
    find_beginning(sides, known)
    return find_styles(sides, known)
