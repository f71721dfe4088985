"""Regular expressions that are compiled when they are first asked for something.

To compile all that the package holds would take every process longer than to clean a hundred articles, and most texts
need few of them.
"""

import re
from typing import Any, AnyStr, cast

__all__ = ["lazy_pattern"]


class _LazyPattern:
    """Stands for a pattern. What was asked of it once is an attribute, so that asking again costs no more than that."""

    def __init__(self, source: str | bytes, flags: int) -> None:
        self.source, self.given = source, flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        found = getattr(re.compile(self.source, self.given), name)
        setattr(self, name, found)
        return found

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.source, self.given)


def lazy_pattern(source: AnyStr, flags: int = 0) -> "re.Pattern[AnyStr]":
    """Return what can be asked for all that a compiled pattern can be asked for. Functions of `re` do not take it.

    >>> lazy_pattern("[0-9]+").sub("0", "28 May 1907")
    '0 May 0'
    """
    return cast("re.Pattern[AnyStr]", _LazyPattern(source, flags))
