"""Rows of buttons: lines that consist of several phrases, each of which can be a whole line, and of figures."""

from cleanwire.native.phrases.lists cimport BESIDE, BOUND, FREE, IS_BUTTON, NONE, WHOLE, PhraseLists
from cleanwire.native.phrases.tables cimport ROOT
from cleanwire.native.text.keys cimport ZERO, Key


cdef int find_row(PhraseLists lists, const Key *key, int *speaker, int *beside) except -1:
    """Find the lists that claim a key which consists only of buttons and figures, and begins with a button.

    The speaker is of the kind of most of them, and a FREE one if there is any. The other is the first that is BESIDE.
    Each is NONE if there is none.
    """
    cdef Py_ssize_t at = 0, end, place
    cdef int node, last
    cdef list row = []
    while at < key.count:
        node, last, end = ROOT, NONE, at
        for place in range(at, key.count):
            node = lists._tree.step(node, key.words[place].hash)
            if node < 0:
                break
            if lists._nodes[node].first[WHOLE] != NONE:
                last, end = node, place + 1
        if last != NONE and lists._nodes[last].leads & IS_BUTTON:
            row.append(last)
            at = end
        elif row and key.words[at].hash == ZERO:
            at += 1
        else:
            return 0
    return _choose(lists, row, speaker, beside)


cdef int _choose(PhraseLists lists, list row, int *speaker, int *beside) except -1:
    """Find the lists that claim a row of buttons, given by their nodes."""
    cdef list counts = [0] * lists._kinds
    cdef list voices = []
    cdef int node, entry, number, most = 0
    cdef bint free = False
    for node in row:
        entry = lists._nodes[node].first[WHOLE]
        while entry != NONE:
            number = lists._entries[entry].list
            entry = lists._entries[entry].next
            if lists._lists[number].voice == BESIDE and beside[0] == NONE:
                beside[0] = number
            elif lists._lists[number].voice in (FREE, BOUND):
                voices.append(number)
                counts[lists._lists[number].kind] += 1
                free = free or lists._lists[number].voice == FREE
    for number in voices:
        if counts[lists._lists[number].kind] > most and (not free or lists._lists[number].voice == FREE):
            most, speaker[0] = counts[lists._lists[number].kind], number
    return 0
