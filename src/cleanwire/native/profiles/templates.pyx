"""Which lines of a document belong to the template of its site, given how many documents contain each."""

from cpython.array cimport array

from cleanwire.native.numbers.columns cimport room_for


cdef struct Line:
    # How many documents contain a line unchanged, below the line above it, with any figures, at the end, and as a
    # variant; and how many words it has.
    long long number
    long long beneath
    long long form
    long long end
    long long variants
    long long size
    # Whether it is a paragraph, mentions the headline, is not claimed by others, is the headline, is a sentence, is an
    # article of a law, and was originally published here.
    bint prose
    bint speaks
    bint free
    bint titled
    bint sentence
    bint listed
    bint at_home
    # Whether few more documents contain it with other figures, or, for a sentence, with other words.
    bint fixed
    # Whether it is a sentence that many more contain as a variant: one that was filled in. Not for articles of a law.
    bint varied
    # Whether it has a neighbour beside which it mostly occurs, and which mostly occurs beside it.
    bint steady
    # Whether it belongs to the article, even if others contain it, too; and whether it is a paragraph of this article
    # only.
    bint own
    bint core
    # Whether it is between paragraphs of the article; above the headline; below the last core.
    bint within
    bint above
    bint below
    # Whether it belongs to the template unchanged; is apart from the article; belongs to it as a variant.
    bint claimed
    bint apart
    bint filled


cdef class TemplateFinder:
    """Finds the template of a site in a document, by thresholds that `stages.sharing` explains. Immutable."""

    cdef long long _few, _several, _own_words, _headline_words, _headline_lines, _line_words, _steady_words
    cdef long long _around_words, _variants, _varied_words
    cdef double _share, _most, _nearly_all, _beside, _form
    cdef tuple _paragraphs, _between

    def __init__(
        self,
        *,
        few,
        several,
        share,
        most,
        nearly_all,
        beside,
        own_words,
        headline_words,
        headline_lines,
        paragraphs,
        between,
        line_words,
        steady_words,
        around_words,
        variants,
        varied_words,
        form,
    ):
        self._few, self._several, self._share, self._most, self._nearly_all = few, several, share, most, nearly_all
        self._beside, self._own_words, self._form = beside, own_words, form
        self._headline_words, self._headline_lines = headline_words, headline_lines
        self._paragraphs, self._between = paragraphs, between
        self._line_words, self._steady_words, self._around_words = line_words, steady_words, around_words
        self._variants, self._varied_words = variants, varied_words

    def find(self, long long documents, rows, double spread, /):
        """Return the rows that belong to the template, in order, each with whether it does unchanged or as a variant.

        A row is (number, beneath, form, end, variants, size, prose, speaks, free, titled, sentence, listed, at_home).
        Lines in at most `spread` documents belong to the article that was originally published here.
        """
        cdef tuple given = tuple(rows)
        cdef Py_ssize_t at, count = len(given)
        cdef array held = room_for(count, sizeof(Line))
        cdef Line *lines = <Line *> held.data.as_voidptr
        for at in range(count):
            _read_line(&lines[at], given[at])
        self._tell_varied(lines, count, documents)
        self._find_steady(lines, count, documents)
        self._find_own(lines, count, documents, spread)
        self._find_headline(lines, count)
        _place(lines, count)
        self._find_fixed(lines, count, documents)
        self._find_filled(lines, count, documents)
        return [(at, lines[at].claimed != 0) for at in range(count) if lines[at].claimed or lines[at].filled]

    cdef void _tell_varied(self, Line *lines, Py_ssize_t count, long long documents) noexcept nogil:
        """Separate unchanged lines from those that were filled in."""
        cdef Py_ssize_t at
        cdef Line *line
        for at in range(count):
            line = &lines[at]
            line.variants = max(line.form, line.variants)
            line.fixed = line.number >= self._nearly_all * (line.variants if line.sentence else line.form)
            line.varied = line.sentence and not line.fixed and not line.listed
            line.varied = line.varied and line.variants >= max(<double> self._few, self._share * documents)

    cdef void _find_steady(self, Line *lines, Py_ssize_t count, long long documents) noexcept nogil:
        """Find the lines that enough documents contain, and that mostly occur beside the same neighbour.

        A subhead is beside a paragraph by rule, so a line of the site below the last subhead is not steady by it.
        """
        cdef long long least = min(self._several, documents)
        cdef Py_ssize_t at
        cdef Line *above
        cdef Line *below
        for at in range(1, count):
            above, below = &lines[at - 1], &lines[at]
            if below.beneath < least or below.beneath < self._beside * max(above.number, below.number):
                continue
            above.steady = above.steady or above.prose or not below.prose
            below.steady = below.steady or below.prose or not above.prose
        for at in range(count):
            lines[at].steady = lines[at].steady and lines[at].number >= max(self._share * documents, <double> least)

    cdef void _find_own(self, Line *lines, Py_ssize_t count, long long documents, double spread) noexcept nogil:
        """Find the paragraphs of the article, and lines of one first published here, even if others contain them."""
        cdef Py_ssize_t at
        cdef long long words = 0
        cdef Line *line
        for at in range(count):
            line = &lines[at]
            line.own = line.number < self._several or line.number < self._share * documents or line.at_home
            line.own = line.own and line.prose
        self._find_beside(lines, count)
        for at in range(count):
            line = &lines[at]
            if not line.prose:
                line.own = line.number <= spread
            line.own = line.own or line.core or (line.sentence and not line.fixed) or (line.prose and line.listed)
            line.core = line.prose and line.own and line.free and not line.varied
            words += line.size if line.prose and line.own else 0
        for at in range(count):
            line = &lines[at]
            line.own = line.own or (words < self._own_words and line.prose)
            # The headlines of results and of weather reports are variants of each other.
            line.own = line.own or (line.titled and line.number < self._few)

    cdef void _find_beside(self, Line *lines, Py_ssize_t count) noexcept nogil:
        """Mark as core, for now, the paragraphs that mostly occur beside one of the article: they belong to it."""
        cdef Py_ssize_t at
        cdef Line *above
        cdef Line *below
        for at in range(1, count):
            above, below = &lines[at - 1], &lines[at]
            if below.beneath < self._few or not (above.own or below.own):
                continue
            if below.beneath >= self._beside * (above.number if below.own else below.number):
                above.core, below.core = above.core or above.prose, below.core or below.prose

    cdef void _find_headline(self, Line *lines, Py_ssize_t count) noexcept nogil:
        """Find the headline if other documents contain it, too: the least shared line above the article.

        If a line there is not shared, it may be the headline, and the others are not.
        """
        cdef Py_ssize_t at = 0, best = -1
        cdef long long seen = 0
        while at < count and not (lines[at].prose and lines[at].own and lines[at].free):
            at += 1
        if at == count:
            return
        while at > 0 and seen < self._headline_lines:
            at -= 1
            if lines[at].free and not lines[at].prose and lines[at].size >= self._headline_words:
                seen += 1
                if best < 0 or lines[at].variants <= lines[best].variants:
                    best = at
        if best >= 0 and lines[best].variants >= self._few:
            lines[best].own = True

    cdef bint _is_shared(self, const Line *line, long long number, long long documents) noexcept nogil:
        """Whether at least `number` documents contain a line unchanged, and it does not belong to the article."""
        if not line.fixed or (line.speaks and not line.above and not line.below):
            return False
        return not line.own and line.number >= number and line.number / <double> documents >= self._share

    cdef int _find_fixed(self, Line *lines, Py_ssize_t count, long long documents) except -1:
        """Find the lines that belong to the template unchanged, and those apart from the article.

        Apart means above its headline, or below a line that ends pages.
        """
        cdef Py_ssize_t at
        cdef bint below_foot = False, foot
        cdef Line *line
        for at in range(count):
            line = &lines[at]
            line.claimed = self._is_around(line, documents)
            if not line.claimed and self._is_shared(line, self._several, documents):
                line.claimed = self._is_often(line, documents) if line.prose else self._is_between(line, documents)
        for at in range(count):
            line = &lines[at]
            foot = line.claimed and line.below and line.end >= self._nearly_all * line.number
            below_foot = below_foot or foot
            line.apart = line.above or (below_foot and not foot)
        return 0

    cdef bint _is_around(self, const Line *line, long long documents) noexcept nogil:
        """Whether a line around the article belongs to the site."""
        if line.prose or line.within or not self._is_shared(line, self._few, documents):
            return False
        if line.steady or line.size >= self._line_words:
            return True
        return line.number / <double> documents >= self._most and line.size >= self._around_words

    cdef bint _is_often(self, const Line *line, long long documents) except -1:
        """Whether enough documents contain a paragraph."""
        cdef double share = line.number / <double> documents
        for number, least, steady in self._paragraphs:
            if line.number >= <long long> number and share >= <double> least and (line.steady or not steady):
                return True
        return False

    cdef bint _is_between(self, const Line *line, long long documents) except -1:
        """Whether a line between paragraphs of the article is long enough, and enough documents contain it."""
        cdef double share = line.number / <double> documents
        if not line.within:
            return False
        if line.steady and line.size >= self._steady_words:
            return True
        for words, number, least in self._between:
            if line.size >= <long long> words and line.number >= <long long> number and share >= <double> least:
                return True
        return False

    cdef void _find_filled(self, Line *lines, Py_ssize_t count, long long documents) noexcept nogil:
        """Find the lines of the template with other figures or names, and keep what a form consists of."""
        cdef Py_ssize_t at, first = -1, last = -1
        cdef long long told = 0, filled = 0
        cdef bint any_ = False, is_form
        cdef Line *line
        for at in range(count):
            line = &lines[at]
            told += line.size if line.core else 0
            if line.varied and not line.apart:
                any_ = True
                filled += line.size
            if line.core or (line.varied and not line.apart):
                first, last = at if first < 0 else first, at
        is_form = told < self._own_words or filled >= self._form * told
        for at in range(count):
            line = &lines[at]
            line.filled = line.apart and not any_ and self._is_filled(line, documents)
            if line.apart:
                line.claimed = line.claimed or (line.prose and self._is_shared(line, self._several, documents))
            elif is_form:
                line.claimed = line.claimed and not (
                    line.sentence or first <= at <= last or line.size < self._around_words
                )
            else:
                line.claimed = line.claimed and not (any_ and line.sentence and not line.prose)

    cdef bint _is_filled(self, const Line *line, long long documents) noexcept nogil:
        """Whether other documents contain a line with other figures or names."""
        cdef double bar = self._nearly_all if line.sentence else self._share
        if line.titled or not line.number < self._nearly_all * line.variants or line.variants < bar * documents:
            return False
        return line.variants >= self._variants and line.size >= self._varied_words


cdef int _read_line(Line *line, tuple row) except -1:
    line.number, line.beneath, line.form, line.end, line.variants, line.size = row[:6]
    line.prose, line.speaks, line.free, line.titled, line.sentence, line.listed, line.at_home = row[6:]
    return 0


cdef void _place(Line *lines, Py_ssize_t count) noexcept nogil:
    """Find the lines within the article, above its headline, and below everything that is in this article only.

    If the headline was guessed below the article, nothing is above it.
    """
    cdef Py_ssize_t at, first = -1, last = -1, core = count, last_core = -1, title = -1
    for at in range(count):
        if lines[at].prose and lines[at].own and lines[at].free:
            first, last = at if first < 0 else first, at
        if lines[at].core:
            core, last_core = min(core, at), at
        elif title < 0 and core == count and lines[at].titled:
            title = at
    for at in range(count):
        lines[at].within = first >= 0 and first <= at <= last
        lines[at].above = core < count and at < title
        lines[at].below = last_core >= 0 and at > last_core
