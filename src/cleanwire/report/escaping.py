"""Show characters that a terminal would obey."""

import re

__all__ = ["escaped"]

_OBEYED = re.compile(
    "[\x00-\x08\x0a-\x1f\x7f-\x9f"  # control characters but the tab
    "\u2028\u2029"  # line and paragraph separator
    "\u202a-\u202e\u2066-\u2069"  # those that turn the direction of what follows
    "\ud800-\udfff]"  # lone surrogates, which no terminal can be sent
)


def escaped(text: str) -> str:
    r"""Return text with an escape such as `\x1b` for what would move, colour or break a terminal's line.

    >>> print(escaped("12 Comments\x1b[2J\u202e\n"))
    12 Comments\x1b[2J\u202e\n

    Tabs stay. A backslash stays too, so this is for people to read and not to be undone.
    """
    return _OBEYED.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), text)
