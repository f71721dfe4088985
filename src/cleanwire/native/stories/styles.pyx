"""How either side is written: its length, paragraphs, names, small words, headings and punctuation."""

from cpython.array cimport array
from libc.math cimport fabs, log

from cleanwire.native.numbers.columns cimport room_for, zeros
from cleanwire.native.stories.sides cimport Sides, ratio
from cleanwire.native.stories.story_evidence cimport Evidence
from cleanwire.native.stories.term_lines cimport TermLines
from cleanwire.native.stories.writing cimport Signs


cdef enum:
    SIZES = 3
    # Headings are alike if their lengths differ by at most this many words,

    USUAL = 20
    # Words per paragraph, for a side without paragraphs.

    SHORT = 8
    # A line of fewer words that is not a paragraph is short.

    MANY_LINES = 60
    MORE_LINES = 100
    # Longer strangers and hosts count as this many lines.

cdef double CAPITALS = 0.34
# and their shares of capitals by less than this.

cdef double STYLE = 0.5
cdef double OWN_STYLE = 0.8
# The similarity of small words if either side has none, and that of two parts of a host with only one part.


cdef int find_styles(Sides sides, Evidence *known) except -1:
    """Find how similarly both sides are written."""
    _find_shape(sides, known)
    _find_names(sides, known)
    _find_style(sides, known)
    _find_forms(sides, known)
    _find_typography(sides, known)
    return 0


cdef void _find_shape(Sides sides, Evidence *known) noexcept:
    """The lengths of both sides and of their paragraphs."""
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
    """The share of the stranger's names that occur in the host."""
    cdef TermLines lines = sides.lines
    cdef const Py_ssize_t *ends = sides.writing.name_ends + lines.first
    cdef const int *names_ = sides.writing.numbers
    cdef Py_ssize_t at, line, shared = 0
    cdef array flags = zeros("b", sides.writing.count)
    cdef signed char *held = flags.data.as_schars
    for line in range(lines.count):
        if not sides.start <= line < sides.end:
            for at in range(ends[line], ends[line + 1]):
                held[names_[at]] = True
    for at in range(ends[sides.start], ends[sides.end]):
        shared += held[names_[at]]
    known.names_shared = ratio(shared, ends[sides.end] - ends[sides.start])
    return 0


cdef struct Small:
    # The counts of a common word in all lines, in the stranger, and beside it.
    int every
    int inside
    int beside


cdef int _find_style(Sides sides, Evidence *known) except -1:
    """The similarity of small words, and how much lower it is than that of two parts of the host."""
    cdef TermLines lines = sides.lines
    cdef int number, count = lines.terms.common
    cdef long long small = 0, inside = 0, beside = 0, host = 0, rest = 0, alike = 0, alike_beside = 0
    cdef long long ours, here, others, left
    cdef array held = room_for(count + 1, sizeof(Small))
    cdef Small *words = <Small *> held.data.as_voidptr
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
    known.style = _cosine(inside, host, alike)
    known.style_over = (_cosine(beside, rest, alike_beside) if rest else OWN_STYLE) - known.style
    known.common = ratio(small, small + sides.size)
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
    """Return the cosine similarity of the words of two parts, given the sums of squares and of products."""
    if not part or not others:
        return STYLE
    return product / (<object> others * part) ** 0.5  # in Python integers, which do not overflow


cdef void _find_forms(Sides sides, Evidence *known) noexcept:
    """How many other lines have the form of the first: the same lead, tail, length and capitals."""
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
    """Whether another heading is written like the first line."""
    cdef TermLines lines = sides.lines
    cdef const double *shares = sides.writing.shares + lines.first
    cdef int apart_ = lines.lines[sides.start].size - lines.lines[line].size
    return -SIZES <= apart_ <= SIZES and fabs(shares[sides.start] - shares[line]) < CAPITALS


cdef void _find_typography(Sides sides, Evidence *known) noexcept:
    """The difference in the shares of curly quotation marks, 0 if either part has no marks; and the figures."""
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
