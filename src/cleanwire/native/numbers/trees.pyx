"""Sums over small decision trees, as gradient boosting fits them."""

from cpython.mem cimport PyMem_Free, PyMem_Malloc
from libc.math cimport INFINITY


cdef enum:
    TOGETHER = 20
    # So many trees are added up by themselves, and then their sums: figures and bars were taken in this order, and
    # another one differs in the last bits.

    ABREAST = 10
    # So many trees are walked at once, since a processor would wait for each step of a single one. It divides TOGETHER.


cdef class Forest:
    """Trees, each a number, or (evidence, threshold, anything, below, above): which number of a row is asked, and which
    tree goes on where it is at most the threshold, and where it is above.

    `cuts` are numbers of trees, going up, each with the least score after so many trees that is weighed further. Where
    `columns` are given, what a tree asks for stands there in a row. Trees may ask for the numbers 0 to `width` - 1.
    """

    def __cinit__(self, double bias, trees, cuts, columns=None, /):
        cdef int at
        nodes, roots = [], []
        for tree in trees:
            roots.append(len(nodes))
            _flatten(tree, nodes)
        steps = [(end, least) for end, least in cuts if end < len(roots)]
        steps.append((len(roots), -INFINITY))
        self._nodes = <Node *> PyMem_Malloc(max(1, len(nodes)) * sizeof(Node))
        self._roots = <int *> PyMem_Malloc(max(1, len(roots)) * sizeof(int))
        self._steps = <Step *> PyMem_Malloc(len(steps) * sizeof(Step))
        if not (self._nodes and self._roots and self._steps):
            raise MemoryError
        for at, (number, evidence, below, above) in enumerate(nodes):
            if columns is not None and below != above:
                evidence = columns[evidence]
            if evidence < 0:
                raise ValueError(f"evidence is numbered from 0, and a tree asks for {evidence}")
            self._nodes[at].number, self._nodes[at].evidence = number, evidence
            self._nodes[at].following[0], self._nodes[at].following[1] = below, above
            if below != above:
                self.width = max(self.width, evidence + 1)
        for at, root in enumerate(roots):
            self._roots[at] = root
        for at, (end, least) in enumerate(steps):
            self._steps[at] = Step(end, least)
        self._count = len(steps)
        self._bias = bias

    def __dealloc__(self):
        PyMem_Free(self._nodes)
        PyMem_Free(self._roots)
        PyMem_Free(self._steps)

    def score(self, row, /):
        """Return the sum for a row of numbers; minus infinity where it is not weighed to the end.

        Raises IndexError where a row has fewer numbers than the trees may ask for.
        """
        return self.scores((row,))[0]

    def scores(self, rows, /):
        """Return the sum for each of some rows, as `score` does."""
        cdef int at, width = self.width
        cdef double *numbers = <double *> PyMem_Malloc(max(1, width) * sizeof(double))
        if not numbers:
            raise MemoryError
        numbers[0] = 0.0
        found = []
        try:
            for row in rows:
                if len(row) < width:
                    raise IndexError(f"a row has {len(row)} numbers, and trees ask for {width}")
                for at in range(width):
                    numbers[at] = row[at]
                found.append(self.score_of(numbers))
        finally:
            PyMem_Free(numbers)
        return found

    cdef double score_of(self, const double *row) noexcept nogil:
        """Return the sum for a row of `width` numbers, and of one at least."""
        cdef double score = self._bias, some, few
        cdef double leaves[ABREAST]
        cdef int step, tree = 0, at, last, count
        for step in range(self._count):
            some = 0.0
            while tree < self._steps[step].end:
                few = 0.0
                last = min(tree + TOGETHER, self._steps[step].end)
                while tree < last:
                    count = min(ABREAST, last - tree)
                    self._find_leaves(tree, count, row, leaves)
                    for at in range(count):
                        few += leaves[at]
                    tree += count
                some += few
            score += some
            if score < self._steps[step].least:
                return -INFINITY
        return score

    cdef inline void _find_leaves(self, int first, int count, const double *row, double *leaves) noexcept nogil:
        """Find the numbers that a row comes to in so many trees, at most ABREAST of them."""
        cdef int at[ABREAST]
        cdef int tree, following
        cdef int moved = True
        cdef Node *node
        for tree in range(ABREAST):
            at[tree] = self._roots[first + min(tree, count - 1)]
        while moved:
            moved = 0
            for tree in range(ABREAST):
                # Without a branch: which way a tree goes cannot be foretold.
                node = &self._nodes[at[tree]]
                following = node.following[not row[node.evidence] <= node.number]
                moved |= following ^ at[tree]
                at[tree] = following
        for tree in range(count):
            leaves[tree] = self._nodes[at[tree]].number


cdef int _flatten(tree, list nodes) except -1:
    """Add the nodes of a tree. What follows a leaf is the leaf itself, so that trees can be walked side by side."""
    waiting = [(tree, None, 0)]
    while waiting:
        tree, question, side = waiting.pop()
        here = len(nodes)
        if question is not None:
            nodes[question][side] = here
        if isinstance(tree, tuple):
            evidence, threshold, _, below, above = tree
            nodes.append([threshold, evidence, here, here])
            waiting += (above, here, 3), (below, here, 2)
        else:
            nodes.append([tree, 0, here, here])
    return 0
