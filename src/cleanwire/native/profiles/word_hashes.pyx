"""Hashes of the words of lines, keys of all words of a line, and keys of bands of its pairs of words."""

from cpython.array cimport array
from libc.stdint cimport uint32_t, uint64_t

from cleanwire.native.numbers.columns cimport zeros
from cleanwire.native.profiles.mixing cimport mixed, mixed_small
from cleanwire.native.text.characters cimport Characters, character, characters_of


cdef enum:
    ROWS = 3
    # This many numbers of a signature make a band.

cdef uint64_t GOLDEN = 0x9E3779B97F4A7C15ULL
# 2^64 divided by the golden ratio: its multiples are spread evenly, whatever the multiplier.

cdef uint32_t GOLDEN_SMALL = 0x9E3779B1U
# The same for 32 bits.

cdef uint32_t[256] CRC
# How each byte changes a CRC-32.

cdef void _fill_crc() noexcept:
    cdef uint32_t code
    cdef int byte, bit
    for byte in range(256):
        code = byte
        for bit in range(8):
            code = (code >> 1) ^ (0xEDB88320U if code & 1 else 0)
        CRC[byte] = code

_fill_crc()


cdef class WordHashes:
    """The words of some lines, each given as words separated by single spaces: a CRC-32 of the UTF-8 of each.

    An empty line has no words.
    """

    cdef readonly Py_ssize_t count
    cdef array _hashes
    cdef array _firsts

    def __cinit__(self, lines, /):
        cdef list given = list(lines)
        cdef Py_ssize_t total = 0, number, at
        cdef Characters text
        cdef str line
        for line in given:
            total += line.count(" ") + 1 if line else 0
        self.count = len(given)
        self._hashes, self._firsts = zeros("I", total), zeros("q", self.count + 1)
        total = 0
        for number in range(self.count):
            line = given[number]
            text = characters_of(line)
            total += _hash_words(text, <uint32_t *> self._hashes.data.as_uints + total) if text.size else 0
            self._firsts.data.as_longlongs[number + 1] = total

    @property
    def hashes(self):
        """The hashes of the words of all lines, in order."""
        return self._hashes[:]

    @property
    def sizes(self):
        """How many words each line contains."""
        cdef array sizes = zeros("q", self.count)
        cdef Py_ssize_t line
        for line in range(self.count):
            sizes.data.as_longlongs[line] = self._firsts.data.as_longlongs[line + 1] - self._firsts.data.as_longlongs[line]
        return sizes

    def keys(self):
        """Return a key for each line, made of its words and their order."""
        cdef array keys = zeros("Q", self.count)
        cdef long long *firsts = self._firsts.data.as_longlongs
        cdef Py_ssize_t line, at
        cdef uint64_t key
        for line in range(self.count):
            key = 0
            for at in range(firsts[line], firsts[line + 1]):
                key += mixed(self._hashes.data.as_uints[at] + GOLDEN * <uint64_t> (at - firsts[line] + 1))
            keys.data.as_ulonglongs[line] = mixed(key)
        return keys

    def bands(self, Py_ssize_t least, Py_ssize_t most, array factors, array terms, /):
        """Return the lines of `least` to `most` words, and for all of them the keys of their bands, concatenated.

        A signature has a 32-bit number for each pair of `factors` and `terms`: the smallest hash among the line's pairs
        of adjacent words, after multiplying and adding these. Three numbers make a band.
        """
        cdef Py_ssize_t line, number, size = len(factors)
        cdef array rows, keys
        cdef uint32_t *signature
        cdef array held
        if factors.typecode != "I" or terms.typecode != "I" or len(terms) != size or size % ROWS:
            raise ValueError("a signature needs a factor and a term for each number, and three numbers for each band")
        held = array("q", [line for line in range(self.count) if least <= self._size(line) <= most])
        keys, rows = zeros("Q", len(held) * (size // ROWS)), zeros("I", size)
        signature = <uint32_t *> rows.data.as_uints
        for number in range(len(held)):
            self._sign(held.data.as_longlongs[number], factors.data.as_uints, terms.data.as_uints, size, signature)
            _band(signature, size // ROWS, <uint64_t *> keys.data.as_ulonglongs + number * (size // ROWS))
        return held, keys

    cdef inline Py_ssize_t _size(self, Py_ssize_t line) noexcept nogil:
        return self._firsts.data.as_longlongs[line + 1] - self._firsts.data.as_longlongs[line]

    cdef void _sign(
        self, Py_ssize_t line, const unsigned int *factors, const unsigned int *terms, Py_ssize_t size, uint32_t *into
    ) noexcept nogil:
        """Write the signature of a line."""
        cdef Py_ssize_t at, number
        cdef uint32_t before = 0, hash_, spread
        for number in range(size):
            into[number] = 0xFFFFFFFFU
        for at in range(self._firsts.data.as_longlongs[line], self._firsts.data.as_longlongs[line + 1]):
            hash_ = self._hashes.data.as_uints[at]
            spread = mixed_small((before * GOLDEN_SMALL) ^ hash_)
            before = hash_
            for number in range(size):
                into[number] = min(into[number], <uint32_t> (spread * factors[number] + terms[number]))


cdef void _band(const uint32_t *signature, Py_ssize_t bands, uint64_t *into) noexcept nogil:
    """Write the keys of the bands of a signature. The number of a band is included, so equal ones stay distinct."""
    cdef Py_ssize_t band, row
    for band in range(bands):
        into[band] = 0
        for row in range(ROWS):
            into[band] = mixed(into[band] * 3 + signature[band * ROWS + row] + <uint64_t> band)


cdef Py_ssize_t _hash_words(Characters text, uint32_t *into) noexcept nogil:
    """Write the hashes of the words of a text that is not empty. Return how many words it has."""
    cdef Py_ssize_t at, words = 0
    cdef uint32_t code = 0xFFFFFFFFU
    cdef Py_UCS4 letter
    for at in range(text.size):
        letter = character(text, at)
        if letter == c" ":
            into[words] = ~code
            words += 1
            code = 0xFFFFFFFFU
        elif letter < 0x80:
            code = _with_byte(code, <uint32_t> letter)
        else:
            code = _with_letter(code, <uint32_t> letter)
    into[words] = ~code
    return words + 1


cdef inline uint32_t _with_byte(uint32_t code, uint32_t byte) noexcept nogil:
    return (code >> 8) ^ CRC[(code ^ byte) & 0xFF]


cdef uint32_t _with_letter(uint32_t code, uint32_t letter) noexcept nogil:
    """Add the UTF-8 bytes of a character outside ASCII. A lone surrogate is encoded like other characters."""
    if letter < 0x800:
        code = _with_byte(code, 0xC0 | (letter >> 6))
    else:
        if letter < 0x10000:
            code = _with_byte(code, 0xE0 | (letter >> 12))
        else:
            code = _with_byte(code, 0xF0 | (letter >> 18))
            code = _with_byte(code, 0x80 | ((letter >> 12) & 0x3F))
        code = _with_byte(code, 0x80 | ((letter >> 6) & 0x3F))
    return _with_byte(code, 0x80 | (letter & 0x3F))
