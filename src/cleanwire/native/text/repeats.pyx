"""Sentences that a text repeats. A sentence is what is between full stops or line ends."""

from libc.stdint cimport uint8_t, uint16_t, uint32_t, uint64_t

from cleanwire.native.text.characters cimport Characters, Letters, characters_of, hash_of_memory


cdef struct Edges:
    uint8_t[128] are  # for each ASCII character, whether it is ignored at the edges of a sentence


def says_twice(str text, Py_ssize_t least, str edges, /):
    """Return whether a sentence occurs twice in a text.

    Sentences of fewer than `least` characters do not count. ASCII characters in `edges` are ignored at either end.
    Sentences are compared by a 64-bit hash.
    """
    cdef Characters given = characters_of(text)
    cdef Edges left_out = _edges_of(edges)
    if given.kind == 1:
        return _says_twice(<uint8_t *> given.data, given.size, least, &left_out)
    if given.kind == 2:
        return _says_twice(<uint16_t *> given.data, given.size, least, &left_out)
    return _says_twice(<uint32_t *> given.data, given.size, least, &left_out)


def said_again(str text, spans, Py_ssize_t least, str edges, /):
    """Return for each span of a text where its repeated sentences are, whether repeated in it or in another span.

    Sentences are compared as in `says_twice`. The positions are those of whole sentences, with their edges. Raises
    ValueError for spans outside of the text.
    """
    cdef Characters given = characters_of(text)
    cdef Edges left_out = _edges_of(edges)
    cdef Py_ssize_t left, right
    cdef list sentences, found = []
    counts = {}
    for left, right in spans:
        if not 0 <= left <= right <= given.size:
            raise ValueError(f"a span from {left} to {right} is not within a text of {given.size} characters")
        if given.kind == 1:
            sentences = _sentences_in(<uint8_t *> given.data, left, right, least, &left_out)
        elif given.kind == 2:
            sentences = _sentences_in(<uint16_t *> given.data, left, right, least, &left_out)
        else:
            sentences = _sentences_in(<uint32_t *> given.data, left, right, least, &left_out)
        for sentence, _, _ in sentences:
            counts[sentence] = counts.get(sentence, 0) + 1
        found.append(sentences)
    return [[(start, end) for sentence, start, end in said if counts[sentence] > 1] for said in found]


cdef Edges _edges_of(str characters):
    cdef Edges edges
    cdef int code
    for code in range(128):
        edges.are[code] = chr(code) in characters
    return edges


cdef bint _says_twice(Letters *text, Py_ssize_t size, Py_ssize_t least, const Edges *edges) except -1:
    cdef Py_ssize_t end, start = 0
    seen = set()
    while start <= size:
        end = _end_of_sentence(text, start, size)
        if end - start >= least:
            sentence = _hash_of_sentence(text, start, end, edges)
            if sentence in seen:
                return True
            seen.add(sentence)
        start = end + 1
    return False


cdef list _sentences_in(Letters *text, Py_ssize_t start, Py_ssize_t right, Py_ssize_t least, const Edges *edges):
    """Return hash, start and end of each sentence of a span."""
    cdef Py_ssize_t end
    found = []
    while start <= right:
        end = _end_of_sentence(text, start, right)
        if end - start >= least:
            found.append((_hash_of_sentence(text, start, end, edges), start, end))
        start = end + 1
    return found


cdef inline Py_ssize_t _end_of_sentence(Letters *text, Py_ssize_t at, Py_ssize_t right) noexcept nogil:
    while at < right and text[at] != 0x2E and text[at] != 0x0A:
        at += 1
    return at


cdef inline uint64_t _hash_of_sentence(Letters *text, Py_ssize_t first, Py_ssize_t last, const Edges *edges) noexcept nogil:
    """Return the hash of a sentence without its edges."""
    while first < last and text[first] < 128 and edges.are[text[first]]:
        first += 1
    while first < last and text[last - 1] < 128 and edges.are[text[last - 1]]:
        last -= 1
    return hash_of_memory(<uint8_t *> &text[first], (last - first) * sizeof(text[0]))
