"""Which terms of either side occur in the other: those of paragraphs, of titles, and recurring ones."""

from cpython.array cimport array
from libc.stdlib cimport qsort

from cleanwire.native.numbers.columns cimport doubles
from cleanwire.native.stories.sides cimport Sides, mark, ratio, share_elsewhere, share_in_host, share_marked
from cleanwire.native.stories.story_evidence cimport Evidence
from cleanwire.native.stories.term_lines cimport TermLines


cdef enum:
    WINDOW = 40
    # The approximate terms of a paragraph: enough to see what it shares with the rest.

    OPENING = 30
    ENDING = 40
    # The terms that count as the opening and the end of a story. If both are foreign, the story ends with the text.

    THEMES = 10
    RECURRING = 3
    OFTEN = 2
    # The themes of a text are up to this many terms that occur this often; in a short text, those that occur twice.


cdef int find_shared_terms(Sides sides, Evidence *known) except -1:
    """Find how much of each side occurs in the other."""
    _find_shares(sides, known)
    _find_windows(sides, known)
    _find_themes(sides, known)
    _find_title(sides, known)
    _find_opening(sides, known)
    return 0


cdef void _find_shares(Sides sides, Evidence *known) noexcept:
    """How much of the stranger occurs in the host, compared with the host's own last part."""
    cdef TermLines lines = sides.lines
    cdef Py_ssize_t middle = (sides.start + sides.end + 1) // 2
    cdef Py_ssize_t beside = lines.reach[sides.beside_start], open_ = min(sides.size, <Py_ssize_t> OPENING)
    cdef Py_ssize_t last = min(sides.size, <Py_ssize_t> ENDING)
    known.shared = share_in_host(sides, sides.said, sides.size, sides.part)
    known.shared_beside = share_in_host(
        sides, lines.said + beside, lines.reach[sides.beside_end] - beside, sides.beside
    )
    known.shared_open = share_in_host(sides, sides.said, open_, sides.part)
    known.shared_end = share_in_host(sides, sides.said + sides.size - last, last, sides.part)
    mark(sides, sides.start, middle)
    known.coherence = share_marked(sides, middle, sides.end)


cdef int _find_windows(Sides sides, Evidence *known) except -1:
    """How much of each paragraph occurs in the host, for paragraphs of the stranger and of the host."""
    cdef Py_ssize_t at, ours, theirs
    cdef double mean = 0.0, peak, all_ = 0.0
    cdef Py_ssize_t room = 2 + (sides.size + sides.host_size) // WINDOW
    cdef array held = doubles(2 * room)
    cdef double *inside = held.data.as_doubles
    cdef double *outside = inside + room
    ours, theirs = _windows(sides.size), _windows(sides.host_size)
    for at in range(ours):
        inside[at] = share_in_host(sides, sides.said + at * WINDOW, _window(sides.size, at), sides.part)
    for at in range(theirs):
        outside[at] = share_elsewhere(sides, sides.host + at * WINDOW, _window(sides.host_size, at))
    ours, theirs = max(1, ours), max(1, theirs)
    qsort(outside, theirs, sizeof(double), &_compared)
    peak = inside[0]
    for at in range(ours):
        mean += inside[at]
        peak = max(peak, inside[at])
    for at in range(theirs):
        all_ += outside[at]
    mean /= ours
    known.low_over_mean = outside[theirs // 5] - mean
    known.low_over_peak = outside[theirs // 5] - peak
    known.mean_over_mean = all_ / theirs - mean
    known.least_over = outside[0] - mean
    return 0


cdef inline Py_ssize_t _windows(Py_ssize_t terms) noexcept:
    """Return how many windows a number of terms has. A rest of less than half a window is left out."""
    if terms <= WINDOW // 2:
        return 1 if terms else 0
    return (terms - WINDOW // 2 + WINDOW - 1) // WINDOW


cdef inline Py_ssize_t _window(Py_ssize_t terms, Py_ssize_t number) noexcept:
    """Return how many terms a window has."""
    return min(<Py_ssize_t> WINDOW, terms - number * WINDOW)


cdef int _compared(const void *one, const void *other) noexcept nogil:
    cdef double first = (<const double *> one)[0], second = (<const double *> other)[0]
    return (first > second) - (first < second)


cdef void _find_themes(Sides sides, Evidence *known) noexcept:
    """Whether the terms that recur in the host occur in the stranger."""
    cdef int themes[THEMES]
    cdef int at, term, kept = 0, beside = 0, count = _themes(sides, RECURRING, themes)
    cdef Py_ssize_t dense = 0
    if count < RECURRING:
        count = _themes(sides, OFTEN, themes)
    for at in range(count):
        term = themes[at]
        kept += sides.inside[term] > 0
        beside += sides.beside[term] > 0
        dense += sides.inside[term]
    known.themes_kept, known.themes_beside = ratio(kept, count), ratio(beside, count)
    known.density = dense / <double> max(1, sides.size)


cdef int _themes(Sides sides, int often, int *themes) noexcept:
    """Find the terms with the highest weight times count in the host. Return their number, at most THEMES.

    Of two with the same value, the last one is taken.
    """
    cdef double weights[THEMES]
    cdef double weight
    cdef int term, count = 0, at, outside
    for term in range(sides.lines.terms.count):
        outside = sides.lines.counts[term] - sides.inside[term]
        if outside < often:
            continue
        weight = outside * sides.lines.counted[term].weight
        at = count
        while at > 0 and weights[at - 1] <= weight:
            if at < THEMES:
                weights[at], themes[at] = weights[at - 1], themes[at - 1]
            at -= 1
        if at < THEMES:
            weights[at], themes[at] = weight, term
        count = min(count + 1, <int> THEMES)
    return count


cdef void _find_title(Sides sides, Evidence *known) noexcept:
    """Whether the words of the text's first line occur in the stranger, and in the host beside it."""
    cdef TermLines lines = sides.lines
    cdef Py_ssize_t title = 0 if sides.start else sides.end, at
    cdef int term, kept = 0, beside = 0, count = 0
    sides.mark += 1
    for at in range(lines.reach[title], lines.reach[title + 1]):
        term = lines.said[at]
        if sides.marked[term] != sides.mark:
            sides.marked[term] = sides.mark
            count += 1
            kept += sides.inside[term] > 0
            beside += sides.beside[term] > 0
    known.title_kept, known.title_beside = ratio(kept, count), ratio(beside, count)


cdef void _find_opening(Sides sides, Evidence *known) noexcept:
    """Whether the opening terms of the stranger recur in it, and what its lines share with the last lines above."""
    cdef TermLines lines = sides.lines
    cdef Py_ssize_t at, start = sides.start, above = max(0, start - 2), end = lines.below(start, sides.end, OPENING)
    cdef int term
    cdef double whole = 0.0, held = 0.0, weight
    for at in range(lines.reach[start], lines.reach[end]):
        sides.part[lines.said[at]] += 1
    sides.mark += 1
    for at in range(lines.reach[start], lines.reach[end]):
        term = lines.said[at]
        if sides.marked[term] != sides.mark:
            sides.marked[term] = sides.mark
            weight = lines.counted[term].weight
            whole += weight
            if sides.inside[term] > sides.part[term]:
                held += weight
    known.open_back = ratio(held, whole)
    for at in range(lines.reach[start], lines.reach[end]):
        sides.part[lines.said[at]] = 0
    mark(sides, above, start)
    known.seam = share_marked(sides, start, end) if lines.reach[start] > lines.reach[above] else 0.0
    whole = held = 0.0
    for at in range(lines.reach[above], lines.reach[start]):
        term = lines.said[at]
        weight = lines.counted[term].weight
        whole += weight
        if lines.counts[term] > sides.inside[term] + 1:
            held += weight
    known.last_back = ratio(held, whole)
