"""A table of phrases: find which of many are in a text, at a cost that does not grow with their number."""

from cpython.array cimport array, resize
from libc.stdint cimport uint64_t

from cleanwire.native.numbers.columns cimport room_for, zeros
from cleanwire.native.text.characters cimport Characters, character, characters_of, hash_of, part


cdef enum:
    NONE = -1
    FIRST_ROOM = 64
    # Room for one step per this many letters of phrases: most words have about as many.
    LETTERS = 8


cdef inline uint64_t _key(int node, uint64_t word) noexcept nogil:
    """Return the key of a step from a node by a word. It is never 0, which marks an empty slot."""
    cdef uint64_t key = (word + <uint64_t> node * <uint64_t> 0x9E3779B97F4A7C15ULL) * <uint64_t> 0xD6E8FEB86659FD93ULL
    key ^= key >> 32
    return key if key else 1


cdef class PhraseTable:
    """Phrases as a tree: from the root, each word is a step towards the node of a phrase.

    `phrases` are words separated by single spaces. They are numbered in order; of equal ones the first counts. Words
    are identified by 64-bit hashes.
    """

    def __cinit__(self, phrases=()):
        cdef int number
        self._number_room = zeros("i", 0)
        self._take_room(FIRST_ROOM)
        self._count = 1
        self._numbers[ROOT] = NONE
        for number, phrase in enumerate(phrases):
            if phrase is None:
                raise TypeError("a phrase should be a str")
            self._take(characters_of(phrase), number)

    cdef int take_lines(self, Characters text) except -1:
        """Add the lines of a text as phrases, numbered in order, and return their number."""
        cdef int number = 0
        cdef Py_ssize_t start = 0, end
        self._make_room(text.size / LETTERS)
        while start < text.size:
            end = start
            while end < text.size and character(text, end) != c"\n":
                end += 1
            self._take(part(text, start, end), number)
            number += 1
            start = end + 1
        return number

    cdef int _take(self, Characters phrase, int number) except -1:
        """Add a phrase, and give it a number unless it has one."""
        cdef int node = ROOT
        cdef Py_ssize_t start = 0, end
        while start <= phrase.size:
            end = word_end(phrase, start)
            node = self._added(node, hash_of(phrase, start, end))
            start = end + 1
        if self._numbers[node] == NONE:
            self._numbers[node] = number
        return 0

    def find(self, str phrase not None):
        """Return the number of a phrase, or -1 if it is missing."""
        cdef Characters text = characters_of(phrase)
        cdef int node = ROOT
        cdef Py_ssize_t start = 0, end
        while start <= text.size and node >= 0:
            end = word_end(text, start)
            node = self.step(node, hash_of(text, start, end))
            start = end + 1
        return self.number(node) if node >= 0 else NONE

    cdef int step(self, int node, uint64_t word) noexcept nogil:
        """Return the node that a word leads to, or -1 if there is none."""
        cdef size_t place = self._place(_key(node, word))
        return self._steps[place].node if self._steps[place].key else NONE

    cdef int number(self, int node) noexcept nogil:
        """Return the number of the phrase that ends at a node, or -1 if there is none."""
        return self._numbers[node]

    cdef int _added(self, int node, uint64_t word) except -1:
        """Return the node that a word leads to, creating it if it is missing."""
        cdef uint64_t key = _key(node, word)
        cdef size_t place = self._place(key)
        if self._steps[place].key:
            return self._steps[place].node
        if 2 * <size_t> self._count > self._mask:
            self._make_room(2 * self._count)
            place = self._place(key)
        self._steps[place] = Step(key, self._count)
        self._numbers[self._count] = NONE
        self._count += 1
        return self._count - 1

    cdef size_t _place(self, uint64_t key) noexcept nogil:
        """Return the slot where a step is stored, or would be."""
        cdef size_t place = key & self._mask
        while self._steps[place].key and self._steps[place].key != key:
            place = (place + 1) & self._mask
        return place

    cdef int _make_room(self, size_t count) except -1:
        """Make room for `count` steps, with half of the slots free."""
        cdef array step_room = self._step_room  # so that it is not freed yet
        cdef Step *steps = self._steps
        cdef size_t old, before = self._mask + 1, room = before
        while room < 2 * count:
            room *= 2
        if room == before:
            return 0
        self._take_room(room)
        for old in range(before):
            if steps[old].key:
                self._steps[self._place(steps[old].key)] = steps[old]
        return 0

    cdef int _take_room(self, size_t room) except -1:
        """Begin an empty table of steps, with room for the numbers of half as many nodes."""
        self._step_room, self._mask = room_for(room, sizeof(Step)), room - 1
        resize(self._number_room, room / 2)
        self._steps = <Step *> self._step_room.data.as_voidptr
        self._numbers = self._number_room.data.as_ints
        return 0
