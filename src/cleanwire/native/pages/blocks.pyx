"""Pages: the lines that their trees show, and the words of a line and what it looks like."""

cimport cython
from cpython cimport array
from cpython.unicode cimport PyUnicode_Substring

from cleanwire.native.numbers.columns cimport doubles, zeros
from cleanwire.native.text.characters cimport Characters, character, characters_of
from cleanwire.native.text.letters cimport is_alnum, is_lower, is_space, is_unspaced, is_upper


cdef inline bint in_word(Py_UCS4 letter) noexcept nogil:
    """Whether it is part of a word, as `\\w` has it."""
    if letter < 128:
        return 0x61 <= letter <= 0x7A or 0x30 <= letter <= 0x39 or letter == 0x5F or 0x41 <= letter <= 0x5A
    return is_alnum(letter)


def words_in(str text):
    """Return the words of a text; where a script puts no blanks between words, its letters."""
    cdef Characters given = characters_of(text)
    cdef Py_ssize_t at = 0, start
    cdef list words = []
    while at < given.size:
        start = at
        if is_unspaced(character(given, at)):
            at += 1
            words.append(PyUnicode_Substring(text, start, at))
            continue
        while at < given.size and in_word(character(given, at)) and not is_unspaced(character(given, at)):
            at += 1
        if at > start:
            words.append(PyUnicode_Substring(text, start, at))
        else:
            at += 1
    return words


def letters_in(words):
    """Return how many of some words are one letter of a script that puts no blanks between words."""
    cdef Py_ssize_t count = 0
    cdef str word
    cdef Characters given
    for word in words:
        given = characters_of(word)
        count += given.size == 1 and is_unspaced(character(given, 0))
    return count


def named_in(str names, words):
    """Return which of some words, in small letters, the names of an element are put together from.

    A word is a run of small letters, with a capital before it or not, or a run of capitals: `readMore-URL` is made of
    `read`, `more` and `url`.
    """
    cdef Characters given = characters_of(names)
    cdef Py_ssize_t at = 0, start
    cdef list found = []
    while at < given.size:
        start = at
        at = _end_of_name(given, at)
        if at == start:
            at += 1
            continue
        word = PyUnicode_Substring(names, start, at).lower()
        if word in words:
            found.append(word)
    return tuple(found)


cdef Py_ssize_t _end_of_name(Characters given, Py_ssize_t at) noexcept nogil:
    """Return where the word that begins at a place ends; the place where none does."""
    cdef Py_ssize_t start = at
    while at < given.size and _is_capital(character(given, at)):
        at += 1
    if at == given.size or not _is_small(character(given, at)):
        return at
    if at - start > 1:
        return at - 1  # the last of several capitals is that of the next word
    while at < given.size and _is_small(character(given, at)):
        at += 1
    return at


cdef inline bint _is_capital(Py_UCS4 letter) noexcept nogil:
    return 0x41 <= letter <= 0x5A


cdef inline bint _is_small(Py_UCS4 letter) noexcept nogil:
    return 0x61 <= letter <= 0x7A


cdef Py_ssize_t visible_in(Characters text) noexcept nogil:
    cdef Py_ssize_t at, count = 0
    for at in range(text.size):
        count += not is_space(character(text, at))
    return count


cdef enum:
    CLOSED
    COLON
    COMMAS
    SENTENCES
    DIGITS
    CAPITALS
    SMALL_START
    COPYRIGHT
    ADDRESS
    URL
    SIGNS

SIGN_NAMES = (
    "closed", "colon", "commas", "sentences", "digits", "capitals", "small_start", "copyright", "address", "url"
)
"""What `signs_of` tells of a text, in this order."""


def signs_of(texts, *, str closed, Py_ssize_t head):
    """Return what texts look like, as an array for each name of SIGN_NAMES, one number for each text.

    Whether it ends with one of the characters `closed`, or with a colon; how many commas are in its first `head`
    characters, how many sentences end within it, the share of these characters that are digits, and of the words in
    them that begin with a capital; whether it begins with a small letter; whether a sign of copyright, an @ or an
    address is in them. No text may be empty.
    """
    cdef Py_ssize_t count = len(texts), at = 0
    cdef int sign
    cdef double[SIGNS] found
    cdef str text
    cdef list columns = [doubles(count) for _ in SIGN_NAMES]
    cdef double *into[SIGNS]
    for sign in range(SIGNS):
        into[sign] = (<array.array> columns[sign]).data.as_doubles
    for text in texts:
        if not text:
            raise ValueError("a text without characters looks like nothing")
        _read_signs(characters_of(text), head, found)
        found[CLOSED] = text[len(text) - 1] in closed
        for sign in range(SIGNS):
            into[sign][at] = found[sign]
        at += 1
    return columns


cdef void _read_signs(Characters text, Py_ssize_t head, double *found) noexcept nogil:
    cdef Py_ssize_t at, digits = 0, commas = 0, words = 0, capitals = 0, sentences = 0
    cdef Py_ssize_t most = min(head, text.size)
    cdef Py_UCS4 letter
    cdef bint apart = True
    found[COPYRIGHT] = found[ADDRESS] = found[URL] = 0
    for at in range(most):
        letter = character(text, at)
        if is_space(letter):
            apart = True
            continue
        if apart:
            words += 1
            capitals += is_upper(letter)
            apart = False
        if letter == u",":
            commas += 1
        elif u"0" <= letter <= u"9":
            digits += 1
        elif letter == u"©":
            found[COPYRIGHT] = 1
        elif letter == u"@":
            found[ADDRESS] = 1
        elif letter == u"h" or letter == u"w":
            if _stands(text, at, most, b"http") or _stands(text, at, most, b"www."):
                found[URL] = 1
    for at in range(text.size - 1):
        sentences += character(text, at) == u"." and character(text, at + 1) == u" "
    found[COLON] = character(text, text.size - 1) == u":"
    found[SMALL_START] = is_lower(character(text, 0))
    found[COMMAS], found[SENTENCES] = commas, sentences
    found[DIGITS] = <double> digits / most
    found[CAPITALS] = <double> capitals / max(1, words)


cdef inline bint _stands(Characters text, Py_ssize_t at, Py_ssize_t end, const char *sought) noexcept nogil:
    """Whether four characters stand at a place."""
    cdef int step
    if at + 4 > end:
        return False
    for step in range(4):
        if character(text, at + step) != <Py_UCS4> sought[step]:
            return False
    return True


@cython.no_gc  # it refers to what stands around it alone, so that there are no circles
cdef class Container:
    """An element on lines of its own, as its blocks see it."""

    cdef readonly Py_ssize_t index
    cdef readonly Py_ssize_t depth
    cdef readonly str tag
    cdef readonly Container parent
    cdef readonly tuple names
    cdef readonly bint hidden

    def __init__(self, index, tag, parent, names=(), hidden=False):
        self.index, self.tag, self.parent, self.names = index, tag, parent, names
        self.depth = self.parent.depth + 1 if self.parent is not None else 0
        self.hidden = hidden or (self.parent is not None and self.parent.hidden)

    def __reduce__(self):
        return Container, (self.index, self.tag, self.parent, self.names, self.hidden)


def family_of(containers):
    """Return the place of the container around each of a page's, 0 for the outmost, and how deep each stands."""
    cdef array.array parents = zeros("q", len(containers))
    cdef array.array depths = doubles(len(containers))
    cdef Container container
    cdef Py_ssize_t at = 0
    for container in containers:
        parents.data.as_longlongs[at] = container.parent.index if container.parent is not None else 0
        depths.data.as_doubles[at] = container.depth
        at += 1
    return parents, depths


def sum_up(double[::1] sums, const long long[::1] parents):
    """Add to the sum of each container the sums of those in it. Parents stand before what is in them."""
    cdef Py_ssize_t at
    _check(sums.shape[0], parents)
    for at in range(parents.shape[0] - 1, 0, -1):
        sums[parents[at]] += sums[at]


def ends_of(const long long[::1] parents):
    """Return the place of the last container inside each, its own where none is."""
    cdef array.array ends = zeros("q", parents.shape[0])
    cdef long long *end = ends.data.as_longlongs
    cdef Py_ssize_t at
    _check(parents.shape[0], parents)
    for at in range(parents.shape[0]):
        end[at] = at
    for at in range(parents.shape[0] - 1, 0, -1):
        end[parents[at]] = max(end[parents[at]], end[at])
    return ends


cdef int _check(Py_ssize_t count, const long long[::1] parents) except -1:
    """Raise ValueError unless there is a number for each container, and parents stand before what is in them."""
    cdef Py_ssize_t at
    if count != parents.shape[0]:
        raise ValueError(f"{count} sums are not those of {parents.shape[0]} containers")
    for at in range(1, parents.shape[0]):
        if not 0 <= parents[at] < at:
            raise ValueError(f"container {at} stands in container {parents[at]}, which comes behind it")
    return 0


@cython.no_gc  # as above
cdef class PageBlock:
    """What a page shows on one line of its own; several lines only where the page says how they break."""

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
    """What a block was made of. It holds on to the page's tree, which a block does not."""

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
    """Reads the lines that a page shows off its tree.

    Text in elements `skipped` is none of the page's. Elements `breaking` stand on lines of their own, `rules` end a
    line, `cells` share one, with the text `cell` between them, until it has more than `most` characters; all others run
    on. Of the names of an element `longest` characters are looked through for `words`. `hides` says whether a style hides.
    Lines neither begin nor end with the characters `edges`.
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
        """Return the lines, the containers around them and what each line was made of.

        `events` is a walk over a tree as lxml makes it, with its starts and ends.
        """
        cdef _Walk walk = _Walk(self)
        walk.follow(events)
        return walk.lines, walk.containers, walk.origins


cdef class _Walk:
    """What a walk over a page has gathered so far."""

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
                self._linked += visible_in(characters_of(text))
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
        """End the line; the next one is in the same paragraph only behind a single `br`."""
        self._flush()
        self._broken = single
        return 0
