"""Weights of words at either end of lines, alone and in n-grams of two and three."""

from cpython.array cimport array
from libc.math cimport sqrt
from libc.stdint cimport uint64_t

from cleanwire.native.text.characters cimport Characters, characters_of, hash_end, hash_start, hash_with
from cleanwire.native.text.keys cimport HeldKey, Key, Word, read_key
from cleanwire.native.text.line_tables cimport LineTable
from cleanwire.native.phrases.tables cimport PhraseTable
from cleanwire.native.numbers.columns cimport doubles


cdef extern from "Python.h":
    object PyUnicode_FromKindAndData(int kind, const void *buffer, Py_ssize_t size)


cdef enum:
    EDGE_WORDS = 6
    # This many words at either end of a line are looked up: a notice identifies itself at its start or end. Twice as
    # many give the same results.

    EDGE_CHARACTERS = 60
    # The words are searched in this many characters of a line that is too long to be a phrase.

    RUN = 3
    # The length of the longest n-grams.

    MOST = 2 * EDGE_WORDS + 3
    # The number of words of a line, including the marks at its ends and the gap in its middle.

# The mark `^` precedes the first word of a line, and `$` follows its last one. Spaced text contains neither.
cdef uint64_t FIRST_HASH = hash_end(hash_with(hash_start(), c"^"))
cdef uint64_t LAST_HASH = hash_end(hash_with(hash_start(), c"$"))


cdef struct Line:
    # The words at the ends of a line between marks, and the letters of each of them. NULL letters stand for a mark, or
    # for the gap in the middle of a long line, which no n-gram spans.
    Word words[MOST]
    const Py_UCS4 *letters[MOST]
    int gap
    int count
    Key *head
    Key *tail


cdef class GramWeights:
    """Weights of words, and of n-grams of two and three separated by single spaces; `^` and `$` are the ends of a line.

    `grams` has one per line, `weights` a double for each.
    """

    cdef PhraseTable _table
    cdef array _weights

    def __cinit__(self, str grams not None, array weights not None, /):
        self._table = PhraseTable()
        if weights.typecode != "d" or self._table.take_lines(characters_of(grams)) != len(weights):
            raise ValueError("each line should have a weight")
        # Copied, because an array can be changed or shortened elsewhere.
        self._weights = weights[:]

    def numbers(self, grams, /):
        """Return the number of each given word or n-gram, or -1 if it is missing."""
        return [self._table.find(gram) for gram in grams]

    def weigh(self, str bare, LineTable lines, /):
        """Return the combined weight of the words of each line: the sum of their weights over the root of their number.

        `bare` is spaced text.
        """
        cdef Characters text = characters_of(bare)
        cdef array weights = doubles(lines.count)
        cdef HeldKey head = HeldKey(), tail = HeldKey()
        cdef Line line
        cdef Py_ssize_t at
        cdef bint read = True
        lines.within(text)
        line.head, line.tail = &head.key, &tail.key
        for at in range(lines.count):
            read = read and _read(&line, text, lines, at)
            weights.data.as_doubles[at] = self._weight(&line) if read else 0
        if not read:
            raise MemoryError
        return weights.tolist()

    cdef double _weight(self, const Line *line) noexcept:
        cdef PhraseTable table = self._table
        cdef double total = 0
        cdef int at, word, node, number, known = 0
        for at in range(line.count):
            node = 0
            for word in range(at, min(at + RUN, line.count)):
                node = -1 if word == line.gap else table.step(node, line.words[word].hash)
                if node < 0:
                    break
                number = table.number(node)
                if number >= 0:
                    total += self._weights.data.as_doubles[number]
                    known += 1
        return total / sqrt(known) if known else 0.0


def grams_in(str bare, LineTable lines, Py_ssize_t at, /):
    """Return the words and n-grams of a line that `GramWeights.weigh` looks up. Marks occur only in n-grams.

    Raises IndexError if there is no such line.
    """
    cdef HeldKey head = HeldKey(), tail = HeldKey()
    cdef Line line
    cdef int start, end
    if not 0 <= at < lines.count:
        raise IndexError(f"there is no line {at} of {lines.count}")
    lines.within(characters_of(bare))
    line.head, line.tail = &head.key, &tail.key
    if not _read(&line, characters_of(bare), lines, at):
        raise MemoryError
    words = [_text(&line, word) for word in range(line.count)]
    grams = []
    for start in range(len(words)):
        for end in range(start, min(start + RUN, len(words))):
            if end == line.gap:
                break
            if end > start or 0 < start < len(words) - 1:
                grams.append(" ".join(words[start : end + 1]))
    return grams


cdef str _text(const Line *line, int word):
    """Return the text of a word or mark, or "" for the gap."""
    cdef const Py_UCS4 *letters = line.letters[word]
    if letters == NULL:
        return "^" if word == 0 else "$" if word == line.count - 1 else ""
    return PyUnicode_FromKindAndData(
        sizeof(Py_UCS4), letters + line.words[word].start, line.words[word].end - line.words[word].start
    )


cdef bint _read(Line *line, Characters bare, LineTable lines, Py_ssize_t at) noexcept:
    """Find the words at the ends of a line. Return False if there is not enough memory."""
    cdef Py_ssize_t left = lines.lefts[at], right = lines.rights[at], count
    cdef str key = lines.keys[at]
    line.count, line.gap = 0, -1
    _add(line, Word(FIRST_HASH, 0, 0), NULL)
    if key:
        if not read_key(line.head, bare, left, right):
            return False
        count = line.head.count
        if count <= 2 * EDGE_WORDS:
            _add_words(line, line.head, 0, count)
        else:
            _add_words(line, line.head, 0, EDGE_WORDS)
            _add_gap(line)
            _add_words(line, line.head, count - EDGE_WORDS, count)
    else:
        if not read_key(line.head, bare, left, min(right, left + EDGE_CHARACTERS)):
            return False
        if not read_key(line.tail, bare, max(left, right - EDGE_CHARACTERS), right):
            return False
        # A word that may be cut off is not used.
        _add_words(line, line.head, 0, min(line.head.count - 1, <Py_ssize_t> EDGE_WORDS))
        _add_gap(line)
        _add_words(line, line.tail, max(1, line.tail.count - EDGE_WORDS), line.tail.count)
    _add(line, Word(LAST_HASH, 0, 0), NULL)
    return True


cdef inline void _add(Line *line, Word word, const Py_UCS4 *letters) noexcept nogil:
    line.words[line.count] = word
    line.letters[line.count] = letters
    line.count += 1


cdef inline void _add_gap(Line *line) noexcept nogil:
    line.gap = line.count
    _add(line, Word(0, 0, 0), NULL)


cdef inline void _add_words(Line *line, const Key *key, Py_ssize_t first, Py_ssize_t last) noexcept nogil:
    cdef Py_ssize_t at
    for at in range(first, last):
        _add(line, key.words[at], key.letters)
