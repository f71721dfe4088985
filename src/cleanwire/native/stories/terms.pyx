"""The words of a text by their first letters, numbered and weighted."""

from cpython.array cimport array, resize_smart
from libc.stdint cimport uint8_t, uint16_t, uint32_t, uint64_t

from cleanwire.native.numbers.columns cimport room_for, zeros
from cleanwire.native.numbers.numbering cimport NEW, Numbering
from cleanwire.native.text.characters cimport (
    Characters, Letters, character, characters_of, hash_end, hash_of, hash_start, hash_with
)
from cleanwire.native.phrases.tables cimport word_end
from cleanwire.native.text.letters cimport is_space


cdef enum:
    LETTERS = 6
    # A term is the first six letters of a word, without a final s, because endings only distinguish forms of a word. In
    # Polish, Russian and German most forms of a word agree in this many letters.

    BORROWED = 4
    SYLLABLES = 2
    # Letters of a Japanese loan word, and syllables of a Korean word, that make a term: the rest are mostly endings.

    SHORT_LETTERS = 3

    SPELLED = 7
    # The approximate letters of a term in a table, with the space after it.

cdef double SHORT_WEIGHT = 0.6
"""The weight of an unknown word of SHORT_LETTERS ASCII letters: it may be a common one."""

cdef enum Script:
    SPACE
    WORD
    CHARACTERS
    KATAKANA
    HIRAGANA
    HANGUL


cdef inline Script _script(Py_UCS4 letter) noexcept nogil:
    """Return what a letter is part of: a word between spaces, or a unit of a script without spaces."""
    if is_space(letter):
        return SPACE
    if letter < 0xE00:
        return WORD
    if letter <= 0xEFF or 0x1000 <= letter <= 0x109F or 0x1780 <= letter <= 0x17FF:
        return CHARACTERS
    if 0x3005 <= letter <= 0x3007 or 0x3400 <= letter <= 0x9FFF or 0xF900 <= letter <= 0xFAFF:
        return CHARACTERS
    if 0x20000 <= letter <= 0x3FFFF:
        return CHARACTERS
    if 0x3041 <= letter <= 0x309F:
        return HIRAGANA
    if 0x30A0 <= letter <= 0x30FF:
        return KATAKANA
    if 0xAC00 <= letter <= 0xD7AF:
        return HANGUL
    return WORD


cdef inline bint _is_unspaced(Characters text, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    """Whether a part of a text contains a letter of Korean or of a script without spaces between words."""
    cdef Py_ssize_t at
    if text.kind > 1:
        for at in range(start, end):
            if character(text, at) >= 0xE00 and _script(character(text, at)) > WORD:
                return True
    return False


cdef struct Split:
    # The state of splitting a text into words.
    Characters text
    bint unspaced
    Py_ssize_t at
    Py_ssize_t end
    Py_ssize_t run
    # The end of the characters of which pairs are being taken.


cdef inline bint _next_word(Split *split, Word *word) noexcept nogil:
    """Find the next word, or pair of characters. Return False at the end."""
    if split.unspaced:
        return _next_piece(split, word)
    if split.text.kind == 1:
        return _next_spaced(<const uint8_t *> split.text.data, split, word)
    if split.text.kind == 2:
        return _next_spaced(<const uint16_t *> split.text.data, split, word)
    return _next_spaced(<const uint32_t *> split.text.data, split, word)


cdef inline bint _next_spaced(const Letters *letters, Split *split, Word *word) noexcept nogil:
    """Find the next word between spaces, and hash its term on the way."""
    cdef Py_ssize_t at = split.at, end = split.end, start
    cdef uint64_t hash_ = hash_start(), before = hash_
    while at < end and is_space(letters[at]):
        at += 1
    start = at
    while at < end and at - start < LETTERS and not is_space(letters[at]):
        before = hash_
        hash_ = hash_with(hash_, letters[at])
        at += 1
    word.start, word.term_end = start, at
    while at < end and not is_space(letters[at]):
        at += 1
    split.at = word.end = at
    if at == word.term_end and at - start > SHORT_LETTERS and letters[at - 1] == u"s":
        word.term_end = at - 1
        hash_ = before
    word.key = hash_end(hash_)
    return start < at


cdef bint _next_piece(Split *split, Word *word) noexcept nogil:
    """Find the next word, pair of characters, loan word or Korean word in a text that may have no spaces."""
    cdef Script script
    while True:
        if split.at + 1 < split.run:
            word.start, word.end = split.at, split.at + 2
            split.at = split.at + 1 if split.at + 2 < split.run else split.run
            return _hashed(split.text, word)
        while split.at < split.end and _script(character(split.text, split.at)) == SPACE:
            split.at += 1
        if split.at == split.end:
            return False
        script = _script(character(split.text, split.at))
        word.start = split.at
        while split.at < split.end and _script(character(split.text, split.at)) == script:
            split.at += 1
        word.end = split.at
        if script == CHARACTERS and word.end - word.start > 1:
            split.at, split.run = word.start, word.end
        elif script == WORD:
            word.end = _term_end(split.text, word)
            return _hashed(split.text, word)
        elif script != HIRAGANA:
            if script != CHARACTERS:
                word.end = min(word.end, word.start + (SYLLABLES if script == HANGUL else BORROWED))
            return _hashed(split.text, word)


cdef inline bint _hashed(Characters text, Word *word) noexcept nogil:
    """Hash the term of a word that was found."""
    word.term_end = _term_end(text, word)
    word.key = hash_of(text, word.start, word.term_end)
    return True


cdef inline Py_ssize_t _term_end(Characters text, const Word *word) noexcept nogil:
    """Return where the term of a word ends."""
    cdef Py_ssize_t end = word.end
    if end - word.start > SHORT_LETTERS and character(text, end - 1) == u"s":
        end -= 1
    return min(end, word.start + LETTERS)


def terms_in(str bare, /):
    """Return the terms of spaced text, which are pairs of letters in scripts without spaces between words.

    >>> terms_in("the bridges  of was")
    ['the', 'bridge', 'of', 'was']
    """
    cdef Characters text = characters_of(bare)
    cdef Split split = Split(text, _is_unspaced(text, 0, text.size), 0, text.size, 0)
    cdef Word word
    found = []
    while _next_word(&split, &word):
        found.append(bare[word.start : word.end if split.unspaced else word.term_end])
    return found


cdef class TermTable:
    """How much the terms of a language say about a subject, and how often each is expected.

    `known` are triples: weight, expected count, and the terms with these, separated by spaces. If a term is in
    several, the last one counts. Unknown terms are expected `prior` times. `is_large` says whether an unknown term is
    a rare one.
    """

    def __cinit__(self, known, double prior, bint is_large, /):
        cdef Characters text
        cdef Py_ssize_t start, end
        cdef int number
        cdef tuple groups = tuple(known)
        self._known = Numbering(sum([len(terms) for _, _, terms in groups]) // SPELLED)
        self._weight_room = room_for(len(groups), sizeof(Weight))
        self._weights = <Weight *> self._weight_room.data.as_voidptr
        for number, (weight, expected, terms) in enumerate(groups):
            self._weights[number] = Weight(weight, expected)
            text = characters_of(terms)
            start = 0
            while start < text.size:
                end = word_end(text, start)
                self._known.find(hash_of(text, start, end))[0] = number
                start = end + 1
        self.prior, self.is_large = prior, is_large

    cdef Weight weigh(self, uint64_t key, Py_ssize_t size, bint is_ascii, Py_UCS4 first) noexcept nogil:
        """Return the weight of a term, given its hash, its number of letters, whether all are ASCII, and the first."""
        cdef int number = self._known.known(key)
        if number != NEW:
            return self._weights[number]
        if (size < SHORT_LETTERS and (is_ascii or size < 2)) or first == u"0":
            return Weight(0.0, 0.0)
        return Weight(SHORT_WEIGHT if size == SHORT_LETTERS and is_ascii else 1.0, self.prior)


cdef class Terms:
    """The terms of lines of spaced text as numbers, in the order of their first occurrence, with their weights.

    Common words, which by the table say nothing, have numbers below zero. Linear in the number of letters.
    """

    def __cinit__(self, str bare, lefts, rights, TermTable table, /):
        cdef Characters text = characters_of(bare)
        cdef Split split = Split(text, False, 0, 0, 0)
        cdef Word word
        cdef Py_ssize_t line, left, right, at, size = 0, said = 0
        cdef Numbering numbers = Numbering()
        cdef tuple starts = tuple(lefts), stops = tuple(rights)
        self._bare, self.lines, self.is_large = bare, len(starts), table.is_large
        if len(stops) != self.lines:
            raise ValueError("the sequences should have one value for each line")
        self._words, self._sums = zeros("i", 0), zeros("q", 2 * (self.lines + 1))
        self._weights, self._firsts = zeros("b", 0), zeros("b", 0)
        self.ends = <Py_ssize_t *> self._sums.data.as_longlongs
        self.reach = self.ends + self.lines + 1
        for line in range(self.lines):
            left, right = starts[line], stops[line]
            if not 0 <= left <= right <= text.size:
                raise IndexError(f"line {left}..{right} is outside of a text of {text.size} characters")
            self.unspaced = self.unspaced or _is_unspaced(text, left, right)
        split.unspaced = self.unspaced
        for line in range(self.lines):
            split.at, split.end, split.run = starts[line], stops[line], 0
            while _next_word(&split, &word):
                resize_smart(self._words, size + 1)
                self._words.data.as_ints[size] = self._number(numbers, table, text, word)
                size += 1
            self.ends[line + 1] = size
        self._telling = zeros("i", size)
        self.words, self.telling = self._words.data.as_ints, self._telling.data.as_ints
        self.counted = <Weight *> self._weights.data.as_voidptr
        for line in range(self.lines):
            for at in range(self.ends[line], self.ends[line + 1]):
                if self.words[at] >= 0:
                    self.telling[said] = self.words[at]
                    said += 1
            self.reach[line + 1] = said

    cdef int _number(self, Numbering numbers, TermTable table, Characters text, Word word) except? -1:
        """Return the number of a word, a new one if its term has not occurred before."""
        cdef Py_ssize_t at
        cdef int *number = numbers.find(word.key)
        cdef bint is_ascii = True
        cdef Weight weight
        if number[0] == NEW:
            for at in range(word.start, word.term_end):
                is_ascii = is_ascii and character(text, at) < 128
            weight = table.weigh(word.key, word.term_end - word.start, is_ascii, character(text, word.start))
            if weight.weight:
                number[0] = self.count
                self.count += 1
                resize_smart(self._weights, self.count * sizeof(Weight))
                resize_smart(self._firsts, self.count * sizeof(Word))
                (<Weight *> self._weights.data.as_voidptr)[number[0]] = weight
                (<Word *> self._firsts.data.as_voidptr)[number[0]] = word
            else:
                self.common += 1
                number[0] = -self.common
        return number[0]

    @property
    def kind(self):
        """What terms are: words whose frequencies are in a large table, words about which little is known, or pairs of
        characters."""
        return "listed" if self.is_large else "unspaced" if self.unspaced else "spaced"

    @property
    def spelled(self):
        """The first word of each term, by its number."""
        cdef const Word *words = <const Word *> self._firsts.data.as_voidptr
        return [self._bare[words[at].start : words[at].end] for at in range(self.count)]

    @property
    def weights(self):
        """How much each term says about a subject, in 0..1."""
        return [self.counted[at].weight for at in range(self.count)]

    @property
    def priors(self):
        """How often each term is expected."""
        return [self.counted[at].prior for at in range(self.count)]

    @property
    def every(self):
        """The numbers of all words of each line."""
        return [self._words[self.ends[line] : self.ends[line + 1]].tolist() for line in range(self.lines)]
