"""Look up many lists of phrases in all lines of a text at once, at a cost that does not grow with their number.

From each word at which a phrase may begin, the words of the line are steps in the tree of all phrases
(`native.phrases.lists`). Its nodes name the lists with the phrase that ends there: as a whole line, as an opening, or
within a line.
"""

from cpython.array cimport array
from cpython.tuple cimport PyTuple_GET_ITEM
from libc.stdint cimport uint64_t

from cleanwire.native.numbers.columns cimport zeros
from cleanwire.native.phrases.bounds cimport Line, holds, line_of
from cleanwire.native.text.characters cimport Characters, character, characters_of, hash_end, hash_start, hash_with
from cleanwire.native.text.letters cimport is_space, is_unspaced
from cleanwire.native.phrases.dates cimport DateWords
from cleanwire.native.text.keys cimport Key, Word, read_opening
from cleanwire.native.phrases.lists cimport (
    IS_BUTTON,
    LATER,
    NONE,
    NOW,
    OPENS,
    STEM_STEP,
    TO_BUTTON,
    TO_INNER,
    TO_OPENING,
    TO_WHOLE,
    WHOLE,
    WITHIN,
    PhraseLists,
    begins_with,
    may_begin,
    pair,
)
from cleanwire.native.phrases.line_readings cimport Reading
from cleanwire.native.phrases.rows cimport find_row
from cleanwire.native.phrases.tables cimport ROOT

cdef enum:
    # Lists without phrases are tested on lines of up to this many characters: lines on their own are shorter.
    UNSCREENED = 160
    # Phrases within a long line are searched for in its first characters, up to this many: the longest notices
    # (licences, biographies) identify themselves before.
    INNER = 900
    # The length of a line's opening: the longest phrase of an opening is shorter.
    OPENING = 100
    # The length of a long line's close, where credits are: "(Reporting by A; editing by B)", "… Agency".
    CLOSING = 60


cdef class Lookup(PhraseLists):
    """Lists of phrases, ready for lookups. Immutable, so threads may share it.

    `dates` recognises lines that are dates.
    """

    cdef DateWords _dates

    def __cinit__(self, _, DateWords dates not None):
        self._dates = dates

    def find(
        self,
        str folded not None,
        str bare not None,
        tuple blocks not None,
        lines=None,
        Py_ssize_t skim_from=0,
        Py_ssize_t skim_to=0,
    ):
        """Return the hits in blocks of a text, NOW and LATER, by index of the block: `{3: [(owner, phrase), …], …}`.

        The phrase is None if the line matches as a whole. The order within a block: lists tested without phrases (those
        for all lines before those for dates), whole lines or rows, openings, and inner phrases from left to right, the
        longest first at each position. A list matches inner phrases at one position only, and not if it matched the
        line before.

        A block is (index, start, end, left, right, key, words, prose), like `document.Block`. `lines` are the indexes
        of those to read, or None for all. If given, blocks have an entry if a list matched in them, even if its bounds
        did not hold. Of blocks without a key from `skim_from` to `skim_to`, only the opening and the close are read.
        Also return the blocks in which an awaited list matched, and those in which one that announces others did.

        Raises IndexError if a block is outside of the text, ValueError if the folded and the spaced text differ in
        length.
        """
        cdef Reading reading = Reading(folded, bare)
        cdef Py_ssize_t count = len(blocks), at, prose = 0
        cdef dict now = {}, later = {}
        cdef list awaited = [], announced = [], at_once, late
        cdef array prose_above = zeros("i", count)
        cdef int *above = prose_above.data.as_ints
        if reading.folded.size != reading.bare.size:
            raise ValueError("the texts are not equally long")
        reading.listen(self._count, self._longest + 1)
        for at, block in enumerate(blocks):
            above[at] = prose
            prose += line_of(block, count, prose).prose
        for index in range(count) if lines is None else lines:
            at = index
            if not 0 <= at < count:
                raise IndexError("there is no such line")
            block = blocks[at]
            reading.line = line_of(block, count, above[at])
            reading.line.below = prose - above[at] - reading.line.prose
            at_once, late = [], []
            self._read(reading, <str?> <object> PyTuple_GET_ITEM(block, 5), skim_from <= at < skim_to, at_once, late)
            again = lines is not None and reading.heard
            if at_once or again:
                now[index] = at_once
            if late or again:
                later[index] = late
            if reading.awaited:
                awaited.append(index)
            if reading.announced:
                announced.append(index)
        return now, later, awaited, announced

    def opens(self, str bare not None, Py_ssize_t start):
        """Return whether the words at an offset begin a whole line, a button or an opening."""
        cdef Characters text = characters_of(bare)
        cdef uint64_t words[2]
        cdef int count, node
        start = max(start, 0)
        count = read_opening(text, start, max(start, min(start + OPENING, text.size)), True, words)
        node = self._tree.step(ROOT, words[0]) if count else NONE
        if node < 0:
            return False
        if self._nodes[node].leads & (TO_OPENING | TO_BUTTON) or self._nodes[node].first[WHOLE] != NONE:
            return True
        node = self._tree.step(node, words[1]) if count == 2 else NONE
        return node >= 0 and self._nodes[node].leads & TO_WHOLE != 0

    def whole(self, str bare not None, Py_ssize_t start, Py_ssize_t end):
        """Return the owners of lists of which start..end of a spaced text is a whole line."""
        cdef Reading reading = Reading(bare, bare)
        cdef int entry, node
        cdef list owners = []
        self._read_passage(reading, start, end)
        node = self._node_of(&reading.key)
        entry = self._nodes[node].first[WHOLE] if node >= 0 else NONE
        while entry != NONE:
            owners.append(self._owners[self._entries[entry].list])
            entry = self._entries[entry].next
        return owners

    def is_row(self, str bare not None, Py_ssize_t start, Py_ssize_t end):
        """Return whether start..end of a spaced text is a row of buttons whose last word is not a whole line itself."""
        cdef Reading reading = Reading(bare, bare)
        cdef int speaker = NONE, beside = NONE, last
        self._read_passage(reading, start, end)
        if reading.key.count < 2:
            return False
        last = self._tree.step(ROOT, reading.key.words[reading.key.count - 1].hash)
        if last >= 0 and self._nodes[last].first[WHOLE] != NONE:
            return False
        find_row(self, &reading.key, &speaker, &beside)
        return speaker != NONE or beside != NONE

    def spoken(self, str bare not None, Py_ssize_t start, Py_ssize_t end):
        """Return the hits in start..end of a spaced text as a whole line, a row, or an opening, ignoring bounds."""
        cdef Reading reading = Reading(bare, bare)
        cdef list hits = []
        reading.listen(self._count, self._longest + 1)
        reading.bounded = False
        self._read_passage(reading, start, end)
        if reading.key.count:
            self._open(reading, True, reading.key.count, hits, hits)
        return hits

    cdef int _read(self, Reading reading, str key, bint skimmed, list hits, list later) except -1:
        """Read one line, and add its hits."""
        cdef Line *line = &reading.line
        cdef bint short = line.right - line.left <= UNSCREENED
        reading.number += 1
        reading.heard = reading.awaited = reading.announced = False
        if not 0 <= line.left < line.right <= reading.bare.size:
            raise IndexError("the line is outside of the text")
        reading.key.count = 0
        if key:
            reading.read_words(characters_of(key), 0, len(key))
        if short:
            self._ask(reading, 0, self._asked_to[0], hits, later)
        if self._asked_to[0] < self._asked_to[1] and self._dates.in_key(&reading.key):
            self._ask(reading, self._asked_to[0], self._asked_to[1], hits, later)
        if key:
            self._open(reading, True, reading.key.count, hits, later)
        else:
            self._open_long(reading, hits, later)
            self._read_inner(reading, skimmed)
        self._look_within(reading, hits, later)
        if short:
            self._ask(reading, self._asked_to[1], self._asked_to[2], hits, later)
        return 0

    cdef int _ask(self, Reading reading, int first, int end, list hits, list later) except -1:
        """Add the hits of lists that are tested without phrases."""
        for place in range(first, end):
            self._hear(reading, self._asked[place], self._wordless[self._asked[place]], NONE, hits, later)
        return 0

    cdef int _read_inner(self, Reading reading, bint skimmed) except -1:
        """Read the searched part of a line without a key: its first part, or its close if it is skimmed.

        The middle of a long paragraph is most often the author's, and so is a close that ends a sentence.
        """
        cdef Line *line = &reading.line
        reading.key.count = 0
        if not skimmed:
            reading.read_words(reading.bare, line.left, min(line.right, line.left + INNER))
        elif line.right >= CLOSING and not _ends_sentence(character(reading.folded, line.right - 1)):
            reading.read_words(reading.bare, line.right - CLOSING, line.right)
        return 0

    cdef int _open_long(self, Reading reading, list hits, list later) except -1:
        """Add the hits in the opening of a line without a key, whose first two words must match as written."""
        cdef Py_ssize_t left = reading.line.left
        # A line of only marks is read on into the next one.
        cdef Py_ssize_t end = min(left + OPENING, reading.bare.size)
        cdef uint64_t words[2]
        cdef int count, same = 0
        while left < end and is_space(character(reading.bare, left)):
            left += 1
        apart = left + 1 < end and is_unspaced(character(reading.bare, left)) and not is_space(
            character(reading.bare, left + 1)
        )
        count = read_opening(reading.bare, left, end, apart, words)
        # Most lines begin with words that no phrase begins with.
        if not count or not (
            begins_with(&self._lines, words[0]) or (count == 2 and begins_with(&self._lines, pair(words[0], words[1])))
        ):
            return 0
        reading.read_words(reading.bare, left, end)
        while same < count and same < reading.key.count and reading.key.words[same].hash == words[same]:
            same += 1
        if same:
            self._open(reading, False, reading.key.count if same == 2 else 1, hits, later)
        return 0

    cdef int _open(self, Reading reading, bint keyed, Py_ssize_t words, list hits, list later) except -1:
        """Add the hits of a key as a whole line or a row, if the line is `keyed`, and those of its first words."""
        cdef const Key *key = &reading.key
        cdef Py_ssize_t at
        cdef int node = ROOT, depth = 0, first = NONE, whole = NONE
        cdef bint button = False
        if not words or not may_begin(&self._lines, key, 0):
            return 0
        for at in range(words):
            node = self._tree.step(node, key.words[at].hash)
            if node < 0:
                break
            if self._nodes[node].first[WHOLE] != NONE:
                button = self._nodes[node].leads & IS_BUTTON != 0
                if at + 1 == words:
                    whole = node
            if self._nodes[node].first[OPENS] != NONE:
                if at == 0:
                    first = node
                elif depth <= self._longest:
                    reading.nodes[depth] = node
                    depth += 1
        if keyed and whole != NONE:
            self._hear_all(reading, whole, WHOLE, NONE, hits, later)
        elif keyed and button:
            self._open_row(reading, hits, later)
        if first != NONE:
            self._hear_all(reading, first, OPENS, NONE, hits, later)
        if depth == 1:
            self._hear_all(reading, reading.nodes[0], OPENS, NONE, hits, later)
        elif depth:
            self._hear_in_order(reading, depth, hits, later)
        return 0

    cdef int _open_row(self, Reading reading, list hits, list later) except -1:
        cdef int speaker = NONE, beside = NONE
        find_row(self, &reading.key, &speaker, &beside)
        if speaker != NONE:
            self._hear(reading, speaker, self._as_whole[speaker], NONE, hits, later)
        if beside != NONE:
            self._hear(reading, beside, self._as_whole[beside], NONE, hits, later)
        return 0

    cdef int _hear_in_order(self, Reading reading, int depth, list hits, list later) except -1:
        """Add the hits of openings of several lengths, in the order of lists and of their phrases."""
        cdef int number, entry
        cdef list entries = []
        for number in range(depth):
            entry = self._nodes[reading.nodes[number]].first[OPENS]
            while entry != NONE:
                entries.append(entry)
                entry = self._entries[entry].next
        entries.sort()
        for entry in entries:
            self._hear(reading, self._entries[entry].list, self._said(entry), NONE, hits, later)
        return 0

    cdef int _look_within(self, Reading reading, list hits, list later) except -1:
        """Add the hits of inner phrases, the longest first at each position."""
        cdef const Key *key = &reading.key
        cdef Py_ssize_t at, next_word
        cdef int depth, node, number
        for at in range(key.count):
            depth = self._stems_in(reading, self._stems, at, 0)
            if may_begin(&self._within, key, at):
                node = self._tree.step(ROOT, key.words[at].hash)
                next_word = at + 1
                while node >= 0 and self._nodes[node].leads & TO_INNER:
                    depth = self._note(reading, node, depth)
                    if next_word == key.count:
                        break
                    depth = self._stems_in(reading, self._tree.step(node, STEM_STEP), next_word, depth)
                    node = self._tree.step(node, key.words[next_word].hash)
                    next_word += 1
            for number in range(depth - 1, -1, -1):
                self._hear_all(reading, reading.nodes[number], WITHIN, <int> at, hits, later)
        return 0

    cdef int _stems_in(self, Reading reading, int node, Py_ssize_t word, int depth) noexcept nogil:
        """Record the stems below a node that a word begins with, shortest first. Return how many nodes are recorded."""
        cdef const Word *one = &reading.key.words[word]
        cdef Py_ssize_t at = one.start
        while node >= 0 and at < one.end:
            node = self._tree.step(node, hash_end(hash_with(hash_start(), reading.key.letters[at])))
            if node >= 0:
                depth = self._note(reading, node, depth)
            at += 1
        return depth

    cdef inline int _note(self, Reading reading, int node, int depth) noexcept nogil:
        """Record a node if an inner phrase ends at it. Return how many nodes are recorded."""
        if self._nodes[node].first[WITHIN] == NONE or depth > self._longest:
            return depth
        reading.nodes[depth] = node
        return depth + 1

    cdef int _hear_all(self, Reading reading, int node, int kind, int place, list hits, list later) except -1:
        """Add the hits of all lists with the phrase of a kind that ends at a node."""
        cdef int entry = self._nodes[node].first[kind], number
        cdef tuple hit
        while entry != NONE:
            number = self._entries[entry].list
            hit = self._as_whole[number] if kind == WHOLE else self._said(entry)
            self._hear(reading, number, hit, place, hits, later)
            entry = self._entries[entry].next
        return 0

    cdef tuple _said(self, int entry):
        """Return the hit of a list by one of its phrases."""
        return (self._owners[self._entries[entry].list], self._phrases[entry])

    cdef int _hear(self, Reading reading, int number, tuple hit, int place, list hits, list later) except -1:
        """Add a hit of a list if its bounds hold.

        At a `place` within the line, it is not added if the list matched before, except at the same place.
        """
        if reading.heard_in[number] == reading.number and place != NONE and reading.heard_at[number] != place:
            return 0
        reading.heard = True
        reading.heard_in[number] = reading.number
        reading.heard_at[number] = place
        reading.awaited = reading.awaited or self._lists[number].awaited
        reading.announced = reading.announced or self._lists[number].announces
        if reading.bounded and not holds(&self._lists[number].limits, &reading.line, reading.folded):
            return 0
        if self._lists[number].when & NOW or not reading.bounded:
            hits.append(hit)
        if self._lists[number].when & LATER and reading.bounded:
            later.append(hit)
        return 0

    cdef int _node_of(self, const Key *key) noexcept nogil:
        """Return the node that all words of a key lead to, or -1 if there is none or the key has no words."""
        cdef int node = ROOT
        cdef Py_ssize_t at
        for at in range(key.count):
            node = self._tree.step(node, key.words[at].hash)
            if node < 0:
                return NONE
        return node if key.count else NONE

    cdef int _read_passage(self, Reading reading, Py_ssize_t start, Py_ssize_t end) except -1:
        if not 0 <= start <= end <= reading.bare.size:
            raise IndexError("the passage is outside of the text")
        reading.read_words(reading.bare, start, end)
        return 0


cdef inline bint _ends_sentence(Py_UCS4 mark) noexcept nogil:
    return mark == c"." or mark == c"!" or mark == c"?" or mark == c'"' or mark == c"'"
