"""Lists of phrases as one tree, whose nodes name the lists with the phrase that ends there."""

from collections import namedtuple

from cpython.array cimport array, resize
from libc.stdint cimport uint64_t

from cleanwire.native.numbers.columns cimport room_for, zeros
from cleanwire.native.phrases.bounds cimport limits_of
from cleanwire.native.text.characters cimport Characters, characters_of, hash_end, hash_of, hash_start, hash_with
from cleanwire.native.phrases.tables cimport ROOT, PhraseTable, word_end

STEM = "*"
"""Ends an inner phrase whose last word may continue. No word of a key contains it."""

cdef uint64_t STEM_STEP = hash_end(hash_with(hash_start(), c"*"))
"""The step from the words before a stem to its letters, each of which is a step."""

cdef str FIGURE = "0"
"""A lone figure may be anything, and is not a button."""

cdef enum:
    MOST_KINDS = 1_000
    FIRST_ROOM = 64
    # This many bits for each phrase: one word in eight is taken for the beginning of one by chance.
    BITS = 8

PhraseList = namedtuple(
    "PhraseList",
    "owner whole openings inner bounds asked button voice kind when awaited announces",
    defaults=((), (), (), {}, NEVER, False, MUTE, 0, NOW, False, False),
)
"""One list of phrases, which are keys of `folding.key_of`.

Its hits are reported by `owner`. A line is a hit if it is one of `whole`, begins with one of `openings` or contains one
of `inner`, and is within `bounds` (see `Bounds`). A list without phrases may be tested (`asked`) on short lines:
FOR_ALL, FOR_DATES, or AFTER all others. `button`: its whole lines may be side by side on one line. `voice` says whether
it may claim such a row: MUTE; FREE; BOUND, if no FREE list does; or BESIDE, in addition to another. `kind` is a number
from 0 up. `when` its hits are reported: NOW, LATER, or both. Lines in which an `awaited` list matches, or one that
`announces` others, are reported even if its bounds do not hold.
"""


cdef class PhraseLists:
    """Lists of phrases, built once."""

    def __cinit__(self, lists, *_):
        lists = tuple(lists)
        self._owners = tuple([one.owner for one in lists])
        self._phrases = []
        self._wordless = [(owner, "") for owner in self._owners]
        self._as_whole = [(owner, None) for owner in self._owners]
        self._count = len(lists)
        self._rooms, self._node_room = [], room_for(0, sizeof(Node))
        self._take_lists(lists)
        self._take_phrases(lists)

    cdef int _take_lists(self, tuple lists) except -1:
        """Store the conditions of each list, and which lists are tested without phrases."""
        cdef int number, when, end = 0
        cdef List *kept
        cdef array kept_lists = room_for(self._count, sizeof(List)), asked = zeros("i", self._count)
        self._rooms += kept_lists, asked
        self._lists, self._asked = <List *> kept_lists.data.as_voidptr, asked.data.as_ints
        for number, one in enumerate(lists):
            if not 0 <= one.kind <= MOST_KINDS:
                raise ValueError("a kind is a small number from 0 up")
            kept = &self._lists[number]
            kept.limits = limits_of(one.bounds)
            kept.kind, kept.voice, kept.when = one.kind, one.voice, one.when
            kept.button, kept.awaited, kept.announces = one.button, one.awaited, one.announces
            self._kinds = max(self._kinds, kept.kind + 1)
        for when in range(FOR_ALL, AFTER + 1):
            for number, one in enumerate(lists):
                if one.asked == when:
                    self._asked[end] = number
                    end += 1
            self._asked_to[when - FOR_ALL] = end
        return 0

    cdef int _take_phrases(self, tuple lists) except -1:
        """Build the tree of all phrases."""
        cdef Py_ssize_t lines = 0, within = 0
        cdef int number
        cdef array entries
        for one in lists:
            lines += len(one.whole) + len(one.openings)
            within += len(one.inner)
        entries = room_for(lines + within, sizeof(Entry))
        self._rooms.append(entries)
        self._entries = <Entry *> entries.data.as_voidptr
        self._tree = PhraseTable()
        self._make_room(FIRST_ROOM)
        self._make_beginnings(&self._lines, lines)
        self._make_beginnings(&self._within, within)
        for number, one in enumerate(lists):
            for phrase in one.whole:
                self._take(phrase, number, WHOLE)
            for phrase in one.openings:
                self._take(phrase, number, OPENS)
            for phrase in one.inner:
                self._take(phrase, number, WITHIN)
        self._stems = self._tree.step(ROOT, STEM_STEP)
        return 0

    cdef int _take(self, str phrase, int number, int kind) except -1:
        """Record that a list contains a phrase of a kind."""
        if phrase is None:
            raise TypeError("a phrase should be a str")
        cdef str steps = _stepwise(phrase) if kind == WITHIN else phrase
        cdef Characters text = characters_of(steps)
        cdef int entry = <int> len(self._phrases), first
        cdef int node = self._mark(text, 1 << kind)
        self._phrases.append(phrase if steps is phrase else phrase.removesuffix(STEM))
        self._entries[entry] = Entry(number, NONE, entry)
        self._longest = max(self._longest, <int> text.size + 1)
        first = self._nodes[node].first[kind]
        if first != NONE:
            self._entries[self._entries[first].last].next = entry
            self._entries[first].last = entry
            return 0
        self._nodes[node].first[kind] = entry
        _note_beginning(&self._within if kind == WITHIN else &self._lines, text)
        if kind == WHOLE and self._lists[number].button and phrase != FIGURE:
            self._mark(text, TO_BUTTON)
            self._nodes[node].leads |= IS_BUTTON
        return 0

    cdef int _mark(self, Characters phrase, int mark) except -1:
        """Mark the nodes on the path of a phrase, creating missing ones, and return the last."""
        cdef int node = ROOT
        cdef Py_ssize_t start = 0, end
        while start <= phrase.size:
            end = word_end(phrase, start)
            node = self._tree._added(node, hash_of(phrase, start, end))
            if node >= self._room:
                self._make_room(2 * self._room)
            self._nodes[node].leads |= mark
            start = end + 1
        return node

    cdef int _make_room(self, int room) except -1:
        """Make room for `room` nodes."""
        cdef int node
        resize(self._node_room, room * sizeof(Node))
        self._nodes = <Node *> self._node_room.data.as_voidptr
        for node in range(self._room, room):
            self._nodes[node] = Node([NONE, NONE, NONE], 0)
        self._room = room
        return 0

    cdef int _make_beginnings(self, Beginnings *beginnings, Py_ssize_t phrases) except -1:
        """Make room for the beginnings of some phrases."""
        cdef size_t words = 1
        cdef array bits
        while 64 * words < BITS * <size_t> phrases:
            words *= 2
        bits = zeros("Q", words)
        self._rooms.append(bits)
        beginnings.bits, beginnings.mask = <uint64_t *> bits.data.as_ulonglongs, words - 1
        return 0


cdef str _stepwise(str phrase):
    """Return the steps of an inner phrase in the tree: a stem is split into letters."""
    if not phrase.endswith(STEM):
        return phrase
    before, _, stem = phrase.removesuffix(STEM).rpartition(" ")
    return " ".join([before, STEM, *stem] if before else [STEM, *stem])


cdef void _note_beginning(Beginnings *beginnings, Characters phrase) noexcept:
    """Record the first two words of a phrase, or its only word, or its only word before a stem."""
    cdef Py_ssize_t end = word_end(phrase, 0)
    cdef uint64_t hash_ = hash_of(phrase, 0, end), second
    if end < phrase.size:
        second = hash_of(phrase, end + 1, word_end(phrase, end + 1))
        if second != STEM_STEP:
            hash_ = pair(hash_, second)
    beginnings.bits[(hash_ >> 6) & beginnings.mask] |= <uint64_t> 1 << (hash_ & 63)
