from cpython.tuple cimport PyTuple_Check, PyTuple_GET_ITEM, PyTuple_GET_SIZE

from cleanwire.native.text.characters cimport Characters


cdef struct Limits:
    Py_ssize_t least_words
    Py_ssize_t most_words
    Py_ssize_t least_above
    Py_ssize_t most_below
    Py_ssize_t first
    Py_ssize_t last
    double after
    double before
    # 1 and 0 ask for a fact and for its absence, and -1 for neither.
    signed char closed
    signed char colon
    signed char bracketed
    signed char listed
    signed char prose
    signed char quoting


cdef struct Line:
    # Where its visible text begins and ends, and its place among the lines of its document.
    Py_ssize_t left
    Py_ssize_t right
    Py_ssize_t words
    Py_ssize_t index
    Py_ssize_t count
    Py_ssize_t above
    Py_ssize_t below
    bint prose


cdef Limits limits_of(dict bounds) except *
cdef bint holds(const Limits *limits, const Line *line, Characters folded) noexcept nogil


cdef inline Line line_of(object block, Py_ssize_t count, Py_ssize_t above) except *:
    """Return a block of a document with so many, (index, start, end, left, right, key, words, prose); raise TypeError
    for anything else. How many paragraphs stand below is left out."""
    if not PyTuple_Check(block) or PyTuple_GET_SIZE(block) != 8:
        raise TypeError("a block has eight fields")
    # Taken as they lie: to index a named tuple goes the long way, seven times for each line.
    return Line(
        <object> PyTuple_GET_ITEM(block, 3),
        <object> PyTuple_GET_ITEM(block, 4),
        <object> PyTuple_GET_ITEM(block, 6),
        <object> PyTuple_GET_ITEM(block, 0),
        count,
        above,
        0,
        is_prose(block),
    )


cdef inline bint is_prose(object block) noexcept:
    """Whether a block with eight fields reads like a paragraph."""
    return <object> PyTuple_GET_ITEM(block, 7) is True
