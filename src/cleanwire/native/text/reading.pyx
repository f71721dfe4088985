"""Read text into folded text, lines and keys."""

from cpython.mem cimport PyMem_Calloc, PyMem_Free, PyMem_Malloc
from cpython.unicode cimport PyUnicode_FromKindAndData
from libc.stdint cimport uint8_t, uint16_t, uint32_t
from libc.string cimport memset

from cleanwire.native.text.characters cimport Characters, Letters, character, characters_of
from cleanwire.native.text.letters cimport ends_line, is_space, is_unspaced
from cleanwire.native.text.keys cimport HeldKey, Key, read_key, written_key


cdef extern from "Python.h":
    # Cython's own declaration requires the GIL, which this function does not need.
    Py_UCS4 Py_UNICODE_TOLOWER(Py_UCS4 letter) noexcept nogil


cdef enum:
    PAGE = 256  # characters of one page of a folding
    PAGES = 0x1100
    LETTERS = 6  # of a word with the space after it, where words are not counted


cdef class Folding:
    """What each character folds to, one for one, and which folded characters separate words.

    `plain` and `apart` give, for each of the 128 ASCII characters, its folded form and that form in spaced text.
    `table` maps other characters to their folded form. A character missing from it folds to its small letter, if that
    is one character. No character may fold to one that takes more bytes.
    """

    cdef uint8_t[128] _plain
    cdef uint8_t[128] _apart
    cdef Py_UCS4 **_pages

    def __cinit__(self, str plain, str apart, table):
        cdef int code
        for code in range(128):
            self._plain[code] = ord(plain[code])
            self._apart[code] = ord(apart[code])
        self._pages = <Py_UCS4 **> PyMem_Calloc(PAGES, sizeof(Py_UCS4 *))
        if not self._pages:
            raise MemoryError
        for variant, folded in table.items():
            self._list(ord(variant), ord(folded))

    def __dealloc__(self):
        cdef int page
        if self._pages:
            for page in range(PAGES):
                PyMem_Free(self._pages[page])
        PyMem_Free(self._pages)

    cdef int _list(self, unsigned int letter, Py_UCS4 folded) except -1:
        if not self._pages[letter // PAGE]:
            self._pages[letter // PAGE] = <Py_UCS4 *> PyMem_Calloc(PAGE, sizeof(Py_UCS4))
            if not self._pages[letter // PAGE]:
                raise MemoryError
        self._pages[letter // PAGE][letter % PAGE] = folded
        return 0

    def fold(self, str text):
        """Return a text folded, character for character."""
        return self._made(text, folds=True)

    def spaced(self, str folded):
        """Return folded text with a space for each character that separates words."""
        return self._made(folded, folds=False)

    cdef str _made(self, str text, bint folds):
        cdef Characters given = characters_of(text)
        cdef void *made = PyMem_Malloc(given.size * given.kind + 1)
        if not made:
            raise MemoryError
        try:
            if given.kind == 1:
                self._write(<uint8_t *> given.data, given.size, <uint8_t *> made, folds)
            elif given.kind == 2:
                self._write(<uint16_t *> given.data, given.size, <uint16_t *> made, folds)
            else:
                self._write(<uint32_t *> given.data, given.size, <uint32_t *> made, folds)
            return PyUnicode_FromKindAndData(given.kind, made, given.size)
        finally:
            PyMem_Free(made)

    cdef void _write(self, Letters *given, Py_ssize_t size, Letters *made, bint folds) noexcept nogil:
        cdef uint8_t *small = &self._plain[0] if folds else &self._apart[0]
        cdef Py_ssize_t at
        for at in range(size):
            if given[at] < 128:
                made[at] = small[given[at]]
            else:
                made[at] = <Letters> self._folded(given[at]) if folds else given[at]

    cdef inline Py_UCS4 _folded(self, Py_UCS4 letter) noexcept nogil:
        cdef Py_UCS4 folded = self._listed(letter)
        if not folded:
            folded = Py_UNICODE_TOLOWER(letter)
            folded = self._listed(folded) or folded
        return self._plain[<int> folded] if folded < 128 else folded

    cdef inline Py_UCS4 _listed(self, unsigned int letter) noexcept nogil:
        """Return what the table folds a character to, or 0 if it is not in the table."""
        cdef Py_UCS4 *page = self._pages[letter // PAGE]
        return page[letter % PAGE] if page else 0


def characters_in(str text):
    """Return the distinct characters of a text, those of ASCII first."""
    cdef Characters given = characters_of(text)
    cdef bint[128] plain
    cdef int code
    memset(plain, 0, sizeof(plain))
    rare = {}
    if given.kind == 1:
        _note(<uint8_t *> given.data, given.size, plain, rare)
    elif given.kind == 2:
        _note(<uint16_t *> given.data, given.size, plain, rare)
    else:
        _note(<uint32_t *> given.data, given.size, plain, rare)
    return "".join([chr(code) for code in range(128) if plain[code]]) + "".join(rare)


cdef int _note(Letters *given, Py_ssize_t size, bint *plain, dict rare) except -1:
    cdef Py_ssize_t at
    cdef Letters last = 0
    for at in range(size):
        if given[at] < 128:
            plain[given[at]] = True
        elif given[at] != last:
            last = given[at]
            rare[chr(last)] = None
    return 0


def lines_in(str folded):
    """Return the visible lines of a text.

    Each is four offsets: its start, its end including the blank lines after it, and start and end of its visible text.
    """
    cdef Characters text = characters_of(folded)
    if text.kind == 1:
        return _lines(<uint8_t *> text.data, text.size)
    if text.kind == 2:
        return _lines(<uint16_t *> text.data, text.size)
    return _lines(<uint32_t *> text.data, text.size)


cdef list _lines(Letters *text, Py_ssize_t size):
    cdef Py_ssize_t at = 0, begin, start = 0, left = 0, right = 0, first, last
    lines = []
    while at < size:
        begin = at
        while at < size and not ends_line(text[at]):
            at += 1
        first, last = begin, at
        if at < size:
            at += 2 if text[at] == 0x0D and at + 1 < size and text[at + 1] == 0x0A else 1
        while first < last and is_space(text[first]):
            first += 1
        while first < last and is_space(text[last - 1]):
            last -= 1
        if first < last:
            if right:
                lines.append((start, begin, left, right))
                start = begin
            left, right = first, last
    if right:
        lines.append((start, size, left, right))
    return lines


def key_of(str bare):
    """Return the words of spaced text, separated by single spaces, with a single 0 for any figures."""
    cdef Characters text = characters_of(bare)
    cdef HeldKey held = HeldKey()
    if not read_key(&held.key, text, 0, text.size):
        raise MemoryError
    return written_key(&held.key)


cdef class LineReader:
    """Reads the visible text of lines: their key, number of words, and whether they read like a paragraph.

    Lines of more than `keyed` characters have no key, and their words are estimated. A paragraph has at least `prose`
    words and ends with one of the characters `closed` or one of the endings `polite`, or has at least `unclosed` words,
    or `unspaced` ones in a script without spaces.
    """

    cdef Py_ssize_t _keyed, _prose, _unclosed, _unspaced
    cdef str _closed
    cdef tuple _polite

    def __init__(self, *, keyed, prose, unclosed, unspaced, closed, polite):
        self._keyed, self._prose, self._unclosed, self._unspaced = keyed, prose, unclosed, unspaced
        self._closed, self._polite = closed, tuple(polite)

    def read(self, str folded, str bare, spans):
        """Return lines as tuples: number, the four offsets of the span, key, number of words, and whether prose."""
        cdef Characters text = characters_of(bare)
        cdef HeldKey held = HeldKey()
        cdef Py_ssize_t start, end, left, right
        lines = []
        for start, end, left, right in spans:
            lines.append((len(lines), start, end, left, right, *self._told(&held.key, folded, text, left, right)))
        return lines

    cdef tuple _told(self, Key *key, str folded, Characters bare, Py_ssize_t left, Py_ssize_t right):
        cdef Py_ssize_t size, long = self._unclosed
        if right - left > self._keyed:
            size = (right - left) // (2 if _has_unspaced(bare, left, left + self._keyed) else LETTERS)
            return "", size, self._is_prose(folded, size, long, left, right)
        if not read_key(key, bare, left, right):
            raise MemoryError
        size = max(1, key.count)
        if key.unspaced:
            size -= key.unspaced // 2  # about two letters per word
            long = self._unspaced if key.unspaced > size else self._unclosed
        return written_key(key), size, self._is_prose(folded, size, long, left, right)

    cdef bint _is_prose(self, str folded, Py_ssize_t size, Py_ssize_t long, Py_ssize_t left, Py_ssize_t right):
        if size < self._prose:
            return False
        return size >= long or folded[right - 1] in self._closed or folded.endswith(self._polite, left, right)


cdef bint _has_unspaced(Characters bare, Py_ssize_t left, Py_ssize_t right) noexcept nogil:
    cdef Py_ssize_t at
    for at in range(left, right):
        if is_unspaced(character(bare, at)):
            return True
    return False
