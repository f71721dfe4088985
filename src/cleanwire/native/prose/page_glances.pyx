"""A quick look at a text's lines: how many are short, entries of menus, items of lists, code."""

from collections import namedtuple

from cleanwire.native.text.characters cimport Characters, character, characters_of
from cleanwire.native.text.letters cimport is_alnum, is_decimal, is_lower
from cleanwire.native.text.line_tables cimport LineTable


cdef enum:
    SHORT = 5
    # Lines of up to this many words are short: menu entries, buttons, names.

    READ = 120
    # This many characters of a line show whether it is code.

    SIGNS = 3
    # Two words of an entry are separated by at most this many signs.


Glance = namedtuple("Glance", "short run entries listed lower code first last")
# The number of short lines and the longest run of them; the numbers of entries, items, lines that begin with a small
# letter, and lines with code; the indexes of the first and the last paragraph, -1 if there is none.


def glance(str source, str folded, LineTable lines, /):
    """Return what the lines of a text look like."""
    cdef Characters text = characters_of(source), plain = characters_of(folded)
    cdef Py_ssize_t at, left, right, short_ = 0, row = 0, longest = 0, entries = 0, listed = 0, lower = 0, code = 0
    cdef Py_ssize_t first = -1, last = -1
    lines.within(text)
    lines.within(plain)
    for at in range(lines.count):
        left, right = lines.lefts[at], lines.rights[at]
        if lines.sizes[at] <= SHORT:
            short_ += 1
            row += 1
            longest = max(longest, row)
            entries += _is_entry(text, left, right)
        else:
            row = 0
        if lines.paragraphs[at]:
            first = at if first < 0 else first
            last = at
        if left < right:
            listed += _is_listed(character(text, left))
            lower += is_lower(character(text, left))
        code += _is_code(plain, left, min(right, left + READ))
    return Glance(short_, longest, entries, listed, lower, code, first, last)


cdef bint _is_entry(Characters text, Py_ssize_t left, Py_ssize_t right) noexcept nogil:
    """Whether a line looks like an entry of a menu: words without figures or marks, the first with a capital."""
    cdef Py_ssize_t at, signs = SIGNS
    if left == right or is_lower(character(text, left)):
        return False
    # This begins as if no further sign were allowed, because an entry has to begin with a letter.
    for at in range(left, right):
        if _is_letter(character(text, at)):
            signs = 0
        elif signs < SIGNS and character(text, at) in (c" ", c"'", c"&", c"/", c"-"):
            signs += 1
        else:
            return False
    return signs == 0


cdef inline bint _is_letter(Py_UCS4 letter) noexcept nogil:
    return is_alnum(letter) and not is_decimal(letter)


cdef inline bint _is_listed(Py_UCS4 letter) noexcept nogil:
    """Whether a line that begins with a character is an item of a list, or a row of a table."""
    return letter in (c"*", c"-", 0x2022, 0xB7, c"+", c"#", c">", c"|", c"(") or c"0" <= letter <= c"9"


cdef bint _is_code(Characters folded, Py_ssize_t left, Py_ssize_t right) noexcept nogil:
    """Whether a part of a line contains signs of program code or markup."""
    cdef Py_ssize_t at
    for at in range(left, right):
        if character(folded, at) in (c"{", c"}", c"=", c";", c"<", c">", c"\\", c"`"):
            return True
    return False
