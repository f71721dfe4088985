"""Classes of characters, as in `str`, `re` and folding; callable without the GIL."""

cdef extern from "Python.h":
    bint is_title "Py_UNICODE_ISTITLE"(Py_UCS4 letter) noexcept nogil
    bint Py_UNICODE_ISUPPER(Py_UCS4 letter) noexcept nogil
    bint Py_UNICODE_ISLOWER(Py_UCS4 letter) noexcept nogil
    bint Py_UNICODE_ISALNUM(Py_UCS4 letter) noexcept nogil
    bint Py_UNICODE_ISDECIMAL(Py_UCS4 letter) noexcept nogil
    bint Py_UNICODE_ISSPACE(Py_UCS4 letter) noexcept nogil


# Most text is ASCII, which needs no table lookup.

cdef inline bint is_upper(Py_UCS4 letter) noexcept nogil:
    return c"A" <= letter <= c"Z" if letter < 128 else Py_UNICODE_ISUPPER(letter)


cdef inline bint is_lower(Py_UCS4 letter) noexcept nogil:
    return c"a" <= letter <= c"z" if letter < 128 else Py_UNICODE_ISLOWER(letter)


cdef inline bint is_decimal(Py_UCS4 letter) noexcept nogil:
    return c"0" <= letter <= c"9" if letter < 128 else Py_UNICODE_ISDECIMAL(letter)


cdef inline bint is_alnum(Py_UCS4 letter) noexcept nogil:
    if letter < 128:
        return c"a" <= letter <= c"z" or c"A" <= letter <= c"Z" or c"0" <= letter <= c"9"
    return Py_UNICODE_ISALNUM(letter)


cdef inline bint is_space(Py_UCS4 letter) noexcept nogil:
    r"""Whether it is whitespace: `str.split` splits there, and `\s` matches it."""
    if letter < 128:
        return letter == 0x20 or 0x09 <= letter <= 0x0D or 0x1C <= letter <= 0x1F
    return Py_UNICODE_ISSPACE(letter)


cdef inline bint is_word(Py_UCS4 letter) noexcept nogil:
    r"""Whether `\w` of `re` matches it."""
    return is_alnum(letter) or letter == u"_"


cdef inline bint is_unspaced(Py_UCS4 letter) noexcept nogil:
    """Whether it is a letter of Thai, Lao, Burmese, Khmer, Japanese or Chinese, which have no spaces between words."""
    if letter < 0x0E00:
        return False
    return (
        letter <= 0x0EFF
        or 0x1000 <= letter <= 0x109F
        or 0x1780 <= letter <= 0x17FF
        or 0x3005 <= letter <= 0x3007
        or 0x3040 <= letter <= 0x30FF
        or 0x3400 <= letter <= 0x9FFF
        or 0xF900 <= letter <= 0xFAFF
        or 0x20000 <= letter <= 0x3FFFF
    )


cdef inline bint is_unwritten(Py_UCS4 mark) noexcept nogil:
    """Whether it is a mark that some write and others do not: vowel points of Hebrew and Arabic, the stroke that
    stretches Arabic words, the dot below letters of Hindi and Bengali, and what joins their letters."""
    if mark < 0x0591:
        return False
    return (
        mark <= 0x05BD
        or mark == 0x05BF
        or mark == 0x05C1
        or mark == 0x05C2
        or mark == 0x05C7
        or mark == 0x0640
        or 0x064B <= mark <= 0x0655
        or mark == 0x0670
        or mark == 0x093C
        or mark == 0x09BC
        or mark == 0x200D
    )


cdef inline bint ends_line(Py_UCS4 mark) noexcept nogil:
    """Whether a line ends at it, as in `str.splitlines`."""
    if 0x1E < mark < 0x85:
        return False
    return 0x0A <= mark <= 0x0D or 0x1C <= mark <= 0x1E or mark == 0x85 or mark == 0x2028 or mark == 0x2029
