"""The state while the lines of a text are read and phrases are looked up in them."""

from cpython.mem cimport PyMem_Free
from libc.string cimport memset

from cleanwire.native.phrases.bounds cimport Line
from cleanwire.native.text.characters cimport Characters, characters_of
from cleanwire.native.text.keys cimport Key, free_key, no_key, read_key


cdef struct Reading:
    Characters folded
    Characters bare
    Line line
    Key key
    bint bounded
    # Whether a list matched in the line, an awaited one did, and one that announces others did.
    bint heard
    bint awaited
    bint announced
    # The number of lines read; for each list the last of them in which it matched, and at which word.
    int number
    int *heard_in
    int *heard_at
    # Nodes found at one position, deepest last.
    int *nodes


cdef inline void begin_reading(Reading *reading, str folded, str bare) noexcept:
    """Begin a text with empty state."""
    memset(reading, 0, sizeof(Reading))
    reading.folded = characters_of(folded)
    reading.bare = characters_of(bare)
    reading.key = no_key()
    reading.bounded = True


cdef inline void end_reading(Reading *reading) noexcept:
    """Free the state."""
    free_key(&reading.key)
    PyMem_Free(reading.heard_in)
    PyMem_Free(reading.heard_at)
    PyMem_Free(reading.nodes)


cdef inline int read_words(Reading *reading, Characters text, Py_ssize_t start, Py_ssize_t end) except -1:
    """Read the words of a part of a text."""
    if not read_key(&reading.key, text, start, end):
        raise MemoryError
    return 0
