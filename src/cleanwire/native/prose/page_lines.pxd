from cpython.array cimport array

from cleanwire.native.numbers.columns cimport Table
from cleanwire.native.prose.line_words cimport LineWords
from cleanwire.native.prose.recurrence cimport Recurrence


cdef enum Base:
    # What both passes use: the shapes first, in the order of SHAPES.
    SIZE = 0
    CLOSED = 1
    COLON = 2
    COMMA = 3
    LOWER = 4
    BULLET = 5
    CAPITALS = 9
    INDENTED = 23
    GAP = 27
    IS_CLAIMED = 28
    IS_REACHED
    FUNCTIONS  # share of words that are the text's function words
    COPIES  # how often the text contains the line
    CORE  # share of content words that occur in long lines, and in another line, too
    LENGTH  # words, on a logarithmic scale
    IS_SHORT
    IS_PARAGRAPH
    BASE_COUNT


cdef enum:
    IS_HEADLINE = -2
    # The kind of the headline.

    LONG = 12
    # Lines of at least this many words that end like a sentence show the words and capitals of sentences.


cdef class PageLines:
    cdef readonly Py_ssize_t count
    cdef Recurrence recurrence
    cdef array kinds
    cdef array _numbers
    cdef Table base

    cdef int _read_words(self, LineWords words) except -1
