"""Signs of the texts of a page: how they end, and what their beginnings contain."""

from cpython cimport array

from cleanwire.native.numbers.columns cimport doubles
from cleanwire.native.text.characters cimport Characters, are_there, character, characters_of
from cleanwire.native.text.letters cimport is_lower, is_space, is_upper


cdef enum:
    CLOSED
    COLON
    COMMAS
    SENTENCES
    DIGITS
    CAPITALS
    SMALL_START
    COPYRIGHT
    ADDRESS
    URL
    SIGNS

SIGN_NAMES = (
    "closed", "colon", "commas", "sentences", "digits", "capitals", "small_start", "copyright", "address", "url"
)
"""The columns of `signs_of`, in this order."""


def signs_of(texts, *, str closed, Py_ssize_t head):
    """Return the signs of texts, as an array for each of SIGN_NAMES with one number for each text.

    Whether it ends with one of the characters `closed`, or with a colon. Then, for its first `head` characters: the
    number of commas, the number of sentences that end in them, the share of digits, the share of words that begin with
    a capital, whether they begin with a small letter, and whether they contain a copyright sign, an @ or an address. No
    text may be empty.
    """
    cdef Py_ssize_t count = len(texts), at = 0
    cdef int sign
    cdef double[SIGNS] found
    cdef str text
    cdef list columns = [doubles(count) for _ in SIGN_NAMES]
    cdef double *into[SIGNS]
    for sign in range(SIGNS):
        into[sign] = (<array.array> columns[sign]).data.as_doubles
    for text in texts:
        if not text:
            raise ValueError("a text without characters has no signs")
        _read_signs(characters_of(text), head, found)
        found[CLOSED] = text[len(text) - 1] in closed
        for sign in range(SIGNS):
            into[sign][at] = found[sign]
        at += 1
    return columns


cdef void _read_signs(Characters text, Py_ssize_t head, double *found) noexcept nogil:
    cdef Py_ssize_t at, digits = 0, commas = 0, words = 0, capitals = 0, sentences = 0
    cdef Py_ssize_t most = min(head, text.size)
    cdef Py_UCS4 letter
    cdef bint apart = True
    found[COPYRIGHT] = found[ADDRESS] = found[URL] = 0
    for at in range(most):
        letter = character(text, at)
        if is_space(letter):
            apart = True
            continue
        if apart:
            words += 1
            capitals += is_upper(letter)
            apart = False
        if letter == u",":
            commas += 1
        elif u"0" <= letter <= u"9":
            digits += 1
        elif letter == u"©":
            found[COPYRIGHT] = 1
        elif letter == u"@":
            found[ADDRESS] = 1
        elif letter == u"h" or letter == u"w":
            if at + 4 <= most and (are_there(text, at, b"http") or are_there(text, at, b"www.")):
                found[URL] = 1
    for at in range(text.size - 1):
        sentences += character(text, at) == u"." and character(text, at + 1) == u" "
    found[COLON] = character(text, text.size - 1) == u":"
    found[SMALL_START] = is_lower(character(text, 0))
    found[COMMAS], found[SENTENCES] = commas, sentences
    found[DIGITS] = <double> digits / most
    found[CAPITALS] = <double> capitals / max(1, words)
