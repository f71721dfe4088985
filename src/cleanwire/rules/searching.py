"""Searches with patterns of users' own packs, which are limited in time."""

from time import thread_time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from regex import Match, Pattern

__all__ = ["PATTERN_SECONDS", "bounded_search"]

PATTERN_SECONDS = 0.05
"""How long one pattern may search one block. Shipped patterns need microseconds; only a hostile pack reaches this."""

PATIENCE = (1, 10, 100)
"""Factors of that limit for each attempt, if a search was stopped although this thread had used little time."""


def bounded_search(pattern: "Pattern[str]", line: str) -> "Match[str] | None":
    """Return the match of a pattern in a line, or None.

    Raises TimeoutError if the search takes PATTERN_SECONDS of this thread's processor time. `regex` counts the time of
    all threads: with 64 of them, a search of microseconds may seem to take a second. So a search that was stopped too
    early starts again; it blocks the other threads meanwhile.
    """
    for patience in PATIENCE:
        start = thread_time()
        try:
            return pattern.search(line, timeout=PATTERN_SECONDS * patience, concurrent=False)
        except TimeoutError:
            if thread_time() - start >= PATTERN_SECONDS:
                raise
    raise TimeoutError
