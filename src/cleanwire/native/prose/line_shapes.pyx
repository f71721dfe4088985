"""How each line of a text is written: sentence shape, capitals, figures, links and separators."""

from cpython.array cimport array
from libc.math cimport NAN

from cleanwire.native.text.characters cimport Characters, are_there, character, characters_of
from cleanwire.native.text.letters cimport is_lower, is_title, is_upper
from cleanwire.native.text.line_tables cimport LineTable
from cleanwire.native.text.words cimport Starts, starts_in
from cleanwire.native.prose.line_words cimport LineWords
from cleanwire.native.numbers.columns cimport Table, column, doubles, table_in


cdef enum:
    READ = 300
    # This many characters of a line are read: they show its shape, and counts do not grow with the line's length.

    TAIL = 8
    # This many characters at its end show how it ends.

    INDENT = 40
    # Indents are clipped at this width.

    GAP = 3
    # Gaps are clipped at this many line breaks.

cdef double UNSPACED_LETTERS = 5.0
# The letters per word assumed for scripts without spaces: as many as in others, so that the feature says nothing.

cdef double LETTERS = 12.0
# The mean length of words at which the feature is 1.

cdef double MARKS = 4.0
# The features are 1 at this many bars, bullets and slashes,

cdef double SENTENCES = 3.0
# at this many sentences that end inside,

cdef double COMMAS = 8.0
# and at one comma per this many words.


SHAPES = (
    *("size", "closed", "colon", "comma", "lower", "bullet", "figure", "quote", "bracket", "capitals", "wordlike"),
    *("upper", "digits", "separators", "address", "commas", "sentences", "question", "exclaim", "quoted", "spaced"),
    *("tab", "column", "indented", "wordlength", "sign", "code", "gap"),
)
# The columns, in order. Each is a number from 0 to 1, except the words and the line breaks after a line.

cdef enum Shape:
    SIZE
    CLOSED  # ends like a sentence
    COLON
    COMMA  # ends with a comma, semicolon or dash
    LOWER  # begins with a small letter
    BULLET
    FIGURE  # begins with a figure
    QUOTE
    BRACKET
    CAPITALS  # share of capitalised words among those that begin with a cased letter; NaN if none does
    WORDLIKE  # share of words that begin with a letter or figure
    UPPER  # is all in capitals
    DIGITS  # share of characters that are figures
    SEPARATORS  # bars, bullets and slashes inside
    ADDRESS
    COMMAS_INSIDE  # commas per word
    SENTENCES_INSIDE  # sentences that end inside
    QUESTION
    EXCLAIM
    QUOTED
    SPACED  # contains a run of blanks, as cells of a table do
    TAB
    COLUMN  # how far it is indented
    INDENTED
    WORDLENGTH  # mean length of its words
    SIGN  # contains #, $ or %
    CODE  # contains braces, semicolons, = or <
    GAP_BELOW  # line breaks after it


def line_shapes(str source, str folded, LineTable lines, LineWords words, /):
    """Return the shape of each line, column after column in the order of SHAPES."""
    cdef array numbers = doubles(len(SHAPES) * lines.count)
    write_shapes(table_in(numbers, lines.count), source, folded, lines, words)
    return numbers


cdef int write_shapes(Table table, str source, str folded, LineTable lines, LineWords words) except -1:
    """Write the shape of each line into the first columns of a table."""
    cdef Py_ssize_t line
    lines.within(characters_of(source))
    lines.within(characters_of(folded))
    if words.count != lines.count:
        raise ValueError(f"there are {lines.count} lines, and words of {words.count}")
    for line in range(lines.count):
        _write_ends(table, line, characters_of(source), characters_of(folded), lines)
        _write_words(table, line, characters_of(source), lines, words)
        _write_inside(table, line, characters_of(source), characters_of(folded), lines, words)
    return 0


cdef inline Py_ssize_t _right(LineTable lines, Py_ssize_t line) noexcept nogil:
    return min(lines.rights[line], lines.lefts[line] + READ)


cdef inline bint _is_unspaced(LineWords words, Py_ssize_t line) noexcept nogil:
    """Whether a line consists of single letters."""
    cdef Py_ssize_t count = words.firsts[line + 1] - words.firsts[line]
    return count > 1 and words.letters_in(line) == count


cdef void _write_ends(
    Table table, Py_ssize_t line, Characters source, Characters folded, LineTable lines
) noexcept:
    """Write how a line begins and ends, and what is before and after it."""
    cdef Py_ssize_t left = lines.lefts[line], right = lines.rights[line], at
    cdef double *found = table.numbers + line
    cdef Py_UCS4 first = 0, last = 0
    if left < right:
        first, last = character(folded, left), character(folded, right - 1)
        found[LOWER * table.count] = is_lower(character(source, left))
    found[SIZE * table.count] = lines.sizes[line]
    found[CLOSED * table.count] = _closes(folded, left, right)
    found[COLON * table.count] = last == c":"
    found[COMMA * table.count] = last in (c",", c";", c"-")
    found[BULLET * table.count] = _is_bullet(first)
    found[FIGURE * table.count] = first == c"0"
    found[QUOTE * table.count] = first == c'"'
    found[BRACKET * table.count] = first in (c"(", c"[")
    at = left
    while at > 0 and left - at < INDENT and character(source, at - 1) != c"\n":
        at -= 1
    found[COLUMN * table.count] = (left - at) / <double> INDENT
    found[INDENTED * table.count] = left > at
    for at in range(right, lines.ends[line]):
        if character(source, at) == c"\n" and found[GAP_BELOW * table.count] < GAP:
            found[GAP_BELOW * table.count] += 1


cdef bint _closes(Characters folded, Py_ssize_t left, Py_ssize_t right) noexcept nogil:
    """Whether a line ends like a sentence, ignoring quotation marks and brackets."""
    cdef Py_ssize_t least = max(left, right - TAIL)
    while right > least and character(folded, right - 1) in (c'"', c"'", c")", c" ", c"]", c"*"):
        right -= 1
    return right > least and _is_stop(character(folded, right - 1))


cdef inline bint _is_stop(Py_UCS4 letter) noexcept nogil:
    """Whether a character ends sentences, in any script."""
    return letter in (c".", c"!", c"?", 0x61F, 0x6D4, 0x3002, 0x964, 0x589, 0x17D4)


cdef inline bint _is_bullet(Py_UCS4 letter) noexcept nogil:
    return letter in (c"*", c"-", c"|", c">", c"+", 0x25A2, 0x25A1, 0x2610, 0x25A0, 0x25AA, 0x25CF, 0x25CB, 0x2023)


cdef void _write_words(
    Table table, Py_ssize_t line, Characters source, LineTable lines, LineWords words
) noexcept:
    """Write what the words of a line begin with, and how long they are."""
    cdef Py_ssize_t said = words.firsts[line + 1] - words.firsts[line]
    cdef Starts starts = starts_in(source, lines.lefts[line], _right(lines, line))
    cdef Py_ssize_t cased = starts.upper + starts.lower
    cdef double *found = table.numbers + line
    found[CAPITALS * table.count] = starts.upper / <double> cased if cased else NAN
    found[WORDLIKE * table.count] = starts.alnum / <double> max(1, starts.count)
    if _is_unspaced(words, line):
        found[WORDLENGTH * table.count] = UNSPACED_LETTERS / LETTERS
    else:
        found[WORDLENGTH * table.count] = min(LETTERS, words.letters_in(line) / <double> max(1, said)) / LETTERS


cdef void _write_inside(
    Table table, Py_ssize_t line, Characters source, Characters folded, LineTable lines, LineWords words
) noexcept:
    """Write what the beginning of a line contains."""
    cdef Py_ssize_t left = lines.lefts[line], right = _right(lines, line), at
    cdef Py_ssize_t figures = 0, commas = 0, stops = 0, size = words.firsts[line + 1] - words.firsts[line]
    cdef double *found = table.numbers + line
    cdef bint unspaced = _is_unspaced(words, line), ascii_ = True, question = False, exclaim = False, quoted = False
    cdef bint spaced = False, tab = False, sign = False, code = False, address = False
    cdef Py_UCS4 letter, following
    for at in range(left, right):
        letter = character(folded, at)
        following = character(folded, at + 1) if at + 1 < right else c"x"
        ascii_ &= letter < 128
        figures += letter == c"0"
        commas += letter == c"," or letter == 0x60C
        if _is_stop(letter):
            stops += at + 1 < right if unspaced else following == c" " and at + 2 < right
        question |= letter == c"?"
        exclaim |= letter == c"!"
        quoted |= letter == c'"'
        spaced |= letter == c" " and following == c" "
        tab |= letter == c"\t"
        sign |= letter in (c"#", c"$", c"%")
        code |= letter in (c"{", c"}", c"=", c";", c"<")
        address |= letter in (c"@", c"h", c"w", c".") and _is_address(folded, at, right)
    found[UPPER * table.count] = ascii_ and _is_upper(source, left, right)
    found[DIGITS * table.count] = figures / <double> max(1, right - left)
    found[SEPARATORS * table.count] = min(MARKS, _marks_in(folded, left, right)) / MARKS
    found[COMMAS_INSIDE * table.count] = min(1.0, commas / <double> max(1, min(size, lines.sizes[line])) * COMMAS)
    found[SENTENCES_INSIDE * table.count] = min(SENTENCES, stops) / SENTENCES
    found[QUESTION * table.count] = question
    found[EXCLAIM * table.count] = exclaim
    found[QUOTED * table.count] = quoted
    found[SPACED * table.count] = spaced
    found[TAB * table.count] = tab
    found[SIGN * table.count] = sign
    found[CODE * table.count] = code
    found[ADDRESS * table.count] = address


cdef bint _is_address(Characters folded, Py_ssize_t at, Py_ssize_t right) noexcept nogil:
    """Whether an address, or a part that only addresses have, is at a position."""
    cdef Py_UCS4 letter = character(folded, at)
    if letter == c"@":
        return True
    if at + 4 > right:
        return False
    if letter == c"h":
        return are_there(folded, at, b"http")
    if letter == c"w":
        return are_there(folded, at, b"www.")
    return letter == c"." and are_there(folded, at, b".com")


cdef bint _is_upper(Characters source, Py_ssize_t left, Py_ssize_t right) noexcept nogil:
    """Whether letters are capitals, as in `str.isupper`."""
    cdef Py_ssize_t at
    cdef bint cased = False
    for at in range(left, right):
        if is_lower(character(source, at)) or is_title(character(source, at)):
            return False
        cased |= is_upper(character(source, at))
    return cased


cdef Py_ssize_t _marks_in(Characters folded, Py_ssize_t left, Py_ssize_t right) noexcept nogil:
    """Count bars, bullets, and slashes and angles between blanks. Two of the same may not share a blank."""
    cdef Py_ssize_t at, marks = 0, angle = left, slash = left
    cdef Py_UCS4 letter
    for at in range(left, right):
        letter = character(folded, at)
        if letter == c"|" or letter == c"*":
            marks += 1
        elif letter not in (c">", c"/") or not left < at < right - 1:
            continue
        elif character(folded, at - 1) != c" " or character(folded, at + 1) != c" ":
            continue
        elif letter == c">" and at > angle:
            marks += 1
            angle = at + 2
        elif letter == c"/" and at > slash:
            marks += 1
            slash = at + 2
    return marks
