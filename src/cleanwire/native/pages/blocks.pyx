"""Read the visible lines of a page off its tree."""

cimport cython

from cleanwire.native.pages.containers cimport Container
from cleanwire.native.pages.words cimport named_in
from cleanwire.native.text.characters cimport Characters, character, characters_of
from cleanwire.native.text.letters cimport is_space


@cython.no_gc  # it refers only to its container, so there are no cycles
cdef class PageBlock:
    """A visible line of a page. It contains line breaks only where the page sets them itself."""

    cdef readonly str text
    cdef readonly Container container
    cdef readonly Py_ssize_t linked
    cdef readonly tuple names

    def __init__(self, text, container, linked, names):
        self.text, self.container, self.linked, self.names = text, container, linked, names

    def __reduce__(self):
        return PageBlock, (self.text, self.container, self.linked, self.names)


@cython.no_gc  # as above: no element refers to what was made of it
cdef class Origin:
    """What a block was made of. It keeps the page's tree alive, which a block does not."""

    cdef readonly list pieces
    cdef readonly bint broken

    def __init__(self, pieces, broken):
        self.pieces, self.broken = pieces, broken


cdef enum Kind:
    RUNS_ON
    SKIPPED
    BREAKS
    CELL
    RULE
    LINK


cdef class TreeReader:
    """Reads the visible lines of a page off its tree.

    Text in elements `skipped` is ignored. Elements `breaking` are on lines of their own, and `rules` end a line.
    `cells` share a line, with the text `cell` between them, until it has more than `most` characters. All others are
    inline. The first `longest` characters of an element's names are searched for `words`. `hides` returns whether a
    style hides an element. The characters `edges` are stripped from the ends of lines.
    """

    cdef dict _kinds
    cdef str _cell, _edges
    cdef Py_ssize_t _most, _longest
    cdef object _words, _hides

    def __init__(self, *, skipped, breaking, cells, rules, cell, most, edges, words, longest, hides):
        self._kinds = {"a": LINK}
        for kind, tags in ((SKIPPED, skipped), (BREAKS, breaking), (CELL, cells), (RULE, rules)):
            self._kinds.update(dict.fromkeys(tags, kind))
        self._cell, self._most, self._edges, self._longest = cell, most, edges, longest
        self._words, self._hides = words, hides

    def read(self, events):
        """Return the lines, the containers around them and the origin of each line.

        `events` is a walk over an lxml tree, with start and end events.
        """
        cdef _Walk walk = _Walk(self)
        walk.follow(events)
        return walk.lines, walk.containers, walk.origins


cdef class _Walk:
    """What a walk over a page has collected so far."""

    cdef TreeReader _by
    cdef list lines, containers, origins, _pieces
    cdef Container _container
    cdef bint _broken
    cdef tuple _names
    cdef Py_ssize_t _linked, _links
    cdef dict _known

    def __init__(self, by):
        self._by = by
        self._container = Container(0, "html", None)
        self.lines, self.containers, self.origins, self._pieces = [], [self._container], [], []
        self._names, self._known = (), {}

    cdef int follow(self, events) except -1:
        cdef Kind kind
        for event, element in events:
            tag = element.tag
            kind = self._by._kinds.get(tag, RUNS_ON) if isinstance(tag, str) else SKIPPED
            if event != "start":
                if kind != SKIPPED:
                    self._leave(kind)
                tail = element.tail
                if tail:
                    self._add(tail, element.getparent())
            elif kind == SKIPPED:
                events.skip_subtree()
            else:
                self._enter(kind, tag, element)
                text = element.text
                if text:
                    self._add(text, element)
        self._flush()
        return 0

    cdef int _add(self, str text, element) except -1:
        if self._pieces or not text.isspace() or self._container.tag == "pre":
            self._pieces.append((text, element))
            if self._links:
                self._linked += _visible_in(characters_of(text))
        return 0

    cdef int _enter(self, Kind kind, str tag, element) except -1:
        if kind == BREAKS:
            self._break()
            self._open(tag, element)
        elif kind == CELL:
            self._part_cells()
            self._open(tag, element)
        elif kind == RULE:
            self._break(single=tag == "br" and bool(self._pieces))
        else:
            self._links += kind == LINK
            names = element.get("class")
            if names and len(self._names) < self._by._longest:
                self._names += self._words(names)
        return 0

    cdef int _leave(self, Kind kind) except -1:
        if kind == BREAKS:
            self._break()
            self._close()
        elif kind == CELL:
            self._part_cells()
            self._close()
        elif kind == LINK:
            self._links -= 1
        return 0

    cdef int _part_cells(self) except -1:
        if sum([len(text) for text, _ in self._pieces]) > self._by._most:
            self._flush()
        elif self._pieces and not self._ends_cell():
            while self._pieces and not self._last().strip():
                self._pieces.pop()
            if self._pieces and not self._ends_cell():
                self._pieces.append((self._by._cell, None))
        return 0

    cdef str _last(self):
        return self._pieces[len(self._pieces) - 1][0]

    cdef bint _ends_cell(self) except -1:
        return self._last().endswith(self._by._cell)

    cdef int _open(self, str tag, element) except -1:
        cdef bint hidden = False
        cdef list held = element.items()
        names = ()
        if held:
            named = dict(held)
            joined = " ".join([one for name in ("class", "id", "role", "itemprop") if (one := named.get(name))])
            if joined:
                names = self._words(joined)
            hidden = "hidden" in named or named.get("aria-hidden") == "true"
            if not hidden and not self._container.hidden and "style" in named:
                hidden = self._by._hides(named["style"])
        self._container = Container(len(self.containers), tag, self._container, names, hidden)
        self.containers.append(self._container)
        return 0

    cdef int _close(self) except -1:
        if self._container.parent is not None:
            self._container = self._container.parent
        return 0

    cdef tuple _words(self, str names):
        words = self._known.get(names)
        if words is None:
            words = self._known[names] = named_in(names[: self._by._longest], self._by._words)
        return words

    cdef int _flush(self) except -1:
        """End the line."""
        if not self._pieces:
            return 0
        whole = "".join([text for text, _ in self._pieces])
        if self._container.tag == "pre":
            text = "\n".join([line.rstrip() for line in whole.splitlines()]).strip("\n")
        else:
            text = " ".join(whole.split()).strip(self._by._edges)
        if text:
            self.lines.append(PageBlock(text, self._container, self._linked, self._names))
            self.origins.append(Origin(self._pieces, self._broken))
        self._pieces, self._names, self._linked, self._broken = [], (), 0, False
        return 0

    cdef int _break(self, bint single=False) except -1:
        """End the line. The next one is in the same paragraph only after a single `br`."""
        self._flush()
        self._broken = single
        return 0


cdef Py_ssize_t _visible_in(Characters text) noexcept nogil:
    cdef Py_ssize_t at, count = 0
    for at in range(text.size):
        count += not is_space(character(text, at))
    return count
