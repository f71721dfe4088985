"""Compiles the patterns of rules, or restores compiled patterns that were stored when cleanwire was built.

`regex` takes 0.7 ms to compile a pattern, and an article needs about forty. A compiled pattern can be pickled into
parts from which it is restored in 25 µs. The parts of the shipped patterns are stored, for one version of `regex`.
`regex` trusts these parts, so they are used only if their checksum is right.
"""

from array import array
from collections.abc import Callable, Iterable, Mapping
from copyreg import dispatch_table
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from regex import Pattern

__all__ = ["compiled", "ready", "ready_in"]


def ready(patterns: Iterable[str]) -> dict[str, Any]:
    """Return the parts of compiled patterns for JSON and columns, with the version of `regex` that they are for."""
    import regex  # noqa: PLC0415, it takes longer to import than all of this package

    made = {}
    for pattern in patterns:
        # The first part is the pattern's text, which is the key here.
        _, (_, *parts) = _pickled(regex.compile(pattern))
        made[pattern] = [_plain(part) for part in parts]
    return {"regex": regex.__version__, "patterns": made}


def ready_in(held: Mapping[str, Any] | None) -> Mapping[str, Any]:
    """Return the stored parts of patterns, or nothing if they are for another version of `regex`."""
    import regex  # noqa: PLC0415, it takes longer to import than all of this package

    return held["patterns"] if held and held["regex"] == regex.__version__ else {}


def compiled(pattern: str, ready: Mapping[str, Any]) -> "Pattern[str]":
    """Return a compiled pattern, restored from its parts in `ready` if they are there."""
    import regex  # noqa: PLC0415, it takes longer to import than all of this package

    if pattern not in ready:
        return regex.compile(pattern)
    make, _ = _pickled(regex.compile(""))
    return make(pattern, *map(_given, ready[pattern]))


def _pickled(pattern: "Pattern[str]") -> tuple[Callable[..., "Pattern[str]"], tuple[Any, ...]]:
    """Return the function that unpickles a pattern, and its arguments."""
    made: Any = dispatch_table[type(pattern)](pattern)
    return made[0], made[1]


def _plain(part: Any) -> Any:
    """Return a part of a pattern for JSON and columns, with its type."""
    match part:
        case bytes():
            return {"bytes": array("B", part)}
        case tuple():
            return {"tuple": [_plain(one) for one in part]}
        case dict():
            return {"dict": [[_plain(name), _plain(one)] for name, one in part.items()]}
        case list():
            return [_plain(one) for one in part]
        case int():
            return int(part)
        case str() | None:
            return part
    raise TypeError(f"a pattern of regex should not be made of {part!r}")


def _given(plain: Any) -> Any:
    """Return the part that `_plain` converted."""
    match plain:
        case {"bytes": column}:
            return column.tobytes()
        case {"tuple": parts}:
            return tuple([_given(one) for one in parts])
        case {"dict": items}:
            return {_given(name): _given(one) for name, one in items}
        case list():
            return [_given(one) for one in plain]
    return plain
