"""What tells prose from furniture in the dump of a page: of each line by itself, then by what is likely around it."""

from cpython.array cimport array
from libc.math cimport fabs, isnan, log, log2, sqrt

from cleanwire.native.prose.line_shapes cimport write_shapes
from cleanwire.native.text.line_tables cimport LineTable
from cleanwire.native.prose.line_words cimport LineWords
from cleanwire.native.prose.recurrence cimport Recurrence
from cleanwire.native.numbers.columns cimport Table, column, doubles, fill, table_in

from cleanwire.native.prose.line_shapes import SHAPES
from cleanwire.native.prose.recurrence import RECURRENCE, function_words


cdef enum:
    SHORT = 5
    # Lines of so many words that close like no sentence are short: menu entries, buttons, names.

    PARAGRAPH = 16
    # Closed lines from this many words on are paragraphs for certain: teasers and captions are mostly shorter.

    LONG = 12
    # Closed lines from this many words on say what words and capitals sentences have.

    SPOKEN = 25
    # Words that come back say something of lines of fewer words.

    WRAPPED = 8
    # Lines of so many words may be wrapped.

    COUNTED = 200
    # Places are counted in lines from either end up to here: heads and feet of pages are rarely longer.

    EDGE = 40
    # So many lines without a paragraph at either end count in full.

    LONG_RUN = 8
    # More short lines in a row are a list.

    FAR = 1000000
    # Farther than any line is.

    HEADLINE_LEAST = 3
    HEADLINE_MOST = 22
    HEADLINE_OPEN = 14
    # How many words a line has that may be the headline the article stands under, and one that closes.

    FOLLOWING = 15
    FOLLOWED = 40
    # So many lines below a headline are the article's, and a line of so many words counts in full.

    UNDER = 6
    # Lines farther below the headline.

    AWAY = 8
    # Lines farther from any that are the article's.

cdef double LIKELY = 0.8
# Lines this likely to be the article's, and of a sentence's length, are where it stands.

cdef double UNLIKELY = 0.2
# Lines this likely are furniture for certain.

cdef double CASELESS = 0.4
# The capitals of a line without a letter that has one: between what sentences have, and what menus have.

cdef double MOST_USUAL = 0.6
# No language begins more of the words of its sentences with capitals.

cdef double HAIR = 1e-4
# Taken from and added to likelihoods, that they have a logarithm.

cdef int[3] REACHES = [1, 3, 10]
# Lines above and below whose means count: next door, around, and what part of the page it is.

cdef int[5] LIKELY_REACHES = [1, 2, 4, 8, 20]
# The same for what neighbours likely are,

cdef int[2] SAID_REACHES = [2, 6]
# and for what they say.

cdef int WRAPPED_REACH = 4


_LOOKS = ("short", "paragraph", "claimed", "closed", "capitals", "length", "functions", "lower", "indented", "bullet")
_SAID_AROUND = ("said", "theme", "said_aside", "tied")


def _around(names, reaches):
    """Return the names of what is said of the lines above and below."""
    return [f"{name}_{side}{reach}" for reach in reaches for side in ("above", "below") for name in names]


def first_names(kinds, /):
    """Return what `PageLines.first` counts, in the order of its columns; `kinds` are the names of kinds of claims."""
    return (
        *SHAPES[1 : len(SHAPES) - 1],
        *("length_2", "length_4", "length_8", "length_16", "length_32", "closed_4", "closed_8", "closed_16"),
        *("functions", "functions_none", "functions_length", "short_here", "paragraph_here"),
        *("claimed", "reached", "reached_prose", *[f"is_{kind}" for kind in kinds]),
        *("headline", "under_headline", "no_headline", "spoken", "again", "often", *_around(_LOOKS, REACHES)),
        *("carried", "carries", "wrapped", *_around(["wrapped"], [WRAPPED_REACH])),
        *("unlike_above", "unlike_below", "unlike_second", "gap_above", "gap_below", "gap_wide"),
        *("run", "run_long", "paragraph_near_above", "paragraph_near_below", "passed", "before_paragraphs"),
        *("behind_paragraphs", "line", "lines_left", "document_paragraphs", "document_short", "document_claimed"),
        *("document_lines", "document_words", "document_closed", "document_head", "document_tail"),
    )


def second_names():
    """Return what `PageLines.second` counts, in the order of its columns."""
    return (
        *("likely", "likely_score", *RECURRENCE, *_around(["likely"], LIKELY_REACHES)),
        *(*_around(["likely_words"], LIKELY_REACHES), *_around(_SAID_AROUND, SAID_REACHES)),
        *("between", "beside", "said_long", "tied_long", "theme_long", "theme_short"),
        *("region", "region_above", "region_below", "region_near_above", "region_near_below"),
        *("likely_passed", "likely_left", "likely_edge", "strong_near_above", "strong_near_below", "strong_between"),
        *("strong_far", "furniture_run", "furniture_near_above", "furniture_near_below", "document_likely"),
        *("document_furniture", "document_furniture_words", "title", "title_score", "title_above", "title_far_below"),
        *("title_near_above", "title_near_below"),
    )


cdef int FIRST_COLUMNS = len(first_names(()))
# Without those of kinds.

cdef int SECOND_COLUMNS = len(second_names())


cdef enum Base:
    # What both passes go by: the shapes first, in the order of SHAPES.
    SIZE = 0
    CLOSED = 1
    COLON = 2
    COMMA = 3
    LOWER = 4
    BULLET = 5
    CAPITALS = 9
    INDENTED = 23
    GAP = 27
    IS_CLAIMED = 28
    IS_REACHED
    FUNCTIONS  # share of words that are the text's function words
    COPIES  # how often the text holds the line
    CORE  # share of content words that stand in long lines, and in another line too
    LENGTH  # words, doublings counted
    IS_SHORT
    IS_PARAGRAPH
    BASE_COUNT

cdef enum:
    LOOK_COUNT = 10

    IS_HEADLINE = -2
    # The kind of a line that is the headline.

HEADLINE = IS_HEADLINE


cdef int[LOOK_COUNT] LOOKS = [
    IS_SHORT, IS_PARAGRAPH, IS_CLAIMED, CLOSED, CAPITALS, LENGTH, FUNCTIONS, LOWER, INDENTED, BULLET
]
# What counts of the lines around a line, in the order of _LOOKS.

ctypedef double *Column


cdef struct Writer:
    # Writes the columns of a table one after the other.
    Table table
    int at


cdef inline double *_next(Writer *into) noexcept nogil:
    into.at += 1
    return column(into.table, into.at - 1)


cdef inline double *_skip(Writer *into, int columns) noexcept nogil:
    """Return the next column, with others beside it."""
    into.at += columns
    return column(into.table, into.at - columns)


cdef inline void _write_all(Writer *into, double value) noexcept nogil:
    fill(into.table, into.at, value)
    into.at += 1


cdef inline double _between(double low, double value, double high) noexcept nogil:
    return min(max(value, low), high)


cdef class PageLines:
    """The lines of the dump of a page, as both passes see them.

    `claims` are the spans of the text that rules claim as contamination; `kinds` says for each line which kind it is,
    -1 for none and HEADLINE for the headline.
    """

    cdef readonly Py_ssize_t count
    cdef Recurrence _recurrence
    cdef array _numbers
    cdef array _kinds
    cdef Table _base

    def __cinit__(self, str source, str folded, str bare, LineTable lines, claims, kinds, /):
        cdef LineWords words = LineWords(bare, lines)
        cdef Py_ssize_t at
        cdef double size
        cdef tuple numbers = tuple(kinds)
        if len(numbers) != lines.count:
            raise ValueError(f"there are {lines.count} lines, and {len(numbers)} have a kind")
        self.count = lines.count
        self._kinds = array("i", numbers)
        self._numbers = doubles(BASE_COUNT * lines.count)
        self._base = table_in(self._numbers, lines.count)
        write_shapes(self._base, source, folded, lines, words)
        for at in range(self.count):
            size = column(self._base, SIZE)[at]
            column(self._base, LENGTH)[at] = log2(size + 1)
            column(self._base, IS_SHORT)[at] = size <= SHORT and not column(self._base, CLOSED)[at]
            column(self._base, IS_PARAGRAPH)[at] = size >= PARAGRAPH and column(self._base, CLOSED)[at]
        _find_claimed(self._base, lines, claims)
        _write_copies(self._base, folded, lines)
        self._read_words(words)

    cdef int _read_words(self, LineWords words) except -1:
        """Write what the words of lines are, and how capitals go with them."""
        cdef array held = doubles(self.count)
        cdef double *long_ = held.data.as_doubles
        cdef Py_ssize_t line, at, spoken
        cdef double *shares = column(self._base, FUNCTIONS)
        cdef list functions
        _find_long(self._base, long_)
        _count_capitals(self._base, long_)
        functions = function_words(words, held)
        for line in range(self.count):
            spoken = words.firsts[line + 1] - words.firsts[line]
            for at in range(words.firsts[line], words.firsts[line + 1]):
                shares[line] += <bint> functions[words.words[at]]
            shares[line] /= max(1, spoken)
        self._recurrence = Recurrence(words, functions)
        self._recurrence.write_core(long_, column(self._base, CORE))
        return 0

    @property
    def sizes(self):
        """How many words each line has."""
        return self._numbers[: self.count]

    @property
    def claimed(self):
        """Whether a rule speaks of each line by itself."""
        return [column(self._base, IS_CLAIMED)[at] > 0 for at in range(self.count)]

    @property
    def reached(self):
        """Whether a rule takes each line with others, for what stands above them."""
        return [column(self._base, IS_REACHED)[at] > 0 for at in range(self.count)]

    def first(self, int kinds, /):
        """Return what counts for each line by itself, its place, and the look of its neighbours, column after column.

        The columns are those of `first_names`, for so many kinds.
        """
        cdef int columns = FIRST_COLUMNS + kinds
        cdef array numbers = doubles(columns * self.count)
        cdef Writer into = Writer(table_in(numbers, self.count), 0)
        self._write_itself(&into)
        self._write_claimed(&into, kinds)
        self._write_looks(&into)
        self._write_breaks(&into)
        self._write_place(&into)
        self._write_document(&into)
        if into.at != columns:
            raise SystemError(f"{into.at} columns were written, and {columns} have a name")
        return numbers

    cdef void _write_itself(self, Writer *into) noexcept nogil:
        """Write the shape of each line, and its length in steps that double, with what a sentence so long shows."""
        cdef Table base = self._base
        cdef double *length = column(base, LENGTH)
        cdef double *functions = column(base, FUNCTIONS)
        cdef double *here
        cdef Py_ssize_t at
        cdef int step
        for step in range(CLOSED, <int> GAP):
            here = _next(into)
            for at in range(self.count):
                here[at] = column(base, step)[at]
        for step in range(1, 6):
            here = _next(into)
            for at in range(self.count):
                here[at] = _between(0, length[at] - step, 1 if step < 5 else 3)
        for step in range(2, 5):
            here = _next(into)
            for at in range(self.count):
                here[at] = column(base, CLOSED)[at] * _between(0, length[at] - step, 1)
        here = _skip(into, 3)
        for at in range(self.count):
            here[at] = functions[at]
            here[self.count + at] = functions[at] == 0
            here[2 * self.count + at] = functions[at] * _between(0, length[at] - 2, 3)
        self._copy(into, IS_SHORT)
        self._copy(into, IS_PARAGRAPH)

    cdef void _copy(self, Writer *into, int number) noexcept nogil:
        """Write a column that both passes go by."""
        cdef double *here = _next(into)
        cdef Py_ssize_t at
        for at in range(self.count):
            here[at] = column(self._base, number)[at]

    cdef void _write_claimed(self, Writer *into, int kinds) noexcept:
        """Write what the stages before say of each line, and of the headline, and what the text says again."""
        cdef Table base = self._base
        cdef int *kind_of = self._kinds.data.as_ints
        cdef double *here
        cdef Py_ssize_t at
        cdef int kind
        cdef bint under = False
        self._copy(into, IS_CLAIMED)
        self._copy(into, IS_REACHED)
        here = _next(into)
        for at in range(self.count):
            here[at] = column(base, IS_REACHED)[at] * column(base, CLOSED)[at]
            here[at] *= _between(0, column(base, LENGTH)[at] - 3, 1)
        for kind in range(kinds):
            here = _next(into)
            for at in range(self.count):
                here[at] = kind_of[at] == kind and column(base, IS_CLAIMED)[at]
        here = _skip(into, 2)
        for at in range(self.count):
            here[at] = kind_of[at] == IS_HEADLINE
            under |= kind_of[at] == IS_HEADLINE
            here[self.count + at] = under
        _write_all(into, not under)
        here = _skip(into, 3)
        for at in range(self.count):
            here[at] = column(base, CORE)[at] if column(base, SIZE)[at] < SPOKEN else 0
            here[self.count + at] = column(base, COPIES)[at] > 1
            here[2 * self.count + at] = column(base, COPIES)[at] > 2

    cdef int _write_looks(self, Writer *into) except -1:
        """Write what the lines around each line look like."""
        cdef array lengths = doubles(self.count)
        cdef Column[LOOK_COUNT] looks
        cdef Py_ssize_t at
        for at in range(self.count):
            lengths.data.as_doubles[at] = column(self._base, LENGTH)[at] / 5
        for at in range(LOOK_COUNT):
            looks[at] = lengths.data.as_doubles if LOOKS[at] == LENGTH else column(self._base, LOOKS[at])
        return _write_neighbours(into, looks, LOOK_COUNT, REACHES, 3, NULL)

    cdef int _write_breaks(self, Writer *into) except -1:
        """Write how each line goes on from the one above and into the one below."""
        cdef Table base = self._base
        cdef double *lower = column(base, LOWER)
        cdef double *length = column(base, LENGTH)
        cdef double *carried = _next(into)
        cdef double *carries = _next(into)
        cdef Column[1] wrapped
        cdef double *here
        cdef Py_ssize_t at, last = self.count - 1
        wrapped[0] = _next(into)
        for at in range(self.count):
            carried[at] = lower[at] * self._opened(at - 1) if at else 0
            carries[at] = self._opened(at) * lower[at + 1] if at < last else 0
            wrapped[0][at] = carries[at] if column(base, SIZE)[at] >= WRAPPED else 0
        _write_neighbours(into, wrapped, 1, &WRAPPED_REACH, 1, NULL)
        here = _skip(into, 3)
        for at in range(self.count):
            here[at] = fabs(length[at] - self._length(at - 1))
            here[self.count + at] = fabs(length[at] - self._length(at + 1))
            here[2 * self.count + at] = (
                fabs(length[at] - self._length(at - 2)) + fabs(length[at] - self._length(at + 2))
            ) / 4
        here = _skip(into, 3)
        for at in range(self.count):
            here[at] = at > 0 and column(base, GAP)[at - 1] > 1
            here[self.count + at] = column(base, GAP)[at] > 1
            here[2 * self.count + at] = at > 0 and column(base, GAP)[at - 1] > 2
        return 0

    cdef inline double _opened(self, Py_ssize_t at) noexcept nogil:
        """Return how much a line is left open at its end."""
        return 1 - max(column(self._base, CLOSED)[at], column(self._base, COLON)[at])

    cdef inline double _length(self, Py_ssize_t at) noexcept nogil:
        """Return the length of a line; 0 beyond either end."""
        return column(self._base, LENGTH)[at] if 0 <= at < self.count else 0

    cdef int _write_place(self, Writer *into) except -1:
        """Write where each line stands: in a run of short ones, between paragraphs, and in the text."""
        cdef double *paragraph = column(self._base, IS_PARAGRAPH)
        cdef double *size = column(self._base, SIZE)
        cdef double *run = _next(into)
        cdef double *run_long = _next(into)
        cdef double *above = _next(into)
        cdef double *below = _next(into)
        cdef double *passed = _next(into)
        cdef double *before = _next(into)
        cdef double *behind = _next(into)
        cdef double *line = _next(into)
        cdef double *left = _next(into)
        cdef double total = 0, sum_ = 0, words
        cdef Py_ssize_t at
        _write_runs(column(self._base, IS_SHORT), run, self.count)
        _write_distances(paragraph, above, below, self.count)
        for at in range(self.count):
            total += size[at] if paragraph[at] else 0
        for at in range(self.count):
            run_long[at] = run[at] > LONG_RUN
            run[at] = log2(run[at] + 1) / 4
            above[at], below[at] = 1 / above[at], 1 / below[at]
            words = size[at] if paragraph[at] else 0
            passed[at] = sum_ / (total + 1)
            sum_ += words
            before[at] = sum_ == words
            behind[at] = sum_ == total
            line[at] = min(at, <Py_ssize_t> COUNTED) / <double> COUNTED
            left[at] = min(self.count - 1 - at, <Py_ssize_t> COUNTED) / <double> COUNTED
        return 0

    cdef void _write_document(self, Writer *into) noexcept nogil:
        """Write what the text is like as a whole, the same for each line."""
        cdef Table base = self._base
        cdef double prose = 0, closed = 0, words = 0, short_ = 0, claimed = 0, size
        cdef Py_ssize_t at, first = self.count, last = -1
        for at in range(self.count):
            size = column(base, SIZE)[at]
            words += size
            closed += column(base, CLOSED)[at] * size
            short_ += column(base, IS_SHORT)[at]
            claimed += column(base, IS_CLAIMED)[at]
            if column(base, IS_PARAGRAPH)[at]:
                prose += size
                first = min(first, at)
                last = at
        _write_all(into, prose / max(1.0, words))
        _write_all(into, short_ / max(1, self.count))
        _write_all(into, claimed / max(1, self.count))
        _write_all(into, log2(<double> self.count + 1) / 8)
        _write_all(into, log2(words + 1) / 10)
        _write_all(into, closed / max(1.0, words))
        _write_all(into, min(1.0, first / <double> EDGE))
        _write_all(into, min(1.0, (self.count - 1 - last) / <double> EDGE))

    def second(self, likely, /):
        """Return what counts once it is known how likely each line is the article's, column after column.

        The columns are those of `second_names`.
        """
        cdef array article = array("d", likely)
        cdef int columns = SECOND_COLUMNS
        cdef array numbers = doubles(columns * self.count)
        cdef Writer into = Writer(table_in(numbers, self.count), 0)
        cdef double *here = article.data.as_doubles
        if len(article) != self.count:
            raise ValueError(f"there are {self.count} lines, and {len(article)} are likely")
        self._write_likely(&into, here)
        self._write_region(&into, here)
        self._write_standing(&into, here)
        self._write_under_headline(&into, here)
        if into.at != columns:
            raise SystemError(f"{into.at} columns were written, and {columns} have a name")
        return numbers

    cdef int _write_likely(self, Writer *into, double *likely) except -1:
        """Write how likely each line is, and the lines around it, and what the likely article says of its words."""
        cdef array roots = doubles(self.count)
        cdef double *size = column(self._base, SIZE)
        cdef double *here = _next(into)
        cdef double *score = _next(into)
        cdef double *said = column(into.table, into.at)
        cdef double *aside = said + 2 * self.count
        cdef double *tied = said + 6 * self.count
        cdef double *theme = said + 7 * self.count
        cdef Column[4] around
        cdef Py_ssize_t at, part
        for at in range(self.count):
            here[at] = likely[at]
            score[at] = log((likely[at] + HAIR) / (1 - likely[at] + HAIR)) / 5
            roots.data.as_doubles[at] = sqrt(size[at])
        self._recurrence.write(likely, size, into.table, into.at)
        into.at += len(RECURRENCE)
        _write_neighbours(into, &likely, 1, LIKELY_REACHES, 5, NULL)
        here = column(into.table, into.at + 2 * 3)
        _write_neighbours(into, &likely, 1, LIKELY_REACHES, 5, size)
        around[0], around[1], around[2], around[3] = said, theme, aside, tied
        _write_neighbours(into, around, 4, SAID_REACHES, 2, roots.data.as_doubles)
        score = _skip(into, 2)
        for at in range(self.count):
            score[at] = min(here[at], here[self.count + at])
            score[self.count + at] = max(here[at], here[self.count + at])
        around[1], around[2] = tied, theme
        for part in range(3):
            score = _next(into)
            for at in range(self.count):
                score[at] = around[part][at] if size[at] >= LONG else 0
        score = _next(into)
        for at in range(self.count):
            score[at] = theme[at] if size[at] < LONG else 0
        return 0

    cdef int _write_region(self, Writer *into, const double *likely) except -1:
        """Write where each line stands to the run of lines with most likely words over unlikely ones."""
        cdef array sums = doubles(self.count + 1)
        cdef double *total = sums.data.as_doubles
        cdef double *inside = _next(into)
        cdef double *above = _next(into)
        cdef double *below = _next(into)
        cdef double *near_above = _next(into)
        cdef double *near_below = _next(into)
        cdef double least = 0, most = 0
        cdef Py_ssize_t at, start = 0, end = 0
        for at in range(self.count):
            total[at + 1] = total[at] + (likely[at] - 0.5) * sqrt(column(self._base, SIZE)[at])
            least = min(least, total[at])
            if end == 0 or total[at + 1] - least > most:
                most, end = total[at + 1] - least, at + 1
        for at in range(end):
            if total[at] < total[start]:
                start = at
        for at in range(self.count):
            inside[at] = start <= at < end
            above[at] = at < start
            below[at] = at >= end
            near_above[at] = 1 / <double> (at - end + 1) if at >= end else 0
            near_below[at] = 1 / <double> (start - at) if at < start else 0
        return 0

    cdef int _write_standing(self, Writer *into, const double *likely) except -1:
        """Write how much of the likely article is above and below, and how near its lines and furniture are."""
        cdef array held = doubles(5 * self.count)
        cdef double *strong = held.data.as_doubles
        cdef double *weak = strong + self.count
        cdef double *above = weak + self.count
        cdef double *below = above + self.count
        cdef double *own = below + self.count
        cdef double *size = column(self._base, SIZE)
        cdef double *here = column(into.table, into.at)
        cdef double total, words = 0, passed = 0, furniture = 0, furniture_words = 0
        cdef Py_ssize_t at, count = self.count
        for at in range(count):
            own[at] = likely[at] * size[at]
            words += size[at]
            strong[at] = likely[at] > LIKELY and size[at] >= LONG
            weak[at] = likely[at] < UNLIKELY
            furniture += weak[at]
            furniture_words += weak[at] * size[at]
        total = _sum(own, count)
        _write_distances(strong, above, below, count)
        for at in range(count):
            passed += own[at]
            here[at] = (passed - own[at]) / (total + 1)
            here[count + at] = 1 - passed / (total + 1)
            here[2 * count + at] = min(here[at], here[count + at])
            here[3 * count + at] = 1 / above[at]
            here[4 * count + at] = 1 / below[at]
            here[5 * count + at] = 1 / max(above[at], below[at])
            here[6 * count + at] = min(above[at], below[at]) > AWAY
        _write_runs(weak, here + 7 * count, count)
        _write_distances(weak, above, below, count)
        for at in range(count):
            here[7 * count + at] = log2(here[7 * count + at] + 1) / 4
            here[8 * count + at] = 1 / above[at]
            here[9 * count + at] = 1 / below[at]
        into.at += 10
        _write_all(into, total / max(1.0, words))
        _write_all(into, furniture / max(1, count))
        _write_all(into, furniture_words / max(1.0, words))
        return 0

    cdef int _write_under_headline(self, Writer *into, double *likely) except -1:
        """Write where each line stands to the likeliest headline: its words come back, and the article follows it."""
        cdef array scores = doubles(self.count)
        cdef double *score = scores.data.as_doubles
        cdef double *here = column(into.table, into.at)
        cdef Py_ssize_t at, apart, best = 0, count = self.count
        self._score_headlines(into.table, likely, score)
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

    cdef int _score_headlines(self, Table second, double *likely, double *score) except -1:
        """Write how much each line is like the headline that the likely article stands under."""
        cdef array held = doubles(4 * self.count)
        cdef double *weights = held.data.as_doubles
        cdef Writer follows = Writer(Table(weights + self.count, self.count), 0)
        cdef double *below = weights + 2 * self.count
        cdef double *own = weights + 3 * self.count
        cdef double *size = column(self._base, SIZE)
        cdef double *said = column(second, 2)
        cdef double *said_first = column(second, 10)
        cdef int *kind_of = self._kinds.data.as_ints
        cdef int reach = FOLLOWING
        cdef double total, passed = 0
        cdef Py_ssize_t at
        for at in range(self.count):
            weights[at] = min(size[at], <double> FOLLOWED)
            own[at] = likely[at] * size[at]
        total = _sum(own, self.count)
        _write_neighbours(&follows, &likely, 1, &reach, 1, weights)
        for at in range(self.count):
            passed += own[at]
            if self._may_be_headline(at):
                score[at] = said[at] * sqrt(self._recurrence.held[at]) * below[at]
                score[at] *= 1 - (passed - own[at]) / (total + 1)
                score[at] *= (1 + (kind_of[at] == IS_HEADLINE)) * (1 + said_first[at])
        return 0

    cdef bint _may_be_headline(self, Py_ssize_t at) noexcept nogil:
        """Whether a line has the shape of a headline."""
        cdef Table base = self._base
        cdef double size = column(base, SIZE)[at]
        if not HEADLINE_LEAST <= size <= HEADLINE_MOST or (column(base, CLOSED)[at] and size > HEADLINE_OPEN):
            return False
        return not (column(base, COLON)[at] or column(base, COMMA)[at] or column(base, LOWER)[at])


cdef int _find_claimed(Table base, LineTable lines, claims) except -1:
    """Write which lines claims are on by themselves, and which with others."""
    cdef Py_ssize_t start, end, first, last, at
    for start, end in claims:
        first = lines.first_from(start, 0)
        if first == lines.count or lines.rights[first] > end:
            continue
        last = lines.first_from(end, first + 1)
        for at in range(first, last):
            column(base, IS_CLAIMED if last == first + 1 else IS_REACHED)[at] = 1
    return 0


cdef int _write_copies(Table base, str folded, LineTable lines) except -1:
    """Write how often the text holds each line."""
    cdef Py_ssize_t at
    cdef dict counts = {}
    cdef list texts = [lines.keys[at] or folded[lines.lefts[at] : lines.rights[at]] for at in range(lines.count)]
    for text in texts:
        counts[text] = counts.get(text, 0) + 1
    for at in range(lines.count):
        column(base, COPIES)[at] = counts[texts[at]]
    return 0


cdef void _find_long(Table base, double *long_) noexcept nogil:
    """Write which lines are long and close like a sentence; which are long, where none does."""
    cdef Py_ssize_t at
    cdef bint any_ = False
    for at in range(base.count):
        long_[at] = column(base, SIZE)[at] >= LONG and column(base, CLOSED)[at]
        any_ |= long_[at] > 0
    for at in range(0 if any_ else base.count):
        long_[at] = column(base, SIZE)[at] >= LONG


cdef int _count_capitals(Table base, const double *long_) except -1:
    """Make capitals how far they are above what the text's sentences hold: in German that is much.

    Lines without a letter that has a capital, as all are in many scripts, get what says nothing. Held back by source,
    dumps in Chinese, Japanese and Korean gain .01 of F1 by this, those in other languages than German .018.
    """
    cdef double *capitals = column(base, CAPITALS)
    cdef array held = doubles(base.count)
    cdef double *spoken = held.data.as_doubles
    cdef double usual
    cdef Py_ssize_t at, count = 0
    for at in range(base.count):
        if long_[at] and not isnan(capitals[at]):
            spoken[count] = capitals[at]
            count += 1
    usual = min(MOST_USUAL, _sum(spoken, count) / max(1, count))
    for at in range(base.count):
        capitals[at] = CASELESS if isnan(capitals[at]) else max(0.0, capitals[at] - usual) / (1 - usual)
    return 0


cdef double _sum(const double *numbers, Py_ssize_t count) noexcept nogil:
    """Return a sum, added up in the order in which numpy does it: weights were fitted to what it gives."""
    cdef double[8] parts
    cdef double total = 0
    cdef Py_ssize_t at, half, whole = count - count % 8
    if count > 128:
        half = count // 2
        half -= half % 8
        return _sum(numbers, half) + _sum(numbers + half, count - half)
    if whole:
        for at in range(8):
            parts[at] = numbers[at]
        for at in range(8, whole):
            parts[at % 8] += numbers[at]
        total = ((parts[0] + parts[1]) + (parts[2] + parts[3])) + ((parts[4] + parts[5]) + (parts[6] + parts[7]))
    for at in range(whole, count):
        total += numbers[at]
    return total


cdef int _write_neighbours(
    Writer *into, Column *columns, int count, const int *reaches, int reach_count, const double *weights
) except -1:
    """Write the weighted means of columns over up to so many lines above, and below, each line.

    One more line, which counts nothing, is taken with them, so that what few lines show counts less. Without weights
    each line counts as much. For each reach there are the means of all columns above, and then below.
    """
    cdef Py_ssize_t at, first, last, lines = into.table.count
    cdef array sums = doubles((count + 1) * (lines + 1))
    cdef double *mass = sums.data.as_doubles
    cdef double *total
    cdef double *above
    cdef double *below
    cdef int number, reach
    for at in range(lines):
        mass[at + 1] = mass[at] + (weights[at] if weights else 1)
    for number in range(count):
        total = mass + (number + 1) * (lines + 1)
        for at in range(lines):
            total[at + 1] = total[at] + columns[number][at] * (weights[at] if weights else 1)
        for reach in range(reach_count):
            above = column(into.table, into.at + 2 * reach * count + number)
            below = above + count * lines
            for at in range(lines):
                first, last = max(0, at - reaches[reach]), min(lines, at + 1 + reaches[reach])
                above[at] = (total[at] - total[first]) / (mass[at] - mass[first] + 1)
                below[at] = (total[last] - total[at + 1]) / (mass[last] - mass[at + 1] + 1)
    into.at += 2 * reach_count * count
    return 0


cdef void _write_runs(const double *flags, double *runs, Py_ssize_t count) noexcept nogil:
    """Write how long the run of flagged lines is that each line stands in; 0 where it is not flagged."""
    cdef Py_ssize_t first = 0, end, at
    while first < count:
        end = first
        while end < count and flags[end]:
            end += 1
        for at in range(first, end):
            runs[at] = end - first
        if end < count:
            runs[end] = 0
        first = end + 1


cdef void _write_distances(const double *flags, double *above, double *below, Py_ssize_t count) noexcept nogil:
    """Write how many lines away the next flagged line is, above and below; FAR where there is none."""
    cdef Py_ssize_t at, last = -FAR
    for at in range(count):
        above[at] = min(<Py_ssize_t> FAR, at - last)
        if flags[at]:
            last = at
    last = count + FAR
    for at in range(count - 1, -1, -1):
        below[at] = min(<Py_ssize_t> FAR, last - at)
        if flags[at]:
            last = at
