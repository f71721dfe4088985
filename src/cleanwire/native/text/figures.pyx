"""The figures of a text."""

from cleanwire.native.text.characters cimport Characters, character, characters_of
from cleanwire.native.text.letters cimport is_decimal


def figures_in(str text not None, /):
    """Return the figures of a text in order: digits, with points, commas, colons or slashes between them, a sign before
    and a percent sign after them."""
    cdef Characters given = characters_of(text)
    cdef Py_ssize_t at = 0, start
    cdef list found = []
    while at < given.size:
        if not is_decimal(character(given, at)):
            at += 1
            continue
        start = at - 1 if at and _is_sign(character(given, at - 1)) else at
        at = _end_of_digits(given, at)
        while at + 1 < given.size and _is_among(character(given, at)) and is_decimal(character(given, at + 1)):
            at = _end_of_digits(given, at + 1)
        if at < given.size and character(given, at) == c"%":
            at += 1
        found.append(text[start:at])
    return found


cdef inline Py_ssize_t _end_of_digits(Characters text, Py_ssize_t at) noexcept nogil:
    while at < text.size and is_decimal(character(text, at)):
        at += 1
    return at


cdef inline bint _is_sign(Py_UCS4 mark) noexcept nogil:
    return mark in (c"-", c"+", c"<", c">", c"$", c"~", 0xB1, 0x2212, 0x2013)


cdef inline bint _is_among(Py_UCS4 mark) noexcept nogil:
    return mark in (c".", c",", c":", c"/")
