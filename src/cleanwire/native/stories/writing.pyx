"""How lines are written: the names in them, their capitals, figures and quotation marks."""

from cpython.array cimport array, resize_smart
from libc.stdint cimport uint8_t, uint16_t, uint32_t

from cleanwire.native.numbers.columns cimport doubles, room_for, zeros
from cleanwire.native.numbers.numbering cimport NEW, Numbering
from cleanwire.native.text.characters cimport Characters, Letters, character, characters_of, hash_of
from cleanwire.native.text.letters cimport is_decimal, is_space, is_upper, is_word
from cleanwire.native.stories.facts cimport Facts


cdef enum:
    LONGER = 3
    # Words of up to this many letters are not counted for capitals.

    NAME = 3
    # Letters of the shortest name.


cdef class Writing:
    """How lines are written, given their facts. Linear in the length of their text."""

    def __cinit__(self, Facts facts, /):
        cdef Characters text = characters_of(facts.source)
        cdef Py_ssize_t line
        self.facts = facts
        self._signs, self._shares = room_for(2 * facts.count, sizeof(Signs)), doubles(facts.count)
        self._name_ends = zeros("q", facts.count + 1)
        self.before = <Signs *> self._signs.data.as_voidptr
        self.behind = self.before + facts.count
        self.shares, self.name_ends = self._shares.data.as_doubles, <Py_ssize_t *> self._name_ends.data.as_longlongs
        _count_signs(self, text)
        _find_names(self, text)
        for line in range(facts.count):
            if facts.facts[line].headed:
                self.shares[line] = _capitals(text, facts.facts[line].left, facts.facts[line].right)

    @property
    def capitals(self):
        """For each line that could be a headline, the share of its longer words that begin with a capital."""
        return self._shares.tolist()

    @property
    def names(self):
        """The numbers of the names in each line. Equal names have equal numbers."""
        return [
            self._numbers[self.name_ends[line] : self.name_ends[line + 1]].tolist() for line in range(self.facts.count)
        ]

    @property
    def signs(self):
        """The numbers of figures, curly quotation marks and straight ones in each line."""
        return [
            (
                self.behind[line].figures - self.before[line].figures,
                self.behind[line].curly - self.before[line].curly,
                self.behind[line].straight - self.before[line].straight,
            )
            for line in range(self.facts.count)
        ]


cdef void _count_signs(Writing writing, Characters text) noexcept:
    """Count figures and quotation marks up to the start and the end of each line."""
    cdef Signs signs = Signs(0, 0, 0)
    cdef Facts facts = writing.facts
    cdef Py_ssize_t line, at = facts.facts[0].left if facts.count else 0
    for line in range(facts.count):
        _count_to(text, at, facts.facts[line].left, &signs)
        writing.before[line] = signs
        _count_to(text, facts.facts[line].left, facts.facts[line].right, &signs)
        writing.behind[line] = signs
        at = facts.facts[line].right


cdef void _count_to(Characters text, Py_ssize_t start, Py_ssize_t end, Signs *signs) noexcept nogil:
    if text.kind == 1:
        _count_in(<const uint8_t *> text.data, start, end, signs)
    elif text.kind == 2:
        _count_in(<const uint16_t *> text.data, start, end, signs)
    else:
        _count_in(<const uint32_t *> text.data, start, end, signs)


cdef inline void _count_in(const Letters *letters, Py_ssize_t start, Py_ssize_t end, Signs *signs) noexcept nogil:
    cdef Py_ssize_t at, figures = 0, straight = 0, curly = 0
    cdef Py_UCS4 letter
    for at in range(start, end):
        letter = letters[at]
        figures += u"0" <= letter <= u"9"
        straight += letter == u"'" or letter == u'"'
        curly += letter == u"’" or letter == u"“" or letter == u"”" or letter == u"„"
    signs.figures += figures
    signs.straight += straight
    signs.curly += curly


cdef int _find_names(Writing writing, Characters text) except -1:
    """Find capitalised words inside sentences: names in most languages, nouns in German."""
    cdef Numbering numbers = Numbering()
    cdef array names = zeros("i", 0)
    cdef Py_ssize_t line, at, end, right, size = 0
    for line in range(writing.facts.count):
        at, right = writing.facts.facts[line].left + 1, writing.facts.facts[line].right - 1
        while at < right:
            if character(text, at) == u" ":
                end = _name_end(text, at + 1, right + 1)
                if end:
                    resize_smart(names, size + 1)
                    names.data.as_ints[size] = _number(writing, numbers.find(hash_of(text, at + 1, end)))
                    size += 1
                    at = end - 1
            at += 1
        writing.name_ends[line + 1] = size
    writing._numbers, writing.numbers = names, names.data.as_ints
    return 0


cdef int _number(Writing writing, int *number) noexcept:
    """Return the number of a name, given where it is stored: the next one for a new name."""
    if number[0] == NEW:
        number[0] = writing.count
        writing.count += 1
    return number[0]


cdef inline Py_ssize_t _name_end(Characters text, Py_ssize_t at, Py_ssize_t right) noexcept nogil:
    """Return where the name that begins at a position ends, or 0 if there is none.

    It follows a space, which follows a letter other than an ASCII capital.
    """
    cdef Py_UCS4 first = character(text, at), before = character(text, at - 2)
    cdef Py_ssize_t end = at + 1
    if u"a" <= first <= u"z" or not _is_letter(first):
        return 0
    if u"A" <= before <= u"Z" or not _is_letter(before):
        return 0
    while end < right and (is_word(character(text, end)) or character(text, end) in u"’'-"):
        end += 1
    return end if end - at >= NAME else 0


cdef inline bint _is_letter(Py_UCS4 letter) noexcept nogil:
    """Whether a character belongs to a word, and is not a figure."""
    return is_word(letter) and letter != u"_" and not is_decimal(letter)


cdef double _capitals(Characters text, Py_ssize_t left, Py_ssize_t right) noexcept nogil:
    """Return the share of the longer words of a line that begin with a capital."""
    cdef Py_ssize_t at = left, start, words = 0, capitals = 0
    while at < right:
        while at < right and is_space(character(text, at)):
            at += 1
        start = at
        while at < right and not is_space(character(text, at)):
            at += 1
        if at - start > LONGER:
            words += 1
            capitals += is_upper(character(text, start))
    return capitals / <double> words if words else 0.0
