"""Features of each line of full-page text given the likelihoods of the first pass, and what likely lines say."""

from cpython.array cimport array
from libc.math cimport log, log2, sqrt

from cleanwire.native.numbers.columns cimport Table, column, doubles, table_in
from cleanwire.native.numbers.runs cimport FAR, write_distances, write_runs
from cleanwire.native.numbers.sums cimport added_up
from cleanwire.native.prose.column_writers cimport Writer, next_column, next_columns, write_all
from cleanwire.native.prose.neighbours cimport Column, write_neighbours
from cleanwire.native.prose.page_lines cimport CLOSED, COLON, COMMA, IS_HEADLINE, LONG, LOWER, SIZE, PageLines

from cleanwire.native.prose.neighbours import names_around
from cleanwire.native.prose.recurrence import RECURRENCE


cdef enum:
    HEADLINE_LEAST = 3
    HEADLINE_MOST = 22
    HEADLINE_OPEN = 14
    # The number of words of a headline above the article, and the most of one that ends like a sentence.

    FOLLOWING = 15
    FOLLOWED = 40
    # This many lines below a headline should belong to the article; a line of this many words counts in full.

    UNDER = 6
    # A headline more than this many lines below a line is far below it.

    AWAY = 8
    # Lines more than this many lines from the article on both sides are far from it.

cdef double LIKELY = 0.8
# Lines at least this likely to belong to the article, and as long as a sentence, are strong.

cdef double UNLIKELY = 0.2
# Lines at most this likely are boilerplate.

cdef double HAIR = 1e-4
# Keeps likelihoods away from 0 and 1, so that they have a logarithm.

cdef int[5] LIKELY_REACHES = [1, 2, 4, 8, 20]
# Means are taken over this many lines above and below, for likelihoods,

cdef int[2] SAID_REACHES = [2, 6]
# and for what lines say.

_SAID_AROUND = ("said", "theme", "said_aside", "tied")


def second_names():
    """Return the names of the columns of `second_evidence`, in order."""
    return (
        *("likely", "likely_score", *RECURRENCE, *names_around(["likely"], LIKELY_REACHES)),
        *(*names_around(["likely_words"], LIKELY_REACHES), *names_around(_SAID_AROUND, SAID_REACHES)),
        *("between", "beside", "said_long", "tied_long", "theme_long", "theme_short"),
        *("region", "region_above", "region_below", "region_near_above", "region_near_below"),
        *("likely_passed", "likely_left", "likely_edge", "strong_near_above", "strong_near_below", "strong_between"),
        *("strong_far", "boilerplate_run", "boilerplate_near_above", "boilerplate_near_below", "document_likely"),
        *("document_boilerplate", "document_boilerplate_words", "title", "title_score", "title_above", "title_far_below"),
        *("title_near_above", "title_near_below"),
    )


cdef int COLUMNS = len(second_names())


def second_evidence(PageLines page not None, likely, /):
    """Return the features given the likelihood of each line to belong to the article, column after column.

    The columns are those of `second_names`.
    """
    cdef array article = array("d", likely)
    cdef int columns = COLUMNS
    cdef array numbers = doubles(columns * page.count)
    cdef Writer into = Writer(table_in(numbers, page.count), 0)
    cdef double *here = article.data.as_doubles
    if len(article) != page.count:
        raise ValueError(f"there are {page.count} lines, and {len(article)} likelihoods")
    _write_likely(page, &into, here)
    _write_region(page, &into, here)
    _write_standing(page, &into, here)
    _write_under_headline(page, &into, here)
    if into.at != columns:
        raise SystemError(f"{into.at} columns were written, and {columns} have a name")
    return numbers


cdef int _write_likely(PageLines page, Writer *into, double *likely) except -1:
    """Write the likelihoods of each line and of those around it, and what the probable article says of its words."""
    cdef array roots = doubles(page.count)
    cdef double *size = column(page.base, SIZE)
    cdef double *here = next_column(into)
    cdef double *score = next_column(into)
    cdef double *said = column(into.table, into.at)
    cdef double *aside = said + 2 * page.count
    cdef double *tied = said + 6 * page.count
    cdef double *theme = said + 7 * page.count
    cdef Column[4] around
    cdef Py_ssize_t at, part
    for at in range(page.count):
        here[at] = likely[at]
        score[at] = log((likely[at] + HAIR) / (1 - likely[at] + HAIR)) / 5
        roots.data.as_doubles[at] = sqrt(size[at])
    page.recurrence.write(likely, size, into.table, into.at)
    into.at += len(RECURRENCE)
    write_neighbours(into, &likely, 1, LIKELY_REACHES, 5, NULL)
    here = column(into.table, into.at + 2 * 3)
    write_neighbours(into, &likely, 1, LIKELY_REACHES, 5, size)
    around[0], around[1], around[2], around[3] = said, theme, aside, tied
    write_neighbours(into, around, 4, SAID_REACHES, 2, roots.data.as_doubles)
    score = next_columns(into, 2)
    for at in range(page.count):
        score[at] = min(here[at], here[page.count + at])
        score[page.count + at] = max(here[at], here[page.count + at])
    around[1], around[2] = tied, theme
    for part in range(3):
        score = next_column(into)
        for at in range(page.count):
            score[at] = around[part][at] if size[at] >= LONG else 0
    score = next_column(into)
    for at in range(page.count):
        score[at] = theme[at] if size[at] < LONG else 0
    return 0


cdef int _write_region(PageLines page, Writer *into, const double *likely) except -1:
    """Write the position of each line relative to the run that maximises likely minus unlikely words."""
    cdef array sums = doubles(page.count + 1)
    cdef double *total = sums.data.as_doubles
    cdef double *inside = next_column(into)
    cdef double *above = next_column(into)
    cdef double *below = next_column(into)
    cdef double *near_above = next_column(into)
    cdef double *near_below = next_column(into)
    cdef double least = 0, most = 0
    cdef Py_ssize_t at, start = 0, end = 0
    for at in range(page.count):
        total[at + 1] = total[at] + (likely[at] - 0.5) * sqrt(column(page.base, SIZE)[at])
        least = min(least, total[at])
        if end == 0 or total[at + 1] - least > most:
            most, end = total[at + 1] - least, at + 1
    for at in range(end):
        if total[at] < total[start]:
            start = at
    for at in range(page.count):
        inside[at] = start <= at < end
        above[at] = at < start
        below[at] = at >= end
        near_above[at] = 1 / <double> (at - end + 1) if at >= end else 0
        near_below[at] = 1 / <double> (start - at) if at < start else 0
    return 0


cdef int _write_standing(PageLines page, Writer *into, const double *likely) except -1:
    """Write how much of the probable article is above and below, and how near its lines and boilerplate are."""
    cdef array held = doubles(5 * page.count)
    cdef double *strong = held.data.as_doubles
    cdef double *weak = strong + page.count
    cdef double *above = weak + page.count
    cdef double *below = above + page.count
    cdef double *own = below + page.count
    cdef double *size = column(page.base, SIZE)
    cdef double *here = column(into.table, into.at)
    cdef double total, words = 0, passed = 0, boilerplate = 0, boilerplate_words = 0
    cdef Py_ssize_t at, count = page.count
    for at in range(count):
        own[at] = likely[at] * size[at]
        words += size[at]
        strong[at] = likely[at] > LIKELY and size[at] >= LONG
        weak[at] = likely[at] < UNLIKELY
        boilerplate += weak[at]
        boilerplate_words += weak[at] * size[at]
    total = added_up(own, count)
    write_distances(strong, above, below, count)
    for at in range(count):
        passed += own[at]
        here[at] = (passed - own[at]) / (total + 1)
        here[count + at] = 1 - passed / (total + 1)
        here[2 * count + at] = min(here[at], here[count + at])
        here[3 * count + at] = 1 / above[at]
        here[4 * count + at] = 1 / below[at]
        here[5 * count + at] = 1 / max(above[at], below[at])
        here[6 * count + at] = min(above[at], below[at]) > AWAY
    write_runs(weak, here + 7 * count, count)
    write_distances(weak, above, below, count)
    for at in range(count):
        here[7 * count + at] = log2(here[7 * count + at] + 1) / 4
        here[8 * count + at] = 1 / above[at]
        here[9 * count + at] = 1 / below[at]
    into.at += 10
    write_all(into, total / max(1.0, words))
    write_all(into, boilerplate / max(1, count))
    write_all(into, boilerplate_words / max(1.0, words))
    return 0


cdef int _write_under_headline(PageLines page, Writer *into, double *likely) except -1:
    """Write the position of each line relative to the likeliest headline."""
    cdef array scores = doubles(page.count)
    cdef double *score = scores.data.as_doubles
    cdef double *here = column(into.table, into.at)
    cdef Py_ssize_t at, apart, best = 0, count = page.count
    _score_headlines(page, into.table, likely, score)
    for at in range(count):
        if score[at] > score[best]:
            best = at
    for at in range(count):
        apart = at - best if score[best] > 0 else FAR
        here[at] = apart == 0
        here[count + at] = score[at] / (score[best] + 1e-9)
        here[2 * count + at] = apart > 0
        here[3 * count + at] = apart < -UNDER
        here[4 * count + at] = 1 / <double> apart if apart > 0 else 0
        here[5 * count + at] = 1 / <double> -apart if apart < 0 else 0
    into.at += 6
    return 0


cdef int _score_headlines(PageLines page, Table second, double *likely, double *score) except -1:
    """Write a score for each line as the headline: its words recur, and the article follows it."""
    cdef array held = doubles(4 * page.count)
    cdef double *weights = held.data.as_doubles
    cdef Writer follows = Writer(Table(weights + page.count, page.count), 0)
    cdef double *below = weights + 2 * page.count
    cdef double *own = weights + 3 * page.count
    cdef double *size = column(page.base, SIZE)
    cdef double *said = column(second, 2)
    cdef double *said_first = column(second, 10)
    cdef int *kind_of = page.kinds.data.as_ints
    cdef int reach = FOLLOWING
    cdef double total, passed = 0
    cdef Py_ssize_t at
    for at in range(page.count):
        weights[at] = min(size[at], <double> FOLLOWED)
        own[at] = likely[at] * size[at]
    total = added_up(own, page.count)
    write_neighbours(&follows, &likely, 1, &reach, 1, weights)
    for at in range(page.count):
        passed += own[at]
        if _may_be_headline(page, at):
            score[at] = said[at] * sqrt(page.recurrence.held[at]) * below[at]
            score[at] *= 1 - (passed - own[at]) / (total + 1)
            score[at] *= (1 + (kind_of[at] == IS_HEADLINE)) * (1 + said_first[at])
    return 0


cdef bint _may_be_headline(PageLines page, Py_ssize_t at) noexcept nogil:
    """Whether a line has the shape of a headline."""
    cdef Table base = page.base
    cdef double size = column(base, SIZE)[at]
    if not HEADLINE_LEAST <= size <= HEADLINE_MOST or (column(base, CLOSED)[at] and size > HEADLINE_OPEN):
        return False
    return not (column(base, COLON)[at] or column(base, COMMA)[at] or column(base, LOWER)[at])
