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
    # 1 requires the property, 0 its absence, and -1 neither.
    signed char closed
    signed char colon
    signed char bracketed
    signed char listed
    signed char prose
    signed char quoting


cdef struct Line:
    # Start and end of its visible text, and its position among the lines of its document.
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
    """Return the line of a block (index, start, end, left, right, key, words, prose) in a document of `count` blocks.
    Raise TypeError for anything else. `below` is not set."""
    if not PyTuple_Check(block) or PyTuple_GET_SIZE(block) != 8:
        raise TypeError("a block has eight fields")
    # Read directly: indexing a named tuple takes a slow path, seven times for each line.
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
