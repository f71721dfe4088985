"""Sums over small decision trees for many lines at once, with features given column by column."""

from cpython.array cimport array
from libc.math cimport INFINITY, isnan
from libc.stdint cimport uint64_t

from cleanwire.native.numbers.columns cimport Table, column, doubles, room_for, table_in, zeros
from cleanwire.native.numbers.trees cimport Forest, Node


cdef extern from *:
    """
    #if defined(_MSC_VER)
    #include <intrin.h>
    static __inline int cleanwire_lowest(unsigned __int64 bits) {
        unsigned long at;
        if (_BitScanForward(&at, (unsigned long)bits)) return (int)at;
        _BitScanForward(&at, (unsigned long)(bits >> 32));
        return 32 + (int)at;
    }
    #else
    #define cleanwire_lowest(bits) __builtin_ctzll(bits)
    #endif
    """
    int lowest "cleanwire_lowest"(uint64_t bits) noexcept nogil


cdef enum:
    TOGETHER = 20
    # This many trees are summed separately, then their sums, as in `Forest`.

    LANES = 24
    # This many lines are scored at once. For loops of this length compilers emit instructions over several lines; up to
    # 16 they unroll the loop line by line instead.

    LEAVES = 64
    # The most leaves of a tree: each is a bit.


cdef struct Question:
    # A question about a feature of a line: whether it is at most the threshold. If it is above, the leaves of the tree
    # whose bits are missing are closed.
    double threshold
    uint64_t above
    int tree


cdef class ColumnForest:
    """The trees of a `Forest`, of at most 64 leaves each, with the same sums to the last bit, but without its cuts.

    Trees are not walked. The leaves of a tree are in a row, from below to above, and all are open at first. A number
    above the threshold of a question closes the leaves that are below it, and the first open leaf is the one that a
    walk would have reached. So questions can be asked in any order: feature by feature, up to the first threshold that
    no number exceeds. (C. Lucchese et al., QuickScorer, SIGIR 2015.)

    Raises ValueError for larger trees, and for thresholds that are NaN.
    """

    cdef array _question_room, _first_room, _leaf_room
    cdef Question *_questions
    cdef int *_firsts
    cdef double *_leaves
    cdef int _trees
    cdef double _bias
    cdef readonly int width

    def __cinit__(self, Forest forest not None, /):
        cdef int at, leaf, number
        questions, leaves = [], []
        for at in range(forest._trees):
            leaves.append([])
            _read_tree(forest, forest._roots[at], at, questions, leaves[at], 0)
        questions.sort()
        self.width = questions[len(questions) - 1][0] + 1 if questions else 0
        self._question_room, self._first_room = room_for(len(questions), sizeof(Question)), zeros("i", self.width + 1)
        self._leaf_room = doubles(len(leaves) * LEAVES)
        self._questions, self._firsts = <Question *> self._question_room.data.as_voidptr, self._first_room.data.as_ints
        self._leaves = self._leaf_room.data.as_doubles
        for at, (evidence, threshold, number, above) in enumerate(questions):
            self._questions[at] = Question(threshold, above, number)
            self._firsts[<int> evidence + 1] = at + 1
        for at in range(self.width):
            self._firsts[at + 1] = max(self._firsts[at], self._firsts[at + 1])
        for at, scores in enumerate(leaves):
            for leaf, score in enumerate(scores):
                self._leaves[at * LEAVES + leaf] = score
        self._trees, self._bias = len(leaves), forest._bias

    def scores(self, array columns, Py_ssize_t count, /):
        """Return the sum for each of `count` lines, given their numbers as doubles, column after column.

        Raises ValueError if they are not columns of this length, IndexError if trees use more columns.
        """
        cdef array sums
        cdef Table table
        cdef Py_ssize_t first
        cdef array held = zeros("Q", self._trees * LANES)
        cdef uint64_t *leaves = <uint64_t *> held.data.as_ulonglongs
        if columns.typecode != "d" or count < 0 or (len(columns) % count if count else len(columns)):
            raise ValueError(f"{len(columns)} numbers are not columns of {count} lines")
        if len(columns) < self.width * count:
            raise IndexError(f"there are {len(columns) // count} columns, and trees use {self.width}")
        sums, table = doubles(count), table_in(columns, count)
        for first in range(0, count, LANES):
            self._close(table, first, leaves)
            self._add_up(leaves, sums.data.as_doubles + first, min(<Py_ssize_t> LANES, count - first))
        return sums

    cdef void _close(self, Table table, Py_ssize_t first, uint64_t *leaves) noexcept nogil:
        """Set which leaves of each tree stay open for the next lines: for each tree, a bit set for each line."""
        cdef double[LANES] numbers
        cdef double most, threshold
        cdef uint64_t above
        cdef uint64_t *open_
        cdef Question *here
        cdef int at, lane, evidence
        for at in range(self._trees * LANES):
            leaves[at] = ~(<uint64_t> 0)
        for evidence in range(self.width):
            most = -INFINITY
            for lane in range(LANES):
                # The last line fills the lanes after it.
                numbers[lane] = column(table, evidence)[min(first + lane, table.count - 1)]
                # A NaN is not below any threshold, so neither is the maximum.
                most = most if numbers[lane] <= most or isnan(most) else numbers[lane]
            for at in range(self._firsts[evidence], self._firsts[evidence + 1]):
                if most <= self._questions[at].threshold:
                    break
                here = self._questions + at
                threshold, above, open_ = here.threshold, here.above, leaves + here.tree * LANES
                for lane in range(LANES):
                    open_[lane] &= ~(<uint64_t> 0) if numbers[lane] <= threshold else above

    cdef void _add_up(self, const uint64_t *leaves, double *sums, Py_ssize_t lines) noexcept nogil:
        """Set the sums of at most LANES lines."""
        cdef double some, few
        cdef int tree, last
        cdef Py_ssize_t line
        for line in range(lines):
            some, tree = 0.0, 0
            while tree < self._trees:
                few = 0.0
                last = min(tree + TOGETHER, self._trees)
                while tree < last:
                    few += self._leaves[tree * LEAVES + lowest(leaves[tree * LANES + line])]
                    tree += 1
                some += few
            sums[line] = self._bias + some


cdef int _read_tree(Forest forest, int at, int number, list questions, list leaves, int depth) except -1:
    """Add the questions and leaves of a tree, from one of its nodes on. `leaves` holds the leaves so far."""
    cdef Node *node = &forest._nodes[at]
    cdef uint64_t above = ~(<uint64_t> 0)
    cdef Py_ssize_t leaf, first = len(leaves)
    if node.following[1] == at:
        leaves.append(node.number)
        return 0
    if isnan(node.number):
        raise ValueError("a threshold is NaN")
    if depth < LEAVES - 1:
        _read_tree(forest, node.following[0], number, questions, leaves, depth + 1)
    if depth >= LEAVES - 1 or len(leaves) >= LEAVES:
        raise ValueError(f"a tree has more than {LEAVES} leaves")
    for leaf in range(first, len(leaves)):
        above &= ~(<uint64_t> 1 << leaf)
    questions.append((node.evidence, node.number, number, above))
    return _read_tree(forest, node.following[1], number, questions, leaves, depth + 1)
