"""Candidates: where a text may be cut, which runs of lines may be taken out, and a few features of each."""

from cpython.array cimport array
from libc.math cimport pow
from libc.string cimport memset

from cleanwire.native.stories.term_lines cimport TermLines, apart
from cleanwire.native.numbers.columns cimport zeros
from cleanwire.native.numbers.trees cimport Forest


cdef enum:
    STORY_WORDS = 25
    HOST_WORDS = 30
    # Words of the shortest story at the end, and of the shortest host.

    HOST_LINES = 2
    # Lines of the shortest host.

    BEST = 3
    APART = 20
    # This many of the cuts with the highest gain are candidates, this many terms apart.

    SNAPPED = 2
    # A headline at most this many lines from such a cut is a candidate, too.

    DATELINES = 2
    # This many of the lines with a dateline are candidates.

    RUN_LINES = 5
    # Lines of the longest inset.

    LEAST_WORDS = 4
    MOST_WORDS = 219
    # Words of an inset.

    RUNS = 14
    FROM_ONE_LINE = 3
    # This many runs are candidates, and at most this many that begin with the same line.

    LONG = 100
    # Longer lines count as this many words.

cdef double SOURCES = 0.5
"""If this share of lines are entries of a list of sources, it is that of the article above."""

cdef double PLAIN = 0.4
"""The least share of common words in a story at the end, if a large table knows them. Lists of names and of sources
have less. In English prose it is 0.55 to 0.8."""


def cuts_of(TermLines lines, /):
    """Return the lines at which another story may begin, in order.

    These are the lines where a cut has the highest gain, headlines next to them, and the best of three kinds: lines
    below the typical end of a page, headlines, and datelines. What follows must consist of paragraphs: a list of dates
    below an article is not a story.
    """
    return [at for at, chosen in enumerate(_cuts(lines)) if chosen]


def promising_cuts(TermLines lines, Forest forest, double bar, /):
    """Return the candidate cuts to whose features trees give at least the score `bar`, in order."""
    cdef Py_ssize_t at
    cdef Glance glance
    cdef array chosen = _cuts(lines)
    found = []
    _check(forest)
    for at in range(lines.count):
        if chosen.data.as_schars[at]:
            glance = _glance_at_cut(lines, at)
            if forest.score_of(<const double *> &glance) >= bar:
                found.append(at)
    return found


cdef int _check(Forest forest) except -1:
    if forest.width > <int> (sizeof(Glance) // sizeof(double)):
        raise ValueError(f"a glance has fewer than {forest.width} numbers")
    return 0


cdef array _cuts(TermLines lines):
    """Return a flag for each line, whether another story may begin at it."""
    cdef Py_ssize_t at, place, count = lines.count
    cdef Py_ssize_t best[BEST]
    cdef int number, found
    cdef bint is_large = lines.terms.is_large
    cdef array chosen = zeros("b", count), held = zeros("b", 2 * count)
    cdef signed char *marks = chosen.data.as_schars
    cdef signed char *open_ = held.data.as_schars
    cdef signed char *some = open_ + count
    for at in range(HOST_LINES, count):
        open_[at] = _may_be_cut(lines, at, is_large)
    found = apart(lines.gains, open_, lines.reach, count, APART, BEST, best)
    for number in range(found):
        marks[best[number]] = True
        for place in range(max(HOST_LINES, best[number] - SNAPPED), min(count - 1, best[number] + SNAPPED + 1)):
            marks[place] = marks[place] or (open_[place] and lines.lines[place].headed)
    for at in range(count):
        some[at] = open_[at] and lines.lines[at].residue > 0
    _mark_best(lines, some, BEST, marks)
    for at in range(count):
        some[at] = open_[at] and lines.lines[at].headed and at < count - 1
    _mark_best(lines, some, BEST, marks)
    for at in range(count):
        some[at] = open_[at] and lines.lines[at].dated
    _mark_best(lines, some, DATELINES, marks)
    return chosen


cdef bint _may_be_cut(TermLines lines, Py_ssize_t at, bint is_large) noexcept nogil:
    """Whether enough text is above a line and from it on, and whether the latter consists of paragraphs."""
    cdef Py_ssize_t count = lines.count, said
    if lines.words[count] - lines.words[at] < STORY_WORDS or lines.words[at] < HOST_WORDS:
        return False
    if lines.prose[at] >= lines.prose[count] or _are_sources(lines, at, count):
        return False
    said = lines.ends[count] - lines.ends[at]
    return not is_large or 1 - (lines.reach[count] - lines.reach[at]) / <double> (said or 1) >= PLAIN


cdef bint _are_sources(TermLines lines, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    return lines.sources[end] - lines.sources[start] >= SOURCES * (end - start)


cdef void _mark_best(TermLines lines, const signed char *among, int most, signed char *marks) noexcept nogil:
    """Mark the `most` lines with the highest gains among the given ones."""
    cdef Py_ssize_t best[BEST]
    cdef int number
    for number in range(apart(lines.gains, among, lines.reach, lines.count, 0, most, best)):
        marks[best[number]] = True


cdef Glance _glance_at_cut(TermLines lines, Py_ssize_t at) noexcept nogil:
    cdef Glance glance = _gains_of(lines, at, lines.count, lines.gains[at])
    cdef Py_ssize_t count = lines.count, below = min(at + 1, count - 1)
    glance.words = lines.words[count] - lines.words[at]
    glance.host_words = lines.words[at]
    glance.lines, glance.host_lines = count - at, at
    glance.residue = lines.lines[at].residue > 0
    glance.headline = lines.lines[at].size if lines.lines[at].headed else 0
    glance.prose = (lines.prose[count] - lines.prose[at]) / <double> (lines.words[count] - lines.words[at] or 1)
    glance.prose_below = lines.lines[below].prose
    glance.after_words = min(<int> LONG, lines.lines[at - 1].size)
    glance.open_words = min(<int> LONG, lines.lines[at if lines.lines[at].prose else below].size)
    return glance


cdef Glance _gains_of(TermLines lines, Py_ssize_t start, Py_ssize_t end, double gain) noexcept nogil:
    """Begin a glance with the gain."""
    cdef Glance glance
    memset(&glance, 0, sizeof(Glance))
    lines.write_gains(lines.reach[end] - lines.reach[start], gain, &glance.gain)
    return glance


def glance_at_cut(TermLines lines, Py_ssize_t at, /):
    """Return the features of a candidate cut."""
    lines.check(1, lines.count)
    lines.check(at, lines.count - 1)
    lines.check(1, at)
    return _glance_at_cut(lines, at)


def runs_of(TermLines lines, /):
    """Return the runs of a few lines that may be another story, those with the highest gain for their length first.

    They begin with a headline, below the typical end of a page, or below a line that may only announce them. Each is
    given with start, end, and the gains without its last line, as it is, and with the line below it.
    """
    cdef Run runs[RUNS]
    cdef int at
    return [
        (runs[at].start, runs[at].end, (runs[at].shorter, runs[at].gain, runs[at].longer))
        for at in range(_find_runs(lines, runs))
    ]


def promising_runs(TermLines lines, Forest forest, double bar, /):
    """Return start and end of the candidate runs to whose features trees give at least the score `bar`."""
    cdef Run runs[RUNS]
    cdef Glance glance
    cdef int at
    _check(forest)
    found = []
    for at in range(_find_runs(lines, runs)):
        glance = _glance_at_run(lines, &runs[at])
        if forest.score_of(<const double *> &glance) >= bar:
            found.append((runs[at].start, runs[at].end))
    return found


cdef int _find_runs(TermLines lines, Run *runs) except -1:
    """Find the runs with the highest gain for their length, at most RUNS. Return their number."""
    cdef Py_ssize_t start, count = lines.count
    cdef int found = 0, here, at
    cdef Run from_here[FROM_ONE_LINE]
    cdef array inside = zeros("i", lines.terms.count)
    for start in range(count):
        if lines.lines[start].headed or lines.lines[start].residue or lines.is_labelled(start):
            here = _runs_from(lines, start, inside.data.as_ints, from_here)
            for at in range(here):
                found = _ranked(runs, found, RUNS, from_here[at])
    return found


cdef int _runs_from(TermLines lines, Py_ssize_t start, int *inside, Run *runs) except -1:
    """Find the best runs that begin with a line, at most FROM_ONE_LINE. Return their number."""
    cdef double gains[RUN_LINES + 1]
    cdef Py_ssize_t end, size, words, count = lines.count, known = min(count - start, <Py_ssize_t> RUN_LINES + 1)
    cdef int found = 0
    cdef Run run
    lines.find_gains(start, start + known, inside, gains)
    for end in range(start + 1, min(count, start + RUN_LINES) + 1):
        size, words = end - start, lines.words[end] - lines.words[start]
        if not LEAST_WORDS <= words <= MOST_WORDS or size >= count or _are_sources(lines, start, end):
            continue
        # The part with most of the paragraphs is the host, even if a page's teasers are all around it.
        if 2 * (lines.prose[end] - lines.prose[start]) > lines.prose[count]:
            continue
        run.start, run.end, run.gain = start, end, gains[size - 1]
        run.shorter = gains[size - 2] if size > 1 else 0.0
        run.longer = gains[size] if size < known else run.gain
        run.rank = run.gain / pow(3 + lines.reach[end] - lines.reach[start], 0.5)
        found = _ranked(runs, found, FROM_ONE_LINE, run)
    return found


cdef int _ranked(Run *runs, int count, int most, Run run) noexcept nogil:
    """Insert a run after those with the same rank, if it is among the first `most`. Return their number."""
    cdef int at = count
    while at > 0 and runs[at - 1].rank < run.rank:
        if at < most:
            runs[at] = runs[at - 1]
        at -= 1
    if at < most:
        runs[at] = run
    return min(count + 1, most)


cdef Glance _glance_at_run(TermLines lines, const Run *run) noexcept nogil:
    cdef Py_ssize_t start = run.start, end = run.end, count = lines.count, below = min(start + 1, end - 1)
    cdef Glance glance = _gains_of(lines, start, end, run.gain)
    cdef double root = pow(3 + lines.reach[end] - lines.reach[start], 0.5)
    glance.gain_prev = (run.gain - run.shorter) / root if end - start > 1 else 0.0
    glance.gain_next = (run.longer - run.gain) / root
    glance.words = lines.words[end] - lines.words[start]
    glance.host_words = lines.words[count] - lines.words[end] + lines.words[start]
    glance.lines = end - start
    glance.residue = lines.lines[start].residue > 0
    glance.headline = lines.lines[start].size if lines.lines[start].headed else 0
    glance.headline_below = end == count or lines.lines[end].headed
    glance.after_label = lines.is_labelled(start)
    glance.prose = (lines.prose[end] - lines.prose[start]) / <double> (lines.words[end] - lines.words[start] or 1)
    glance.prose_below = lines.lines[below].prose
    glance.end_words = min(<int> LONG, lines.lines[end - 1].size)
    glance.place = lines.words[start] / <double> (lines.words[count] or 1)
    return glance


def glance_at_run(TermLines lines, Py_ssize_t start, Py_ssize_t end, tuple gains, /):
    """Return the features of a candidate run.

    `gains` are those of the run without its last line, of the run, and of the run with the line below it.
    """
    cdef Run run
    lines.check(start, end)
    lines.check(start + 1, end)
    run.start, run.end, run.rank = start, end, 0.0
    run.shorter, run.gain, run.longer = gains
    return _glance_at_run(lines, &run)


def names():
    """Return the names of the features, in the order of trees."""
    cdef Glance glance
    memset(&glance, 0, sizeof(Glance))
    return list(glance)
