"""Escapes characters that a terminal would interpret."""

import re

__all__ = ["escaped"]

_OBEYED = re.compile(
    "[\x00-\x08\x0a-\x1f\x7f-\x9f"  # control characters except the tab
    "\u2028\u2029"  # line and paragraph separator
    "\u202a-\u202e\u2066-\u2069"  # those that change the direction of text
    "\ud800-\udfff]"  # lone surrogates, which cannot be sent to a terminal
)


def escaped(text: str) -> str:
    r"""Return text with an escape such as `\x1b` for anything that would move, colour or break a terminal's line.

    >>> print(escaped("12 Comments\x1b[2J\u202e\n"))
    12 Comments\x1b[2J\u202e\n

    Tabs are kept. Backslashes are kept, too, so this is for people to read and cannot be undone.
    """
    return _OBEYED.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), text)
