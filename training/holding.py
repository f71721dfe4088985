"""Which pages are held out: the same three domains in ten for everything that is fitted."""

import hashlib

__all__ = ["is_held_back", "number_of"]

HELD_BACK = 3
"""Out of ten."""


def is_held_back(domain: str) -> bool:
    """Whether nothing is fitted to the pages of a domain."""
    return number_of(domain) % 10 < HELD_BACK


def number_of(domain: str) -> int:
    """Return a number that is the same in every process."""
    return int(hashlib.md5(domain.encode(), usedforsecurity=False).hexdigest(), 16)
