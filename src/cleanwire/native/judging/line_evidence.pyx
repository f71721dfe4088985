"""Features of each line of a text: its form, copies, the claims about it, its position, and the lines around it."""

from cpython.array cimport array
from libc.math cimport fabs, log2
from libc.stdint cimport uint64_t

from cleanwire.native.text.characters cimport Characters, character, characters_of
from cleanwire.native.text.letters cimport is_word
from cleanwire.native.text.line_tables cimport LineTable
from cleanwire.native.text.words cimport Starts, starts_in
from cleanwire.native.numbers.columns cimport Table, column, doubles, fill, table_in, zeros
from cleanwire.native.numbers.runs cimport FAR, write_distances, write_runs


cdef enum:
    READ = 100
    # This many characters of a line are read: they show its form.

    TAIL = 8
    # This many characters at its end show how it ends.

    SHORT = 5
    # Lines of up to this many words that do not end like a sentence are short: menu entries, buttons, names.

    STAMP_WORDS = 10
    # Lines of up to this many words with a date or a time are stamps: bylines, entries of threads and of lists.

    KINDS = 64
    # At most this many kinds of claims can be distinguished.

cdef double CLAIMED = 0.5
# Claims of at least this confidence count where lines are counted: by default they would remove their spans.

cdef double UNSPACED_LETTERS = 5.0
# The letters per word assumed for scripts without spaces, where the length of words says nothing.

cdef double LETTERS = 12.0
# The length of words at which the feature is 1.

cdef double COMMAS = 8.0
# One comma per this many words makes the feature 1.

cdef double CASELESS = 0.5
# The share of capitals assumed for a line without cased letters.


NAMES = (
    *("size", "closed", "colon", "bullet", "figure", "quoted", "question", "exclaim", "code", "digits", "commas"),
    *("capitals", "wordlike", "letters", "stamp", "words", "again", "copy"),
    *("own", "reach", "stage", "keep", "headline", "claim", "claimed", "kinds_above", "kinds_below", "kinds"),
    *("has_headline", "over_headline", "short", "run", "paragraph_above", "paragraph_below", "prose_above"),
    *("open_above", "open_below", "claims_above", "claim_above", "claim_below"),
    *("document_claimed", "document_short", "document_prose"),
    *("size_above1", "size_below1", "size_above3", "size_below3"),
    *("closed_above1", "closed_below1", "closed_above3", "closed_below3"),
    *("words_above1", "words_below1", "words_above3", "words_below3"),
    *("stamp_above10", "stamp_below10", "claimed_above8", "claimed_below8", "short_above10", "short_below10"),
    *("unlike_above", "unlike_below"),
)
# The columns, in their order.

cdef enum Column:
    SIZE, CLOSED, COLON, BULLET, FIGURE, QUOTED, QUESTION, EXCLAIM, CODE, DIGITS, COMMA
    CAPITALS, WORDLIKE, LETTER, STAMP, WORDS, AGAIN, COPY
    OWN_CLAIM, REACH_CLAIM, STAGE_CLAIM, KEEP_CLAIM, HEADLINE_CLAIM, CLAIM, IS_CLAIMED
    KINDS_ABOVE, KINDS_BELOW, ALL_KINDS, HAS_HEADLINE, OVER_HEADLINE
    IS_SHORT, RUN, PARAGRAPH_ABOVE, PARAGRAPH_BELOW, PROSE_ABOVE, OPEN_ABOVE, OPEN_BELOW
    CLAIMS_ABOVE, CLAIM_ABOVE, CLAIM_BELOW, DOCUMENT_CLAIMED, DOCUMENT_SHORT, DOCUMENT_PROSE
    AROUND
    # From here on: the lines around a line, above and below, by the columns of WINDOWS in their order.

cdef enum:
    WINDOW_COUNT = 9

cdef int[WINDOW_COUNT][2] WINDOWS = [
    [SIZE, 1], [SIZE, 3], [CLOSED, 1], [CLOSED, 3], [WORDS, 1], [WORDS, 3], [STAMP, 10], [IS_CLAIMED, 8], [IS_SHORT, 10]
]
# The means of these columns over this many lines above and below a line are features.

OWN, STAGE, KEEP, HEADLINE = OWN_CLAIM, STAGE_CLAIM, KEEP_CLAIM, HEADLINE_CLAIM
# The origin of a claim: a rule, another stage, what keeps text, what recognises the headline.


def line_evidence(str source, str folded, LineTable lines, words, claims, /):
    """Return the features of each line, column after column in the order of NAMES.

    `words` contains the weight of the words of each line. A claim is (origin, start, end, confidence, kind). The origin
    is OWN, STAGE, KEEP or HEADLINE. The claim is about all lines that begin in start..end. A kind of -1 is none.
    """
    cdef array numbers = doubles(len(NAMES) * lines.count)
    cdef Table table = table_in(numbers, lines.count)
    cdef tuple said = tuple(words)
    cdef Py_ssize_t at
    if len(said) != lines.count:
        raise ValueError(f"there are {lines.count} lines, and weights for the words of {len(said)}")
    lines.within(characters_of(source))
    lines.within(characters_of(folded))
    for at in range(lines.count):
        column(table, WORDS)[at] = said[at]
        _write_form(table, at, characters_of(source), characters_of(folded), lines)
    _write_copies(table, source, lines)
    _write_claims(table, lines, claims)
    _write_places(table, lines)
    _write_neighbours(table)
    return numbers


cdef void _write_form(
    Table table, Py_ssize_t line, Characters source, Characters folded, LineTable lines
) noexcept:
    """Set the features of a line's form."""
    cdef Py_ssize_t size = lines.sizes[line]
    cdef Py_ssize_t left = lines.lefts[line], end = lines.rights[line], right = min(end, left + READ)
    cdef double *found = table.numbers + line
    cdef Py_ssize_t at, cased, zeros = 0, commas = 0, step = table.count
    cdef Py_UCS4 letter, first = 0, last = 0
    cdef bint quoted = False, question = False, exclaim = False, code = False
    cdef Starts words = starts_in(source, left, right)
    for at in range(left, right):
        letter = character(folded, at)
        zeros += letter == c"0"
        commas += letter == c","
        quoted |= letter == c'"'
        question |= letter == c"?"
        exclaim |= letter == c"!"
        code |= letter in (c"{", c"}", c"=", c";", c"<")
    if left < right:
        first, last = character(folded, left), character(folded, right - 1)
    found[SIZE * step] = log2(<double> size + 1)
    found[CLOSED * step] = _closes(folded, left, end)
    found[COLON * step] = last == c":"
    found[BULLET * step] = first in (c"*", c"-", c"|", c">", c"+")
    found[FIGURE * step] = first == c"0"
    found[QUOTED * step] = quoted
    found[QUESTION * step] = question
    found[EXCLAIM * step] = exclaim
    found[CODE * step] = code
    found[DIGITS * step] = zeros / <double> max(1, right - left)
    found[COMMA * step] = min(1.0, commas * COMMAS / max(1, min(size, words.count)))
    cased = words.upper + words.lower
    found[CAPITALS * step] = words.upper / <double> cased if cased else CASELESS
    found[WORDLIKE * step] = words.alnum / <double> max(1, words.count)
    if size > 2 * words.count or not words.count:
        found[LETTER * step] = UNSPACED_LETTERS / LETTERS
    else:
        found[LETTER * step] = min(LETTERS, (right - left) / <double> words.count) / LETTERS
    found[STAMP * step] = zeros > 0 and size <= STAMP_WORDS and _has_stamp(folded, left, right)


cdef bint _closes(Characters folded, Py_ssize_t left, Py_ssize_t right) noexcept nogil:
    """Whether a line ends like a sentence, ignoring quotation marks and brackets."""
    cdef Py_ssize_t least = max(left, right - TAIL)
    while right > least and character(folded, right - 1) in (c'"', c"'", c")", c" ", c"]", c"*"):
        right -= 1
    return right > least and character(folded, right - 1) in (c".", c"!", c"?")


cdef bint _has_stamp(Characters folded, Py_ssize_t left, Py_ssize_t right) noexcept nogil:
    """Whether a line of folded text, where each digit is 0, contains a date in figures, a time of day or a year."""
    cdef Py_ssize_t at = left, end
    cdef bint inside = False
    while at < right:
        if character(folded, at) != c"0":
            inside = is_word(character(folded, at))
            at += 1
            continue
        end = _zeros_end(folded, at, right)
        if end < right and character(folded, end) in (0x5E74, 0x6708, 0x65E5):
            # Year, month and day in Japanese and Chinese.
            return True
        if not inside and _is_stamp(folded, at, end, right):
            return True
        inside = True
        at = end
    return False


cdef bint _is_stamp(Characters folded, Py_ssize_t at, Py_ssize_t end, Py_ssize_t right) noexcept nogil:
    """Whether a word that begins with figures, which end at `end`, is a year, a time or a date."""
    cdef Py_UCS4 sign = character(folded, end) if end < right else c" "
    cdef Py_ssize_t second, third
    if end - at == 4 and not is_word(sign):
        return True
    if end - at > 2:
        return False
    second = _zeros_end(folded, end + 1, right)
    if sign == c":":
        return second - end == 3 and not _is_word_at(folded, second, right)
    if sign not in (c".", c"/", c"-") or not 2 <= second - end <= 3 or second >= right:
        return False
    if character(folded, second) not in (c".", c"/", c"-"):
        return False
    third = _zeros_end(folded, second + 1, right)
    return 3 <= third - second <= 5 and not _is_word_at(folded, third, right)


cdef inline Py_ssize_t _zeros_end(Characters folded, Py_ssize_t at, Py_ssize_t right) noexcept nogil:
    while at < right and character(folded, at) == c"0":
        at += 1
    return at


cdef inline bint _is_word_at(Characters folded, Py_ssize_t at, Py_ssize_t right) noexcept nogil:
    return at < right and is_word(character(folded, at))


cdef int _write_copies(Table table, str source, LineTable lines) except -1:
    """Set whether each line occurs again in the text, and whether it has occurred before."""
    cdef Py_ssize_t at, first
    cdef double *again = column(table, AGAIN)
    cdef double *copy = column(table, COPY)
    cdef dict seen = {}
    for at in range(table.count):
        first = seen.setdefault(lines.keys[at] or source[lines.lefts[at] : lines.rights[at]], at)
        again[at] = copy[at] = first < at
        if first < at:
            again[first] = 1.0
    return 0


cdef int _write_claims(Table table, LineTable lines, claims) except -1:
    """Set the features of the claims about each line."""
    cdef Py_ssize_t start, end, first, last, at
    cdef int who, kind
    cdef double sure, strongest
    cdef double *found
    cdef array held = zeros("Q", table.count)
    cdef uint64_t *kinds = <uint64_t *> held.data.as_ulonglongs
    for who, start, end, sure, kind in claims:
        if not OWN_CLAIM <= who <= HEADLINE_CLAIM or kind >= KINDS:
            raise ValueError(f"a claim has the unknown origin {who}, or kind {kind}")
        first = lines.first_from(start, 0)
        if first == table.count or lines.rights[first] > end:
            continue
        last = lines.first_from(end, first + 1)
        found = column(table, REACH_CLAIM if last > first + 1 and who in (OWN_CLAIM, STAGE_CLAIM) else who)
        for at in range(first, last):
            found[at] = max(found[at], sure)
            if kind >= 0 and sure >= CLAIMED:
                kinds[at] |= <uint64_t> 1 << kind
    for at in range(table.count):
        strongest = max(column(table, OWN_CLAIM)[at], column(table, REACH_CLAIM)[at])
        strongest = max(strongest, column(table, STAGE_CLAIM)[at])
        column(table, CLAIM)[at] = strongest
        column(table, IS_CLAIMED)[at] = strongest >= CLAIMED and strongest > column(table, KEEP_CLAIM)[at]
    _write_kinds(table, kinds)
    _write_headline(table)
    return 0


cdef void _write_kinds(Table table, const uint64_t *kinds) noexcept nogil:
    """Set how many kinds are claimed down to each line, from each line on, and in all."""
    cdef uint64_t above = 0, below = 0
    cdef Py_ssize_t at
    for at in range(table.count):
        above |= kinds[at]
        column(table, KINDS_ABOVE)[at] = _bits(above)
    for at in range(table.count - 1, -1, -1):
        below |= kinds[at]
        column(table, KINDS_BELOW)[at] = _bits(below)
    fill(table, ALL_KINDS, _bits(above))


cdef inline int _bits(uint64_t flags) noexcept nogil:
    cdef int count = 0
    while flags:
        flags &= flags - 1
        count += 1
    return count


cdef void _write_headline(Table table) noexcept nogil:
    """Set whether the headline is known, and whether a line is above it."""
    cdef Py_ssize_t at, first = 0
    while first < table.count and column(table, HEADLINE_CLAIM)[first] < CLAIMED:
        first += 1
    fill(table, HAS_HEADLINE, first < table.count)
    for at in range(table.count):
        column(table, OVER_HEADLINE)[at] = at < first < table.count


cdef int _write_places(Table table, LineTable lines) except -1:
    """Set the position of each line among claimed lines, among paragraphs, and in a run of short lines."""
    cdef double *claimed = column(table, IS_CLAIMED)
    cdef double *short_ = column(table, IS_SHORT)
    cdef double *run = column(table, RUN)
    cdef double prose = 0, open_ = 0, claims = 0, words = 0, shorts = 0
    cdef array held = doubles(table.count)
    cdef double *prose_here = held.data.as_doubles
    cdef Py_ssize_t at
    for at in range(table.count):
        prose_here[at] = lines.sizes[at] if lines.paragraphs[at] else 0
        short_[at] = lines.sizes[at] <= SHORT and not column(table, CLOSED)[at]
        column(table, PROSE_ABOVE)[at] = prose
        column(table, OPEN_ABOVE)[at] = log2(open_ + 1)
        column(table, CLAIMS_ABOVE)[at] = log2(claims + 1)
        prose += prose_here[at]
        open_ += prose_here[at] * (1 - claimed[at])
        claims += claimed[at]
        shorts += short_[at]
        words += lines.sizes[at]
        # The sum down to here, until the total is known.
        column(table, OPEN_BELOW)[at] = open_
    for at in range(table.count):
        column(table, PROSE_ABOVE)[at] /= prose + 1
        column(table, OPEN_BELOW)[at] = log2(open_ - column(table, OPEN_BELOW)[at] + 1)
    write_runs(short_, run, table.count)
    for at in range(table.count):
        run[at] = log2(run[at] + 1)
    _write_nearness(table, prose_here, PARAGRAPH_ABOVE)
    _write_nearness(table, claimed, CLAIM_ABOVE)
    fill(table, DOCUMENT_CLAIMED, claims / max(1, table.count))
    fill(table, DOCUMENT_SHORT, shorts / max(1, table.count))
    fill(table, DOCUMENT_PROSE, prose / (words + 1))
    return 0


cdef void _write_nearness(Table table, const double *flags, int into) noexcept nogil:
    """Set the nearness of the next flagged line above, and in the next column below: 1 if adjacent, 0 for none."""
    cdef double *above = column(table, into)
    cdef double *below = column(table, into + 1)
    cdef Py_ssize_t at
    write_distances(flags, above, below, table.count)
    for at in range(table.count):
        above[at] = 1 / above[at] if above[at] < FAR else 0
        below[at] = 1 / below[at] if below[at] < FAR else 0


cdef int _write_neighbours(Table table) except -1:
    """Set the features of the lines around each line."""
    cdef double *size = column(table, SIZE)
    cdef array sums = doubles(table.count + 1)
    cdef Py_ssize_t at, last = table.count - 1
    cdef int window
    for window in range(WINDOW_COUNT):
        _write_means(table, WINDOWS[window][0], WINDOWS[window][1], AROUND + 2 * window, sums.data.as_doubles)
    for at in range(table.count):
        column(table, AROUND + 2 * WINDOW_COUNT)[at] = fabs(size[at] - (size[at - 1] if at else 0))
        column(table, AROUND + 2 * WINDOW_COUNT + 1)[at] = fabs(size[at] - (size[at + 1] if at < last else 0))
    return 0


cdef void _write_means(Table table, int of, Py_ssize_t reach, int into, double *sums) noexcept nogil:
    """Set the means of a column over `reach` lines above, and in the next column below.

    A line of value 0 is included in each mean, so that few lines say less. `sums` has room for one number more than
    there are lines.
    """
    cdef double *values = column(table, of)
    cdef Py_ssize_t at, count = table.count
    for at in range(count):
        sums[at + 1] = sums[at] + values[at]
        column(table, into)[at] = (sums[at] - sums[max(0, at - reach)]) / (min(reach, at) + 1)
    for at in range(count):
        sums[at + 1] = sums[at] + values[count - 1 - at]
        column(table, into + 1)[count - 1 - at] = (sums[at] - sums[max(0, at - reach)]) / (min(reach, at) + 1)
