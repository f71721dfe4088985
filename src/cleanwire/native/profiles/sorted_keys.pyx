"""Look-ups of keys among keys that rise, such as those of a file that is mapped into memory."""

from cpython.array cimport array
from libc.stdint cimport uint32_t, uint64_t

from cleanwire.native.numbers.columns cimport zeros


cdef double SPAN = 18446744073709551616.0
# Keys are below 2^64, and as likely here as there.


def rows_of(const uint64_t[::1] among, const uint64_t[::1] keys, /):
    """Return where each key stands among keys that rise; -1 for one that does not."""
    cdef array rows = zeros("q", keys.shape[0])
    cdef Py_ssize_t at
    for at in range(keys.shape[0]):
        rows.data.as_longlongs[at] = _row(among, keys[at])
    return rows


def numbers_of(const uint64_t[::1] among, const uint32_t[::1] numbers, const uint64_t[::1] keys, /):
    """Return the number that stands with each key, given those with keys that rise; 0 for one that is not there."""
    cdef array found = zeros("q", keys.shape[0])
    cdef Py_ssize_t at, row
    if among.shape[0] != numbers.shape[0]:
        raise ValueError(f"{among.shape[0]} keys have {numbers.shape[0]} numbers")
    for at in range(keys.shape[0]):
        row = _row(among, keys[at])
        found.data.as_longlongs[at] = numbers[row] if row >= 0 else 0
    return found


cdef Py_ssize_t _row(const uint64_t[::1] among, uint64_t key) noexcept nogil:
    """Return where a key stands, -1 where it does not.

    It is looked for from where it would stand if keys were spread evenly, as mixed ones are: few pages of a file are
    read. However they are spread it takes as many steps as doublings of the rows, twice.
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
    # What stands above `low` is less than the key, and what stands at `high` or below it is not.
    while low < high:
        middle = low + (high - low) // 2
        if among[middle] < key:
            low = middle + 1
        else:
            high = middle
    return low if low < count and among[low] == key else -1
