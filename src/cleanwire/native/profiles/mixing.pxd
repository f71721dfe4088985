"""Mixing the bits of keys."""

from libc.stdint cimport uint32_t, uint64_t


cdef inline uint64_t mixed(uint64_t key) noexcept nogil:
    """Return a key of which every bit depends on every bit of the given one (the finalizer of SplitMix64).

    Steele, Lea, Flood: Fast splittable pseudorandom number generators, OOPSLA 2014.
    """
    key = (key ^ (key >> 30)) * <uint64_t> 0xBF58476D1CE4E5B9ULL
    key = (key ^ (key >> 27)) * <uint64_t> 0x94D049BB133111EBULL
    return key ^ (key >> 31)


cdef inline uint32_t mixed_small(uint32_t hash_) noexcept nogil:
    """Return a hash mixed as datasketch does before permuting it (the finalizer of MurmurHash3)."""
    hash_ = (hash_ ^ (hash_ >> 16)) * <uint32_t> 0x85EBCA6BU
    hash_ = (hash_ ^ (hash_ >> 13)) * <uint32_t> 0xC2B2AE35U
    return hash_ ^ (hash_ >> 16)
