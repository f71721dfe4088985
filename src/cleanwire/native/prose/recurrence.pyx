"""How the words of a text recur: its own function words, and words that its probable article uses elsewhere."""

from cpython.array cimport array
from libc.math cimport log
from libc.stdint cimport uint64_t

from cleanwire.native.prose.line_words cimport LineWords
from cleanwire.native.numbers.columns cimport Table, column, doubles, table_in, zeros
from cleanwire.native.numbers.numbering cimport NEW, Numbering
from cleanwire.native.text.characters cimport hash_end


cdef enum:
    CONTENT_LETTERS = 4
    # Words of at least this length may carry the subject; in a script without spaces, pairs of characters do.

    FUNCTIONS = 60
    # No text has more function words than this: English has about a hundred that are frequent.

    THEMES = 12
    # The themes are this many words that the probable article uses and the text around it does not.

    NEARBY = 12
    # A recurring word ties two lines together if they are within this distance: beyond it may be another subject.

    TELLING = 30
    # Lines of this many words count in full for what the article says; shorter ones in proportion.

    TYING = 6
    # Lines of at least this many words tie others to them.

    NO_CONTENT = -2
    # The number of a word that is not a content word; -1 is that of a content word without a number yet.

cdef double FUNCTION_SHARE = 0.15
# A function word is in at least this share of a text's paragraphs.

cdef double NOWHERE = 0.05
# Words with less than this are said nowhere else.


RECURRENCE = (
    *("said", "said_often", "said_aside", "said_nowhere", "tied_above", "tied_below", "tied", "theme", "said_first"),
)
# The columns of evidence, in order.

cdef enum Column:
    SAID, SAID_OFTEN, SAID_ASIDE, SAID_NOWHERE, TIED_ABOVE, TIED_BELOW, TIED, THEME, SAID_FIRST


def function_words(LineWords words, paragraphs, /):
    """Return whether each word is one that many paragraphs contain, in any language: "the", "und", "は"."""
    cdef int line, at, word
    cdef array counts = zeros("i", words.types), last = zeros("i", words.types)
    cdef double least
    cdef tuple chosen = tuple(paragraphs)
    if len(chosen) != words.count:
        raise ValueError(f"there are {words.count} lines, and {len(chosen)} flags for paragraphs")
    for line in range(words.count):
        if chosen[line]:
            for at in range(words.firsts[line], words.firsts[line + 1]):
                word = words.words[at]
                if last.data.as_ints[word] <= line:
                    last.data.as_ints[word] = line + 1
                    counts.data.as_ints[word] += 1
    least = max(2.0, FUNCTION_SHARE * sum(map(bool, chosen)))
    # Of equally frequent words, the first in the alphabet.
    ranked = sorted([
        (-counts.data.as_ints[word], words.text_of(word), word)
        for word in range(words.types)
        if counts.data.as_ints[word] >= least
    ])
    found = [False] * words.types
    for _, text, word in ranked[:FUNCTIONS]:
        found[word] = text[0] != "0"
    return found


cdef class Recurrence:
    """Which content words are in which lines: words that are long and not function words.

    Where the words of a line are single characters, pairs of them are its content words.
    """

    def __cinit__(self, LineWords words, functions, /):
        cdef Py_ssize_t total = words.firsts[words.count]
        cdef int line, word
        cdef Numbering pairs = Numbering(total)
        cdef array last = zeros("i", total)
        cdef tuple flags = tuple(functions)
        cdef array content = zeros("i", words.types)
        if len(flags) != words.types:
            raise ValueError(f"there are {words.types} words, and {len(flags)} flags for function words")
        for word in range(words.types):
            content.data.as_ints[word] = -1 if _is_content(words, word) and not flags[word] else NO_CONTENT
        self.count = words.count
        self._words, self._lines = zeros("i", total), zeros("i", total)
        self.words, self.lines = self._words.data.as_ints, self._lines.data.as_ints
        self._counts = doubles(words.count)
        self.held = self._counts.data.as_doubles
        for line in range(words.count):
            if _is_of_letters(words, line):
                _add_pairs(self, words, line, pairs, last.data.as_ints)
            else:
                _add_words(self, words, line, content.data.as_ints, last.data.as_ints)
        for line in range(words.count):
            # Never exactly 0, because it is a divisor.
            self.held[line] += 1e-9

    @property
    def counts(self):
        """How many distinct content words each line contains; never exactly 0."""
        return self._counts[:]

    cdef int _add(self, int line, int word, int *last) noexcept nogil:
        """Record that a line contains a word, which is -1 if it is new. Return its number."""
        if word < 0:
            word = self.types
            self.types += 1
        if last[word] <= line:
            last[word] = line + 1
            self.words[self.size], self.lines[self.size] = word, line
            self.size += 1
            self.held[line] += 1
        return word

    def evidence(self, article, sizes, /):
        """Return how the words of each line recur, column after column in the order of RECURRENCE.

        `article` gives the likelihood that each line belongs to the article, and `sizes` its number of words.
        """
        cdef array likely = array("d", article), words = array("d", sizes)
        cdef array numbers = doubles(len(RECURRENCE) * self.count)
        if not len(likely) == len(words) == self.count:
            raise ValueError(f"there are {self.count} lines, and not each has a likelihood and a size")
        self.write(likely.data.as_doubles, words.data.as_doubles, table_in(numbers, self.count), 0)
        return numbers

    cdef void divide(self, double *column) noexcept nogil:
        """Turn sums over the words of each line into means."""
        cdef Py_ssize_t line
        for line in range(self.count):
            column[line] /= self.held[line]

    cdef int write_core(self, const double *long_, double *core) except -1:
        """Write the share of each line's words that occur in long lines, and in another line, too."""
        cdef array said = zeros("i", self.types), inside = zeros("b", self.types)
        cdef int at, word
        for at in range(self.size):
            said.data.as_ints[self.words[at]] += 1
            inside.data.as_schars[self.words[at]] |= long_[self.lines[at]] > 0
        for at in range(self.size):
            word = self.words[at]
            core[self.lines[at]] += said.data.as_ints[word] > 1 and inside.data.as_schars[word]
        self.divide(core)
        return 0

    cdef int write(self, const double *article, const double *sizes, Table table, int first) except -1:
        """Write how the words of each line recur into the columns of a table, which are 0, from `first` on."""
        cdef array held = doubles(2 * self.types), ties = doubles(2 * self.size)
        cdef double *spoken = held.data.as_doubles
        cdef double *above = ties.data.as_doubles
        cdef int at
        for at in range(self.size):
            spoken[self.words[at]] += _telling(article, sizes, self.lines[at])
            spoken[self.types + self.words[at]] += 1 - article[self.lines[at]]
        self._write_said(article, sizes, spoken, spoken + self.types, table, first)
        self._tie(article, sizes, above, above + self.size)
        for at in range(self.size):
            column(table, first + TIED_ABOVE)[self.lines[at]] += above[at]
            column(table, first + TIED_BELOW)[self.lines[at]] += above[self.size + at]
            column(table, first + TIED)[self.lines[at]] += max(above[at], above[self.size + at])
        self._write_themes(spoken, spoken + self.types, column(table, first + THEME))
        self._write_first(column(table, first + SAID_FIRST))
        for at in range(SAID_FIRST + 1):
            self.divide(column(table, first + at))
        for at in range(self.count):
            above = column(table, first + THEME) + at
            above[0] = min(2.0, above[0] * self.held[at]) / 2
        return 0

    cdef void _write_said(
        self,
        const double *article,
        const double *sizes,
        const double *spoken,
        const double *aside,
        Table table,
        int first,
    ) noexcept nogil:
        """Write how much the probable article uses the words of each line elsewhere, and how much the rest does."""
        cdef double other, outside
        cdef int at, line
        for at in range(self.size):
            line = self.lines[at]
            other = spoken[self.words[at]] - _telling(article, sizes, line)
            outside = aside[self.words[at]] - (1 - article[line])
            column(table, first + SAID)[line] += min(1.0, other)
            column(table, first + SAID_OFTEN)[line] += min(4.0, other) / 4
            column(table, first + SAID_ASIDE)[line] += outside > max(1.0, 2 * other)
            column(table, first + SAID_NOWHERE)[line] += other < NOWHERE and outside < NOWHERE

    cdef int _tie(self, const double *article, const double *sizes, double *above, double *below) except -1:
        """Write for each word how likely the nearest line with it belongs to the article, above and below."""
        cdef array lines = zeros("i", self.types)
        cdef int *last = lines.data.as_ints
        cdef int at, line, other
        for at in range(self.size):
            line, other = self.lines[at], last[self.words[at]] - 1
            if other >= 0 and line - other <= NEARBY and sizes[other] >= TYING:
                above[at] = article[other]
            last[self.words[at]] = line + 1
        for at in range(self.types):
            last[at] = 0
        for at in range(self.size - 1, -1, -1):
            line, other = self.lines[at], last[self.words[at]] - 1
            if other >= 0 and other - line <= NEARBY and sizes[other] >= TYING:
                below[at] = article[other]
            last[self.words[at]] = line + 1
        return 0

    cdef void _write_themes(self, const double *spoken, const double *aside, double *themes) noexcept nogil:
        """Write how many words of each line are themes, which are the words most typical of the probable article."""
        cdef int[THEMES] best
        cdef double[THEMES] most
        cdef double telling
        cdef int word, at, found = 0
        for word in range(self.types):
            telling = spoken[word] * log((self.count + 1) / (aside[word] + 1))
            if found == THEMES and not telling > most[THEMES - 1]:
                continue
            found = min(found + 1, THEMES)
            at = found - 1
            while at > 0 and telling > most[at - 1]:
                most[at], best[at] = most[at - 1], best[at - 1]
                at -= 1
            most[at], best[at] = telling, word
        for word in range(self.size):
            for at in range(found):
                themes[self.lines[word]] += self.words[word] == best[at]

    cdef int _write_first(self, double *column_) except -1:
        """Write how many words of each line are in the first line, if that has several."""
        cdef array flags = zeros("b", self.types)
        cdef int at, held = 0
        while held < self.size and self.lines[held] == 0:
            flags.data.as_schars[self.words[held]] = True
            held += 1
        for at in range(self.size if held > 1 else 0):
            column_[self.lines[at]] += flags.data.as_schars[self.words[at]]
        return 0


cdef inline double _telling(const double *article, const double *sizes, int line) noexcept nogil:
    """Return how much a line counts for what the article says."""
    return article[line] * min(sizes[line], <double> TELLING) / TELLING


cdef bint _is_content(LineWords words, int word) noexcept:
    return words.sizes[word] >= CONTENT_LETTERS and words.first_letter(word) != c"0"


cdef bint _is_of_letters(LineWords words, Py_ssize_t line) noexcept:
    """Whether the words of a line are single characters of a script that does not separate words."""
    cdef int first = words.firsts[line], count = words.firsts[line + 1] - first
    return count > 1 and words.letters_in(line) == count and words.first_letter(words.words[first]) > 127


cdef void _add_words(Recurrence into, LineWords words, int line, int *numbers, int *last) noexcept:
    """Add the content words of a line, given their numbers so far."""
    cdef int at, word
    for at in range(words.firsts[line], words.firsts[line + 1]):
        word = words.words[at]
        if numbers[word] != NO_CONTENT:
            numbers[word] = into._add(line, numbers[word], last)


cdef int _add_pairs(Recurrence into, LineWords words, int line, Numbering pairs, int *last) except -1:
    """Add the pairs of adjacent words in a line."""
    cdef int at
    cdef int *number
    for at in range(words.firsts[line], words.firsts[line + 1] - 1):
        # Pairs are exact: no two have the same hash, and none has 0.
        number = pairs.find(hash_end((<uint64_t> words.words[at] << 32 | <uint64_t> words.words[at + 1]) + 1))
        number[0] = into._add(line, -1 if number[0] == NEW else number[0], last)
    return 0
