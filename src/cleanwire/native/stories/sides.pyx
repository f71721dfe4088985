"""What speaks for and against a run of lines being another story: named numbers, for trees to weigh.

The run is the stranger, the other lines are its host.
"""

from cpython.mem cimport PyMem_Calloc, PyMem_Free, PyMem_Malloc
from libc.math cimport fabs, log, pow
from libc.stdlib cimport qsort
from libc.string cimport memset

from cleanwire.native.stories.term_lines cimport TermLines, apart
from cleanwire.native.numbers.trees cimport Forest
from cleanwire.native.stories.writing cimport Signs, Writing


cdef enum:
    BESIDE = 300
    # So many terms of the host beside the stranger are compared with it at most.

    WINDOW = 40
    # Terms of a paragraph, about: enough to tell what it shares with the rest.

    OPENING = 30
    ENDING = 40
    # So many terms open a story, and so many end it. Where both are foreign the story ends with the text.

    THEMES = 10
    RECURRING = 3
    OFTEN = 2
    # So many terms that stand so often are what a text is about; in a short text those that stand twice are.

    NEAREST = 6
    # So many lines above a headline are near it.

    BELOW = 50
    # So many terms below a headline speak of what it says.

    LONG = 100
    # Longer lines count as of so many words.

    ABOVE = 70
    # A line above that has more words counts as so long.

    SIZES = 3
    # Headings whose sizes differ by no more words, and whose shares of capitals differ by less, are written in one way.

    USUAL = 20
    # Words of a paragraph where a side has none.

    SHORT = 8
    # A line of fewer words that is no paragraph is short.

    MANY_LINES = 60
    MORE_LINES = 100
    # Longer strangers and hosts count as of so many lines.

    PART = 20
    # Terms of the shortest part.

    APART = 30
    # Cuts of one text are so many terms apart at least.

    PARTS = 8
    # So many parts are counted at most.

    PARTED = 60
    # A stranger of fewer terms is of one part.

    SECTION = 15
    # Terms of the shortest section that says what it is about.

    NEAR = 3
    # So many lines on either side of an inset are near it.

cdef double CAPITALS = 0.34

cdef double STYLE = 0.5
cdef double OWN_STYLE = 0.8
"""How alike small words are where either side has none, and those of two parts of a host where it has but one."""

cdef double LEAST_GAIN = -50.0
cdef double MOST_GAIN = 200.0
"""Gains are told apart between these: what is gained grows with the length."""

cdef double WHOLE = -1.0
"""The gain by word of a text too short to be cut."""

cdef double ALIKE = 0.3
"""How much more like the rest the sections of a text are that has but one: more than nine in ten have less."""

cdef double NO_BRIDGE = 0.1
"""What lines above and below an inset share where there are none on one side."""


def names():
    """Return the names of the evidence, in the order in which trees are asked."""
    cdef Evidence evidence
    memset(&evidence, 0, sizeof(Evidence))
    return list(evidence)


cdef class Sides:
    """Lines start..end as a stranger, and the others as its host; both have at least one line.

    `leads` are how many other lines of the stranger, and of the host, begin as its first does, and `tails` how many
    headings of the host end so.
    """

    def __cinit__(self, TermLines lines, Writing writing, Py_ssize_t start, Py_ssize_t end, tuple leads, int tails, /):
        cdef Py_ssize_t at, terms = max(1, lines.terms.count)
        lines.check(start, end)
        if start == end or end - start == lines.count or writing.facts is not lines.facts:
            raise IndexError(f"lines {start}..{end} of {lines.count} leave one side without any")
        self.lines, self.writing, self.start, self.end = lines, writing, start, end
        self.leads_inside, self.leads_outside = leads
        self.tails_outside = tails
        self.said, self.size = lines.said + lines.reach[start], lines.reach[end] - lines.reach[start]
        self.inside = <int *> PyMem_Calloc(4 * terms, sizeof(int))
        self.host = <int *> PyMem_Malloc(max(1, lines.reach[lines.count]) * sizeof(int))
        if not (self.inside and self.host):
            raise MemoryError
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

    def __dealloc__(self):
        PyMem_Free(self.inside)
        PyMem_Free(self.host)

    def evidence_of_cut(self):
        """Return what is known of all lines from one on as another story; linear in the number of words."""
        cdef Evidence evidence
        _find_cut(self, &evidence)
        return evidence

    def evidence_of_inset(self):
        """Return what is known of a run of a few lines as another story; linear in the number of words."""
        cdef Evidence evidence
        _find_inset(self, &evidence)
        return evidence

    def score_of_cut(self, Forest forest, /):
        """Return what trees say of it."""
        cdef Evidence evidence
        _check(forest)
        _find_cut(self, &evidence)
        return forest.score_of(<const double *> &evidence)

    def score_of_inset(self, Forest forest, /):
        """Return what trees say of it."""
        cdef Evidence evidence
        _check(forest)
        _find_inset(self, &evidence)
        return forest.score_of(<const double *> &evidence)


cdef int _check(Forest forest) except -1:
    if forest.width > <int> (sizeof(Evidence) // sizeof(double)):
        raise ValueError(f"there are no {forest.width} pieces of evidence")
    return 0


cdef void _find_beside(Sides sides) noexcept:
    """Find as much of the host beside the stranger, above it, or below where it comes first.

    It is the yardstick for what parts share with the rest.
    """
    cdef TermLines lines = sides.lines
    cdef Py_ssize_t first = sides.start, last = sides.start, size = min(sides.size, <Py_ssize_t> BESIDE)
    if first:
        while first > 0 and lines.reach[last] - lines.reach[first] < size:
            first -= 1
        sides.beside_start, sides.beside_end = (first or (last + 1) // 2) if last > 1 else 0, last
    else:
        sides.beside_start, sides.beside_end = sides.end, lines.below(sides.end, lines.count, size)


cdef int _find_cut(Sides sides, Evidence *known) except -1:
    cdef double gain = sides.lines.gains[sides.start]
    memset(known, 0, sizeof(Evidence))
    _find_both(sides, gain, known)
    _find_divisions(sides, gain, known)
    return 0


cdef int _find_inset(Sides sides, Evidence *known) except -1:
    cdef TermLines lines = sides.lines
    cdef Py_ssize_t start = sides.start, end = sides.end, size = end - start, line
    cdef Py_ssize_t known_to = min(lines.count, end + 1), last = min(lines.count, end + NEAR)
    cdef double root = pow(3 + sides.size, 0.5), gain
    cdef double *gains = <double *> PyMem_Malloc((known_to - start) * sizeof(double))
    if not gains:
        raise MemoryError
    try:
        lines.find_gains(start, known_to, sides.part, gains)
        gain = gains[size - 1]
        memset(known, 0, sizeof(Evidence))
        _find_both(sides, gain, known)
        known.gain_next = (gains[size] - gain) / root if end < lines.count else 0.0
        known.gain_prev = (gain - gains[size - 2]) / root if size > 1 else 0.0
    finally:
        PyMem_Free(gains)
    _mark(sides, end, last)
    line = max(0, start - NEAR)
    known.bridge = NO_BRIDGE
    if lines.reach[start] > lines.reach[line] and lines.reach[last] > lines.reach[end]:
        known.bridge = _share_marked(sides, line, start)
    _mark_more(sides, line, start)
    known.near = _share_marked(sides, start, end)
    known.place = lines.words[start] / <double> (lines.words[lines.count] or 1)
    known.end_words = min(<int> LONG, lines.lines[end - 1].size)
    known.after_label = lines.is_labelled(start)
    for line in range(lines.count):
        known.headings += lines.is_heading(line) and not start <= line < end
    return 0


cdef int _find_both(Sides sides, double gain, Evidence *known) except -1:
    """Find what is asked of cuts and insets alike."""
    _find_gains(sides, gain, known)
    _find_shares(sides, known)
    _find_windows(sides, known)
    _find_themes(sides, known)
    _find_title(sides, known)
    _find_opening(sides, known)
    _find_headline(sides, known)
    _find_seam(sides, known)
    _find_shape(sides, known)
    _find_names(sides, known)
    _find_style(sides, known)
    _find_forms(sides, known)
    _find_typography(sides, known)
    return 0


# Sets of terms are marks of their own number, so that none has to be emptied.

cdef void _mark(Sides sides, Py_ssize_t start, Py_ssize_t end) noexcept:
    """Mark the terms of some lines, and no others."""
    sides.mark += 1
    _mark_more(sides, start, end)


cdef void _mark_more(Sides sides, Py_ssize_t start, Py_ssize_t end) noexcept:
    cdef TermLines lines = sides.lines
    cdef Py_ssize_t at
    for at in range(lines.reach[start], lines.reach[end]):
        sides.marked[lines.said[at]] = sides.mark


cdef inline double _ratio(double part, double whole) noexcept:
    return part / (whole if whole else 1.0)


cdef double _share_marked(Sides sides, Py_ssize_t start, Py_ssize_t end) noexcept:
    """Return the share of the terms of some lines, by weight, that are marked."""
    cdef TermLines lines = sides.lines
    cdef double whole = 0.0, held = 0.0, weight
    cdef Py_ssize_t at
    for at in range(lines.reach[start], lines.reach[end]):
        weight = lines.counted[lines.said[at]].weight
        whole += weight
        if sides.marked[lines.said[at]] == sides.mark:
            held += weight
    return _ratio(held, whole)


cdef double _share_in_host(Sides sides, const int *terms, Py_ssize_t count, const int *part) noexcept:
    """Return the share of terms, by weight, that the host holds beside a part, given how often each stands in it."""
    cdef double whole = 0.0, held = 0.0, weight
    cdef Py_ssize_t at
    cdef int term
    for at in range(count):
        term = terms[at]
        weight = sides.lines.counted[term].weight
        whole += weight
        if sides.lines.counts[term] > sides.inside[term] + part[term]:
            held += weight
    return _ratio(held, whole)


cdef double _share_elsewhere(Sides sides, const int *terms, Py_ssize_t count) noexcept:
    """Return the share of the terms of a part of the host, by weight, that it holds elsewhere, too."""
    cdef Py_ssize_t at
    cdef double share
    for at in range(count):
        sides.part[terms[at]] += 1
    share = _share_in_host(sides, terms, count, sides.part)
    for at in range(count):
        sides.part[terms[at]] = 0
    return share


cdef double _clamped(double gain) noexcept:
    return max(LEAST_GAIN, min(MOST_GAIN, gain))


cdef void _find_gains(Sides sides, double gain, Evidence *known) noexcept:
    """A gain as it is, by word of the shorter side, by its root, and by word of the text."""
    cdef Py_ssize_t total = sides.lines.reach[sides.lines.count], least = min(sides.size, total - sides.size)
    known.gain = gain / (1 + least)
    known.gain_root = gain / pow(5 + least, 0.5)
    known.gain_all = 10 * gain / (1 + total)
    known.gain_abs = _clamped(gain)


cdef void _find_shares(Sides sides, Evidence *known) noexcept:
    """How much of the stranger the host holds, with the host's own last part as the yardstick."""
    cdef TermLines lines = sides.lines
    cdef Py_ssize_t middle = (sides.start + sides.end + 1) // 2
    cdef Py_ssize_t beside = lines.reach[sides.beside_start], open_ = min(sides.size, <Py_ssize_t> OPENING)
    cdef Py_ssize_t last = min(sides.size, <Py_ssize_t> ENDING)
    known.shared = _share_in_host(sides, sides.said, sides.size, sides.part)
    known.shared_beside = _share_in_host(
        sides, lines.said + beside, lines.reach[sides.beside_end] - beside, sides.beside
    )
    known.shared_open = _share_in_host(sides, sides.said, open_, sides.part)
    known.shared_end = _share_in_host(sides, sides.said + sides.size - last, last, sides.part)
    _mark(sides, sides.start, middle)
    known.coherence = _share_marked(sides, middle, sides.end)


cdef int _find_windows(Sides sides, Evidence *known) except -1:
    """How much of each paragraph the host holds, of the stranger's and of the host's own."""
    cdef Py_ssize_t at, ours, theirs
    cdef double mean = 0.0, peak, all_ = 0.0
    cdef Py_ssize_t room = 2 + (sides.size + sides.host_size) // WINDOW
    cdef double *inside = <double *> PyMem_Malloc(2 * room * sizeof(double))
    cdef double *outside = inside + room
    if not inside:
        raise MemoryError
    ours, theirs = _windows(sides.size), _windows(sides.host_size)
    inside[0] = outside[0] = 0.0
    for at in range(ours):
        inside[at] = _share_in_host(sides, sides.said + at * WINDOW, _window(sides.size, at), sides.part)
    for at in range(theirs):
        outside[at] = _share_elsewhere(sides, sides.host + at * WINDOW, _window(sides.host_size, at))
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
    PyMem_Free(inside)
    return 0


cdef inline Py_ssize_t _windows(Py_ssize_t terms) noexcept:
    """Return how many windows so many terms have; a rest of less than half a window is left out."""
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
    """Whether the terms that recur in the host come back in the stranger."""
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
    known.themes_kept, known.themes_beside = _ratio(kept, count), _ratio(beside, count)
    known.density = dense / <double> max(1, sides.size)


cdef int _themes(Sides sides, int often, int *themes) noexcept:
    """Find the terms that weigh most in the host, by how often they stand there; return how many, at most THEMES.

    Of two that weigh the same it is the last.
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
    """Whether the words of the text's first line come back in the stranger, and in the host beside it."""
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
    known.title_kept, known.title_beside = _ratio(kept, count), _ratio(beside, count)


cdef void _find_opening(Sides sides, Evidence *known) noexcept:
    """Whether what opens the stranger comes back in it; and what its lines share with the last above."""
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
    known.open_back = _ratio(held, whole)
    for at in range(lines.reach[start], lines.reach[end]):
        sides.part[lines.said[at]] = 0
    _mark(sides, above, start)
    known.seam = _share_marked(sides, start, end) if lines.reach[start] > lines.reach[above] else 0.0
    whole = held = 0.0
    for at in range(lines.reach[above], lines.reach[start]):
        term = lines.said[at]
        weight = lines.counted[term].weight
        whole += weight
        if lines.counts[term] > sides.inside[term] + 1:
            held += weight
    known.last_back = _ratio(held, whole)


cdef void _find_headline(Sides sides, Evidence *known) noexcept:
    """Whether it begins with a headline: longer than the host's subheads, about its own text, not about the host's.

    Where there is none it is said what speaks least for a stranger.
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
    known.subheads, known.own_subheads = _ratio(subheads, start), own
    known.h_host = 1.0
    if lines.lines[start].headed:
        known.h_words, known.h_most = size, size - most
        known.h_over = size - _ratio(sizes, subheads)
        known.h_caps_over = shares[start] - _ratio(capitals, subheads)
        _find_words_of_headline(sides, known)


cdef void _find_words_of_headline(Sides sides, Evidence *known) noexcept:
    """How many of the words of the headline stand below it, near it, in the host, and in the first line of the text."""
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
    known.h_host, known.h_dens = _ratio(in_host, count), _ratio(dense, count)
    known.h_in = _ratio(_marked_in_headline(sides, start + 1, lines.below(start + 1, end, BELOW)), count)
    known.h_near = _ratio(_marked_in_headline(sides, max(0, start - NEAREST), start), count)
    known.h_title = _ratio(_marked_in_headline(sides, title, title + 1), count)


cdef int _marked_in_headline(Sides sides, Py_ssize_t start, Py_ssize_t end) noexcept:
    """Count the terms of the headline that stand in some lines."""
    cdef TermLines lines = sides.lines
    cdef Py_ssize_t at
    cdef int count = 0, here
    _mark(sides, start, end)
    here = sides.mark
    sides.mark += 1
    for at in range(lines.reach[sides.start], lines.reach[sides.start + 1]):
        count += sides.marked[lines.said[at]] == here
        sides.marked[lines.said[at]] = sides.mark
    return count


cdef void _find_seam(Sides sides, Evidence *known) noexcept:
    """What stands where the stranger begins."""
    cdef TermLines lines = sides.lines
    cdef Py_ssize_t start = sides.start, end = sides.end
    cdef Py_ssize_t first = start if lines.lines[start].prose else min(start + 1, end - 1)
    known.residue = lines.lines[start].residue > 0
    known.after_words = min(<int> ABOVE, lines.lines[start - 1].size) if start else ABOVE
    known.open_words = min(<int> LONG, lines.lines[first].size)
    known.dateline = lines.lines[start].dated or (start + 1 < end and lines.lines[start + 1].dated)
    known.prose_below = start + 1 < end and lines.lines[start + 1].prose


cdef void _find_shape(Sides sides, Evidence *known) noexcept:
    """How long both sides and their paragraphs are."""
    cdef TermLines lines = sides.lines
    cdef Py_ssize_t start = sides.start, end = sides.end, at, count = end - start, rest = lines.count - count
    cdef Py_ssize_t words = lines.words[end] - lines.words[start], prose = 0, host_prose = 0, short = 0
    cdef Py_ssize_t ours = lines.prose[end] - lines.prose[start], theirs = lines.prose[lines.count] - ours
    for at in range(lines.count):
        if start <= at < end:
            prose += lines.lines[at].prose
            short += lines.lines[at].size < SHORT and not lines.lines[at].prose
        else:
            host_prose += lines.lines[at].prose
    known.words, known.terms = log(1 + words), log(1 + sides.size)
    known.host_words = log(1 + lines.words[lines.count] - words)
    known.lines, known.host_lines = min(<Py_ssize_t> MANY_LINES, count), min(<Py_ssize_t> MORE_LINES, rest)
    known.prose, known.host_prose = prose / <double> count, host_prose / <double> rest
    if not prose:
        ours, prose = USUAL, 1
    if not host_prose:
        theirs, host_prose = USUAL, 1
    known.paragraphs = log(<double> ours * host_prose / (<double> theirs * prose))
    known.short = short / <double> count


cdef int _find_names(Sides sides, Evidence *known) except -1:
    """How many of the stranger's names the host holds."""
    cdef TermLines lines = sides.lines
    cdef const Py_ssize_t *ends = sides.writing.name_ends + lines.first
    cdef const int *names_ = sides.writing.numbers
    cdef Py_ssize_t at, line, shared = 0
    cdef char *held = <char *> PyMem_Calloc(max(1, sides.writing.count), 1)
    if not held:
        raise MemoryError
    for line in range(lines.count):
        if not sides.start <= line < sides.end:
            for at in range(ends[line], ends[line + 1]):
                held[names_[at]] = True
    for at in range(ends[sides.start], ends[sides.end]):
        shared += held[names_[at]]
    known.names_shared = _ratio(shared, ends[sides.end] - ends[sides.start])
    PyMem_Free(held)
    return 0


cdef struct Small:
    # How often a common word stands in all lines, in the stranger, and beside it.
    int every
    int inside
    int beside


cdef int _find_style(Sides sides, Evidence *known) except -1:
    """How alike the small words are, and by how much less than those of two parts of the host."""
    cdef TermLines lines = sides.lines
    cdef int number, count = lines.terms.common
    cdef long long small = 0, inside = 0, beside = 0, host = 0, rest = 0, alike = 0, alike_beside = 0
    cdef long long ours, here, others, left
    cdef Small *words = <Small *> PyMem_Calloc(count + 1, sizeof(Small))
    if not words:
        raise MemoryError
    _count_small(sides, words)
    for number in range(1, count + 1):
        ours, here = words[number].inside, words[number].beside
        others = words[number].every - ours
        left = others - here
        small += ours
        inside += ours * ours
        beside += here * here
        host += others * others
        rest += left * left
        alike += ours * others
        alike_beside += here * left
    PyMem_Free(words)
    known.style = _cosine(inside, host, alike)
    known.style_over = (_cosine(beside, rest, alike_beside) if rest else OWN_STYLE) - known.style
    known.common = _ratio(small, small + sides.size)
    return 0


cdef void _count_small(Sides sides, Small *words) noexcept:
    cdef TermLines lines = sides.lines
    cdef Py_ssize_t at
    cdef int number
    for at in range(lines.ends[lines.count]):
        number = -lines.words_said[at]
        if number > 0:
            words[number].every += 1
            words[number].inside += lines.ends[sides.start] <= at < lines.ends[sides.end]
            words[number].beside += lines.ends[sides.beside_start] <= at < lines.ends[sides.beside_end]


cdef double _cosine(long long part, long long others, long long product) except? -1:
    """Return how alike the words of a part and of another are, given the sums of squares and of products."""
    if not part or not others:
        return STYLE
    return product / (<object> others * part) ** 0.5  # in Python's integers, which do not overflow


cdef void _find_forms(Sides sides, Evidence *known) noexcept:
    """How many other lines have the form of the first: the same lead, the same tail, the same size and capitals."""
    cdef TermLines lines = sides.lines
    cdef Py_ssize_t line
    cdef int alike = 0
    if lines.lines[sides.start].headed:
        for line in range(1, lines.count - 1):
            if lines.is_heading(line) and not sides.start <= line < sides.end:
                alike += _is_alike(sides, line)
    known.lead_in, known.lead_out = log(1 + sides.leads_inside), log(1 + sides.leads_outside)
    known.tail_out, known.alike = log(1 + sides.tails_outside), log(1 + alike)


cdef bint _is_alike(Sides sides, Py_ssize_t line) noexcept:
    """Whether another heading is written as the first line is."""
    cdef TermLines lines = sides.lines
    cdef const double *shares = sides.writing.shares + lines.first
    cdef int apart_ = lines.lines[sides.start].size - lines.lines[line].size
    return -SIZES <= apart_ <= SIZES and fabs(shares[sides.start] - shares[line]) < CAPITALS


cdef void _find_typography(Sides sides, Evidence *known) noexcept:
    """How far apart the shares of curly quotation marks are, 0 where either part has none at all; and the figures."""
    cdef TermLines lines = sides.lines
    cdef const Signs *before = sides.writing.before + lines.first
    cdef const Signs *behind = sides.writing.behind + lines.first
    cdef Py_ssize_t first = sides.start, last = sides.end - 1, end = lines.count - 1
    cdef Py_ssize_t curly = behind[last].curly - before[first].curly
    cdef Py_ssize_t straight = behind[last].straight - before[first].straight
    cdef Py_ssize_t host_curly = behind[end].curly - before[0].curly - curly
    cdef Py_ssize_t host_straight = behind[end].straight - before[0].straight - straight
    known.digits = (behind[last].figures - before[first].figures) / <double> (
        lines.lines[last].right - lines.lines[first].left
    )
    if curly + straight and host_curly + host_straight:
        known.typo = fabs(
            curly / <double> (curly + straight) - host_curly / <double> (host_curly + host_straight)
        )


cdef struct Depth:
    # The best gain of a cut, by word and as it is, and how many parts have one.
    double by_word
    double best
    int parts


cdef int _find_divisions(Sides sides, double gain, Evidence *known) except -1:
    """How deep a cut to the end is, against cuts elsewhere, above and below it."""
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
    cdef double *gains = <double *> PyMem_Calloc(count + 1, sizeof(double))
    cdef int *counts = <int *> PyMem_Calloc(max(1, lines.terms.count), sizeof(int))
    try:
        if not (gains and counts):
            raise MemoryError
        for at in range(lines.reach[first], lines.reach[last]):
            counts[lines.said[at]] += 1
        lines.find_gains_within(first, last, counts, first, last, sides.part, gains + 1)
        for at in range(1, count):
            size = min(reach[at] - reach[0], reach[count] - reach[at])
            if size >= PART:
                depth.best = max(depth.best, gains[at]) if any_ else gains[at]
                depth.by_word = max(depth.by_word, gains[at] / (1 + size)) if any_ else gains[at] / (1 + size)
                any_ = True
        if any_:
            depth.best = _clamped(depth.best)
            depth.parts = _parts(gains, reach, count)
    finally:
        PyMem_Free(gains)
        PyMem_Free(counts)
    return depth


cdef int _parts(const double *gains, const Py_ssize_t *reach, Py_ssize_t count) except -1:
    """Return how many cuts gain something, the best first and none beside another, given (count + 1) of each."""
    cdef Py_ssize_t chosen[PARTS]
    cdef Py_ssize_t at
    cdef int found
    cdef char *gainful = <char *> PyMem_Calloc(count + 1, 1)
    if not gainful:
        raise MemoryError
    for at in range(1, count):
        gainful[at] = gains[at] > 0 and min(reach[at] - reach[0], reach[count] - reach[at]) >= PART
    found = apart(gains, gainful, reach, count, APART, PARTS, chosen)
    PyMem_Free(gainful)
    return found


cdef void _find_sections(Sides sides, Evidence *known) noexcept:
    """How much more like the rest than the stranger the host's own sections are: the least, and the next."""
    cdef TermLines lines = sides.lines
    cdef Py_ssize_t first = 0, last
    cdef double least = 0.0, following = 0.0, share
    cdef int count = 0
    for last in range(1, sides.start + 1):
        if last < sides.start and not lines.is_heading(last):
            continue
        if lines.reach[last] - lines.reach[first] >= SECTION:
            share = _share_elsewhere(sides, lines.said + lines.reach[first], lines.reach[last] - lines.reach[first])
            if count == 0 or share < least:
                least, following = share, least
            elif count == 1 or share < following:
                following = share
            count += 1
        first = last
    known.section1 = least - known.shared if count > 1 else ALIKE
    known.section2 = following - known.shared if count > 2 else ALIKE
