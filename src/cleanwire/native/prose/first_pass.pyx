"""Features of each line of full-page text by itself: its shape, its position, and the shapes of the lines around it."""

from cpython.array cimport array
from libc.math cimport fabs, log2

from cleanwire.native.numbers.columns cimport Table, column, doubles, table_in
from cleanwire.native.numbers.runs cimport write_distances, write_runs
from cleanwire.native.prose.column_writers cimport Writer, next_column, next_columns, write_all
from cleanwire.native.prose.neighbours cimport Column, write_neighbours
from cleanwire.native.prose.page_lines cimport (
    BULLET,
    CAPITALS,
    CLOSED,
    COLON,
    COPIES,
    CORE,
    FUNCTIONS,
    GAP,
    INDENTED,
    IS_CLAIMED,
    IS_HEADLINE,
    IS_PARAGRAPH,
    IS_REACHED,
    IS_SHORT,
    LENGTH,
    LOWER,
    SIZE,
    PageLines,
)

from cleanwire.native.prose.line_shapes import SHAPES
from cleanwire.native.prose.neighbours import names_around


cdef enum:
    SPOKEN = 25
    # Recurring words are a feature of lines of fewer words.

    WRAPPED = 8
    # Lines of at least this many words may be wrapped.

    COUNTED = 200
    # Positions are counted in lines from either end up to here: heads and feet of pages are rarely longer.

    EDGE = 40
    # The number of lines without a paragraph at either end at which the feature is 1.

    LONG_RUN = 8
    # More short lines in a row are a list.

    LOOK_COUNT = 10

cdef int[3] REACHES = [1, 3, 10]
# Means are taken over this many lines above and below: the next line, the surroundings, and the part of the page.

cdef int WRAPPED_REACH = 4

cdef int[LOOK_COUNT] LOOKS = [
    IS_SHORT, IS_PARAGRAPH, IS_CLAIMED, CLOSED, CAPITALS, LENGTH, FUNCTIONS, LOWER, INDENTED, BULLET
]
# The features of surrounding lines, in the order of _LOOKS.

_LOOKS = ("short", "paragraph", "claimed", "closed", "capitals", "length", "functions", "lower", "indented", "bullet")


def first_names(kinds, /):
    """Return the names of the columns of `first_evidence`, in order. `kinds` are the names of kinds of claims."""
    return (
        *SHAPES[1 : len(SHAPES) - 1],
        *("length_2", "length_4", "length_8", "length_16", "length_32", "closed_4", "closed_8", "closed_16"),
        *("functions", "functions_none", "functions_length", "short_here", "paragraph_here"),
        *("claimed", "reached", "reached_prose", *[f"is_{kind}" for kind in kinds]),
        *("headline", "under_headline", "no_headline", "spoken", "again", "often", *names_around(_LOOKS, REACHES)),
        *("carried", "carries", "wrapped", *names_around(["wrapped"], [WRAPPED_REACH])),
        *("unlike_above", "unlike_below", "unlike_second", "gap_above", "gap_below", "gap_wide"),
        *("run", "run_long", "paragraph_near_above", "paragraph_near_below", "passed", "before_paragraphs"),
        *("behind_paragraphs", "line", "lines_left", "document_paragraphs", "document_short", "document_claimed"),
        *("document_lines", "document_words", "document_closed", "document_head", "document_tail"),
    )


cdef int COLUMNS = len(first_names(()))
# Without those of kinds.


def first_evidence(PageLines page not None, int kinds, /):
    """Return the features of each line by itself, its position, and the look of its neighbours, column after column.

    The columns are those of `first_names`, for `kinds` kinds.
    """
    cdef int columns = COLUMNS + kinds
    cdef array numbers = doubles(columns * page.count)
    cdef Writer into = Writer(table_in(numbers, page.count), 0)
    _write_itself(page, &into)
    _write_claimed(page, &into, kinds)
    _write_looks(page, &into)
    _write_breaks(page, &into)
    _write_place(page, &into)
    _write_document(page, &into)
    if into.at != columns:
        raise SystemError(f"{into.at} columns were written, and {columns} have a name")
    return numbers


cdef void _write_itself(PageLines page, Writer *into) noexcept nogil:
    """Write the shape of each line, and its length on a logarithmic scale, combined with marks of sentences."""
    cdef Table base = page.base
    cdef double *length = column(base, LENGTH)
    cdef double *functions = column(base, FUNCTIONS)
    cdef double *here
    cdef Py_ssize_t at
    cdef int step
    for step in range(CLOSED, <int> GAP):
        _copy(page, into, step)
    for step in range(1, 6):
        here = next_column(into)
        for at in range(page.count):
            here[at] = _between(0, length[at] - step, 1 if step < 5 else 3)
    for step in range(2, 5):
        here = next_column(into)
        for at in range(page.count):
            here[at] = column(base, CLOSED)[at] * _between(0, length[at] - step, 1)
    here = next_columns(into, 3)
    for at in range(page.count):
        here[at] = functions[at]
        here[page.count + at] = functions[at] == 0
        here[2 * page.count + at] = functions[at] * _between(0, length[at] - 2, 3)
    _copy(page, into, IS_SHORT)
    _copy(page, into, IS_PARAGRAPH)


cdef void _copy(PageLines page, Writer *into, int number) noexcept nogil:
    """Write a column that both passes use."""
    cdef double *here = next_column(into)
    cdef Py_ssize_t at
    for at in range(page.count):
        here[at] = column(page.base, number)[at]


cdef void _write_claimed(PageLines page, Writer *into, int kinds) noexcept:
    """Write what earlier stages claim about each line and the headline, and what the text repeats."""
    cdef Table base = page.base
    cdef int *kind_of = page.kinds.data.as_ints
    cdef double *here
    cdef Py_ssize_t at
    cdef int kind
    cdef bint under = False
    _copy(page, into, IS_CLAIMED)
    _copy(page, into, IS_REACHED)
    here = next_column(into)
    for at in range(page.count):
        here[at] = column(base, IS_REACHED)[at] * column(base, CLOSED)[at]
        here[at] *= _between(0, column(base, LENGTH)[at] - 3, 1)
    for kind in range(kinds):
        here = next_column(into)
        for at in range(page.count):
            here[at] = kind_of[at] == kind and column(base, IS_CLAIMED)[at]
    here = next_columns(into, 2)
    for at in range(page.count):
        here[at] = kind_of[at] == IS_HEADLINE
        under |= kind_of[at] == IS_HEADLINE
        here[page.count + at] = under
    write_all(into, not under)
    here = next_columns(into, 3)
    for at in range(page.count):
        here[at] = column(base, CORE)[at] if column(base, SIZE)[at] < SPOKEN else 0
        here[page.count + at] = column(base, COPIES)[at] > 1
        here[2 * page.count + at] = column(base, COPIES)[at] > 2


cdef int _write_looks(PageLines page, Writer *into) except -1:
    """Write the means of the lines around each line."""
    cdef array lengths = doubles(page.count)
    cdef Column[LOOK_COUNT] looks
    cdef Py_ssize_t at
    for at in range(page.count):
        lengths.data.as_doubles[at] = column(page.base, LENGTH)[at] / 5
    for at in range(LOOK_COUNT):
        looks[at] = lengths.data.as_doubles if LOOKS[at] == LENGTH else column(page.base, LOOKS[at])
    return write_neighbours(into, looks, LOOK_COUNT, REACHES, 3, NULL)


cdef int _write_breaks(PageLines page, Writer *into) except -1:
    """Write how each line continues the one above and is continued by the one below."""
    cdef Table base = page.base
    cdef double *lower = column(base, LOWER)
    cdef double *length = column(base, LENGTH)
    cdef double *carried = next_column(into)
    cdef double *carries = next_column(into)
    cdef Column[1] wrapped
    cdef double *here
    cdef Py_ssize_t at, last = page.count - 1
    wrapped[0] = next_column(into)
    for at in range(page.count):
        carried[at] = lower[at] * _opened(page, at - 1) if at else 0
        carries[at] = _opened(page, at) * lower[at + 1] if at < last else 0
        wrapped[0][at] = carries[at] if column(base, SIZE)[at] >= WRAPPED else 0
    write_neighbours(into, wrapped, 1, &WRAPPED_REACH, 1, NULL)
    here = next_columns(into, 3)
    for at in range(page.count):
        here[at] = fabs(length[at] - _length(page, at - 1))
        here[page.count + at] = fabs(length[at] - _length(page, at + 1))
        here[2 * page.count + at] = (
            fabs(length[at] - _length(page, at - 2)) + fabs(length[at] - _length(page, at + 2))
        ) / 4
    here = next_columns(into, 3)
    for at in range(page.count):
        here[at] = at > 0 and column(base, GAP)[at - 1] > 1
        here[page.count + at] = column(base, GAP)[at] > 1
        here[2 * page.count + at] = at > 0 and column(base, GAP)[at - 1] > 2
    return 0


cdef inline double _opened(PageLines page, Py_ssize_t at) noexcept nogil:
    """Return how far the end of a line is open."""
    return 1 - max(column(page.base, CLOSED)[at], column(page.base, COLON)[at])


cdef inline double _length(PageLines page, Py_ssize_t at) noexcept nogil:
    """Return the length of a line, 0 beyond either end."""
    return column(page.base, LENGTH)[at] if 0 <= at < page.count else 0


cdef int _write_place(PageLines page, Writer *into) except -1:
    """Write the position of each line: in a run of short ones, between paragraphs, and in the text."""
    cdef double *paragraph = column(page.base, IS_PARAGRAPH)
    cdef double *size = column(page.base, SIZE)
    cdef double *run = next_column(into)
    cdef double *run_long = next_column(into)
    cdef double *above = next_column(into)
    cdef double *below = next_column(into)
    cdef double *passed = next_column(into)
    cdef double *before = next_column(into)
    cdef double *behind = next_column(into)
    cdef double *line = next_column(into)
    cdef double *left = next_column(into)
    cdef double total = 0, sum_ = 0, words
    cdef Py_ssize_t at
    write_runs(column(page.base, IS_SHORT), run, page.count)
    write_distances(paragraph, above, below, page.count)
    for at in range(page.count):
        total += size[at] if paragraph[at] else 0
    for at in range(page.count):
        run_long[at] = run[at] > LONG_RUN
        run[at] = log2(run[at] + 1) / 4
        above[at], below[at] = 1 / above[at], 1 / below[at]
        words = size[at] if paragraph[at] else 0
        passed[at] = sum_ / (total + 1)
        sum_ += words
        before[at] = sum_ == words
        behind[at] = sum_ == total
        line[at] = min(at, <Py_ssize_t> COUNTED) / <double> COUNTED
        left[at] = min(page.count - 1 - at, <Py_ssize_t> COUNTED) / <double> COUNTED
    return 0


cdef void _write_document(PageLines page, Writer *into) noexcept nogil:
    """Write the features of the text as a whole, the same for each line."""
    cdef Table base = page.base
    cdef double prose = 0, closed = 0, words = 0, short_ = 0, claimed = 0, size
    cdef Py_ssize_t at, first = page.count, last = -1
    for at in range(page.count):
        size = column(base, SIZE)[at]
        words += size
        closed += column(base, CLOSED)[at] * size
        short_ += column(base, IS_SHORT)[at]
        claimed += column(base, IS_CLAIMED)[at]
        if column(base, IS_PARAGRAPH)[at]:
            prose += size
            first = min(first, at)
            last = at
    write_all(into, prose / max(1.0, words))
    write_all(into, short_ / max(1, page.count))
    write_all(into, claimed / max(1, page.count))
    write_all(into, log2(<double> page.count + 1) / 8)
    write_all(into, log2(words + 1) / 10)
    write_all(into, closed / max(1.0, words))
    write_all(into, min(1.0, first / <double> EDGE))
    write_all(into, min(1.0, (page.count - 1 - last) / <double> EDGE))


cdef inline double _between(double low, double value, double high) noexcept nogil:
    return min(max(value, low), high)
