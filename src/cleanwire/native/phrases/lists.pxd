from cpython.array cimport array
from libc.stdint cimport uint64_t

from cleanwire.native.phrases.bounds cimport Limits
from cleanwire.native.text.characters cimport Characters
from cleanwire.native.text.keys cimport Key
from cleanwire.native.phrases.tables cimport PhraseTable


cpdef enum:
    # The lines on which a list without phrases is tested.
    NEVER = 0
    FOR_ALL = 1
    FOR_DATES = 2
    AFTER = 3

cpdef enum:
    # The hits among which those of a list are reported, as bits.
    NOW = 1
    LATER = 2

cpdef enum:
    # Whether a list may claim a row of buttons.
    MUTE = 0
    FREE = 1
    BOUND = 2
    BESIDE = 3

cdef enum:
    NONE = -1
    # The kinds of phrases.
    WHOLE = 0
    OPENS = 1
    WITHIN = 2
    KINDS = 3
    # What a node or its descendants end: a whole line, an opening, an inner phrase, a button. And whether it ends one.
    TO_WHOLE = 1
    TO_OPENING = 2
    TO_INNER = 4
    TO_BUTTON = 8
    IS_BUTTON = 16

cdef uint64_t STEM_STEP


cdef struct Entry:
    # A phrase of a list, and the next entry of the same node and kind. For the first entry also the last one.
    int list
    int next
    int last


cdef struct Node:
    # For each kind, the first entry of the phrase that ends here; and what can be reached from the node.
    int[KINDS] first
    int leads


cdef struct List:
    Limits limits
    int kind
    int voice
    int when
    bint button
    bint awaited
    bint announces


cdef struct Beginnings:
    # A bit for each beginning of a phrase, which is one word or two.
    uint64_t *bits
    size_t mask


cdef class PhraseLists:
    cdef tuple _owners
    # The phrases of all entries, and the hits of each list without phrases and as a whole line, which many lines share.
    cdef list _phrases
    cdef list _wordless
    cdef list _as_whole
    cdef PhraseTable _tree
    cdef int _count
    cdef int _kinds
    cdef int _longest
    cdef int _stems
    cdef int _room
    # What the pointers below point into, and the nodes, which grow.
    cdef list _rooms
    cdef array _node_room
    cdef List *_lists
    cdef int *_asked
    cdef int[3] _asked_to
    cdef Entry *_entries
    cdef Node *_nodes
    cdef Beginnings _lines
    cdef Beginnings _within

    cdef int _take_lists(self, tuple lists) except -1
    cdef int _take_phrases(self, tuple lists) except -1
    cdef int _take(self, str phrase, int number, int kind) except -1
    cdef int _mark(self, Characters phrase, int mark) except -1
    cdef int _make_room(self, int room) except -1
    cdef int _make_beginnings(self, Beginnings *beginnings, Py_ssize_t phrases) except -1


cdef inline uint64_t pair(uint64_t first, uint64_t second) noexcept nogil:
    """Return the hash of a beginning of two words."""
    return first ^ (second << 1 | second >> 63)


cdef inline bint begins_with(const Beginnings *beginnings, uint64_t hash_) noexcept nogil:
    """Whether a phrase may begin with a word, or pair of words. False positives are possible."""
    return beginnings.bits[(hash_ >> 6) & beginnings.mask] >> (hash_ & 63) & 1


cdef inline bint may_begin(const Beginnings *beginnings, const Key *key, Py_ssize_t at) noexcept nogil:
    """Whether a phrase may begin at a word of a key. A few bits decide for most words."""
    cdef uint64_t hash_ = key.words[at].hash
    if begins_with(beginnings, hash_):
        return True
    return at + 1 < key.count and begins_with(beginnings, pair(hash_, key.words[at + 1].hash))
