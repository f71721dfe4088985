"""Kinds of characters, as `folding` and Python's own str know them."""

cdef extern from "Python.h":
    bint Py_UNICODE_ISSPACE(Py_UCS4 letter) noexcept nogil


cdef inline bint is_blank(Py_UCS4 letter) noexcept nogil:
    """Whether `str.split` splits here."""
    return Py_UNICODE_ISSPACE(letter)


cdef inline bint is_unspaced(Py_UCS4 letter) noexcept nogil:
    """Whether a letter is of a script without spaces between words (`folding.UNSPACED`)."""
    if letter < 0xE00:
        return False
    return (
        letter <= 0xEFF
        or 0x1000 <= letter <= 0x109F
        or 0x1780 <= letter <= 0x17FF
        or 0x3005 <= letter <= 0x3007
        or 0x3040 <= letter <= 0x30FF
        or 0x3400 <= letter <= 0x9FFF
        or 0xF900 <= letter <= 0xFAFF
        or 0x20000 <= letter <= 0x3FFFF
    )


cdef inline bint is_unwritten(Py_UCS4 letter) noexcept nogil:
    """Whether a mark may be left out in writing (`folding.UNWRITTEN`)."""
    if letter < 0x591:
        return False
    return (
        letter <= 0x5BD
        or letter == 0x5BF
        or letter == 0x5C1
        or letter == 0x5C2
        or letter == 0x5C7
        or letter == 0x640
        or 0x64B <= letter <= 0x655
        or letter == 0x670
        or letter == 0x93C
        or letter == 0x9BC
        or letter == 0x200D
    )
