"""The state while the lines of a text are read and phrases are looked up in them."""

from cleanwire.native.numbers.columns cimport zeros
from cleanwire.native.text.characters cimport Characters, characters_of
from cleanwire.native.text.keys cimport read_key


cdef class Reading(HeldKey):
    """A text, folded and spaced, of which nothing is read yet. Both must exist as long as it does."""

    def __cinit__(self, str folded, str bare, /):
        self.folded, self.bare, self.bounded = characters_of(folded), characters_of(bare), True

    cdef int listen(self, int lists, int nodes) except -1:
        """Begin the state of lists and nodes."""
        self._room = zeros("i", 2 * lists + nodes)
        self.heard_in = self._room.data.as_ints
        self.heard_at, self.nodes = self.heard_in + lists, self.heard_in + 2 * lists
        return 0

    cdef int read_words(self, Characters text, Py_ssize_t start, Py_ssize_t end) except -1:
        """Read the words of a part of a text."""
        if not read_key(&self.key, text, start, end):
            raise MemoryError
        return 0
