"""Lines as rows of terms: how they repeat each other's, and the gain of treating some as a text of their own.

A text repeats its words: once "ferry" has occurred, it occurs again. Each part of a text is predicted from the words
that it has shown so far, mixed with their usual frequencies in the language (a Dirichlet prior). Where the text that
follows is predicted better afresh than from all that precedes it, it is about something else. The gain is the
difference of the log-likelihoods.
"""

from math import lgamma

from cpython.array cimport array
from libc.math cimport log, pow

from cleanwire.native.numbers.columns cimport doubles, zeros

cdef enum:
    KNOWN = 2048
    # Masses are stored for parts of fewer words.

    LABEL_WORDS = 6
    # The longest line that only announces what follows: "Read next".


cdef class Masses:
    """The logarithm of the factor that all words of a part share, by their number, if `prior` words are mixed in."""

    def __cinit__(self, double prior, /):
        # Python's own function, because that of the C library differs in the last bits.
        self._lgamma, self.prior, self._base = lgamma, prior, lgamma(prior)
        self._known = array("d", [lgamma(size + prior) - self._base for size in range(KNOWN)])

    cdef double of(self, Py_ssize_t size) except? -1:
        if size < KNOWN:
            return self._known.data.as_doubles[size]
        return <double> self._lgamma(size + self.prior) - self._base


cdef class TermLines:
    """Some consecutive lines of a text: `count` of them, from the line `first` on.

    Arrays with one number more than there are lines contain sums above each line, and over all.
    """

    def __cinit__(self, Terms terms, Facts facts, Masses masses, Py_ssize_t first, Py_ssize_t last, /):
        cdef Py_ssize_t at, count
        cdef array inside
        if terms.lines != facts.count or not 0 <= first <= last <= facts.count:
            raise IndexError(f"lines {first}..{last} of {facts.count}, with terms of {terms.lines}")
        self.terms, self.facts, self.masses, self.first, self.count = terms, facts, masses, first, last - first
        self.lines, self.counted = facts.facts + first, terms.counted
        self.said, self.words_said = terms.telling + terms.reach[first], terms.words + terms.ends[first]
        count = self.count + 1
        self._sums, self._counts, self._gains = zeros("q", 5 * count), zeros("i", terms.count), doubles(count)
        self.reach = <Py_ssize_t *> self._sums.data.as_longlongs
        self.counts, self.gains = self._counts.data.as_ints, self._gains.data.as_doubles
        self.ends, self.words = self.reach + count, self.reach + 2 * count
        self.prose, self.sources = self.reach + 3 * count, self.reach + 4 * count
        for at in range(self.count):
            self.reach[at + 1] = terms.reach[first + at + 1] - terms.reach[first]
            self.ends[at + 1] = terms.ends[first + at + 1] - terms.ends[first]
            self.words[at + 1] = self.words[at] + self.lines[at].size
            self.prose[at + 1] = self.prose[at] + (self.lines[at].size if self.lines[at].prose else 0)
            self.sources[at + 1] = self.sources[at] + self.lines[at].source
        for at in range(self.reach[self.count]):
            self.counts[self.said[at]] += 1
        inside = zeros("i", terms.count)
        self.find_gains(0, self.count, inside.data.as_ints, self.gains + 1)

    cdef int find_gains(self, Py_ssize_t start, Py_ssize_t end, int *inside, double *gains) except -1:
        """Find the gains of taking one line as a text of its own, the first two lines, and so on to the end."""
        return self.find_gains_within(0, self.count, self.counts, start, end, inside, gains)

    cdef int find_gains_within(
        self, Py_ssize_t first, Py_ssize_t last, const int *counts, Py_ssize_t start, Py_ssize_t end, int *inside,
        double *gains
    ) except -1:
        """Find the gains within lines first..last, given the count of each term in them.

        `inside` has a zero for each term, before and after. Linear in the number of terms of the lines start..end.
        """
        cdef Py_ssize_t line, at, size = 0, total = self.reach[last] - self.reach[first]
        cdef int term, here
        cdef double gain = 0.0, prior, base = self.masses.of(total)
        for line in range(start, end):
            for at in range(self.reach[line], self.reach[line + 1]):
                term = self.said[at]
                # A term that occurs once is as likely in a part as in the whole, except for the length.
                if counts[term] > 1:
                    here, prior = inside[term], self.counted[term].prior
                    gain += log((here + prior) / (counts[term] - here - 1 + prior))
                    inside[term] = here + 1
            size += self.reach[line + 1] - self.reach[line]
            gains[line - start] = gain - self.masses.of(size) - self.masses.of(total - size) + base
        for at in range(self.reach[start], self.reach[end]):
            inside[self.said[at]] = 0
        return 0

    cdef void write_gains(self, Py_ssize_t size, double gain, double *into) noexcept nogil:
        """Write a part's gain per word of the shorter side, by its square root, per word of the text, and absolute.

        `size` is the number of terms of the part.
        """
        cdef Py_ssize_t total = self.reach[self.count], least = min(size, total - size)
        into[0], into[1] = gain / (1 + least), gain / pow(5 + least, 0.5)
        into[2], into[3] = 10 * gain / (1 + total), clipped(gain)

    cdef bint is_labelled(self, Py_ssize_t line) noexcept nogil:
        """Whether the line above is short and not a sentence, so that it may only announce what follows."""
        return line > 0 and not self.lines[line - 1].prose and self.lines[line - 1].size <= LABEL_WORDS

    cdef bint is_heading(self, Py_ssize_t line) noexcept nogil:
        """Whether a line below the first could be a headline, and has a paragraph below it."""
        return 0 < line < self.count - 1 and self.lines[line].headed and self.lines[line + 1].prose

    cdef Py_ssize_t below(self, Py_ssize_t start, Py_ssize_t end, Py_ssize_t terms) noexcept nogil:
        """Return the end of the first lines from `start` on with at least this many terms, at most `end`."""
        cdef Py_ssize_t at = start
        while at < end and self.reach[at] - self.reach[start] < terms:
            at += 1
        return at

    cdef int check(self, Py_ssize_t start, Py_ssize_t end) except -1:
        """Raise IndexError if start..end are not lines of these."""
        if not 0 <= start <= end <= self.count:
            raise IndexError(f"there are no lines {start}..{end} of {self.count}")
        return 0

    def __len__(self):
        return self.count

    def part(self, Py_ssize_t start, Py_ssize_t end, /):
        """Return lines start..end."""
        self.check(start, end)
        return TermLines(self.terms, self.facts, self.masses, self.first + start, self.first + end)

    def telling(self, Py_ssize_t start, Py_ssize_t end, /):
        """Return the numbers of the terms of lines start..end that are not common words, in order."""
        self.check(start, end)
        return [self.said[at] for at in range(self.reach[start], self.reach[end])]

    def gains_from(self, Py_ssize_t start, Py_ssize_t end, /):
        """Return the gains of taking out the line at start, the first two, and so on up to the end."""
        cdef array gains, inside = zeros("i", self.terms.count)
        self.check(start, end)
        gains = doubles(end - start)
        self.find_gains(start, end, inside.data.as_ints, gains.data.as_doubles)
        return gains.tolist()

    def gains_of_cuts(self):
        """Return the gain of a cut above each line, and below the last (lines + 1 numbers)."""
        return self._gains.tolist()

    def occurrences(self):
        """Return the count of each term that occurs."""
        return {term: self.counts[term] for term in range(self.terms.count) if self.counts[term]}

    def words_above(self):
        """Return how many words, as a person counts them, are above each line, and in all (lines + 1 numbers)."""
        return [self.words[at] for at in range(self.count + 1)]

    def terms_above(self):
        """Return how many terms other than common words are above each line, and in all (lines + 1 numbers)."""
        return [self.reach[at] for at in range(self.count + 1)]

    def prose_above(self):
        """Return how many words of paragraphs are above each line, and in all (lines + 1 numbers)."""
        return [self.prose[at] for at in range(self.count + 1)]

    def headed(self):
        """Return whether each line could be a headline by its form."""
        return [bool(self.lines[at].headed) for at in range(self.count)]


cdef int apart(
    const double *gains, const signed char *among, const Py_ssize_t *reach, Py_ssize_t count, Py_ssize_t terms, int most,
    Py_ssize_t *chosen
) noexcept nogil:
    """Choose the allowed lines with the highest gains, at least `least` terms apart. Return their number.

    Of two with the same gain, the first one is taken.
    """
    cdef int found = 0, other
    cdef Py_ssize_t at, best
    while found < most:
        best = -1
        for at in range(count):
            if among[at] and (best < 0 or gains[at] > gains[best]):
                for other in range(found):
                    if at == chosen[other] or -terms < reach[at] - reach[chosen[other]] < terms:
                        break
                else:
                    best = at
        if best < 0:
            break
        chosen[found] = best
        found += 1
    return found
