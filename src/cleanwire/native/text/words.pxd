"""The words of spaced text as written, one after the other (`folding.words_of`)."""

from libc.stdint cimport uint64_t

from cleanwire.native.text.characters cimport Characters, character, hash_end, hash_start, hash_with
from cleanwire.native.text.letters cimport is_space, is_unspaced


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
