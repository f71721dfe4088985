"""Regular expressions that are compiled when they are first used.

Compiling all of the package's patterns would take each process longer than cleaning a hundred articles, and most texts
need few of them.
"""

import re
from typing import Any, AnyStr, cast

__all__ = ["lazy_pattern"]


class _LazyPattern:
    """A pattern that is compiled late. Each method becomes an attribute at its first use, so later uses are fast."""

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
    """Return an object with the methods of a compiled pattern. The functions of `re` do not accept it.

    >>> lazy_pattern("[0-9]+").sub("0", "28 May 1907")
    '0 May 0'
    """
    return cast("re.Pattern[AnyStr]", _LazyPattern(source, flags))
