"""Lookups among ascending keys, such as those of a file mapped into memory."""

from cpython.array cimport array
from libc.stdint cimport uint32_t, uint64_t

from cleanwire.native.numbers.columns cimport zeros


cdef double SPAN = 18446744073709551616.0
# Keys are below 2^64 and uniformly distributed.


def rows_of(const uint64_t[::1] among, const uint64_t[::1] keys, /):
    """Return the position of each key among ascending keys, or -1 if it is missing."""
    cdef array rows = zeros("q", keys.shape[0])
    cdef Py_ssize_t at
    for at in range(keys.shape[0]):
        rows.data.as_longlongs[at] = _row(among, keys[at])
    return rows


def numbers_of(const uint64_t[::1] among, const uint32_t[::1] numbers, const uint64_t[::1] keys, /):
    """Return the number of each key, given numbers beside ascending keys; 0 if a key is missing."""
    cdef array found = zeros("q", keys.shape[0])
    cdef Py_ssize_t at, row
    if among.shape[0] != numbers.shape[0]:
        raise ValueError(f"{among.shape[0]} keys have {numbers.shape[0]} numbers")
    for at in range(keys.shape[0]):
        row = _row(among, keys[at])
        found.data.as_longlongs[at] = numbers[row] if row >= 0 else 0
    return found


cdef Py_ssize_t _row(const uint64_t[::1] among, uint64_t key) noexcept nogil:
    """Return the position of a key, or -1 if it is missing.

    The search begins where the key would be if keys were spread evenly, as mixed ones are, so few pages of a file are
    read. For any distribution, it takes at most twice as many steps as a binary search.
    """
    cdef Py_ssize_t count = among.shape[0], low = 0, high, middle, step = 1
    if count == 0:
        return -1
    high = min(count - 1, <Py_ssize_t> (<double> key / SPAN * count))
    if among[high] < key:
        while high < count and among[high] < key:
            low = high + 1
            high = min(count, high + step)
            step *= 2
    else:
        while high > 0 and low == 0:
            middle = max(0, high - step)
            if among[middle] < key:
                low = middle + 1
            else:
                high = middle
                step *= 2
    # Everything before `low` is less than the key, and nothing from `high` on is.
    while low < high:
        middle = low + (high - low) // 2
        if among[middle] < key:
            low = middle + 1
        else:
            high = middle
    return low if low < count and among[low] == key else -1
