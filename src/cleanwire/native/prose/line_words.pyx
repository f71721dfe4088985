"""The words of each line of a text, numbered, so that comparing words means comparing numbers."""

from cleanwire.native.numbers.columns cimport zeros
from cleanwire.native.numbers.numbering cimport NEW, Numbering
from cleanwire.native.text.characters cimport Characters, character, characters_of, hash_of
from cleanwire.native.text.letters cimport is_space
from cleanwire.native.text.line_tables cimport LineTable


cdef enum:
    READ = 300
    # This many characters of a line are read: they show what a longer one is like.

    UNSPACED = 15
    # With this many characters per word, a line is in a script without spaces: each character counts as a word.


cdef class LineWords:
    """The words of the beginning of each line of spaced text, or its characters if its script does not separate words.

    Equal words have equal numbers, from 0 on in the order of first occurrence. Words are identified by 64-bit hashes.
    """

    def __cinit__(self, str bare, LineTable lines, /):
        cdef Characters text = characters_of(bare)
        cdef Py_ssize_t line, total = 0
        cdef bint alone
        cdef Numbering numbers
        lines.within(text)
        self._bare, self.count = bare, lines.count
        self._firsts = zeros("i", lines.count + 1)
        self._alone = zeros("b", lines.count)
        self.firsts, self.alone = self._firsts.data.as_ints, self._alone.data.as_schars
        for line in range(lines.count):
            total += _words_between(text, lines.lefts[line], _end(lines, line), &alone)
            self.alone[line] = alone
            if total > 0x3FFFFFFF:
                raise MemoryError
            self.firsts[line + 1] = total
        self._words, self._sizes = zeros("i", total), zeros("i", total)
        self._starts = zeros("q", total)
        self.words, self.sizes = self._words.data.as_ints, self._sizes.data.as_ints
        self.starts = <Py_ssize_t *> self._starts.data.as_longlongs
        numbers = Numbering(total)
        for line in range(lines.count):
            self._read(numbers, text, line, lines.lefts[line], _end(lines, line))

    def of(self, Py_ssize_t line, /):
        """Return the words of a line."""
        if not 0 <= line < self.count:
            raise IndexError(f"there is no line {line} of {self.count}")
        return [self.text_of(self.words[at]) for at in range(self.firsts[line], self.firsts[line + 1])]

    cdef str text_of(self, int word):
        return self._bare[self.starts[word] : self.starts[word] + self.sizes[word]]

    cdef Py_UCS4 first_letter(self, int word) noexcept:
        return character(characters_of(self._bare), self.starts[word])

    cdef Py_ssize_t letters_in(self, Py_ssize_t line) noexcept nogil:
        """Return how many letters the words of a line have."""
        cdef Py_ssize_t at, letters = 0
        for at in range(self.firsts[line], self.firsts[line + 1]):
            letters += self.sizes[self.words[at]]
        return letters

    cdef int _read(
        self, Numbering numbers, Characters text, Py_ssize_t line, Py_ssize_t left, Py_ssize_t right
    ) except -1:
        """Number the words of a line."""
        cdef bint alone = self.alone[line]
        cdef Py_ssize_t at = left, start
        cdef int found = self.firsts[line]
        while at < right:
            if is_space(character(text, at)):
                at += 1
                continue
            start = at
            at += 1
            while not alone and at < right and not is_space(character(text, at)):
                at += 1
            self.words[found] = self._number(numbers, text, start, at - start)
            found += 1
        return 0

    cdef int _number(self, Numbering numbers, Characters text, Py_ssize_t start, int size) except -1:
        """Return the number of a word, a new one if it has not occurred before."""
        cdef int *number = numbers.find(hash_of(text, start, start + size))
        if number[0] == NEW:
            number[0] = self.types
            self.starts[self.types], self.sizes[self.types] = start, size
            self.types += 1
        return number[0]


cdef inline Py_ssize_t _end(LineTable lines, Py_ssize_t line) noexcept nogil:
    return min(lines.rights[line], lines.lefts[line] + READ)


cdef Py_ssize_t _words_between(Characters text, Py_ssize_t left, Py_ssize_t right, bint *alone) noexcept nogil:
    """Count the words of a part of a text. `alone` is set to whether its characters count as words.

    They do in a script that does not separate words, and where words are so long that it might as well be one.
    """
    cdef Py_ssize_t at, words = 0, letters = 0
    cdef Py_UCS4 letter
    cdef bint blank = True
    alone[0] = False
    for at in range(left, right):
        letter = character(text, at)
        if is_space(letter):
            blank = True
        else:
            words += blank
            letters += 1
            blank = False
            alone[0] |= letter >= 0xE00 and _is_of_unspaced(letter)
    alone[0] |= right - left > UNSPACED * words
    return letters if alone[0] else words


cdef bint _is_of_unspaced(Py_UCS4 letter) noexcept nogil:
    """Whether a letter is Thai, Lao, Burmese, Khmer, Japanese or Chinese."""
    return (
        0xE00 <= letter <= 0xEFF
        or 0x1000 <= letter <= 0x109F
        or 0x1780 <= letter <= 0x17FF
        or 0x3040 <= letter <= 0x30FF
        or 0x3400 <= letter <= 0x9FFF
        or 0x20000 <= letter <= 0x3FFFF
    )
