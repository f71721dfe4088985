"""The form of lines: headlines, entries of lists of sources, datelines."""

from libc.stdint cimport uint8_t, uint16_t, uint32_t

from cleanwire.native.numbers.columns cimport room_for
from cleanwire.native.text.characters cimport Characters, Letters, character, characters_of
from cleanwire.native.text.letters cimport is_decimal, is_word


cdef enum:
    LEAST_HEADLINE = 2
    MOST_HEADLINE = 22
    # The number of words of a headline: that of 98 in 100 titles of the development pages.

    PLACE = 22
    # The name of a place that begins a dateline ends within this many characters after its first.

    AGENCY = 14
    # The greatest length of a Chinese or Japanese dateline.

    YEAR = 4


cdef class Facts:
    """The form of each line of a text, given its position, number of words, and whether it is prose.

    `residue` gives for each line how many lines above it are typical ends of pages. `dated` are the lines that begin
    with a dateline.
    """

    def __cinit__(self, str source, str folded, lefts, rights, sizes, prose, residue, dated, /):
        cdef Characters text = characters_of(source), plain = characters_of(folded)
        cdef tuple starts = tuple(lefts), ends = tuple(rights)
        cdef tuple words = tuple(sizes), paragraphs = tuple(prose), above = tuple(residue)
        cdef Py_ssize_t line, last = 0
        cdef Fact *fact
        self.source, self.count = source, len(starts)
        if not self.count == len(ends) == len(words) == len(paragraphs) == len(above):
            raise ValueError("the sequences should have one value for each line")
        self._room = room_for(self.count, sizeof(Fact))
        self.facts = <Fact *> self._room.data.as_voidptr
        for line in range(self.count):
            fact = &self.facts[line]
            fact.left, fact.right = starts[line], ends[line]
            fact.size, fact.prose, fact.residue = words[line], paragraphs[line], above[line]
            if not last <= fact.left < fact.right <= min(text.size, plain.size):
                raise IndexError(f"line {fact.left}..{fact.right} does not follow {last} in {text.size} characters")
            fact.headed = _is_headed(text, plain, fact.left, fact.right, fact.size, fact.prose)
            fact.source = _is_source(text, fact.left, fact.right)
            last = fact.right
        for line in dated:
            if not 0 <= line < self.count:
                raise IndexError(f"there is no line {line} of {self.count}")
            self.facts[line].dated = True

    @property
    def headed(self):
        """Whether each line could be a headline by its form."""
        return [bool(self.facts[line].headed) for line in range(self.count)]

    @property
    def sources(self):
        """Whether each line looks like an entry of a list of sources."""
        return [bool(self.facts[line].source) for line in range(self.count)]


def is_headed(str source, str folded, Py_ssize_t left, Py_ssize_t right, int size, bint prose, /):
    """Return whether a line has the length of a headline, begins with a capital or a figure, and ends with no more than
    a question mark.

    Ingredients of a recipe begin with a word in small letters; "iPhone" does not count as one.
    """
    if not 0 <= left < right <= min(len(source), len(folded)):
        raise IndexError(f"line {left}..{right} is outside of a text of {len(source)} characters")
    return bool(_is_headed(characters_of(source), characters_of(folded), left, right, size, prose))


cdef bint _is_headed(
    Characters text, Characters folded, Py_ssize_t left, Py_ssize_t right, int size, bint prose
) noexcept nogil:
    cdef Py_UCS4 first = character(folded, left), last = character(folded, right - 1)
    cdef Py_ssize_t at = left
    if not LEAST_HEADLINE <= size <= MOST_HEADLINE or last in u".:,;" or (prose and last not in u"?)"):
        return False
    while at < text.size and u"a" <= character(text, at) <= u"z":
        at += 1
    if at > left and (at == text.size or not is_word(character(text, at))):
        return False
    return first not in u"*-|(["


cdef bint _is_source(Characters text, Py_ssize_t left, Py_ssize_t right) noexcept nogil:
    """Whether a line contains what entries of a list of sources do: a year in brackets, or an address."""
    if text.kind == 1:
        return _holds_source(<const uint8_t *> text.data, text, left, right)
    if text.kind == 2:
        return _holds_source(<const uint16_t *> text.data, text, left, right)
    return _holds_source(<const uint32_t *> text.data, text, left, right)


cdef bint _holds_source(const Letters *letters, Characters text, Py_ssize_t left, Py_ssize_t right) noexcept nogil:
    cdef Py_ssize_t at
    for at in range(left, right - 3):
        if letters[at] == u"(":
            if _is_year(text, at + 1, right):
                return True
        elif letters[at] == u"w":
            if letters[at + 1] == u"w" and letters[at + 2] == u"w" and letters[at + 3] == u".":
                return True
        elif letters[at] == u"d":
            if letters[at + 1] == u"o" and letters[at + 2] == u"i" and letters[at + 3] == u":":
                return True
        elif letters[at] == u"h" and letters[at + 1] == u"t" and _is_scheme(text, at, right):
            return True
    return False


cdef bint _is_year(Characters text, Py_ssize_t at, Py_ssize_t right) noexcept nogil:
    """Whether a year and a closing bracket follow, with at most one letter between: `2004b)`."""
    cdef Py_ssize_t figure
    if at + YEAR >= right:
        return False
    for figure in range(at, at + YEAR):
        if not is_decimal(character(text, figure)):
            return False
    at += YEAR
    if u"a" <= character(text, at) <= u"z":
        at += 1
    return at < right and character(text, at) == u")"


cdef bint _is_scheme(Characters text, Py_ssize_t at, Py_ssize_t right) noexcept nogil:
    """Whether this is `http:` or `https:`, given that the first two letters match."""
    if at + 4 >= right or character(text, at + 2) != u"t" or character(text, at + 3) != u"p":
        return False
    at += 5 if character(text, at + 4) == u"s" else 4
    return at < right and character(text, at) == u":"


def may_be_dated(str source, lefts, rights, /):
    """Return the few lines whose beginning allows a dateline."""
    cdef Characters text = characters_of(source)
    cdef Py_ssize_t line, left, right
    found = []
    for line, (left, right) in enumerate(zip(lefts, rights, strict=True)):
        if not 0 <= left <= right <= text.size:
            raise IndexError(f"line {left}..{right} is outside of a text of {text.size} characters")
        if _may_be_dated(text, left, right):
            found.append(line)
    return found


cdef inline bint _is_capital(Py_UCS4 letter) noexcept nogil:
    """Whether a character belongs to a word, and is neither a figure nor a small ASCII letter."""
    return is_word(letter) and letter != u"_" and not u"a" <= letter <= u"z" and not is_decimal(letter)


cdef bint _is_place_over(Characters text, Py_ssize_t at, Py_ssize_t right) noexcept nogil:
    """Whether what follows capitals may continue a dateline: a date, brackets, a dash."""
    if at + 2 < right and character(text, at) == u",":
        return character(text, at + 1) == u" " and is_word(character(text, at + 2))
    if at < right and character(text, at) == u" ":
        at += 1
    if at < right and character(text, at) == u"(":
        return True
    return at + 1 < right and character(text, at) in u"-–—:" and character(text, at + 1) == u" "


cdef bint _is_place(Characters text, Py_ssize_t at, Py_ssize_t right) noexcept nogil:
    """Whether the name of a place may end soon: with a dash, a date, or brackets before a dash."""
    cdef Py_ssize_t end = min(right - 1, at + PLACE)
    cdef Py_UCS4 letter
    while at < end:
        letter = character(text, at)
        if letter == u",":
            return at + 2 < right and character(text, at + 1) == u" " and is_decimal(character(text, at + 2))
        if letter == u"(":
            return _is_agency(text, at + 1, right)
        if letter in u"-–—" and character(text, at + 1) == u" ":
            return True
        if not (is_word(letter) or letter in u"/- "):
            return False
        at += 1
    return False


cdef bint _is_agency(Characters text, Py_ssize_t at, Py_ssize_t right) noexcept nogil:
    """Whether brackets close soon, and a dash follows, possibly after a space."""
    cdef Py_ssize_t end = min(right, at + PLACE)
    while at < end and character(text, at) != u")":
        at += 1
    at += 1
    if at < right and character(text, at) == u" ":
        at += 1
    return at < right and character(text, at) in u"-–—"


cdef bint _may_be_dated(Characters text, Py_ssize_t left, Py_ssize_t right) noexcept nogil:
    """Whether a line begins with three capitals, with a short name and a dash, or like a telegraphed report."""
    cdef Py_ssize_t at
    cdef Py_UCS4 letter
    if right - left < 3:
        return False
    letter = character(text, left)
    if _is_capital(letter) and _is_capital(character(text, left + 1)) and _is_capital(character(text, left + 2)):
        at = left + 3
        while at < right and _is_capital(character(text, at)):
            at += 1
        if _is_place_over(text, at, right):
            return True
    if (u"A" <= letter <= u"Z" or letter in u"ÄÖÜ") and _is_place(text, left + 1, right):
        return True
    if text.kind > 1:
        for at in range(left, min(right, left + AGENCY)):
            if character(text, at) in u"日电電":
                return True
    return False
