"""The words of a page: those of its lines, and those that make up the names of its elements."""

from cpython.unicode cimport PyUnicode_Substring

from cleanwire.native.text.characters cimport Characters, character, characters_of
from cleanwire.native.text.letters cimport is_unspaced, is_word


def words_in(str text):
    """Return the words of a text, or its letters where a script puts no spaces between words."""
    cdef Characters given = characters_of(text)
    cdef Py_ssize_t at = 0, start
    cdef list words = []
    while at < given.size:
        start = at
        if is_unspaced(character(given, at)):
            at += 1
            words.append(PyUnicode_Substring(text, start, at))
            continue
        while at < given.size and is_word(character(given, at)) and not is_unspaced(character(given, at)):
            at += 1
        if at > start:
            words.append(PyUnicode_Substring(text, start, at))
        else:
            at += 1
    return words


def letters_in(words):
    """Return how many of some words are single letters of a script without spaces between words."""
    cdef Py_ssize_t count = 0
    cdef str word
    cdef Characters given
    for word in words:
        given = characters_of(word)
        count += given.size == 1 and is_unspaced(character(given, 0))
    return count


cpdef tuple named_in(str names, words):
    """Return which of some words, in small letters, make up the names of an element.

    A word is a run of small letters, optionally after a capital, or a run of capitals: `readMore-URL` consists of
    `read`, `more` and `url`.
    """
    cdef Characters given = characters_of(names)
    cdef Py_ssize_t at = 0, start
    cdef list found = []
    while at < given.size:
        start = at
        at = _end_of_name(given, at)
        if at == start:
            at += 1
            continue
        word = PyUnicode_Substring(names, start, at).lower()
        if word in words:
            found.append(word)
    return tuple(found)


cdef Py_ssize_t _end_of_name(Characters given, Py_ssize_t at) noexcept nogil:
    """Return where the word at a position ends, or the position if there is none."""
    cdef Py_ssize_t start = at
    while at < given.size and _is_capital(character(given, at)):
        at += 1
    if at == given.size or not _is_small(character(given, at)):
        return at
    if at - start > 1:
        return at - 1  # the last of several capitals belongs to the next word
    while at < given.size and _is_small(character(given, at)):
        at += 1
    return at


cdef inline bint _is_capital(Py_UCS4 letter) noexcept nogil:
    return 0x41 <= letter <= 0x5A


cdef inline bint _is_small(Py_UCS4 letter) noexcept nogil:
    return 0x61 <= letter <= 0x7A
