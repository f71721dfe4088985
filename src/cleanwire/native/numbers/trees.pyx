"""Sums over small decision trees, as fitted by gradient boosting."""

from array import array as new_array

from cpython.array cimport array
from libc.math cimport INFINITY

from cleanwire.native.numbers.columns cimport doubles, room_for


cdef enum:
    TOGETHER = 20
    # This many trees are summed separately, then their sums. Published figures and thresholds were measured in this
    # order, and another order differs in the last bits.

    ABREAST = 10
    # This many trees are walked at once: with a single one, a processor would wait for each step. Divides TOGETHER.

    MOST_EVIDENCE = 1_000_000
    # Rows with more numbers are not accepted.


def grown(trees, Py_ssize_t width, /):
    """Return the columns of a forest: numbers for each node, with the nodes of a tree one after the other.

    A tree is a number, or (evidence, threshold, mean, below, above): the index of a feature among the `width` numbers
    of a row, the tree that follows if it is at most the threshold, and the tree that follows if it is above. `mean` is
    the mean of the rows that reach it.

    For a question, `numbers` holds the threshold and `above` the node that follows above it; the next node follows
    below. For a leaf, they hold its number and the leaf itself.

    Raises ValueError or TypeError for anything that is not a tree.
    """
    roots, numbers, means, evidence, above = [new_array(kind) for kind in "iddii"]
    for tree in trees:
        roots.append(len(numbers))
        waiting = [(tree, -1)]
        while waiting:
            tree, question = waiting.pop()
            if question >= 0:
                above[question] = len(numbers)
            if isinstance(tree, (tuple, list)):
                asked, threshold, mean, lower, upper = tree
                if not 0 <= asked < width:
                    raise ValueError(f"evidence is numbered from 0 to {width - 1}, and a tree uses {asked}")
                waiting += (upper, len(numbers)), (lower, -1)
            else:
                asked, threshold, mean = 0, tree, tree
            numbers.append(threshold)
            means.append(mean)
            evidence.append(asked)
            above.append(len(above))
    return {"roots": roots, "numbers": numbers, "means": means, "evidence": evidence, "above": above}


cdef class Forest:
    """Trees as returned by `grown`. Immutable, so threads may share it.

    `cuts` are ascending numbers of trees, each with the least score after these trees: rows with lower scores are not
    scored further. Trees may use the numbers 0 to `width` - 1.

    Raises ValueError for columns that are not trees.
    """

    def __cinit__(self, double bias, dict columns not None, cuts, /):
        cdef int at
        # Copied, because an array can be changed or shortened elsewhere.
        self._columns = {name: column[:] for name, column in columns.items()}
        self._bias, self._cuts = bias, tuple(cuts)
        roots = self._column("roots", "i")
        self._roots, self._trees = roots.data.as_ints, len(roots)
        self._take_nodes()
        for at in range(self._trees):
            if not 0 <= self._roots[at] < self._nodes_count:
                raise ValueError("a tree begins at a node that does not exist")
        steps = [(end, least) for end, least in self._cuts if end < self._trees]
        steps.append((self._trees, -INFINITY))
        self._step_room = room_for(len(steps), sizeof(Step))
        self._steps = <Step *> self._step_room.data.as_voidptr
        for at, (end, least) in enumerate(steps):
            self._steps[at] = Step(end, least)
        self._count = len(steps)

    cdef array _column(self, str name, str kind):
        """Return a column, checking that it contains numbers of the right kind."""
        cdef array column = self._columns[name]
        if column.typecode != kind:
            raise ValueError(f"the column {name} should contain numbers of the kind {kind}")
        return column

    cdef int _take_nodes(self) except -1:
        cdef array numbers = self._column("numbers", "d"), means = self._column("means", "d")
        cdef array evidence = self._column("evidence", "i"), above = self._column("above", "i")
        cdef int at, count = len(numbers), asked, follows
        if not len(means) == len(evidence) == len(above) == count:
            raise ValueError("each node should have a number in every column")
        self._node_room = room_for(count, sizeof(Node))
        self._nodes = <Node *> self._node_room.data.as_voidptr
        for at in range(count):
            asked, follows = evidence.data.as_ints[at], above.data.as_ints[at]
            # Following nodes are further on, so every walk ends. The node after a leaf is the leaf itself, so trees can
            # be walked side by side.
            if not (follows == at or at + 1 < follows < count):
                raise ValueError("the nodes that follow a node should come after it")
            if not 0 <= asked < MOST_EVIDENCE:
                raise ValueError(f"evidence is numbered from 0, and a tree uses {asked}")
            self._nodes[at].number = numbers.data.as_doubles[at]
            self._nodes[at].evidence = 0 if follows == at else asked
            self._nodes[at].following[0] = at if follows == at else at + 1
            self._nodes[at].following[1] = follows
            if follows != at:
                self.width = max(self.width, asked + 1)
        self._means, self._nodes_count = means.data.as_doubles, count
        return 0

    def __reduce__(self):
        return type(self), (self._bias, self.columns(), self._cuts)

    def __eq__(self, other):
        return isinstance(other, Forest) and self.__reduce__() == other.__reduce__()

    __hash__ = None

    def columns(self):
        """Return the trees as `grown` does."""
        return {name: column[:] for name, column in self._columns.items()}

    def over(self, places, /):
        """Return the same trees for rows in which number `at` is at position `places[at]`."""
        cdef dict columns = self.columns()
        cdef array evidence = columns["evidence"]
        cdef int at
        if len(places) < self.width:
            raise IndexError(f"{len(places)} numbers have a place, and trees use {self.width}")
        for at in range(self._nodes_count):
            if self._nodes[at].following[1] != at:
                evidence.data.as_ints[at] = places[self._nodes[at].evidence]
        return Forest(self._bias, columns, self._cuts)

    def moves(self, row, int trees, /):
        """Return the features that the first trees use for a row, in order, each with how far it moves the score.

        Raises IndexError if a row has fewer numbers than the trees may use.
        """
        cdef int tree, at, following
        cdef double asked
        moved = []
        if len(row) < self.width:
            raise IndexError(f"a row has {len(row)} numbers, and trees use {self.width}")
        for tree in range(min(trees, self._trees)):
            at = self._roots[tree]
            while self._nodes[at].following[1] != at:
                asked = row[self._nodes[at].evidence]
                following = self._nodes[at].following[not asked <= self._nodes[at].number]
                moved.append((self._nodes[at].evidence, self._means[following] - self._means[at]))
                at = following
        return moved

    def score(self, row, /):
        """Return the sum for a row of numbers, or minus infinity if a cut ends the scoring.

        Raises IndexError if a row has fewer numbers than the trees may use.
        """
        return self.scores((row,))[0]

    def scores(self, rows, /):
        """Return the sums for rows, as `score` does."""
        cdef int at, width = self.width
        cdef array numbers = doubles(max(1, width))
        found = []
        for row in rows:
            if len(row) < width:
                raise IndexError(f"a row has {len(row)} numbers, and trees use {width}")
            for at in range(width):
                numbers.data.as_doubles[at] = row[at]
            found.append(self.score_of(numbers.data.as_doubles))
        return found

    cdef double score_of(self, const double *row) noexcept nogil:
        """Return the sum for a row of `width` numbers, at least one."""
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
        """Find the leaves that a row reaches in `count` trees, at most ABREAST."""
        cdef int at[ABREAST]
        cdef int tree, following
        cdef int moved = True
        cdef Node *node
        for tree in range(ABREAST):
            at[tree] = self._roots[first + min(tree, count - 1)]
        while moved:
            moved = 0
            for tree in range(ABREAST):
                # Without a branch, because the direction cannot be predicted.
                node = &self._nodes[at[tree]]
                following = node.following[not row[node.evidence] <= node.number]
                moved |= following ^ at[tree]
                at[tree] = following
        for tree in range(count):
            leaves[tree] = self._nodes[at[tree]].number
