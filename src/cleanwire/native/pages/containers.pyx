"""Block elements of a page, and sums over their contents."""

cimport cython
from cpython cimport array

from cleanwire.native.numbers.columns cimport doubles, zeros


@cython.no_gc  # it refers only to what is around it, so there are no cycles
cdef class Container:
    """A block element of a page."""

    def __init__(self, index, tag, parent, names=(), hidden=False):
        self.index, self.tag, self.parent, self.names = index, tag, parent, names
        self.depth = self.parent.depth + 1 if self.parent is not None else 0
        self.hidden = hidden or (self.parent is not None and self.parent.hidden)

    def __reduce__(self):
        return Container, (self.index, self.tag, self.parent, self.names, self.hidden)


def family_of(containers):
    """Return the index of the parent of each of a page's containers, 0 for the outermost, and the depth of each."""
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
    """Add to the sum of each container the sums of those in it. Parents must come before their children."""
    cdef Py_ssize_t at
    _check(sums.shape[0], parents)
    for at in range(parents.shape[0] - 1, 0, -1):
        sums[parents[at]] += sums[at]


def ends_of(const long long[::1] parents):
    """Return the index of the last container inside each, or its own if there is none."""
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
    """Raise ValueError unless there is a number for each container, and parents come before their children."""
    cdef Py_ssize_t at
    if count != parents.shape[0]:
        raise ValueError(f"{count} sums are not those of {parents.shape[0]} containers")
    for at in range(1, parents.shape[0]):
        if not 0 <= parents[at] < at:
            raise ValueError(f"container {at} is in container {parents[at]}, which comes after it")
    return 0
