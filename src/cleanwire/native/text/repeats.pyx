"""What a text says twice."""

from libc.stdint cimport uint8_t, uint16_t, uint32_t, uint64_t

from cleanwire.native.text.characters cimport Characters, Letters, characters_of, hash_of_memory


def says_twice(str text, Py_ssize_t least, str edges):
    """Whether a sentence stands twice in a text: what lies between full stops or ends of lines.

    Sentences of fewer than `least` characters do not count, and characters of ASCII in `edges` at either end are left
    out. Sentences are known by a hash of 64 bits.
    """
    cdef Characters given = characters_of(text)
    cdef uint8_t[128] is_edge
    cdef int code
    for code in range(128):
        is_edge[code] = chr(code) in edges
    if given.kind == 1:
        return _says_twice(<uint8_t *> given.data, given.size, least, is_edge)
    if given.kind == 2:
        return _says_twice(<uint16_t *> given.data, given.size, least, is_edge)
    return _says_twice(<uint32_t *> given.data, given.size, least, is_edge)


cdef bint _says_twice(Letters *text, Py_ssize_t size, Py_ssize_t least, uint8_t *is_edge) except -1:
    cdef Py_ssize_t at, first, last, start = 0
    cdef uint64_t sentence
    seen = set()
    for at in range(size + 1):
        if at < size and text[at] != 0x2E and text[at] != 0x0A:
            continue
        first, last, start = start, at, at + 1
        if last - first < least:
            continue
        while first < last and text[first] < 128 and is_edge[text[first]]:
            first += 1
        while first < last and text[last - 1] < 128 and is_edge[text[last - 1]]:
            last -= 1
        sentence = hash_of_memory(<uint8_t *> &text[first], (last - first) * sizeof(text[0]))
        if sentence in seen:
            return True
        seen.add(sentence)
    return False


