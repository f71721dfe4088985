"""The words of a key (`folding.key_of`), read from spaced text without creating the key."""

from cpython.unicode cimport PyUnicode_FromKindAndData
from libc.stdint cimport uint8_t, uint16_t, uint32_t, uint64_t
from libc.stdlib cimport free, malloc, realloc

from cleanwire.native.text.characters cimport Characters, Letters, hash_end, hash_start, hash_with
from cleanwire.native.text.letters cimport is_space, is_unspaced, is_unwritten
from cleanwire.native.text.words cimport next_word


cdef enum:
    # The words for which memory is allocated at first: most lines have fewer.
    FIRST_ROOM = 256

cdef uint64_t ZERO = hash_end(hash_with(hash_start(), c"0"))
"""The hash of the word that stands for any figure."""


cdef class HeldKey:
    """A key, without words until it is read. Its memory is freed with it."""

    def __dealloc__(self):
        free(self.key.letters)
        free(self.key.words)


cdef bint read_key(Key *key, Characters text, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    """Read the words of the key of start..end. Return False if there is not enough memory.

    The words are those of `key_of(text[start:end]).split(" ")`, none if that is empty. The previous words of the key
    are overwritten.
    """
    key.count = key.size = key.unspaced = 0
    if not _letters_for(key, end - start):
        return False
    if text.kind == 1:
        return _read(key, <const uint8_t *> text.data, start, end)
    if text.kind == 2:
        return _read(key, <const uint16_t *> text.data, start, end)
    return _read(key, <const uint32_t *> text.data, start, end)


cdef bint _read(Key *key, const Letters *text, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    cdef Py_ssize_t at, size = 0
    cdef Py_UCS4 letter, last = 0
    cdef uint64_t hash_ = hash_start()
    cdef bint apart = False, was_apart = False, begins = True
    for at in range(start, end):
        letter = text[at]
        if letter == c" ":
            begins = True
            continue
        if not c" " < letter < 0x80:  # most letters need no further test
            if is_unwritten(letter):
                continue
            if is_space(letter):
                begins = True
                continue
            apart = is_unspaced(letter)
        elif letter == c"0" and last == c"0":
            # Adjacent figures are one, even with a space between them: what follows continues the word.
            begins = False
            continue
        else:
            apart = False
        if begins or apart or was_apart:
            if not _begun(key, size, hash_):
                return False
            hash_ = hash_start()
        hash_ = hash_with(hash_, letter)
        key.letters[size] = letter
        size += 1
        key.unspaced += apart
        last, was_apart, begins = letter, apart, False
    key.size = size
    if key.count:
        _end(key, size, hash_)
    return True


cdef str written_key(Key *key):
    """Return a key as a text: its words, separated by single spaces."""
    cdef Py_ssize_t number, at, size = 0
    cdef Py_UCS4 *letters = <Py_UCS4 *> malloc((key.size + key.count + 1) * sizeof(Py_UCS4))
    if letters == NULL:
        raise MemoryError
    for number in range(key.count):
        if number:
            letters[size] = c" "
            size += 1
        for at in range(key.words[number].start, key.words[number].end):
            letters[size] = key.letters[at]
            size += 1
    try:
        return PyUnicode_FromKindAndData(4, letters, size)
    finally:
        free(letters)


cdef inline void _end(Key *key, Py_ssize_t size, uint64_t hash_) noexcept nogil:
    """Record the end of the last word."""
    key.words[key.count - 1].end = size
    key.words[key.count - 1].hash = hash_end(hash_)


cdef inline bint _begun(Key *key, Py_ssize_t size, uint64_t hash_) noexcept nogil:
    """End the last word and begin a new one. Return False if there is not enough memory."""
    cdef Word *words
    if key.count:
        _end(key, size, hash_)
    if key.count == key.word_room:
        words = <Word *> realloc(key.words, (2 * key.word_room + FIRST_ROOM) * sizeof(Word))
        if words == NULL:
            return False
        key.words = words
        key.word_room = 2 * key.word_room + FIRST_ROOM
    key.words[key.count].start = size
    key.count += 1
    return True


cdef inline bint _letters_for(Key *key, Py_ssize_t size) noexcept nogil:
    """Make room for `size` letters. Return False if there is not enough memory."""
    cdef Py_UCS4 *letters
    if size <= key.letter_room:
        return True
    letters = <Py_UCS4 *> realloc(key.letters, size * sizeof(Py_UCS4))
    if letters == NULL:
        return False
    key.letters = letters
    key.letter_room = size
    return True


cdef int read_opening(Characters text, Py_ssize_t start, Py_ssize_t end, bint apart, uint64_t *words) noexcept nogil:
    """Set the hashes of the first two words of start..end as written, and return their number.

    With `apart`, letters of scripts without spaces are words.
    """
    cdef Py_ssize_t at = start
    cdef int count = 0
    while count < 2 and next_word(text, &at, end, apart, &words[count]):
        count += 1
    return count
