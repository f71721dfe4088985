"""Conditions on a line alone: its length, its position, and how it begins and ends."""

from libc.float cimport DBL_MAX

from cleanwire.native.text.characters cimport Characters, character, characters_of


cdef Py_ssize_t ANY = (<size_t> -1) >> 1
"""No line has as many words."""


_FIELDS = {
    "min-words": "least_words", "max-words": "most_words", "prose-above": "least_above", "prose-below": "most_below",
    "first": "first", "last": "last", "after": "after", "before": "before", "sentence": "closed", "colon": "colon",
    "bracketed": "bracketed", "listed": "listed", "prose": "prose", "quoting": "quoting",
}
"""The limit that each bound sets."""

_UNLIMITED = {
    "least_words": 0, "most_words": ANY, "least_above": 0, "most_below": ANY, "first": ANY, "last": ANY,
    "after": -DBL_MAX, "before": DBL_MAX, **dict.fromkeys(("closed", "colon", "bracketed", "listed", "prose", "quoting"), -1),
}


cdef Limits limits_of(dict bounds) except *:
    """Return bounds as limits. Raise KeyError for an unknown name."""
    return {**_UNLIMITED, **{_FIELDS[name]: min(value, ANY) for name, value in bounds.items()}}


cdef bint holds(const Limits *limits, const Line *line, Characters folded) noexcept nogil:
    """Whether a line of a folded text is within limits. Tests that cost more than a comparison come last."""
    if not limits.least_words <= line.words <= limits.most_words:
        return False
    if not (limits.least_above <= line.above and line.below <= limits.most_below):
        return False
    if not (line.index < limits.first and (limits.last == ANY or line.index >= line.count - limits.last)):
        return False
    if limits.after > 0 and not line.left >= limits.after * folded.size:
        return False
    if limits.before < DBL_MAX and not line.left <= limits.before * folded.size:
        return False
    if limits.prose >= 0 and line.prose != limits.prose:
        return False
    if limits.listed >= 0 and _is_listed(line, folded) != limits.listed:
        return False
    if limits.colon >= 0 and (character(folded, line.right - 1) == c":") != limits.colon:
        return False
    if limits.bracketed >= 0 and _is_bracketed(line, folded) != limits.bracketed:
        return False
    if limits.closed >= 0 and _closes(folded, line.left, line.right) != limits.closed:
        return False
    return limits.quoting < 0 or _quotes(line, folded) == limits.quoting


cdef inline bint _is_listed(const Line *line, Characters folded) noexcept nogil:
    cdef Py_UCS4 mark = character(folded, line.left)
    return mark == c"*" or mark == c"-" or mark == c"|" or mark == c">"


cdef inline bint _is_bracketed(const Line *line, Characters folded) noexcept nogil:
    cdef Py_UCS4 first = character(folded, line.left), last = character(folded, line.right - 1)
    return (first == c"(" and last == c")") or (first == c"[" and last == c"]")


cdef bint _closes(Characters folded, Py_ssize_t left, Py_ssize_t right) noexcept nogil:
    cdef Py_UCS4 last = 0
    while right > left:
        last = character(folded, right - 1)
        if not (last == c'"' or last == c"'" or last == c")" or last == c" " or last == c"]"):
            break
        right -= 1
    return right > left and (last == c"." or last == c"!" or last == c"?")


cdef bint _quotes(const Line *line, Characters folded) noexcept nogil:
    """Whether a line contains two quotation marks."""
    cdef Py_ssize_t at
    cdef int marks = 0
    for at in range(line.left, line.right):
        if character(folded, at) == c'"':
            marks += 1
            if marks == 2:
                return True
    return False


def closes(str folded not None, Py_ssize_t left, Py_ssize_t right):
    """Return whether left..right of a folded text ends like a sentence, ignoring quotation marks and brackets."""
    if not 0 <= left <= right <= len(folded):
        raise IndexError("the line is outside of the text")
    return bool(_closes(characters_of(folded), left, right))


cdef class Bounds:
    """Some bounds, by their names: `Bounds({"max-words": 4, "sentence": False})`.

    `min-words`, `max-words`: the number of words. `prose-above`, `prose-below`: the least number of paragraphs above,
    the greatest below. `first`, `last`: the line is among this many first or last ones. `after`, `before`: it is after
    or before this share of the text. And what must be true or false: `sentence`, it ends like one; `colon`, it ends
    with one; `bracketed`, it is in brackets; `listed`, it begins with a bullet; `prose`, it reads like a paragraph;
    `quoting`, it contains two quotation marks. Raises KeyError for any other name.
    """

    cdef Limits _limits

    def __cinit__(self, dict bounds not None):
        self._limits = limits_of(bounds)

    def hold(self, str folded not None, block, Py_ssize_t count, Py_ssize_t above, Py_ssize_t below):
        """Return whether a block of a folded text is within the bounds.

        The text has `count` blocks, with `above` and `below` paragraphs above and below this one. A block is (index,
        start, end, left, right, key, words, prose), like `document.Block`, and its text is not empty.
        """
        cdef Line line = line_of(block, count, above)
        line.below = below
        if not 0 <= line.left < line.right <= len(folded):
            raise IndexError("the block is outside of the text")
        return bool(holds(&self._limits, &line, characters_of(folded)))
