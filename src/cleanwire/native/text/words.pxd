"""The words of spaced text as written, one after the other (`folding.words_of`)."""

from libc.stdint cimport uint64_t

from cleanwire.native.text.characters cimport Characters, character, hash_end, hash_start, hash_with
from cleanwire.native.text.letters cimport is_alnum, is_lower, is_space, is_unspaced, is_upper


cdef inline bint next_word(Characters text, Py_ssize_t *at, Py_ssize_t end, bint apart, uint64_t *hash_) noexcept nogil:
    """Move past the next word before an end, and set its hash. Return False if there is none.

    With `apart`, letters of scripts without spaces are words.
    """
    cdef Py_UCS4 letter
    cdef uint64_t sum_ = hash_start()
    while at[0] < end and is_space(character(text, at[0])):
        at[0] += 1
    if at[0] >= end:
        return False
    while at[0] < end:
        letter = character(text, at[0])
        if is_space(letter):
            break
        sum_ = hash_with(sum_, letter)
        at[0] += 1
        if apart and (is_unspaced(letter) or (at[0] < end and is_unspaced(character(text, at[0])))):
            break
    hash_[0] = hash_end(sum_)
    return True


cdef struct Starts:
    # The number of words between blanks, and of those that begin with a capital, a small letter, and either or a figure,
    # after one optional punctuation mark.
    Py_ssize_t count
    Py_ssize_t upper
    Py_ssize_t lower
    Py_ssize_t alnum


cdef inline Starts starts_in(Characters text, Py_ssize_t left, Py_ssize_t right) noexcept nogil:
    """Count the words of a part of a text by what they begin with."""
    cdef Starts words = Starts(0, 0, 0, 0)
    cdef Py_ssize_t at
    cdef Py_UCS4 letter
    cdef bint blank = True
    for at in range(left, right):
        letter = character(text, at)
        if is_space(letter):
            blank = True
        elif blank:
            blank = False
            words.count += 1
            if not is_alnum(letter):
                letter = character(text, at + 1) if at + 1 < right else c" "
            words.upper += is_upper(letter)
            words.lower += is_lower(letter)
            words.alnum += is_alnum(letter)
    return words
