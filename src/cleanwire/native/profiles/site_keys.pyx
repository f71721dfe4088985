"""The keys of a document's lines on its site: of what they say, of their form, and of their neighbours."""

from cpython.array cimport array
from libc.stdint cimport uint64_t

from cleanwire.native.numbers.columns cimport zeros
from cleanwire.native.profiles.mixing cimport mixed as mixed_key
from cleanwire.native.text.line_tables cimport LineTable


cdef enum:
    PASSAGE_WORDS = 8
    # A line of this many words is a passage by itself, even if it is not a paragraph: two documents hardly ever share
    # one by chance. A shorter one is a passage together with the next.

    # Salts that separate keys of one kind from those of others.
    PAIR = 0x5A17
    FORM = 0xF0A3
    END = 0xE4D5

cdef double ENDING = 0.25
# The end of a document has at most this share of its prose below it. On synthetic sites, 0.03 fewer of the varying
# lines are found with 0.1, and 0.04 more with 0.5; no line of an article is lost with any. But half of a document is
# hardly its end, so the value is in between.


def mixed(const uint64_t[::1] keys, uint64_t other, /):
    """Return keys, each mixed with another one, so that every bit depends on every bit of both."""
    cdef array found = zeros("Q", keys.shape[0])
    cdef Py_ssize_t at
    for at in range(keys.shape[0]):
        found.data.as_ulonglongs[at] = mixed_key(keys[at] ^ other)
    return found


cdef class SiteKeys:
    """The keys of a document's lines on a site, and their positions. Only lines that contain words are included.

    `rows` are the numbers of these lines, `keys` the keys of what they say, and `forms` those of their words, on any
    site.
    """

    cdef readonly Py_ssize_t count
    cdef readonly array lines
    """Of what each line says on this site."""
    cdef readonly array forms
    """Of the words of each line on this site. Equal to `lines` if the words are all that it says."""
    cdef readonly array pairs
    """Of each line and the next on this site; one less than lines."""
    cdef readonly array ends
    """Of each line at the end of a document of this site."""
    cdef readonly array passages
    """Of what each line says on any site. For a short line, the next one is included."""
    cdef readonly array last
    """Whether each line is at the end, below most of the prose."""
    cdef readonly array depths
    """How many words of prose are above each line."""
    cdef readonly array prose
    """Whether each line reads like a paragraph."""
    cdef readonly array sizes
    """How many words each line contains."""

    def __cinit__(
        self, LineTable table not None, rows, const uint64_t[::1] keys, const uint64_t[::1] forms, uint64_t site, /
    ):
        cdef array held = array("q", rows)
        self.count = len(held)
        if not keys.shape[0] == forms.shape[0] == self.count:
            raise ValueError(f"{self.count} lines have {keys.shape[0]} keys, and {forms.shape[0]} of their forms")
        self.lines, self.forms, self.ends = zeros("Q", self.count), zeros("Q", self.count), zeros("Q", self.count)
        self.pairs, self.passages = zeros("Q", max(0, self.count - 1)), zeros("Q", self.count)
        self.depths, self.sizes = zeros("q", self.count), zeros("q", self.count)
        self.last, self.prose = zeros("b", self.count), zeros("b", self.count)
        self._place(table, held)
        if self.count:
            self._find_keys(&keys[0], &forms[0], site)

    cdef int _place(self, LineTable table, array rows) except -1:
        """Set the position of each line."""
        cdef long long told = 0, above = 0
        cdef Py_ssize_t at = 0, line, row
        for line in range(table.count):
            told += table.sizes[line] if table.paragraphs[line] else 0
        for line in range(table.count):
            row = rows.data.as_longlongs[at] if at < self.count else table.count
            if row < line:
                break
            if row == line:
                self.depths.data.as_longlongs[at], self.sizes.data.as_longlongs[at] = above, table.sizes[line]
                self.prose.data.as_schars[at] = table.paragraphs[line] != 0
            above += table.sizes[line] if table.paragraphs[line] else 0
            if row == line:
                self.last.data.as_schars[at] = told - above <= ENDING * told
                at += 1
        if at < self.count:
            raise ValueError(f"the lines, of {table.count}, should be ascending and distinct")
        return 0

    cdef void _find_keys(self, const uint64_t *keys, const uint64_t *forms, uint64_t site) noexcept:
        """Set the keys of each line."""
        cdef unsigned long long *lines = self.lines.data.as_ulonglongs
        cdef Py_ssize_t at
        cdef bint long_
        for at in range(self.count):
            lines[at] = mixed_key(keys[at] ^ site)
            self.forms.data.as_ulonglongs[at] = lines[at] if keys[at] == forms[at] else mixed_key(forms[at] ^ site ^ FORM)
            self.ends.data.as_ulonglongs[at] = mixed_key(lines[at] ^ END)
        for at in range(self.count):
            if at + 1 < self.count:
                self.pairs.data.as_ulonglongs[at] = _joint(lines[at], lines[at + 1])
            long_ = self.prose.data.as_schars[at] or self.sizes.data.as_longlongs[at] >= PASSAGE_WORDS
            self.passages.data.as_ulonglongs[at] = keys[at]
            if not long_:
                self.passages.data.as_ulonglongs[at] = _joint(keys[at], keys[at + 1] if at + 1 < self.count else 0)


cdef inline uint64_t _joint(uint64_t key, uint64_t following) noexcept nogil:
    """Return the key of a line and the next. The last line is combined with the key 0."""
    return mixed_key(key * 3 + following ^ PAIR)
